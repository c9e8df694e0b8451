"""Markdown to clean HTML. Owns Python-Markdown and nh3, and what the two lack together.

A text becomes HTML without knowing any other page: its links to other sources come out as marks (a private-use
character before the target) that `finish` replaces once addresses are known. So a text's HTML depends on the
text alone, validate can judge every link of the site at once, and a cache needs no more than the text's hash.
``smarty`` is left out: it doubles the cost.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markupsafe import Markup

from generator.excess import excesses
from generator.fields import slugify
from generator.memory import learn, remembered, values
from generator.model import Link, Prose
from generator.problems import Message, Place, notice, problem
from generator.sources import MarkdownText

_MARK = "\ue000"
_UNSEEN = re.compile(f"[{_MARK}\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKED = re.compile(f'(?<=["]){_MARK}([^"]*)(?=["])')
_IMAGE = re.compile(r'<img(?:\s+[\w-]+="[^"]*")*\s*/?>')
# What begins any inline pattern of Python-Markdown, or stands for one that is read already.
_MARKUP = re.compile("[`\\\\[!<&*_\x02]|  \n")
_SCHEMES = {"http", "https", "mailto", "tel"}
# What browsers skip before a scheme (WHATWG URL, "basic URL parser"), and no more: a no-break space is part of a path.
_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")
_TAGS = (nh3.ALLOWED_TAGS | {"section", "figure", "figcaption"}) - {"map", "area"}
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "type", "reversed"},
    "time": {"datetime"},
    "details": {"open"},
}


class _SparePlain(Treeprocessor):
    """Spares texts without any mark-up, which most are, the search for each kind of it: a quarter of the time."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not _MARKUP.search(element.text):
                element.text = AtomicString(element.text)


class _Arrange(Treeprocessor):
    """Leaves the page's one h1 to the template, sets sections round h2s, and keeps styles out of table cells."""

    def run(self, root: Element) -> None:
        _demote_headings(root)
        for cell in [*root.iter("td"), *root.iter("th")]:
            if align := cell.attrib.pop("align", None):
                cell.set("class", f"align-{align}")
        _set_sections(root)


def _demote_headings(root: Element) -> None:
    if root.find(".//h1") is not None:
        for heading in [each for each in root.iter() if re.fullmatch("h[1-5]", str(each.tag))]:
            heading.tag = f"h{int(heading.tag[1]) + 1}"


def _set_sections(root: Element) -> None:
    children, target = list(root), root
    for child in children:
        if child.tag == "h2":
            target = Element("section")
            target.text = target.tail = "\n"
            root.append(target)
        if target is not root:
            root.remove(child)
            target.append(child)


@lru_cache
def _markdown() -> Markdown:
    converter = Markdown(
        output_format="html",
        extensions=[
            TableExtension(use_align_attribute=True), FootnoteExtension(), DefListExtension(), AttrListExtension(),
            FencedCodeExtension(), SaneListExtension(), TocExtension(slugify=lambda text, _: slugify(text) or "section"),
        ],
    )  # fmt: skip
    converter.treeprocessors.register(_SparePlain(converter), "spare_plain", 21)  # right before inline (20)
    # Below attr_list (8) and toc (5), so that both have seen the headings as they were written.
    converter.treeprocessors.register(_Arrange(converter), "arrange", 1)
    return converter


def read_ahead(texts: Iterable[MarkdownText | None]) -> None:
    """Have `read_prose` ready for these texts: all at once, because that is most of what a new site takes."""
    learn(_read, [text.text for text in texts if text])


@remembered()
def read_prose(text: MarkdownText) -> tuple[Prose, list[Message]]:
    """Markdown as clean HTML, with notices for raw HTML that had to go and problems for unsafe links."""
    prose, messages = _read(text.text)
    links = tuple(replace(link, place=_moved(link.place, text)) for link in prose.links)
    moved = replace(prose, links=links) if links else prose
    return moved, [message._replace(place=_moved(message.place, text)) for message in messages]


def _moved(place: Place, text: MarkdownText) -> Place:
    return Place(text.path, place.line + text.line - 1, place.column)


@remembered(values, for_good=True, is_shared=True)
def _read(written: str) -> tuple[Prose, list[Message]]:
    """The same of a text wherever it stands, as if it were a file of its own: most lines of a file move more often
    than they change.
    """
    text = MarkdownText(written, "")
    if problems := list(excesses(text)):
        return Prose(), problems
    converter = _markdown().reset()
    try:
        raw_html = converter.convert(_UNSEEN.sub("", text.text))
    except RecursionError:
        return Prose(), [
            problem(text.place(), "the text is nested too deeply to be read", "use fewer levels of lists and quotes")
        ]
    targets: list[tuple[str, bool]] = []
    clean = nh3.clean(
        raw_html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None,
        attribute_filter=lambda tag, name, value: _mark(tag, name, value, targets),
    )  # fmt: skip
    anchors = frozenset(re.findall(r'\sid="([^"]+)"', clean))
    links = tuple(_locate(targets, text))
    messages = [
        *_silent_pictures(clean, text),
        *_refused_html(converter.htmlStash.rawHtmlBlocks, text),
        *_unsafe_links(raw_html, converter.htmlStash.rawHtmlBlocks, text),
    ]
    return Prose(clean, links, anchors), messages


