"""Sessions from the rows of a table.

A row without a time is at the time of the row above it. A row with one cell is a day, a heading or, at a time, a
session for everybody: nobody writes "Lunch" once in every column. So is a row that says the same in every column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.agenda import openings, titles
from generator.agenda.blocks import Lines
from generator.agenda.columns import Columns, read_columns
from generator.agenda.days import Dates, read_day
from generator.agenda.grids import Cell, Row
from generator.agenda.kinds import guess_kind
from generator.agenda.pieces import DayMark, Entry, Fact, Facts, Heading, Piece, Prose
from generator.agenda.times import SpanReading, read_duration, read_whole_span
from generator.problems import notice, problem

_LONGEST_LOOK = 200  # pieces to look back for the sessions that a row prolongs


def read_table(rows: Sequence[Row], has_header: bool, dates: Dates) -> list[Piece] | None:
    """The sessions of a table, or None where it is none of an agenda."""
    if has_header and rows and _holds_time(rows[0]):
        has_header = False
    columns = read_columns(rows, has_header, dates)
    if columns is None:
        return None
    pieces: list[Piece] = []
    last: SpanReading | None = None
    day = ""
    for row in rows[1:] if has_header else rows:
        if columns.date is not None and (written := _cell(row, columns.date)).text not in ("", day):
            day = written.text
            pieces += _read_day_cell(written, row, dates)
        reading = _read_time(row, columns) or last
        last = reading if reading and reading.span else last
        _prolong(pieces, row, reading)
        pieces += _read_row(row, columns, reading, dates)
    return [*pieces, Prose((), is_rule=True)]


def _prolong(pieces: list[Piece], row: Row, reading: SpanReading | None) -> None:
    """Let the sessions whose cells go on in this row last until its end."""
    going_on = {cell.place for cell in row.cells if cell.is_repeated}
    if not going_on or reading is None or reading.span is None or reading.span.end is None:
        return
    for index in range(len(pieces) - 1, max(-1, len(pieces) - _LONGEST_LOOK), -1):
        piece = pieces[index]
        if isinstance(piece, Entry) and piece.place in going_on and piece.span.end is not None:
            pieces[index] = replace(piece, span=piece.span._replace(end=reading.span.end))


def _holds_time(row: Row) -> bool:
    readings = (read_whole_span(titles.plain(cell.text)) for cell in row.cells)
    return any(
        reading is not None and reading.span is not None and not reading.written.isdigit() for reading in readings
    )


def _cell(row: Row, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else Cell("", row.cells[0].place)


def _read_day_cell(cell: Cell, row: Row, dates: Dates) -> list[Piece]:
    text = titles.plain(cell.text.replace("\n", " "))
    reading = read_day(text, dates)
    if reading:
        return [DayMark(reading, cell.place, text, ((row.line, text),))]
    return [problem(cell.place, f'"{text}" is not a day', 'write a date such as "Thursday 6 June 2024"')]


def _read_time(row: Row, columns: Columns) -> SpanReading | None:
    cell = _cell(row, columns.time)
    reading = read_whole_span(titles.plain(cell.text.replace("\n", " "))) if not cell.is_empty else None
    if reading is None or reading.span is None or reading.span.end is not None:
        return reading
    span = reading.span
    if columns.end is not None and (end := read_whole_span(titles.plain(_cell(row, columns.end).text))) is not None:
        if end.mistake or end.span is None:
            return end._replace(span=None) if end.mistake else reading._replace(span=span._replace(is_open=True))
        return reading._replace(span=span._replace(end=end.span.start or 24 * 60))
    if columns.duration is not None and (minutes := read_duration(_cell(row, columns.duration).text)):
        return reading._replace(span=span._replace(end=(span.start + minutes - 1) % (24 * 60) + 1))
    return reading


def _read_row(row: Row, columns: Columns, reading: SpanReading | None, dates: Dates) -> list[Piece]:
    written = row.written
    if not written:
        return []
    if len(written) == 1 and (alone := _read_alone(row, written[0], columns, reading, dates)):
        return alone
    if reading is None:
        return [Prose(((row.line, " ".join(cell.text.replace("\n", " ") for cell in written)),))]
    if reading.mistake:
        return [problem(_cell(row, columns.time).place, reading.mistake, reading.remedy)]
    if reading.span is None:
        words = " ".join(cell.text.replace("\n", " ") for cell in written)
        phrase = f'"{titles.plain(words)}" has no time yet, so it is not among the sessions'
        return [
            notice(written[0].place, phrase, "write a time such as 10:00 when it is known"),
            Prose(((row.line, words),)),
        ]
    return list(_read_sessions(row, columns, reading, dates))


def _read_alone(row: Row, cell: Cell, columns: Columns, reading: SpanReading | None, dates: Dates) -> list[Piece]:
    """What a row with a single cell is, unless that is a session's."""
    text = titles.plain(cell.text.replace("\n", " "))
    if day := read_day(text, dates):
        return [DayMark(day, cell.place, text, ((row.line, text),))]
    if cell != _cell(row, columns.time):
        return []
    if reading is not None and reading.span is not None or any(map(str.isdigit, text)):
        if reading is not None and reading.mistake:
            return [problem(cell.place, reading.mistake, reading.remedy)]
        return [problem(cell.place, f'the session at "{text}" has no title', "write the title in its column")]
    return [Heading(6, text, ((row.line, text),))]


