"""What cannot all be true of a finished agenda, or probably is not meant: notices that name both lines.

Breaks and cancelled sessions are in nobody's way. Each check is one pass over the sessions in order.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from operator import itemgetter

from generator.agenda.days import spelled
from generator.agenda.words import fold
from generator.model import Agenda, Day, Session
from generator.problems import Message, Place, notice
from generator.schema import Event

_LONG_GAP, _EVENING = timedelta(hours=3), time(17, 30)


def find_conflicts(agenda: Agenda, event: Event) -> list[Message]:
    """Overlaps in a room, people in two places, days outside the event, gaps of hours, sessions out of order."""
    sessions = [each for each in agenda.sessions if each.kind != "break" and each.status != "cancelled"]
    timed = sorted(((_utc(each.start), _ends(each), each) for each in sessions), key=itemgetter(0))
    messages = [*_overlaps(timed, _rooms, "are both in"), *_overlaps(timed, _people, "are both with")]
    for day in agenda.days:
        messages += [*_outside(day, event), *_gaps(day), *_out_of_order(day)]
    return sorted(set(messages))


def _rooms(session: Session) -> Iterator[tuple[str, str]]:
    if session.room:
        yield fold(session.room), session.room


def _people(session: Session) -> Iterator[tuple[str, str]]:
    for credit in dict.fromkeys((*session.speakers, *session.moderators)):
        if credit.is_confirmed:
            yield credit.speaker or fold(credit.name), credit.name


def _overlaps(
    timed: Iterable[tuple[datetime, datetime, Session]],
    keys: Callable[[Session], Iterable[tuple[str, str]]],
    verb: str,
) -> Iterator[Message]:
    """Sessions that share a key at one time; each, with its start and end in UTC, is compared with the one that lasts
    longest before it.
    """
    lasting: dict[str, tuple[datetime, Session]] = {}
    for start, end, session in timed:
        for key, name in dict(keys(session)).items():
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


def _gaps(day: Day) -> Iterator[Message]:
    """Hours in which nothing happens, unless an evening follows; a session whose end is unknown may fill them."""
    before: Session | None = None
    for session in day.sessions:
        is_evening = session.kind in ("social", "break") or session.start.time() >= _EVENING
        is_long = before is not None and _utc(session.start) - _ends(before) > _LONG_GAP
        if before is not None and before.end is not None and is_long and not is_evening:
            hours = f"{before.end:%H:%M} to {session.start:%H:%M}"
            line = _line(before.place, session.place)
            phrase = f'nothing happens from {hours}, between "{before.title}" ({line}) and "{session.title}"'
            yield notice(session.place, phrase, "check both times, or say what happens in between")
        if before is None or session.end is None or _ends(session) > _ends(before):
            before = session


def _out_of_order(day: Day) -> Iterator[Message]:
    """Sessions listed after one that starts later, in the same list of the same file."""
    last: dict[tuple[str, ...], Session] = {}
    for session in sorted(day.sessions, key=lambda each: each.place):
        key = (session.place.path, session.room, session.track, session.group)
        before = last.get(key)
        if before is not None and _utc(before.start) > _utc(session.start):
            phrase = (
                f'"{session.title}" at {session.start:%H:%M} is listed after "{before.title}" '
                f"({_line(before.place, session.place)}), which starts later, at {before.start:%H:%M}"
            )
            yield notice(session.place, phrase, "check both times, or move the session up")
        last[key] = session


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _ends(session: Session) -> datetime:
    return _utc(session.end or session.start)
