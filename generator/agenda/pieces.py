"""What the readers of the forms make of a page: sessions, days, headings and prose, in the order they stand.

A reader says what is written; what follows from it (the date, the end left out, the id) is worked out later, in
one place for all forms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.agenda.blocks import Lines
from generator.agenda.days import DayReading
from generator.agenda.times import Span
from generator.problems import Message, Place


class Fact(NamedTuple):
    """A value and where it is written."""

    value: str
    place: Place


Facts = Mapping[str, tuple[Fact, ...]]


class DayMark(NamedTuple):
    """A heading, a bold line or a cell that names a day."""

    reading: DayReading
    place: Place
    written: str
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A session as written. `takes_following` is True where the blocks after it belong to it as well."""

    span: Span
    title: str
    place: Place
    facts: Facts = field(default_factory=dict)
    body: Lines = ()
    takes_following: bool = False
    day: DayMark | None = None


class Heading(NamedTuple):
    """A heading that is neither a day nor a session: of the sessions below it, or of prose."""

    level: int
    text: str
    lines: Lines


class Prose(NamedTuple):
    """Markdown that is none of these; `is_rule` for a line across the page, which ends what stands above it."""

    lines: Lines
    is_rule: bool = False


Piece = Entry | DayMark | Heading | Prose | Message
