"""What the columns of a table mean: by their names in any of the languages, else by what stands in them.

A table is an agenda when one of its columns holds times. Columns whose names nobody knows are, when no column is
the title's, one track or room each; beside a title they are more about the session.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.agenda import titles, words
from generator.agenda.days import Dates, DayReading, read_day
from generator.agenda.grids import Row
from generator.agenda.times import read_whole_span
from generator.regex import regex

_CLOCK = regex(r"\d\s?[:.h]\s?\d\d|\d\s?h\b|\d\s?[ap]\.?m|\d\d\d\d", re.IGNORECASE)


class Lane(NamedTuple):
    """A column whose cells are sessions of their own: in a room, in a track, or on a day."""

    column: int
    name: str
    field: str
    day: DayReading | None = None


class Columns(NamedTuple):
    """Where each fact stands. `fields` are those of field lines; `others` go to the body under their names."""

    time: int
    width: int
    end: int | None = None
    duration: int | None = None
    date: int | None = None
    title: int | None = None
    body: tuple[int, ...] = ()
    fields: tuple[tuple[int, str], ...] = ()
    lanes: tuple[Lane, ...] = ()
    others: tuple[tuple[int, str], ...] = ()


def read_columns(rows: Sequence[Row], has_header: bool, dates: Dates) -> Columns | None:
    """The meaning of each column, or None where the table has no times and is no agenda."""
    width = len(rows[0].cells) if has_header and rows else max((len(row.cells) for row in rows), default=0)
    names = _names(rows, has_header, width)
    meanings = {column: meaning for column, name in enumerate(names) if (meaning := _meaning(name))}
    body_rows = rows[1:] if has_header else rows
    time = _time_column(body_rows, meanings, width)
    if time is None:
        return None
    free = [column for column in range(width) if column != time and column not in meanings]
    title = _column_of(meanings, "title", time)
    if title is None:
        title = _title_by_place(names, free, meanings, body_rows)
        free = [column for column in free if column != title]
    return _assemble(names, meanings, time, title, free, dates)


def _names(rows: Sequence[Row], has_header: bool, width: int) -> list[str]:
    names = [titles.plain(cell.text.replace("\n", " ")) for cell in rows[0].cells] if has_header and rows else []
    return names + [""] * (width - len(names))


def _meaning(name: str) -> str | None:
    folded = words.fold(name)
    if found := words.COLUMNS.get(folded):
        return found
    bare = re.sub(r"\s*[(\[].*?[)\]]\s*", "", folded)
    parts = re.split(r"\s*(?:/|&|\band\b|\bund\b|\bet\b|\by\b)\s*", bare)
    return words.COLUMNS.get(bare) or words.COLUMNS.get(parts[0])


def _time_column(rows: Sequence[Row], meanings: dict[int, str], width: int) -> int | None:
    for name in ("time", "start"):
        for column in range(width):
            if meanings.get(column) == name and _count_times(rows, column):
                return column
    free = [column for column in range(width) if meanings.get(column) not in ("body", "end", "duration")]
    counts = {column: _count_times(rows, column) for column in free}
    best = max(free, key=lambda column: (counts[column], -column), default=None)
    filled = sum(not row.cells[best].is_empty for row in rows if best < len(row.cells)) if best is not None else 0
    return best if best is not None and counts[best] and counts[best] * 2 >= filled else None


def _count_times(rows: Sequence[Row], column: int) -> int:
    return sum(1 for row in rows if column < len(row.cells) and _is_time(row.cells[column].text))


def _is_time(text: str) -> bool:
    if len(text) > 60:
        return False
    reading = read_whole_span(titles.plain(text.replace("\n", " ")))
    return reading is not None and reading.span is not None and _CLOCK.search(reading.written) is not None


def _column_of(meanings: dict[int, str], meaning: str, time: int) -> int | None:
    return next((column for column, each in meanings.items() if each == meaning and column != time), None)


def _title_by_place(names: list[str], free: list[int], meanings: dict[int, str], rows: Sequence[Row]) -> int | None:
    """The title's column where none is called so: the only free one, or the first without a name."""
    if len(free) == 1 and not _lane_field(names[free[0]]):
        return free[0]
    return next((column for column in free if not names[column]), None)


def _lane_field(name: str) -> str:
    """ "room" or "track" where the column's name says which."""
    folded = words.fold(name)
    if any(word in words.TRACK_WORDS for word in re.findall(r"[^\W\d_]+", folded)):
        return "track"
    return "room" if titles.names_room(name) else ""


def _assemble(
    names: list[str], meanings: dict[int, str], time: int, title: int | None, free: list[int], dates: Dates
) -> Columns:
    used = {time, title}
    single = {name: _column_of(meanings, name, time) for name in ("end", "date", "duration")}
    used.update(single.values())
    fields = tuple((column, name) for column, name in meanings.items() if column not in used and name in _FIELDS)
    body = tuple(column for column, name in meanings.items() if column not in used and name == "body")
    spare = [
        column for column, name in meanings.items() if column not in used and name not in _FIELDS and name != "body"
    ]
    lanes = [_lane(column, names[column], dates) for column in free] if title is None else []
    others = [*spare, *(free if title is not None else [])]
    return Columns(
        time,
        len(names),
        single["end"],
        single["duration"],
        single["date"],
        title,
        body,
        fields,
        tuple(lanes),
        tuple((column, names[column]) for column in sorted(others)),
    )


_FIELDS = frozenset(words.FIELDS.values())


def _lane(column: int, name: str, dates: Dates) -> Lane:
    day = read_day(name, dates)
    return Lane(column, name, "" if day else _lane_field(name) or "track", day)