def _read_sessions(row: Row, columns: Columns, reading: SpanReading, dates: Dates) -> Iterator[Piece]:
    if not columns.lanes:
        cell = _title_cell(row, columns)
        if cell is None or not cell.is_repeated:
            yield _read_session(row, columns, reading, cell, {}, None) if cell else _untitled(row, reading)
        return
    lanes = [(lane, _cell(row, lane.column)) for lane in columns.lanes]
    filled = [(lane, cell) for lane, cell in lanes if not cell.is_empty and not cell.is_repeated]
    if not filled and any(cell.is_repeated for _, cell in lanes):
        return
    if filled and _is_for_everybody(filled, len(lanes)) and not any(lane.day for lane, _ in filled):
        yield _read_session(row, columns, reading, filled[0][1], {}, None)
        return
    for lane, cell in filled:
        place = cell.place
        facts = {lane.field: (Fact(lane.name, place),)} if lane.field else {}
        yield _read_session(
            row, columns, reading, cell, facts, DayMark(lane.day, place, lane.name) if lane.day else None
        )
    if not filled:
        yield _untitled(row, reading)


def _is_for_everybody(filled: Sequence[tuple[object, Cell]], count: int) -> bool:
    """Whether the cells are one session: a cell across all columns, the same text in all, or a single break."""
    texts = {cell.text for _, cell in filled}
    if len(texts) > 1 or count == 1:
        return False
    return len(filled) == count or guess_kind(titles.read_title(filled[0][1].text.split("\n")[0]).title) == "break"


def _title_cell(row: Row, columns: Columns) -> Cell | None:
    cell = _cell(row, columns.title) if columns.title is not None else None
    if cell is not None and not cell.is_empty:
        return cell
    skipped = {columns.time, columns.end, columns.duration, columns.date, *(column for column, _ in columns.fields)}
    return next((each for column, each in enumerate(row.cells) if column not in skipped and not each.is_empty), None)


def _untitled(row: Row, reading: SpanReading) -> Piece:
    return problem(
        row.cells[0].place, f'the session at "{reading.written}" has no title', "write the title in its column"
    )


def _read_session(
    row: Row, columns: Columns, reading: SpanReading, cell: Cell, facts: Facts, day: DayMark | None
) -> Entry:
    head, _, below = cell.text.partition("\n")
    title = titles.read_title(head)
    named = {
        name: (Fact(value.text.replace("\n", ", "), value.place),)
        for column, name in columns.fields
        if not (value := _cell(row, column)).is_empty and value != cell
    }
    body = openings.with_links(row.line, title, _body(row, columns, cell, below))
    assert reading.span is not None  # callers have looked
    return openings.make_entry(reading.span, title, cell.place, {**facts, **_plain(named)}, body, day=day)


def _plain(facts: Facts) -> dict[str, tuple[Fact, ...]]:
    """The facts as words; addresses stay as they are, links and all."""
    addresses = ("online", "slides", "recording")
    return {
        name: tuple(fact if name in addresses else Fact(titles.plain(fact.value), fact.place) for fact in all_)
        for name, all_ in facts.items()
    }


def _body(row: Row, columns: Columns, cell: Cell, below: str) -> Lines:
    """What is left of a row: the cell's further lines, descriptions, and columns nobody knows, under their names."""
    parts = [below] if below else []
    parts += [each.text for column in columns.body if not (each := _cell(row, column)).is_empty and each != cell]
    parts += [
        f"{name}: {each.text}" if name else each.text
        for column, name in columns.others
        if not (each := _cell(row, column)).is_empty and each != cell
    ]
    parts += [each.text for each in row.cells[columns.width :] if not each.is_empty]
    return ((row.line, "\n\n".join(parts).replace("\n", "  \n")),) if parts else ()
