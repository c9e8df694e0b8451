"""Markdown to HTML, each text by a converter of the parts that it needs. Owns Python-Markdown.

Its extensions are imported where a text shows a sign of them: all of them together take as long as ten texts.
``smarty`` is left out: it doubles the cost.
"""

import html
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags, unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, Registry

from generator.addresses import slugify
from generator.regex import regex

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What begins any inline pattern of Python-Markdown, or stands for one that is read already.
_MARKUP = regex("[`\\\\[!<&*_\x02]|  \n")
# Parts of Python-Markdown that have nothing to do in a text without any of the signs they stand at.
_PARTS = {
    "`": [("inline", "backtick")],
    "\\": [("inline", "escape"), ("tree", "unescape")],
    "](": [("inline", "link")],
    "]:": [("inline", "reference"), ("inline", "short_reference"), ("block", "reference")],
    "![": [("inline", "image_link"), ("inline", "image_reference"), ("inline", "short_image_ref")],
    "<": [("inline", "autolink"), ("inline", "automail"), ("inline", "html")],
    "&": [("inline", "entity")],
    "  \n": [("inline", "linebreak")],
    "\t": [("inline", "linebreak")],  # which becomes spaces
    "#": [("block", "hashheader")],
    ">": [("block", "quote")],
    "|": [("extension", "tables")],
    "[^": [("extension", "footnotes")],
    ":": [("extension", "def_list")],
    "{": [("extension", "attr_list")],
    "```": [("extension", "fenced_code")],
    "~~~": [("extension", "fenced_code")],
    "[TOC]": [("extension", "toc")],
}


class _SparePlain(Treeprocessor):
    """Spares texts without any mark-up, which most are, the search for each kind of it."""

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
        for heading in [each for each in root.iter() if each.tag in _HEADINGS[:-1]]:
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
            if heading.tag in _HEADINGS and "id" not in heading.attrib:
                heading.set("id", unique(_heading_id(self._words(heading)), used, counts))

    def _words(self, heading: Element) -> str:
        if isinstance(heading.text, AtomicString) and not len(heading):
            return " ".join(heading.text.split())  # _SparePlain has found no mark-up
        return html.unescape(strip_tags(render_inner_html(remove_fnrefs(heading), self.md)))


def _heading_id(words: str, _separator: str = "") -> str:
    return slugify(words) or "section"


_SETTINGS: dict[str, dict[str, Any]] = {"tables": {"use_align_attribute": True}, "toc": {"slugify": _heading_id}}


def convert(text: str) -> tuple[str, Sequence[object]]:
    """The HTML of a text, not yet clean, and each stretch of HTML that was written in it. Raises RecursionError."""
    converter = _markdown_for(text).reset()
    try:
        return converter.convert(text), converter.htmlStash.rawHtmlBlocks
    except RecursionError:
        _markdown.cache_clear()  # this one still believes to be within a list
        raise


def _markdown_for(text: str) -> Markdown:
    """A converter without what the text has no sign of: to look for all of it takes two fifths of the time."""
    return _markdown(*(sign for sign in _PARTS if sign in text))


@lru_cache(64)
def _markdown(*signs: str) -> Markdown:
    needed = {part for sign in signs for part in _PARTS[sign]}
    names = [name for kind, name in sorted(needed) if kind == "extension"]
    converter = Markdown(output_format="html", extensions=[*map(_extension, names), SaneListExtension()])
    trees = converter.treeprocessors
    registries: dict[str, Registry[Any]] = {
        "inline": converter.inlinePatterns, "block": converter.parser.blockprocessors, "tree": trees,
    }  # fmt: skip
    for kind, name in {part for parts in _PARTS.values() for part in parts} - needed:
        if kind in registries:
            registries[kind].deregister(name)
    if "toc" not in names:
        trees.register(_NameHeadings(converter), "name_headings", 5)  # where toc would be
    trees.register(_SparePlain(converter), "spare_plain", 21)  # right before inline (20)
    # Below attr_list (8) and toc (5), so that both have seen the headings as they were written.
    trees.register(_Arrange(converter), "arrange", 1)
    return converter


def _extension(name: str) -> Extension:
    """By its module: Python-Markdown would look for a name among all that is installed."""
    extension: Extension = import_module(f"markdown.extensions.{name}").makeExtension(**_SETTINGS.get(name, {}))
    return extension
