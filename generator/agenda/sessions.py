"""Sessions, made in one place out of whatever form they were written in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, cast

from generator.agenda import facts, words
from generator.agenda.arrange import Draft, group_facts, group_title
from generator.agenda.blocks import Page
from generator.agenda.facts import FactsReader
from generator.agenda.ids import Named, make_ids
from generator.agenda.instants import Clock, Slot, next_starts
from generator.agenda.kinds import guess_kind
from generator.agenda.pieces import Fact
from generator.model import Session
from generator.problems import Message, notice
from generator.schema import Event, Kind, Status


class SessionsReading(NamedTuple):
    """The sessions of each day in order of their starts."""

    by_day: dict[date, tuple[Session, ...]]
    messages: list[Message]


@dataclass(slots=True)
class _Made:
    """A session and what the agenda says of it besides."""

    session: Session
    day: date
    is_open: bool
    given_id: Fact | None
    has_end: bool


def make_sessions(page: Page, drafts: Sequence[Draft], event: Event) -> SessionsReading:
    """Make every session, with its instants, its end and its id."""
    messages: list[Message] = []
    clocks: dict[date, Clock] = {}
    made = [
        _make(page, draft, clocks.setdefault(draft.day, Clock(draft.day, event.time_zone)), messages)
        for draft in drafts
    ]
    messages += facts.twice((each.session.id, each.given_id) for each in made if each.given_id and each.session.id)
    _name(made, event)
    by_day: dict[date, list[_Made]] = {}
    for each in made:
        by_day.setdefault(each.day, []).append(each)
    return SessionsReading({day: _close(of_day, messages) for day, of_day in by_day.items()}, messages)


def _make(page: Page, draft: Draft, clock: Clock, messages: list[Message]) -> _Made:
    entry = draft.entry
    written = {**group_facts(draft.groups), **entry.facts}
    start, end, wrong = clock.read(entry.span, entry.place)
    reader = FactsReader(written)
    session = Session(
        id=reader.id(),
        title=entry.title,
        start=start,
        end=end,
        place=entry.place,
        body=page.text(tuple(draft.body)),
        group=group_title(draft.groups),
        kind=cast(Kind, reader.word("kind", words.KINDS, words.KIND_NAMES) or guess_kind(entry.title)),
        status=cast(
            Status, reader.word("status", words.STATUSES, tuple(dict.fromkeys(words.STATUSES.values()))) or "scheduled"
        ),
        places={name: all_[0].place for name, all_ in written.items() if all_[0].place.path},
        **_plain_facts(reader),
    )
    messages += [*wrong, *reader.messages]
    given_id = written["id"][0] if "id" in written else None
    return _Made(session, draft.day, entry.span.is_open, given_id, entry.span.end is not None)


def _plain_facts(reader: FactsReader) -> dict[str, Any]:
    return {
        "room": reader.text("room"),
        "track": reader.text("track"),
        "language": reader.language(),
        "tags": reader.tags(),
        "online": reader.address("online"),
        "slides": reader.address("slides"),
        "recording": reader.address("recording"),
        "speakers": reader.credits("speakers"),
        "moderators": reader.credits("moderators"),
    }


def _name(made: Sequence[_Made], event: Event) -> None:
    is_one_day = event.starts_at.date() == event.last_day
    named = [
        Named(each.session.id, each.session.title, each.session.start, each.session.room or each.session.track)
        for each in made
    ]
    for each, id_ in zip(made, make_ids(named, is_one_day), strict=True):
        each.session = each.session._replace(id=id_)


def _close(made: list[_Made], messages: list[Message]) -> tuple[Session, ...]:
    """The sessions of a day in order, with the ends left out taken from the next session."""
    made.sort(key=lambda each: each.session.start.timestamp())
    following = next_starts([Slot(each.session.start, each.session.room, each.session.track) for each in made])
    for each, after in zip(made, following, strict=True):
        if not each.has_end:
            each.session = each.session._replace(end=None if each.is_open else after, is_end_given=False)
        if not each.has_end and not each.is_open and after is None:
            messages.append(_left_open(each.session.title, each.session.start, each))
    return tuple(each.session for each in made)


def _left_open(title: str, start: datetime, made: _Made) -> Message:
    room = f' in "{made.session.room}"' if made.session.room else ""
    phrase = f'"{title}" has no end, and nothing follows it{room} on its day'
    later = start + timedelta(hours=1)
    remedy = f'write when it ends, such as "{start:%H:%M}–{later:%H:%M}", or "{start:%H:%M} onwards"'
    return notice(made.session.place, phrase, remedy)
