"""A table as rows of cells, whichever way it was written."""

from typing import NamedTuple

from generator.problems import Place


class Cell(NamedTuple):
    """A cell's Markdown, with line breaks as ``\\n``.

    `width` counts the columns it covers; `is_repeated` says that it began in a row above.
    """

    text: str
    place: Place
    width: int = 1
    is_repeated: bool = False

    @property
    def is_empty(self) -> bool:
        return self.text.strip(" -–—\n\t\u00a0*_") == ""


class Row(NamedTuple):
    """One row, a cell for every column; `line` is its line in the page, from 0."""

    cells: tuple[Cell, ...]
    line: int

    @property
    def written(self) -> tuple[Cell, ...]:
        """The cells with something in them, each once."""
        return tuple(dict.fromkeys(cell for cell in self.cells if not cell.is_empty))
