"""Markdown to clean HTML: what the converter and the sanitizer lack together.

A text becomes HTML without knowing any other page: its links to other sources come out marked (a control
character before the target) which `finish` replaces once addresses are known. So a text's HTML depends on the
text alone, validate can judge every link of the site at once, and a cache needs no more than the text's hash.
"""

import html
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

from markupsafe import Markup

from generator.excess import excesses
from generator.kept import digest_of
from generator.memory import learn, learning, remembered
from generator.plain_text import plain_text
from generator.problems import Message, Place, problem
from generator.regex import regex
from generator.sanitizer import IMAGE, MARK, attributes_of, clean, refused_html, silent_pictures, unsafe_links
from generator.sources import MarkdownText
from generator.texts import NO_WORDS, Link, Prose

_UNSEEN = regex(f"[{MARK}\x00-\x08\x0b\x0e-\x1f\x7f]")
_WORTH_BEGINNING = range(5, sys.maxsize)  # texts: to begin another process takes as long as to read so many
_MARKED = regex(f'(?<=["]){MARK}([^"]*)(?=["])')


def reading_ahead(texts: Iterable[MarkdownText]) -> AbstractContextManager[None]:
    """Within, other processes begin with what `read_ahead` will ask for."""
    return learning(_read, [text.text for text in texts], _WORTH_BEGINNING)


def read_ahead(texts: Iterable[MarkdownText | None]) -> None:
    """Have `read_prose` ready for these texts: all at once, because that is most of what a new site takes."""
    learn(_read, [text.text for text in texts if text])


@remembered()
def read_prose(text: MarkdownText) -> tuple[Prose, list[Message]]:
    """Markdown as clean HTML, with notices for raw HTML that had to go and problems for unsafe links."""
    prose, messages = _read(text.text)
    links = tuple(link._replace(place=_moved(link.place, text)) for link in prose.links)
    moved = prose._replace(links=links) if links else prose
    return moved, [message._replace(place=_moved(message.place, text)) for message in messages]


def _moved(place: Place, text: MarkdownText) -> Place:
    return Place(text.path, place.line + text.line - 1, place.column)


@remembered(lambda written: (digest_of(written.encode(errors="surrogatepass")),), for_good=True, is_shared=True)
def _read(written: str) -> tuple[Prose, list[Message]]:
    """The same of a text wherever it stands, as if it were a file of its own: most lines of a file move more often
    than they change.
    """
    text = MarkdownText(written, "")
    if problems := list(excesses(text)):
        return NO_WORDS, problems
    from generator.converter import convert  # whoever finds all texts read does without Python-Markdown

    try:
        raw_html, stretches = convert(_UNSEEN.sub("", text.text))
    except RecursionError:
        return NO_WORDS, [
            problem(text.place(), "the text is nested too deeply to be read", "use fewer levels of lists and quotes")
        ]
    cleaned, targets = clean(raw_html)
    anchors = frozenset(re.findall(' id="([^"]+)"', cleaned))
    links = tuple(_locate(targets, text))
    messages = [
        *silent_pictures(cleaned, text),
        *refused_html(stretches, text),
        *unsafe_links(raw_html, stretches, text),
    ]
    return Prose(cleaned, links, anchors, plain_text(cleaned)), messages


def finish(prose: Prose, address_of: Callable[[str], str], show: Callable[[str, str, bool], Markup]) -> Markup:
    """The HTML with its links to other sources made addresses by `address_of`, which is given each target.

    `show` makes the HTML of a picture from its target, its text alternative and whether it may load late: all but
    the first may.
    """
    pictures = 0

    def picture(tag: re.Match[str]) -> str:
        nonlocal pictures
        values = attributes_of(tag[0])
        if "src" not in values:
            return ""
        pictures += 1
        return show(values["src"].removeprefix(MARK), values.get("alt", ""), pictures > 1)

    shown = IMAGE.sub(picture, prose.html)
    # nh3 has made the HTML safe; an address goes in escaped.
    return Markup(_MARKED.sub(lambda match: html.escape(address_of(html.unescape(match[1]))), shown))  # noqa: S704


def raise_headings(body: Markup) -> Markup:
    """The HTML with its highest heading as an h2, for a page whose title stands right above it."""
    levels = [int(level) for level in re.findall(r"<h([2-6])[\s>]", body)]
    surplus = min(levels, default=2) - 2
    # Only digits of tags change in what is safe already.
    return Markup(re.sub(r"(</?h)([2-6])(?=[\s>])", lambda tag: f"{tag[1]}{int(tag[2]) - surplus}", body))  # noqa: S704


def _locate(targets: list[tuple[str, bool]], text: MarkdownText) -> Iterator[Link]:
    """Each target with where it stands: its next mention, or the last, as Python-Markdown keeps no positions."""
    last: dict[str, int] = {}
    has_no_more: set[str] = set()
    for target, is_picture in targets:
        if target not in has_no_more:
            found = text.text.find(target, last.get(target, -1) + 1)
            if found < 0:
                has_no_more.add(target)
            else:
                last[target] = found
        yield Link(target, text.place(last.get(target, 0)), is_picture)
