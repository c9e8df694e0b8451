"""The pieces of a page under their days: which day a session is on, what it is grouped under, where prose belongs.

Prose goes to the session above it where the form says so, else to the note of the day, else to the introduction.
A heading that is neither a day nor a session and has sessions below it is their group ("Morning talks"), or their
track or room where it says so ("Track A", "Room 2"); one that has every session below it ("Programme"), or none, is
prose.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from generator.agenda import titles, words
from generator.agenda.blocks import Lines
from generator.agenda.days import Dates, spelled
from generator.agenda.field_lines import field_name
from generator.agenda.pieces import DayMark, Entry, Fact, Heading, Piece, Prose
from generator.problems import Message, Place, problem
from generator.schema import Event


@dataclass(slots=True)
class Group:
    """A heading above sessions."""

    level: int
    text: str
    lines: Lines
    home: list[tuple[int, str]]
    count: int = 0


@dataclass(slots=True)
class Draft:
    """A session with its day, its group and all of its body."""

    entry: Entry
    day: date
    body: list[tuple[int, str]]
    groups: tuple[Group, ...] = ()


@dataclass(slots=True)
class Arrangement:
    """The pieces, sorted out."""

    intro: list[tuple[int, str]] = field(default_factory=list)
    notes: dict[date, list[tuple[int, str]]] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


def arrange(pieces: Sequence[Piece], event: Event, dates: Dates) -> Arrangement:
    """Sort the pieces of a page under their days."""
    walk = _Walk(event, dates)
    for piece in pieces:
        walk.take(piece)
    return walk.finish()


class _Walk:
    """Where in the page we are: the day, the headings above, the session that still takes what follows."""

    def __init__(self, event: Event, dates: Dates) -> None:
        self.result = Arrangement()
        self._dates = dates
        self._is_one_day = event.ends_at - event.starts_at <= timedelta(days=1)
        self._day: date | None = None
        self._groups: list[Group] = []
        self._all_groups: list[Group] = []
        self._taking: Draft | None = None
        self._has_complained = False

    def take(self, piece: Piece) -> None:
        match piece:
            case Message():
                self.result.messages.append(piece)
            case DayMark():
                self._begin_day(piece)
            case Heading():
                self._begin_group(piece)
            case Entry():
                self._add(piece)
            case Prose():
                self._add_prose(piece)

    def _begin_day(self, mark: DayMark) -> None:
        self._taking, self._groups = None, []
        self._day = self._date(mark)
        if self._day and mark.reading.rest and mark.lines:
            self._note().append((mark.lines[0][0], mark.reading.rest))
        elif self._day:
            self._note()

    def _date(self, mark: DayMark) -> date | None:
        if mark.reading.mistake:
            line = mark.lines[0][1] if mark.lines else ""
            before = re.match(r"\s*(#*\s*)", line)
            is_sentence = mark.reading.date is None
            remedy = (
                mark.reading.remedy if is_sentence else f'write "{before[1] if before else ""}{mark.reading.remedy}"'
            )
            self.result.messages.append(problem(mark.place, mark.reading.mistake, remedy))
        return mark.reading.date or self._dates.first

    def _begin_group(self, heading: Heading) -> None:
        self._taking = None
        self._groups = [group for group in self._groups if group.level < heading.level]
        group = Group(heading.level, titles.plain(heading.text), heading.lines, self._home())
        # The heading keeps its place in the prose until a session stands below it.
        group.home.extend(heading.lines)
        self._groups.append(group)
        self._all_groups.append(group)

    def _add(self, entry: Entry) -> None:
        day = self._date(entry.day) if entry.day else self._day or self._only_day(entry.place)
        self._day = day if entry.day is None else self._day
        self.result.notes.setdefault(day or self._dates.first, [])
        for group in self._groups:
            group.count += 1
        draft = Draft(entry, day or self._dates.first, list(entry.body), tuple(self._groups))
        self.result.drafts.append(draft)
        self._taking = draft if entry.takes_following else None

    def _only_day(self, place: Place) -> date:
        if not self._is_one_day and not self._has_complained:
            self._has_complained = True
            first, last = spelled(self._dates.first), spelled(self._dates.last)
            phrase = (
                f"a day without a date: the event lasts from {first} to {last}, and no day is named above this session"
            )
            self.result.messages.append(problem(place, phrase, f'write "# {first}" above it'))
        return self._dates.first

    def _add_prose(self, prose: Prose) -> None:
        if self._taking is not None and not prose.is_rule:
            self._taking.body.extend(prose.lines)
            return
        if self._taking is None:
            self._home().extend(prose.lines if not prose.is_rule or not self.result.drafts else ())
        self._taking = None

    def _home(self) -> list[tuple[int, str]]:
        """Where prose goes that is no session's."""
        return self._note() if self._day else self.result.intro

    def _note(self) -> list[tuple[int, str]]:
        assert self._day is not None  # callers have looked
        return self.result.notes.setdefault(self._day, [])

    def finish(self) -> Arrangement:
        for group in self._all_groups:
            if 0 < group.count < len(self.result.drafts):
                taken = set(group.lines)
                group.home[:] = [line for line in group.home if line not in taken]
            else:
                group.text = ""
        return self.result


def group_facts(groups: Sequence[Group]) -> dict[str, tuple[Fact, ...]]:
    """The tracks and rooms that headings give the sessions below them."""
    facts: dict[str, tuple[Fact, ...]] = {}
    for group in groups:
        facts |= _facts(group)
    return facts


def group_title(groups: Sequence[Group]) -> str:
    """The headings above a session that are neither its track nor its room."""
    return " · ".join(group.text for group in groups if group.text and not _facts(group))


def _facts(group: Group) -> dict[str, tuple[Fact, ...]]:
    """The track or room that a heading names: "Track A", "Room: Hemicycle"."""
    if not group.text:
        return {}
    key, colon, value = group.text.partition(":")
    name = field_name(key) if colon and value.strip() else None
    fact = (Fact(value.strip() if name else group.text, Place("")),)
    if name in ("room", "track"):
        return {name: fact}
    return {"track": fact} if group.text.casefold().split()[0] in words.TRACK_WORDS else {}
