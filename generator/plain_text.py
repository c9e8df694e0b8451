"""HTML as plain text, for calendars: paragraphs, lists with dashes, addresses written out.

By regular expressions, because every session's text comes by here: html.parser takes twice as long to find the tags
alone. What it is given is well-formed, out of nh3; what is not comes out a little differently, and no worse.
"""

import re
from html import unescape

from generator.regex import regex

_CELL = "\0"
_PARAGRAPHS = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote", "div", "section", "figure", "hr",
)  # fmt: skip
# What stands before the words that follow such a tag.
_BEGINNINGS = {
    **dict.fromkeys((*_PARAGRAPHS, *(f"/{name}" for name in _PARAGRAPHS)), "\n\n"),
    **dict.fromkeys(("br", "tr", "dt", "dd", "summary", "figcaption"), "\n"),
    **dict.fromkeys(("td", "th"), _CELL),
    "li": "\n- ",
}
_SILENT = regex(r"<(script|style)\b.*?</\1>|<[^>]*\Z", re.DOTALL)
_TAG = regex(r"""<(/?[a-z][^\s/>]*)([^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>""", re.IGNORECASE)
_ATTRIBUTE = regex(r"""\b(href|alt)=(["'])(.*?)\2""", re.DOTALL)


def plain_text(html: str) -> str:
    """The words of an HTML fragment: LF line ends, one empty line between paragraphs, cells
    parted by bars, links as ``words (address)``.

    Only absolute http and https addresses are written out; a link within the site would lead nowhere.
    """
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    first, *rest = _TAG.split(_SILENT.sub("", html).replace("\n", " "))
    pieces, links = [first], list[tuple[str, int]]()
    for tag, attributes, words in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        if tag == "a":
            links.append((_attribute(attributes), len(pieces)))
        elif tag == "/a" and links:
            _write_address(pieces, *links.pop())
        pieces += [_BEGINNINGS.get(tag, ""), _attribute(attributes) if tag == "img" else "", words]
    lines = (" ".join(line.split()) for line in unescape("".join(pieces)).split("\n"))
    text = "\n".join(line.strip(f"{_CELL} ").replace(_CELL, " | ") for line in lines)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"^-\n+", "- ", text.strip(), flags=re.MULTILINE)).strip()


def shorten(text: str, limit: int) -> str:
    """The text in at most `limit` characters, cut after a word where one ends, with an ellipsis."""
    if len(text) <= limit:
        return text
    kept = text[: max(limit - 1, 0)]
    words = re.sub(r"\s+\S*$", "", kept)
    return (words if len(words) > limit // 2 else kept) + "…" * (limit > 0)


def _attribute(written: str) -> str:
    """Where an `a` leads or what stands for an `img`, as written: neither has both."""
    match = _ATTRIBUTE.search(written)
    return match[3] if match else ""


def _write_address(pieces: list[str], address: str, start: int) -> None:
    words = unescape("".join(pieces[start:])).strip()
    if address.startswith(("https://", "http://")) and unescape(address) != words:
        pieces.append(f" ({address})" if words else address)
