"""Which calendar files there are, and what becomes of them from one publication to the next."""

from datetime import datetime, timedelta
from typing import Any

import icalendar

from generator.calendars import Entries, calendar_records, calendars, make_entries
from generator.ical import write_calendar
from generator.model import Session
from generator.published import read_records
from generator.schema import Facts
from tests.calendar_samples import BASE_URL, BRUSSELS, IN_PERSON, STAMP, make_agenda, make_facts, make_session

OPENING, PANEL = (
    make_session("opening"),
    make_session("panel", start=datetime(2026, 6, 1, 11, tzinfo=BRUSSELS), end=None),
)
COFFEE = make_session("coffee", kind="break")
LATER = STAMP + timedelta(days=1)


def publish(
    *sessions: Session, facts: Facts | None = None, since: Entries | None = None, stamp: datetime = LATER
) -> Entries:
    facts = facts or make_facts()
    data = {"event": {"id": facts.event.id}, "calendar": calendar_records(since)} if since else None
    return make_entries(
        facts, make_agenda(*sessions), BASE_URL, read_records(data, "event.json", facts.event.id), stamp
    )


def write(entries: Entries, **event: Any) -> dict[str, bytes]:
    return {path: write_calendar(file) for path, file in calendars(entries, make_facts(**event), BASE_URL).items()}


def uids(octets: bytes) -> list[str]:
    return [str(event["UID"]) for event in icalendar.Calendar.from_ical(octets).walk("VEVENT")]


def test_every_file_is_there_and_breaks_are_in_none() -> None:
    files = write(publish(OPENING, COFFEE, PANEL))
    assert list(files) == [
        "event.ics",
        "event-in-person.ics",
        "event-online.ics",
        "agenda.ics",
        "agenda/opening.ics",
        "agenda/panel.ics",
        "feed.ics",
    ]
    assert [len(uids(octets)) for octets in files.values()] == [1, 1, 1, 2, 1, 1, 3]
    assert all(len(set(uids(octets))) == len(uids(octets)) for octets in files.values())


def test_an_event_without_sessions_has_no_agenda_calendar() -> None:
    assert list(write(publish())) == ["event.ics", "event-in-person.ics", "event-online.ics", "feed.ics"]


def test_one_session_is_the_same_octets_in_every_file() -> None:
    files = write(publish(OPENING, PANEL))
    block = files["agenda/opening.ics"].partition(b"BEGIN:VEVENT")[2].removesuffix(b"END:VCALENDAR\r\n")
    assert block in files["agenda.ics"]
    assert block in files["feed.ics"]


def test_the_feed_names_itself_and_its_source() -> None:
    feed = icalendar.Calendar.from_ical(write(publish(OPENING))["feed.ics"])
    assert [str(feed[name]) for name in ("NAME", "X-WR-CALNAME", "SOURCE", "URL")] == [
        "Example Conference",
        "Example Conference",
        f"{BASE_URL}feed.ics",
        BASE_URL,
    ]


def test_the_same_input_is_the_same_octets() -> None:
    assert write(publish(OPENING, PANEL)) == write(publish(OPENING, PANEL))


def test_without_a_memory_the_sequence_is_the_sources_revision() -> None:
    entries = publish(OPENING, facts=make_facts(revision=4), stamp=STAMP)
    assert {entry.stamp.sequence for entry in (entries.event, *entries.sessions.values())} == {4}
    assert entries.event.stamp.created == entries.event.stamp.modified == STAMP


def test_only_what_changed_gets_a_new_number() -> None:
    first = publish(OPENING, PANEL, stamp=STAMP)
    second = publish(make_session("opening", room="Room 2"), PANEL, since=first)
    assert second.sessions["panel"] == first.sessions["panel"]
    assert second.event == first.event
    stamp = second.sessions["opening"].stamp
    assert (stamp.sequence, stamp.created, stamp.modified) == (1, STAMP, LATER)


def test_a_stamp_never_goes_back() -> None:
    first = publish(OPENING, stamp=LATER)
    second = publish(make_session("opening", room="Room 2"), since=first, stamp=STAMP)
    assert second.sessions["opening"].stamp.modified == LATER


def test_all_versions_of_the_event_count_as_one() -> None:
    first = publish(stamp=STAMP)
    unregistered = IN_PERSON._replace(registration=None)
    second = publish(facts=make_facts((unregistered,)), since=first)
    assert [entry.stamp.sequence for entry in (second.event, *second.attend.values())] == [1, 1]


def test_a_session_that_left_the_source_stays_cancelled_until_the_event_is_over() -> None:
    first = publish(OPENING, PANEL, stamp=STAMP)
    second = publish(OPENING, since=first)
    third = publish(OPENING, since=second, stamp=LATER + timedelta(days=1))
    assert second.sessions["panel"].status == "CANCELLED"
    assert second.sessions["panel"].stamp.sequence == 1
    assert third.sessions["panel"] == second.sessions["panel"]
    assert "agenda/panel.ics" in write(third)
    over = publish(OPENING, since=third, stamp=make_facts().event.ends_at)
    assert "panel" not in over.sessions


def test_a_session_that_comes_back_is_the_same_entry() -> None:
    first = publish(OPENING, PANEL, stamp=STAMP)
    third = publish(OPENING, PANEL, since=publish(OPENING, since=first))
    assert third.sessions["panel"].status == "CONFIRMED"
    assert third.sessions["panel"].uid == first.sessions["panel"].uid
    assert third.sessions["panel"].stamp.sequence == 2
