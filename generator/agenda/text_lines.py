"""Sessions as lines of text that begin with a time, in bold or not: ``**9:30–9:45**: Welcome *(Foyer)*``.

Paragraphs and lists up to the next such line belong to the session. A later line of a paragraph counts only where
no sentence merely goes on with a time there.
"""

from generator.agenda import openings
from generator.agenda.blocks import Block, Page
from generator.agenda.days import Dates, is_exact, read_day
from generator.agenda.pieces import DayMark, Piece, Prose


def is_time_first(page: Page, block: Block) -> bool:
    """Whether sessions begin in this paragraph."""
    return bool(_session_starts(page, block))


def read_lines(page: Page, block: Block) -> list[Piece]:
    """The sessions of a paragraph, each with the lines up to the next."""
    starts = _session_starts(page, block)
    pieces: list[Piece] = []
    if block.start < (starts[0] if starts else block.stop):
        pieces.append(Prose(page.slice(block.start, starts[0] if starts else block.stop)))
    for start, stop in zip(starts, [*starts[1:], block.stop], strict=True):
        opening = openings.read_opening(page.lines[start])
        assert opening is not None  # `_session_starts` has looked
        pieces += openings.read_session(page, start, opening, page.slice(start + 1, stop), takes_following=True)
    return pieces


def _session_starts(page: Page, block: Block) -> list[int]:
    first = openings.is_opening(page.lines[block.start])
    later = [number for number in range(block.start + 1, block.stop) if openings.is_strong_opening(page.lines[number])]
    if not first and len(later) == 1 and not _is_set_off(page, later[0]):
        return []
    return [block.start] * first + later


def _is_set_off(page: Page, number: int) -> bool:
    """Whether a single time within a paragraph opens a session: bold, with an end, or after a line break."""
    opening = openings.read_opening(page.lines[number])
    has_end = opening is not None and opening.reading.span is not None and opening.reading.span.end is not None
    return has_end or page.lines[number - 1].endswith(("  ", "\\", ":")) or opening is not None and opening.is_marked


def read_day_line(page: Page, block: Block, dates: Dates) -> DayMark | None:
    """The day that the first line of a paragraph names: all of it in bold, or a date and nothing else."""
    line = page.lines[block.start].strip()
    is_bold = len(line) > 4 and line[:2] == line[-2:] and line[:2] in ("**", "__")
    reading = read_day(line, dates)
    if reading is None or not (is_bold or is_exact(reading)):
        return None
    column = page.lines[block.start].find(line.strip("*_ ")[:1])
    return DayMark(
        reading, page.place(block.start, max(column, 0)), line.strip("*_ "), page.slice(block.start, block.start + 1)
    )
