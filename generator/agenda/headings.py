"""Sessions as headings with field lines: the recommended form.

A session's body goes to the next heading of the same or a higher level; deeper headings, lists and tables in it
are the body's own, whatever they begin with. A date as a heading begins a day at any level.
"""

from generator.agenda import openings
from generator.agenda.blocks import Block, Page, heading_text
from generator.agenda.days import Dates, DayReading, read_day
from generator.agenda.field_lines import read_fields
from generator.agenda.pieces import DayMark, Heading, Piece
from generator.agenda.titles import plain, split_id
from generator.problems import Place, notice


def read_heading(page: Page, at: int, dates: Dates) -> tuple[list[Piece], int]:
    """What the heading at this block is, and the first block after all that is its own."""
    block = page.blocks[at]
    text, column = heading_text(page, block)
    if day := read_day(text, dates):
        return [DayMark(day, page.place(block.start, column), text, page.slice(block.start, block.stop))], at + 1
    opening = openings.read_opening(text)
    if opening is None:
        heading = Heading(block.level, text, page.slice(block.start, block.stop))
        return [*_untimed(page, at, text, page.place(block.start, column)), heading], at + 1
    stop = _stop(page, at, dates)
    last = page.blocks[stop].start if stop < len(page.blocks) else len(page.lines)
    shifted = openings.Opening(opening.reading, opening.rest, opening.column + column, opening.is_marked)
    return openings.read_session(page, block.start, shifted, page.slice(block.stop, last)), stop


def _untimed(page: Page, at: int, text: str, place: Place) -> list[Piece]:
    """A notice for a heading with speakers below it, as only a session has."""
    below = page.slice(page.blocks[at].stop, page.blocks[at + 1].stop) if at + 1 < len(page.blocks) else ()
    fields = read_fields(page, below).facts
    if not {"speakers", "moderators"} & fields.keys():
        return []
    title = plain(split_id(text)[0])
    phrase = f'"{title}" has no time, so it is not among the sessions'
    return [notice(place, phrase, f'write when it is before its title, such as "10:00–10:30 {title}"')]


def _stop(page: Page, at: int, dates: Dates) -> int:
    """The block that ends the body of the session at this heading."""
    level = page.blocks[at].level
    for index in range(at + 1, len(page.blocks)):
        block = page.blocks[index]
        if block.kind == "heading" and (block.level <= level or _is_dated(read_heading_day(page, block, dates))):
            return index
    return len(page.blocks)


def read_heading_day(page: Page, block: Block, dates: Dates) -> DayReading | None:
    return read_day(heading_text(page, block)[0], dates)


def _is_dated(reading: DayReading | None) -> bool:
    return reading is not None and reading.is_dated
