"""What cannot all be true of a finished agenda, or probably is not meant: notices that name both lines.

Breaks and cancelled sessions are in nobody's way. Each check is one pass over the sessions in order.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from operator import attrgetter
from typing import NamedTuple

from generator.agenda.days import spelled
from generator.agenda.words import fold
from generator.memory import recalled, remembered
from generator.model import Agenda, Day, Session
from generator.problems import Message, Place, notice
from generator.schema import Event

_LONG_GAP, _EVENING = timedelta(hours=3), time(17, 30)


class _Timed(NamedTuple):
    """A session with its start and end in UTC, and the names of its room and its people by what they are compared by.

    One whose end is unknown ends when it starts.
    """

    start: datetime
    end: datetime
    session: Session
    room: dict[str, str]
    people: dict[str, str]


def find_conflicts(agenda: Agenda, event: Event) -> list[Message]:
    """Overlaps in a room, people in two places, days outside the event, gaps of hours, sessions out of order."""
    days = [recalled(_timed, day.sessions) for day in agenda.days]
    held = [each for day in days for each in day if each.session.kind != "break" and each.session.status != "cancelled"]
    held.sort(key=attrgetter("start"))
    messages = [
        *_overlaps(held, attrgetter("room"), "are both in"),
        *_overlaps(held, attrgetter("people"), "are both with"),
    ]
    for day, timed in zip(agenda.days, days, strict=True):
        messages += [*_outside(day, event), *_gaps(timed), *_out_of_order(timed)]
    return sorted(set(messages))


@remembered()
def _timed(session: Session) -> _Timed:
    start = session.start.astimezone(UTC)
    end = session.end.astimezone(UTC) if session.end else start
    credits = (each for each in (*session.speakers, *session.moderators) if each.is_confirmed)
    room = {fold(session.room): session.room} if session.room else {}
    return _Timed(start, end, session, room, {each.speaker or fold(each.name): each.name for each in credits})


def _overlaps(
    timed: Iterable[_Timed],
    names: Callable[[_Timed], dict[str, str]],
    verb: str,
) -> Iterator[Message]:
    """Sessions that share a key at one time; each is compared with the one that lasts longest before it."""
    lasting: dict[str, tuple[datetime, Session]] = {}
    for each in timed:
        start, end, session = each[:3]
        for key, name in names(each).items():
            until, before = lasting.get(key, (start, session))
            if until > start:
                yield _both(before, session, f'{verb} "{name}" at {session.start:%H:%M}')
            if before is session or end > until:
                lasting[key] = end, session


def _both(first: Session, second: Session, what: str) -> Message:
    place, other = max(first.place, second.place), min(first.place, second.place)
    titles = f'"{first.title}" ({_line(first.place, place)}) and "{second.title}" ({_line(second.place, place)})'
    remedy = (
        "change the time of one, or the room" if "both in" in what else "change the time of one, or who is named there"
    )
    return notice(place, f"{titles} {what}", f"{remedy}; the other is at {other}")


def _line(place: Place, seen_from: Place) -> str:
    return f"line {place.line}" if place.path == seen_from.path else f"{place.path}, line {place.line}"


def _outside(day: Day, event: Event) -> Iterator[Message]:
    first, last = event.starts_at.date(), event.last_day
    if day.sessions and not first <= day.date <= last:
        lasts = spelled(first) if first == last else f"{spelled(first)} to {spelled(last)}"
        phrase = f'"{day.sessions[0].title}" is on {spelled(day.date)}, which is outside the event ({lasts})'
        yield notice(day.sessions[0].place, phrase, 'check the day, or start and end under "event:" in site.yaml')


def _gaps(day: Iterable[_Timed]) -> Iterator[Message]:
    """Hours in which nothing happens, unless an evening follows; a session whose end is unknown may fill them."""
    before: _Timed | None = None
    for timed in day:
        if before and before.session.end and timed.start - before.end > _LONG_GAP and not _is_evening(timed.session):
            yield _gap(before.session, before.session.end, timed.session)
        if before is None or timed.session.end is None or timed.end > before.end:
            before = timed


def _is_evening(session: Session) -> bool:
    return session.kind in ("social", "break") or session.start.time() >= _EVENING


def _gap(before: Session, end: datetime, session: Session) -> Message:
    hours, line = f"{end:%H:%M} to {session.start:%H:%M}", _line(before.place, session.place)
    phrase = f'nothing happens from {hours}, between "{before.title}" ({line}) and "{session.title}"'
    return notice(session.place, phrase, "check both times, or say what happens in between")


def _out_of_order(day: Iterable[_Timed]) -> Iterator[Message]:
    """Sessions listed after one that starts later, in the same list of the same file."""
    last: dict[tuple[str, ...], _Timed] = {}
    for timed in sorted(day, key=lambda each: each.session.place):
        session = timed.session
        key = (session.place.path, session.room, session.track, session.group)
        before = last.get(key)
        if before is not None and before.start > timed.start:
            phrase = (
                f'"{session.title}" at {session.start:%H:%M} is listed after "{before.session.title}" '
                f"({_line(before.session.place, session.place)}), which starts later, at {before.session.start:%H:%M}"
            )
            yield notice(session.place, phrase, "check both times, or move the session up")
        last[key] = timed
