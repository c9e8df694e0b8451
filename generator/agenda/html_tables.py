"""HTML tables as rows of cells, with their spans laid out; the text inside becomes Markdown."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from generator.agenda.blocks import Block, Page
from generator.agenda.grids import Cell, Row
from generator.problems import Place

_LINE_BREAKING = frozenset({"br", "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"})
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_WIDEST, _TALLEST = 50, 500


@dataclass(slots=True)
class _Open:
    """A cell being read."""

    place: Place
    width: int
    height: int
    is_header: bool
    text: list[str] = field(default_factory=list)


class _TableReader(HTMLParser):
    """Collects the cells of every table of a text, row by row."""

    def __init__(self, page: Page, block: Block) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[int, list[_Open]]] = []
        self._page, self._first = page, block.start
        self._cell: _Open | None = None
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        line, column = self.getpos()
        if tag in ("tr", "td", "th"):
            self._cell = None
        if tag == "tr" or tag in ("td", "th") and not self.rows:
            self.rows.append((self._first + line - 1, []))
        if tag in ("td", "th"):
            place = self._page.place(self._first + line - 1, column)
            self._cell = _Open(
                place,
                _count(attributes.get("colspan"), _WIDEST),
                _count(attributes.get("rowspan"), _TALLEST),
                tag == "th",
            )
            self.rows[-1][1].append(self._cell)
        self._mark(tag, attributes.get("href") or "")

    def _mark(self, tag: str, target: str) -> None:
        if self._cell is None:
            return
        if tag in _LINE_BREAKING:
            self._cell.text.append("\n")
        elif tag in _MARKS:
            self._cell.text.append(_MARKS[tag])
        elif tag == "a" and target:
            self._link = target
            self._cell.text.append("[")

    def handle_endtag(self, tag: str) -> None:
        if self._cell is None:
            return
        if tag == "a" and self._link:
            self._cell.text.append(f"]({self._link})")
            self._link = ""
        elif tag in ("td", "th", "tr", "table"):
            self._cell = None
        elif tag != "br":
            self._mark(tag, "")

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.text.append(re.sub(r"\s+", " ", data))


def _count(written: str | None, most: int) -> int:
    return (
        max(1, min(int(written), most))
        if written and written.isascii() and written.isdigit() and len(written) < 6
        else 1
    )


def is_html_table(page: Page, block: Block) -> bool:
    """Whether a block of HTML holds a table."""
    return block.kind == "html" and any("<table" in line.lower() for line in page.lines[block.start : block.stop])


def read_html_table(page: Page, block: Block) -> tuple[list[Row], bool]:
    """The rows, and whether the first is a header."""
    reader = _TableReader(page, block)
    reader.feed("\n".join(page.lines[block.start : block.stop]))
    reader.close()
    rows = [row for row in reader.rows if row[1]]
    has_header = bool(rows) and all(cell.is_header for cell in rows[0][1])
    return _lay_out(rows), has_header


def _lay_out(rows: list[tuple[int, list[_Open]]]) -> list[Row]:
    """Every cell in every column and row it spans."""
    hanging: dict[int, tuple[Cell, int]] = {}
    laid_out = []
    for line, opened in rows:
        cells: dict[int, Cell] = {column: cell for column, (cell, _) in hanging.items()}
        hanging = {column: (cell, left - 1) for column, (cell, left) in hanging.items() if left > 1}
        column = 0
        for each in opened:
            while column in cells:
                column += 1
            text = "\n".join(" ".join(part.split()) for part in "".join(each.text).split("\n") if part.strip(" *"))
            cell = Cell(text, each.place, each.width)
            for covered in range(column, column + each.width):
                cells[covered] = cell
                if each.height > 1:
                    hanging[covered] = (Cell(text, each.place, each.width, True), each.height - 1)
            column += each.width
        width = max(cells, default=-1) + 1
        blank = Cell("", opened[0].place)
        laid_out.append(Row(tuple(cells.get(each, blank) for each in range(width)), line))
    widest = max((len(row.cells) for row in laid_out), default=0)
    return [
        Row((*row.cells, *[Cell("", row.cells[0].place)] * (widest - len(row.cells))), row.line) for row in laid_out
    ]
