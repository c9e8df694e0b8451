"""Markdown to clean HTML. Owns Python-Markdown, and what it and the sanitizer lack together.

A text becomes HTML without knowing any other page: its links to other sources come out marked (a control
character before the target) which `finish` replaces once addresses are known. So a text's HTML depends on the
text alone, validate can judge every link of the site at once, and a cache needs no more than the text's hash.
``smarty`` is left out: it doubles the cost.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, remove_fnrefs, render_inner_html, strip_tags, unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, Registry
from markupsafe import Markup

from generator.addresses import slugify
from generator.excess import excesses
from generator.memory import learn, learning, remembered, values
from generator.plain_text import plain_text
from generator.problems import Message, Place, problem
from generator.sanitizer import IMAGE, MARK, attributes_of, clean, refused_html, silent_pictures, unsafe_links
from generator.sources import MarkdownText
from generator.texts import NO_WORDS, Link, Prose

_UNSEEN = re.compile(f"[{MARK}\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKED = re.compile(f'(?<=["]){MARK}([^"]*)(?=["])')
# What begins any inline pattern of Python-Markdown, or stands for one that is read already.
_MARKUP = re.compile("[`\\\\[!<&*_\x02]|  \n")
# What stands in a text wherever one of these parts of Python-Markdown has something to do.
_SIGNS = {
    ("inline", "backtick"): "`", ("inline", "escape"): "\\", ("inline", "footnote"): "[^", ("inline", "reference"): "]:",
    ("inline", "short_reference"): "]:", ("inline", "image_link"): "![", ("inline", "image_reference"): "![",
    ("inline", "short_image_ref"): "![", ("inline", "autolink"): "<", ("inline", "automail"): "<", ("inline", "html"): "<",
    ("inline", "entity"): "&", ("block", "table"): "|", ("block", "hashheader"): "#", ("block", "quote"): ">",
    ("block", "footnote"): "[^", ("block", "reference"): "]:", ("tree", "attr_list"): "{", ("tree", "toc"): "[TOC]",
}  # fmt: skip


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


class _NameHeadings(Treeprocessor):
    """Gives headings the ids that the extension toc gives them, without a table of contents that nobody asked for."""

    def run(self, root: Element) -> None:
        used, counts = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}, dict[str, int]()
        for heading in root.iter():
            if re.fullmatch("h[1-6]", str(heading.tag)) and "id" not in heading.attrib:
                words = html.unescape(strip_tags(render_inner_html(remove_fnrefs(heading), self.md)))
                heading.set("id", unique(_heading_id(words), used, counts))


def _heading_id(words: str, _separator: str = "") -> str:
    return slugify(words) or "section"


def _markdown_for(text: str) -> Markdown:
    """A converter without what the text has no sign of: to look for all of it takes a third of the time."""
    return _markdown(frozenset(part for part, sign in _SIGNS.items() if sign not in text))


@lru_cache(64)
def _markdown(without: frozenset[tuple[str, str]]) -> Markdown:
    converter = Markdown(
        output_format="html",
        extensions=[
            TableExtension(use_align_attribute=True), FootnoteExtension(), DefListExtension(), AttrListExtension(),
            FencedCodeExtension(), SaneListExtension(), TocExtension(slugify=_heading_id),
        ],
    )  # fmt: skip
    trees = converter.treeprocessors
    parts: dict[str, Registry[Any]] = {
        "inline": converter.inlinePatterns,
        "block": converter.parser.blockprocessors,
        "tree": trees,
    }
    for kind, name in without:
        parts[kind].deregister(name)
    if ("tree", "toc") in without:
        trees.register(_NameHeadings(converter), "name_headings", 5)  # where toc would be
    trees.register(_SparePlain(converter), "spare_plain", 21)  # right before inline (20)
    # Below attr_list (8) and toc (5), so that both have seen the headings as they were written.
    trees.register(_Arrange(converter), "arrange", 1)
    return converter


def reading_ahead(texts: Iterable[MarkdownText]) -> AbstractContextManager[None]:
    """Within, other processes begin with what `read_ahead` will ask for."""
    return learning(_read, [text.text for text in texts])


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


@remembered(values, for_good=True, is_shared=True)
def _read(written: str) -> tuple[Prose, list[Message]]:
    """The same of a text wherever it stands, as if it were a file of its own: most lines of a file move more often
    than they change.
    """
    text = MarkdownText(written, "")
    if problems := list(excesses(text)):
        return NO_WORDS, problems
    source = _UNSEEN.sub("", text.text)
    converter = _markdown_for(source).reset()
    try:
        raw_html = converter.convert(source)
    except RecursionError:
        _markdown.cache_clear()  # this one still believes to be within a list
        return NO_WORDS, [
            problem(text.place(), "the text is nested too deeply to be read", "use fewer levels of lists and quotes")
        ]
    cleaned, targets = clean(raw_html)
    anchors = frozenset(re.findall(r'\sid="([^"]+)"', cleaned))
    links = tuple(_locate(targets, text))
    messages = [
        *silent_pictures(cleaned, text),
        *refused_html(converter.htmlStash.rawHtmlBlocks, text),
        *unsafe_links(raw_html, converter.htmlStash.rawHtmlBlocks, text),
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
