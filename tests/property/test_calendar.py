"""Any text survives the calendar; any history of edits keeps identities and never counts backwards."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.calendar_links import calendar_links
from generator.calendars import Entries, calendar_records, calendars, make_entries
from generator.entry import Calendar, Entry
from generator.ical import clean, fingerprint, fold, write_calendar
from generator.model import Session
from generator.published import read_records
from tests.calendar_samples import (
    BASE_URL,
    BRUSSELS,
    STAMP,
    make_agenda,
    make_entry,
    make_facts,
    make_session,
    read_back,
)

# Surrogates, controls and what folding and escaping trip over, far more often than chance would bring them.
_TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from('\r\n\0\t\\,;:"\u2028\x85é€👩\u200d\u0301\ud800 nN')), max_size=400
)
_ZONES = st.sampled_from(["UTC", "Europe/Brussels", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"])
_WALL_CLOCKS = st.datetimes(
    datetime(1850, 1, 1),  # a wall clock
    datetime(2150, 1, 1),  # a wall clock
).map(lambda moment: moment.replace(microsecond=0))


@given(_TEXT, _TEXT)
def test_any_text_is_read_back_equal(first: str, second: str) -> None:
    entry = make_entry(summary=first, description=second, location=first, contact=second, categories=(first, second))
    octets = write_calendar(Calendar((entry,), name=second))
    (event,) = read_back(octets)
    read = [str(event.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT")]
    assert read == [clean(text) for text in (first, second, first, second)]
    assert [str(each) for each in event.categories] == [clean(first), clean(second)]
    assert all(len(line) <= 75 for line in octets.split(b"\r\n"))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_folding_cuts_between_characters_and_loses_none(line: str) -> None:
    pieces = fold(line).removesuffix(b"\r\n").split(b"\r\n ")
    assert "".join(piece.decode() for piece in pieces) == line
    assert len(pieces[0]) <= 75
    assert all(len(piece) <= 74 for piece in pieces[1:])


@given(_TEXT)
def test_cleaning_is_done_once_and_keeps_plain_text(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(text).isascii() or not text.isascii()


@given(_WALL_CLOCKS, _ZONES, st.integers(0, 1), st.integers(1, 5_000))
def test_any_moment_is_read_back_as_the_same_instant(moment: datetime, zone: str, turn: int, minutes: int) -> None:
    start = moment.replace(tzinfo=ZoneInfo(zone), fold=turn)
    entry = make_entry(start=start, end=start.astimezone(UTC) + timedelta(minutes=minutes))
    (event,) = read_back(write_calendar(Calendar((entry,))))
    assert event.start == start.astimezone(UTC)
    assert event.end - event.start == timedelta(minutes=minutes)


@given(_TEXT, _TEXT, _TEXT, _ZONES, st.integers(500, 2_000))
def test_no_link_is_too_long_or_leaves_ascii(title: str, text: str, place: str, zone: str, limit: int) -> None:
    entry = make_entry(summary=title * 9, description=f"{text * 9}\n\n{BASE_URL}", location=place * 9)
    for link in calendar_links(entry, ZoneInfo(zone), limit=limit):
        assert len(link.url) <= limit
        assert link.url.isascii()
        assert "example.org%2Fexample%2F" in link.url


_SESSIONS = tuple(f"session-{number}" for number in range(5))
_EDITS = st.lists(
    st.tuples(
        st.sampled_from(_SESSIONS),
        st.sampled_from(["title", "room", "move", "cancel", "remove", "restore", "nothing"]),
        st.integers(0, 3),
        st.integers(-2, 5),
    ),
    min_size=20,
    max_size=20,
)


def edit(sessions: dict[str, Session], name: str, kind: str, number: int) -> None:
    session = sessions.get(name)
    if kind == "remove":
        sessions.pop(name, None)
    elif session is None or kind == "restore":
        sessions[name] = make_session(name)
    elif kind == "title":
        sessions[name] = session._replace(title=f"Title {number}")
    elif kind == "room":
        sessions[name] = session._replace(room=f"Room {number}")
    elif kind == "cancel":
        sessions[name] = session._replace(status="cancelled" if number % 2 else "scheduled")
    elif kind == "move":
        start = datetime(2026, 6, 1, 10 + number, tzinfo=BRUSSELS)
        sessions[name] = session._replace(start=start, end=start + timedelta(minutes=30))


def publish(sessions: dict[str, Session], since: Entries | None, stamp: datetime) -> Entries:
    facts = make_facts()
    event_json = {"event": {"id": facts.event.id}, "calendar": calendar_records(since)} if since else None
    records = read_records(event_json, "event.json", facts.event.id)
    return make_entries(facts, make_agenda(*sessions.values()), BASE_URL, records, stamp)


def everything(entries: Entries) -> dict[str, Entry]:
    return {entry.uid: entry for entry in (entries.event, *entries.sessions.values())}


def check_step(before: dict[str, Entry], after: dict[str, Entry]) -> None:
    assert before.keys() <= after.keys()
    for uid, entry in after.items():
        if uid not in before:
            assert entry.stamp.sequence == 0
        elif fingerprint(entry) == fingerprint(before[uid]):
            assert entry.stamp == before[uid].stamp
        else:
            assert entry.stamp.sequence == before[uid].stamp.sequence + 1
            assert entry.stamp.created == before[uid].stamp.created
            assert entry.stamp.modified >= before[uid].stamp.modified


@settings(max_examples=40, deadline=None)
@given(_EDITS)
def test_twenty_edits_keep_uids_and_raise_the_sequence_for_what_changed(edits: list[tuple[str, str, int, int]]) -> None:
    sessions = {name: make_session(name) for name in _SESSIONS}
    stamp, entries = STAMP, publish(sessions, None, STAMP)
    for name, kind, number, days in edits:
        edit(sessions, name, kind, number)
        stamp += timedelta(days=days)
        renewed = publish(sessions, entries, min(stamp, datetime(2026, 6, 3, tzinfo=UTC)))
        check_step(everything(entries), everything(renewed))
        assert {renewed.sessions[each].status for each in renewed.sessions.keys() - sessions.keys()} <= {"CANCELLED"}
        entries = renewed
    files = {path: write_calendar(file) for path, file in calendars(entries, make_facts(), BASE_URL).items()}
    again = calendars(publish(sessions, entries, STAMP), make_facts(), BASE_URL)
    assert files == {path: write_calendar(file) for path, file in again.items()}
