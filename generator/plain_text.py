"""HTML as plain text, for calendars: paragraphs, lists with dashes, addresses written out."""

import re
from html.parser import HTMLParser

_PARAGRAPHS = frozenset(
    (
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "pre",
        "blockquote",
        "div",
        "section",
        "figure",
        "hr",
    )
)
_LINES = frozenset(("br", "li", "tr", "dt", "dd", "summary", "figcaption"))
_SILENT = frozenset(("script", "style"))


def plain_text(html: str) -> str:
    """The words of an HTML fragment: LF line ends, one empty line between paragraphs, cells
    parted by bars, links as ``words (address)``.

    Only absolute http and https addresses are written out; a link within the site would lead nowhere.
    """
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(reader.pieces)).strip().replace("\t", " | ")
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"(^|\n)-\n+", r"\1- ", text)).strip()


def shorten(text: str, limit: int) -> str:
    """The text in at most `limit` characters, cut after a word where one ends, with an ellipsis."""
    if len(text) <= limit:
        return text
    kept = text[: max(limit - 1, 0)]
    words = re.sub(r"\s+\S*$", "", kept)
    return (words if len(words) > limit // 2 else kept) + "…" * (limit > 0)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._addresses: list[tuple[str, int]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        if tag in _LINES:
            self.pieces.append("\n")
        if tag == "li":
            self.pieces.append("- ")
        elif tag in ("td", "th"):
            self.pieces.append("\t")
        elif tag == "a":
            self._addresses.append((dict(attrs).get("href") or "", len(self.pieces)))
        elif tag == "img":
            self.pieces.append(dict(attrs).get("alt") or "")
        elif tag in _SILENT:
            self._silent += 1

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        if tag == "a" and self._addresses:
            self._write_address(*self._addresses.pop())
        elif tag in _SILENT:
            self._silent = max(self._silent - 1, 0)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(re.sub(r"\s+", " ", data))

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.pieces.append("\n\n")

    def _write_address(self, address: str, start: int) -> None:
        words = "".join(self.pieces[start:]).strip()
        if address.startswith(("https://", "http://")) and address != words:
            self.pieces.append(f" ({address})" if words else address)
