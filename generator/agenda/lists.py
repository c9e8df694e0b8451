"""Sessions as list items that begin with a time: ``- 08:45–09:30 Registration``.

What is indented below an item is the session's body; a nested list in which every item is a person's name (two to
five words in capitals, none of them "Welcome" or the like), with or without a room at the end, is its speakers. An
item without a time belongs to the session before it.
"""

import re
from dataclasses import replace

from generator.agenda import openings, titles, words
from generator.agenda.blocks import Block, Lines, Page
from generator.agenda.days import Dates, read_day
from generator.agenda.field_lines import FieldsReading, read_fields
from generator.agenda.pieces import DayMark, Entry, Fact, Piece, Prose
from generator.regex import regex

_MARKER = regex(r"\s*(?:[-*+]|\d{1,9}[.)])(?:\s+|$)")
_PARTICLES = words.word_set(
    "de da do dos das di del della la le van von der den zu ter ten al el bin ibn y e & and und et"
)
_NOT_NAMES = words.word_set(
    "welcome keynote opening closing session panel workshop lunch break coffee discussion talk talks introduction "
    "remarks registration networking reception presentation questions answers overview room hall the"
)


def has_sessions(page: Page, block: Block, dates: Dates) -> bool:
    """Whether an item of this list begins with a time, or names a day above a list of sessions."""
    return any(openings.is_opening(_head(page, item)) or _is_day_item(page, item, dates) for item in block.children)


def read_list(page: Page, block: Block, dates: Dates) -> list[Piece]:
    """The sessions of a list. After a list of one session comes its body; after a list of several, nobody's."""
    pieces: list[Piece] = []
    for item in block.children:
        fields = _read_field_item(page, item) if pieces and isinstance(pieces[-1], Entry) else None
        if fields is None:
            pieces += _read_item(page, item, dates)
        elif isinstance(before := pieces[-1], Entry):
            pieces[-1] = replace(before, facts={**before.facts, **fields.facts})
    return pieces if len(block.children) == 1 else [*pieces, Prose((), is_rule=True)]


def _read_field_item(page: Page, item: Block) -> FieldsReading | None:
    """The facts of an item beside a session's that is nothing but field lines: people forget to indent."""
    fields = read_fields(page, page.slice(item.start, item.stop))
    return fields if fields.facts and not fields.rest and not fields.messages else None


def _read_item(page: Page, item: Block, dates: Dates) -> list[Piece]:
    opening = openings.read_opening(_head(page, item))
    if opening is None:
        return _read_other(page, item, dates)
    marker = _marker_width(page, item)
    shifted = openings.Opening(opening.reading, opening.rest, opening.column + marker, opening.is_marked)
    names = _read_names(page, item)
    below = tuple(line for line in _dedented(page, item, marker) if not names or line[0] < item.children[1].start)
    session = openings.read_session(page, item.start, shifted, below, takes_following=True)
    return [replace(piece, facts={**names, **piece.facts}) if isinstance(piece, Entry) else piece for piece in session]


def _read_other(page: Page, item: Block, dates: Dates) -> list[Piece]:
    """An item without a time: a day above its sessions, or more about the session before it."""
    day = read_day(_head(page, item), dates)
    if day and _is_day_item(page, item, dates):
        mark = DayMark(
            day,
            page.place(item.start, _marker_width(page, item)),
            _head(page, item),
            page.slice(item.start, item.start + 1),
        )
        return [mark, *(piece for child in item.children[1:] for piece in read_list(page, child, dates))]
    return [Prose(page.slice(item.start, item.stop))]


def _is_day_item(page: Page, item: Block, dates: Dates) -> bool:
    nested = item.children[1:]
    return (
        bool(nested)
        and all(child.kind == "list" for child in nested)
        and read_day(_head(page, item), dates) is not None
        and any(has_sessions(page, child, dates) for child in nested)
    )


def _marker_width(page: Page, item: Block) -> int:
    match = _MARKER.match(page.lines[item.start])
    return match.end() if match else 0


def _head(page: Page, item: Block) -> str:
    """The first line of an item without its marker."""
    return page.lines[item.start][_marker_width(page, item) :]


def _dedented(page: Page, item: Block, width: int) -> Lines:
    return tuple(
        (number, re.sub(rf"^[ \t]{{0,{width}}}", "", line)) for number, line in page.slice(item.start + 1, item.stop)
    )


def _read_names(page: Page, item: Block) -> dict[str, tuple[Fact, ...]]:
    """Speakers, and perhaps the room, from a nested list of names that is all there is below the title."""
    if len(item.children) != 2 or item.children[1].kind != "list":
        return {}
    names, rooms = list[Fact](), list[Fact]()
    for nested in item.children[1].children:
        text, room = titles.split_room(_head(page, nested))
        if nested.stop - nested.start > 1 + (not page.lines[nested.stop - 1].strip()) or not _is_names(text):
            return {}
        names.append(Fact(text.strip(), page.place(nested.start, _marker_width(page, nested))))
        rooms += [Fact(room, names[-1].place)] if room else []
    return {"speakers": tuple(names)} | ({"room": (rooms[0],)} if rooms else {})


def _is_names(text: str) -> bool:
    return all(map(_is_name, re.split(r"\s*[,;]\s*", text.strip())))


def _is_name(text: str) -> bool:
    parts = [part for part in text.split() if part.lower() not in _PARTICLES]
    if not 2 <= len(parts) <= 5 or any(words.fold(part) in _NOT_NAMES for part in parts):
        return False
    return all(
        part[0].isupper() and re.fullmatch(r"[^\W\d_]+(?:['’.-]+[^\W\d_]*)*|\d+", part)
        for part in parts
        if not part.isdigit()
    )