def finish(prose: Prose, address_of: Callable[[str], str], show: Callable[[str, str, bool], Markup]) -> Markup:
    """The HTML with its links to other sources made addresses by `address_of`, which is given each target.

    `show` makes the HTML of a picture from its target, its text alternative and whether it may load late: all but
    the first may.
    """
    pictures = 0

    def picture(tag: re.Match[str]) -> str:
        nonlocal pictures
        values = _attributes(tag[0])
        if "src" not in values:
            return ""
        pictures += 1
        return show(values["src"].removeprefix(_MARK), values.get("alt", ""), pictures > 1)

    shown = _IMAGE.sub(picture, prose.html)
    # nh3 has made the HTML safe; an address goes in escaped.
    return Markup(_MARKED.sub(lambda match: html.escape(address_of(html.unescape(match[1]))), shown))  # noqa: S704


def raise_headings(body: Markup) -> Markup:
    """The HTML with its highest heading as an h2, for a page whose title stands right above it."""
    levels = [int(level) for level in re.findall(r"<h([2-6])[\s>]", body)]
    surplus = min(levels, default=2) - 2
    # Only digits of tags change in what is safe already.
    return Markup(re.sub(r"(</?h)([2-6])(?=[\s>])", lambda tag: f"{tag[1]}{int(tag[2]) - surplus}", body))  # noqa: S704


def _mark(tag: str, name: str, value: str, targets: list[tuple[str, bool]]) -> str | None:
    if name == "id" and value.startswith("_"):  # the templates' own, such as the script's words
        return None
    if name not in ("href", "src") or _SCHEME.match(value) or value.startswith(("//", "#fn")):
        return value
    targets.append((value, tag == "img"))
    return _MARK + value


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


def _attributes(tag: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}


def _silent_pictures(clean: str, text: MarkdownText) -> Iterator[Message]:
    """A problem for each picture that says nothing to those who cannot see it (WCAG 2.2, 1.1.1), or lies elsewhere."""
    for tag in _IMAGE.findall(clean):
        values = _attributes(tag)
        source, alt = values.get("src", ""), values.get("alt", "").strip()
        place = text.place(max(text.text.find(source.removeprefix(_MARK)), 0))
        name = unquote(source.removeprefix(_MARK).rpartition("/")[2])
        if not source:  # it was unsafe, and has had its notice
            continue
        if not source.startswith(_MARK):
            yield problem(
                place, f'the picture "{source}" lies on another host', "save it below content/ and write its name"
            )
        elif not alt:
            yield problem(place, f'the picture "{name}" has no text alternative', f"write ![what it shows]({name})")
        elif _is_file_name(alt, name):
            yield problem(
                place, f'"{alt}" is the picture\'s file name, not what it shows', f"write ![what it shows]({name})"
            )


def _is_file_name(alt: str, name: str) -> bool:
    """Whether a text alternative is no more than the file's name; "Hall" for hall.jpg may well be meant."""
    stem = name.rpartition(".")[0].casefold()
    return alt.casefold() == name.casefold() or (alt.casefold() == stem and re.search(r"[\d_-]", stem) is not None)


class _TagScan(HTMLParser):
    """Collects the start tags of a stretch of raw HTML, with what of each is refused."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.refused.append((f"<{tag}>", f"<{tag}"))
            return
        for name, value in attrs:
            scheme = _SCHEME.match(value or "") if name in ("href", "src") else None
            if name not in _ATTRIBUTES["*"] | _ATTRIBUTES.get(tag, set()):
                self.refused.append((f"{name}= in <{tag}>", name))
            elif scheme and scheme[1].lower() not in _SCHEMES:
                self.refused.append((f"the address {scheme[1]}: in <{tag}>", scheme[1]))


def _refused_html(blocks: Sequence[object], text: MarkdownText) -> Iterator[Message]:
    lowered = text.text.lower()
    for block in blocks:
        if "<pre" in str(block) or "<" not in str(block):
            continue
        scan = _TagScan()
        scan.feed(str(block))
        start = max(text.text.find(str(block).split("\n", 1)[0]), 0)
        for what, needle in scan.refused:
            offset = lowered.find(needle, start)
            yield notice(
                text.place(max(offset, start)),
                f"{what} is not kept in content",
                "say it in Markdown, or link to the page that shows it",
            )


def _unsafe_links(raw_html: str, blocks: Sequence[object], text: MarkdownText) -> Iterator[Message]:
    """A problem for each unsafe link written in Markdown; one written in HTML has had its notice."""
    for tag, address in re.findall(r'(<a href="([^"]*)")', raw_html):
        scheme = _SCHEME.match(html.unescape(address))
        if scheme and scheme[1].lower() not in _SCHEMES and not any(tag in str(block) for block in blocks):
            place = text.place(max(text.text.find(scheme[1]), 0))
            yield problem(
                place, f'a link to "{scheme[1]}:" is not safe', "link to an https:// address, mailto: or tel:"
            )
