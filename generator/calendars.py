"""Which calendar files there are and what stands in them; and what event.json remembers of it all."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import repeat
from typing import NamedTuple

from generator.addresses import permalink
from generator.entries import (
    Translate,
    attend_entry,
    event_entry,
    session_entry,
    session_uid,
    withdrawn_entry,
)
from generator.entry import Calendar, Entry, Stamp, stamped
from generator.memory import recalled
from generator.model import Agenda
from generator.published import make_record, renew
from generator.records import Record, as_json
from generator.schema import Facts


class Entries(NamedTuple):
    """Every entry with its stamp: `attend` by the attend's id, `sessions` by the session's, in agenda order.

    `sessions` holds no breaks, and last those that have left the source.
    """

    event: Entry
    attend: Mapping[str, Entry]
    sessions: Mapping[str, Entry]

    @property
    def stamps(self) -> dict[str, Stamp]:
        """Each entry's stamp by its uid."""
        return {entry.uid: entry.stamp for entry in (self.event, *self.attend.values(), *self.sessions.values())}

    def stamped(self, stamps: Mapping[str, Stamp]) -> "Entries":
        """The same entries with the stamps of those that have the same uid."""

        def renewed(entry: Entry) -> Entry:
            return stamped(entry, stamps.get(entry.uid, entry.stamp))

        return Entries(
            renewed(self.event),
            {name: renewed(entry) for name, entry in self.attend.items()},
            {name: renewed(entry) for name, entry in self.sessions.items()},
        )


def make_entries(
    facts: Facts, agenda: Agenda, base_url: str, published: Mapping[str, Record], stamp: datetime, _: Translate = str
) -> Entries:
    """Everything there is to tell calendars, stamped by what they were told before (`published.renew`)."""
    attend = {each.id: attend_entry(facts, each, base_url, _) for each in facts.attend}
    held = [session for session in agenda.sessions if session.kind != "break"]
    made = recalled(session_entry, held, repeat(facts), repeat(base_url), repeat(_))
    sessions = {session.id: entry for session, entry in zip(held, made, strict=True)}
    sessions |= _withdraw(facts, sessions, base_url, published, stamp, _)
    entries = [event_entry(facts, base_url, _), *attend.values(), *sessions.values()]
    event, *rest = renew(entries, published, stamp, facts.event.revision)
    return Entries(event, dict(zip(attend, rest, strict=False)), dict(zip(sessions, rest[len(attend) :], strict=True)))


def _withdraw(
    facts: Facts,
    sessions: Mapping[str, Entry],
    base_url: str,
    published: Mapping[str, Record],
    stamp: datetime,
    _: Translate,
) -> dict[str, Entry]:
    """The sessions that were published and are gone, until the event is over: calendars must learn of it."""
    if stamp.astimezone(UTC) >= facts.event.ends_at.astimezone(UTC):
        return {}
    return {
        record.session: withdrawn_entry(record, facts, base_url, _)
        for record in published.values()
        if record.session
        and record.session not in sessions
        and record.uid == session_uid(facts.event.id, record.session)
    }


def calendars(entries: Entries, facts: Facts, base_url: str, _: Translate = str) -> dict[str, Calendar]:
    """Every calendar file by its output path (``agenda/opening.ics``)."""
    sessions = tuple(entries.sessions.values())
    files = {"event.ics": Calendar((entries.event,))}
    files |= {f"event-{name}.ics": Calendar((entry,)) for name, entry in entries.attend.items()}
    if sessions:
        name = _("{title}: agenda").format(title=facts.event.title)
        files["agenda.ics"] = Calendar(sessions, name=name)
    files |= {f"agenda/{name}.ics": Calendar((entry,)) for name, entry in entries.sessions.items()}
    files["feed.ics"] = _make_feed((entries.event, *sessions), facts, base_url)
    return files


def _make_feed(entries: tuple[Entry, ...], facts: Facts, base_url: str) -> Calendar:
    return Calendar(
        entries,
        name=facts.event.title,
        description=facts.event.summary,
        url=permalink(base_url, "/"),
        source=permalink(base_url, "/feed.ics"),
        refresh_hours=1,
        time_zone=facts.event.time_zone.key,
        modified=max(entry.stamp.modified for entry in entries),
    )


def calendar_records(entries: Entries) -> list[dict[str, object]]:
    """event.json's `calendar`: a mapping of JSON values for every VEVENT (`records.Record` documents them)."""
    records = [make_record([entries.event, *entries.attend.values()])]
    records += [make_record([entry], session) for session, entry in entries.sessions.items()]
    return [as_json(record) for record in records]
