"""Raw HTML in content, cleaned, and what is told of it. Owns nh3."""

import html
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from urllib.parse import unquote

import nh3

from generator.problems import Message, notice, problem
from generator.regex import regex
from generator.sources import MarkdownText

# Before the target of each link to another source: a character that no text has, and that takes no more room than others.
MARK = "\x01"
_WRITTEN_MARK = regex("&#(?:0*1(?![0-9])|x0*1(?![0-9a-f]));?", re.IGNORECASE)
_TARGET = regex(f' (href|src)="{MARK}([^"]*)"')
IMAGE = regex(r'<img(?:\s+[\w-]+="[^"]*")*\s*/?>')
_SCHEMES = {"http", "https", "mailto", "tel"}
# What browsers skip before a scheme (WHATWG URL, "basic URL parser"), and no more: a no-break space is part of a path.
_SCHEME = regex(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")
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


def clean(raw_html: str) -> tuple[str, list[tuple[str, bool]]]:
    """The HTML without what may not stand there, and the targets of its links to other sources, now marked, each with
    whether it is a picture's.
    """
    cleaned = _CLEANER.clean(_WRITTEN_MARK.sub("", raw_html))
    return cleaned, [(html.unescape(target), name == "src") for name, target in _TARGET.findall(cleaned)]


def _mark(_tag: str, name: str, value: str) -> str | None:
    if name == "id" and value.startswith("_"):  # the templates' own, such as the script's words
        return None
    if name not in ("href", "src") or _SCHEME.match(value) or value.startswith(("//", "#fn")):
        return value
    return MARK + value


# One for all texts: to make one takes nearly as long as it works on a text.
_CLEANER = nh3.Cleaner(tags=_TAGS, attributes=_ATTRIBUTES, attribute_filter=_mark, url_schemes=_SCHEMES, link_rel=None)


def attributes_of(tag: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}


def silent_pictures(clean: str, text: MarkdownText) -> Iterator[Message]:
    """A problem for each picture that says nothing to those who cannot see it (WCAG 2.2, 1.1.1), or lies elsewhere."""
    for tag in IMAGE.findall(clean):
        values = attributes_of(tag)
        source, alt = values.get("src", ""), values.get("alt", "").strip()
        place = text.place(max(text.text.find(source.removeprefix(MARK)), 0))
        name = unquote(source.removeprefix(MARK).rpartition("/")[2])
        if not source:  # it was unsafe, and has had its notice
            continue
        if not source.startswith(MARK):
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


def refused_html(blocks: Sequence[object], text: MarkdownText) -> Iterator[Message]:
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


def unsafe_links(raw_html: str, blocks: Sequence[object], text: MarkdownText) -> Iterator[Message]:
    """A problem for each unsafe link written in Markdown; one written in HTML has had its notice."""
    for tag, address in re.findall(r'(<a href="([^"]*)")', raw_html):
        scheme = _SCHEME.match(html.unescape(address))
        if scheme and scheme[1].lower() not in _SCHEMES and not any(tag in str(block) for block in blocks):
            place = text.place(max(text.text.find(scheme[1]), 0))
            yield problem(
                place, f'a link to "{scheme[1]}:" is not safe', "link to an https:// address, mailto: or tel:"
            )
