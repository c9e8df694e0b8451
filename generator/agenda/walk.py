"""A page, block by block, each handed to the reader of its form."""

from generator.agenda import lists, text_lines
from generator.agenda.blocks import Block, Page
from generator.agenda.days import Dates
from generator.agenda.headings import read_heading
from generator.agenda.html_tables import is_html_table, read_html_table
from generator.agenda.pieces import Piece, Prose
from generator.agenda.pipe_tables import is_pipe_table, read_pipe_table
from generator.agenda.tables import read_table


def read_pieces(page: Page, dates: Dates) -> list[Piece]:
    """Everything on the page, in its order."""
    pieces: list[Piece] = []
    at, read_to = 0, 0
    while at < len(page.blocks):
        block = page.blocks[at]
        pieces += _read_between(page, read_to, block.start)
        if block.kind == "heading":
            found, at = read_heading(page, at, dates)
            read_to = page.blocks[at].start if at < len(page.blocks) else len(page.lines)
        else:
            found, at, read_to = _read_block(page, block, dates), at + 1, block.stop
        pieces += found
    return pieces + _read_between(page, read_to, len(page.lines))


def _read_between(page: Page, start: int, stop: int) -> list[Piece]:
    """Lines that belong to no block, such as the definitions of links."""
    lines = page.slice(start, stop)
    return [Prose(lines)] if any(line.strip() for _, line in lines) else []


def _read_block(page: Page, block: Block, dates: Dates) -> list[Piece]:
    if block.kind == "rule":
        return [Prose(page.slice(block.start, block.stop), is_rule=True)]
    if block.kind == "list" and lists.has_sessions(page, block, dates):
        return lists.read_list(page, block, dates)
    if is_pipe_table(page, block):
        return read_table(*read_pipe_table(page, block), dates) or [Prose(page.slice(block.start, block.stop))]
    if is_html_table(page, block):
        return read_table(*read_html_table(page, block), dates) or [Prose(page.slice(block.start, block.stop))]
    return (
        _read_paragraph(page, block, dates)
        if block.kind == "paragraph"
        else [Prose(page.slice(block.start, block.stop))]
    )


def _read_paragraph(page: Page, block: Block, dates: Dates) -> list[Piece]:
    day = text_lines.read_day_line(page, block, dates)
    rest = Block("paragraph", block.start + 1, block.stop) if day else block
    pieces: list[Piece] = [day] if day else []
    if rest.start == rest.stop:
        return pieces
    if text_lines.is_time_first(page, rest):
        return pieces + text_lines.read_lines(page, rest)
    return [*pieces, Prose(page.slice(rest.start, rest.stop))]
