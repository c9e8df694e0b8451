"""Pipe tables as rows of cells."""

import re

from generator.agenda.blocks import Block, Page
from generator.agenda.grids import Cell, Row
from generator.regex import regex

_RULE = regex(r"[\s|:\-–—]*-[\s|:\-–—]*$")
# A pipe in code or behind a backslash does not part cells.
_CELL = regex(r"(?:[^|\\`]|\\.|`[^`]*`|`|\\$)*")
_BREAK = regex(r"<br\s{0,3}/?>", re.IGNORECASE)


def is_pipe_table(page: Page, block: Block) -> bool:
    """Whether a block is a table, or lines in pipes that only lack the line of dashes under the first."""
    return (
        block.kind == "table"
        or block.kind == "paragraph"
        and all(line.strip().startswith("|") and line.count("|") > 1 for line in page.lines[block.start : block.stop])
    )


def read_pipe_table(page: Page, block: Block) -> tuple[list[Row], bool]:
    """The rows, and whether the first is a header."""
    numbers = [number for number in range(block.start, block.stop) if page.lines[number].strip()]
    rows = [Row(_read_cells(page, number), number) for number in numbers if not _RULE.match(page.lines[number])]
    width = len(rows[0].cells) if rows else 0
    return [_fit(row, width) for row in rows], len(rows) < len(numbers)


def _read_cells(page: Page, number: int) -> tuple[Cell, ...]:
    line = page.lines[number].rstrip()
    at = re.match(r"\s*\|?", line).end()  # type: ignore[union-attr]  # the pattern matches everything
    cells = []
    while at < len(line):
        match = _CELL.match(line, at)
        stop = match.end() if match else len(line)
        text = line[at:stop]
        column = at + len(text) - len(text.lstrip())
        parts = map(str.strip, _BREAK.split(text.replace("\\|", "|")))
        cells.append(Cell("\n".join(parts).strip(), page.place(number, column)))
        at = stop + 1
    return tuple(cells)


def _fit(row: Row, width: int) -> Row:
    """The row with as many cells as the first one has, or more where more is written: nothing gets lost."""
    missing = width - len(row.cells)
    if missing <= 0 or not row.cells:
        return row
    return Row((*row.cells, *[Cell("", row.cells[-1].place)] * missing), row.line)
