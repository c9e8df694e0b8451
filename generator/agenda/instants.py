"""Times of day as instants: past midnight, on the nights when clocks change, and with the ends left out.

- A session listed under a day after one that began at noon or later, and itself beginning before six, is in the
  night after that day. "1:00" after "12:00" may be one in the afternoon as well, which is a problem, not a guess.
- An end at or before the start is on the next day if the session begins at 13:00 or later and lasts 16 hours at most;
  any other is a problem.
- In the hour that autumn repeats, a time is the first of the two unless that would be before the session listed above
  (or, of an end, before the start). The hour that spring skips is a problem.
- An end left out is the next start on that day: in the same room, or else the same track, or of a session that has
  none (a break is everybody's); for a session with neither, the next start of any.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.agenda.times import NOON, Span
from generator.problems import Message, Place, problem
from generator.time_fields import is_skipped

_SIX, _EVENING, _ONE_PM, _LONGEST, _LIKELY = 6 * 60, 18 * 60, 13 * 60, timedelta(hours=16), 6 * 60


@dataclass(slots=True)
class Clock:
    """Reads the times of one day in the order in which they are listed."""

    day: date
    zone: ZoneInfo
    latest: int = 0
    previous: datetime | None = None

    def read(self, span: Span, place: Place) -> tuple[datetime, datetime | None, list[Message]]:
        """Start and end of the next session listed."""
        is_night = span.start < _SIX and self.latest >= NOON
        messages = []
        if is_night and span.may_be_afternoon and self.latest < _EVENING:
            messages.append(_afternoon_or_night(span, place))
        self.latest = max(self.latest, span.start)
        start = self._instant(span.start, timedelta(days=1) if is_night else timedelta(), self.previous)
        end = self._end(span, start)
        self.previous = start
        messages += [_skipped(moment, self.zone, place) for moment in (start, end) if moment and is_skipped(moment)]
        if end is None and span.end is not None:
            messages.append(_ends_before_start(span, place))
        return start, end, messages

    def _instant(self, minutes: int, later: timedelta, after: datetime | None) -> datetime:
        wall = datetime.combine(self.day, time(), self.zone) + later + timedelta(minutes=minutes)
        second = wall.replace(fold=1)
        is_repeated = wall.utcoffset() != second.utcoffset() and not is_skipped(wall)
        if is_repeated and after is not None and _utc(wall) < _utc(after) <= _utc(second):
            return second
        return wall

    def _end(self, span: Span, start: datetime) -> datetime | None:
        if span.end is None:
            return None
        later = start.date() - self.day
        same_day = self._instant(span.end, later, start)
        if _utc(same_day) > _utc(start):
            return same_day
        next_day = self._instant(span.end, later + timedelta(days=1), start)
        return next_day if span.start >= _ONE_PM and next_day - start <= _LONGEST else None


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _afternoon_or_night(span: Span, place: Place) -> Message:
    written = f"{span.start // 60}:{span.start % 60:02}"
    phrase = f'"{written}" follows a session at noon or later: is it in the afternoon or in the night?'
    return problem(
        place, phrase, f'write "{_clock(span.start + NOON)}" for the afternoon, "{_clock(span.start)}" for the night'
    )


def _skipped(moment: datetime, zone: ZoneInfo, place: Place) -> Message:
    return problem(
        place,
        f"{moment:%Y-%m-%d %H:%M} does not exist in {zone}: clocks go forward that night",
        "take a time after the change",
    )


def _ends_before_start(span: Span, place: Place) -> Message:
    assert span.end is not None  # the caller has looked
    start, end = _clock(span.start), _clock(span.end)
    phrase = f"the session's end ({end}) is not after its start ({start})"
    if span.end == span.start:
        return problem(place, phrase, "write a later end, or leave it out")
    later = span.end + NOON
    better = f"{start}–{_clock(later)}" if span.start < later <= span.start + _LIKELY else f"{end}–{start}"
    return problem(place, phrase, f'write "{better}"')


class Slot(NamedTuple):
    """When and where a session is, as far as its neighbours are concerned."""

    start: datetime
    room: str
    track: str


def next_starts(slots: Sequence[Slot]) -> list[datetime | None]:
    """For each session of a day, in order of their starts, when the next one begins that ends it."""
    moments = [_utc(slot.start) for slot in slots]
    following: dict[tuple[str, str], int] = {}
    result: list[datetime | None] = [None] * len(slots)
    at = len(slots)
    while at:
        first = at - 1
        while first and moments[first - 1] == moments[at - 1]:
            first -= 1
        for index in range(first, at):
            after = min((following[key] for key in _keys(slots[index]) if key in following), default=None)
            result[index] = None if after is None else slots[after].start
        for index in range(first, at):
            following.update(dict.fromkeys(_own_keys(slots[index]), index))
        at = first
    return result


def _own_keys(slot: Slot) -> list[tuple[str, str]]:
    """Whose sessions this one ends."""
    keys = [("any", ""), ("room", slot.room), ("track", slot.track)]
    return keys if slot.room or slot.track else [*keys, ("all", "")]


def _keys(slot: Slot) -> list[tuple[str, str]]:
    """Whose sessions end this one."""
    if not slot.room and not slot.track:
        return [("any", "")]
    name, value = ("room", slot.room) if slot.room else ("track", slot.track)
    return [(name, value), ("all", ""), (name, "")]
