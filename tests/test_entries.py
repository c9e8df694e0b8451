"""What calendars say of an event and its sessions, in each of its fates."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from generator.entries import (
    attend_entry,
    event_entry,
    event_uid,
    is_online_only,
    session_entry,
    session_uid,
    withdrawn_entry,
)
from generator.entry import Calendar
from generator.ical import write_calendar
from generator.locale import format_period
from generator.model import Credit, Session
from generator.published import make_record
from generator.texts import Prose
from tests.calendar_samples import (
    BASE_URL,
    BRUSSELS,
    IN_PERSON,
    ONLINE,
    VENUE,
    make_attend,
    make_entry,
    make_facts,
    make_session,
)

ADDRESS = "Example Hall, 1 Example Street, 1000 Brussels, Belgium"


def make_session_entry(session: Session | None = None, **event: Any) -> Any:
    return session_entry(session or make_session(), make_facts(**event), BASE_URL)


def test_the_event_says_what_when_where_and_how_to_register() -> None:
    entry = event_entry(make_facts(), BASE_URL)
    assert entry.description == (
        "An example of a conference.\n\n"
        "Monday 1 June 2026, 09:00 – Wednesday 3 June 2026, 17:00 CEST (Europe/Brussels)\n"
        f"In person: {ADDRESS}\nApply for a place: https://registration.example.org/in-person\nOnline (Zoom)\n\n"
        f"{BASE_URL}"
    )
    assert (entry.summary, entry.location, entry.geo) == ("Example Conference", ADDRESS, (50.5, 4.25))
    assert (entry.status, entry.is_transparent, entry.url) == ("CONFIRMED", False, BASE_URL)
    assert entry.contact == "Contact 1, contact@example.org"


def test_identity_comes_from_ids_alone() -> None:
    assert event_uid("example-conference") == event_entry(make_facts(title="Other"), "https://example.net/").uid
    session = make_session(title="Other", start=datetime(2026, 6, 2, 10, tzinfo=BRUSSELS), end=None)
    assert make_session_entry(session).uid == session_uid("example-conference", "opening")
    assert session_uid("a", "b") != session_uid("b", "a")


def test_each_way_to_take_part_has_its_own_place() -> None:
    facts = make_facts()
    hall, online = (attend_entry(facts, attend, BASE_URL) for attend in (IN_PERSON, ONLINE))
    assert (hall.location, online.location) == (ADDRESS, "Online (Zoom)")
    assert (hall.geo, online.geo) == ((50.5, 4.25), None)
    assert "Zoom" not in hall.description
    assert "Example Hall" not in online.description
    assert {hall.uid, online.uid} == {event_uid("example-conference")}


def test_an_event_of_days_is_all_day_and_blocks_no_time() -> None:
    entry = event_entry(make_facts(start=date(2026, 6, 1), end=date(2026, 6, 3)), BASE_URL)
    assert (entry.start, entry.end, entry.is_transparent) == (date(2026, 6, 1), date(2026, 6, 4), True)
    assert "1–3 June 2026\n" in entry.description
    entry = event_entry(make_facts(start=date(2026, 6, 1), end=None), BASE_URL)
    assert entry.end == date(2026, 6, 2)


def test_a_cancelled_event_says_so_and_why_first() -> None:
    entry = event_entry(make_facts(status="cancelled", status_note="The hall is closed."), BASE_URL)
    assert (entry.status, entry.is_transparent, entry.summary) == ("CANCELLED", True, "Cancelled: Example Conference")
    assert entry.description.startswith("The hall is closed.\n\n")
    assert "registration.example.org" not in entry.description


def test_a_postponed_event_is_tentative_because_google_hides_cancelled_ones() -> None:
    entry = event_entry(make_facts(status="postponed"), BASE_URL)
    assert (entry.status, entry.is_transparent, entry.summary) == ("TENTATIVE", True, "Postponed: Example Conference")


def test_a_rescheduled_event_says_where_it_stood() -> None:
    before = datetime(2026, 5, 4, 9, tzinfo=BRUSSELS)
    entry = event_entry(make_facts(status="rescheduled", previous_start=before), BASE_URL)
    assert (entry.status, entry.summary) == ("CONFIRMED", "Example Conference")
    assert entry.description.startswith("Moved from Monday 4 May 2026, 09:00.\n\n")


def test_an_event_moved_online_is_nowhere() -> None:
    facts = make_facts(status="moved-online")
    session = session_entry(make_session(), facts, BASE_URL)
    for entry in (event_entry(facts, BASE_URL), attend_entry(facts, IN_PERSON, BASE_URL), session):
        assert (entry.location, entry.geo, entry.status) == ("Online", None, "CONFIRMED")
        assert "Example Hall" not in entry.description
        assert "Apply for a place" not in entry.description


def test_a_session_says_who_speaks_and_ends_with_its_page() -> None:
    session = make_session(
        kind="keynote",
        track="Evidence",
        tags=("data", "children"),
        has_page=True,
        online="https://meet.example.org/1",
        speakers=(Credit("Speaker 1"), Credit("Representative", is_confirmed=False)),
        moderators=(Credit("Speaker 2"),),
        prose=Prose("<p>First &amp; more.</p>", plain="First & more (https://example.org/a).\n\n- one\n- two"),
    )
    entry = make_session_entry(session)
    assert entry.description == (
        "Monday 1 June 2026, 10:00–10:30 CEST (Europe/Brussels)\n"
        "Speakers: Speaker 1, Representative (to be confirmed)\nModerator: Speaker 2\n"
        "Online: https://meet.example.org/1\n\nFirst & more (https://example.org/a).\n\n- one\n- two\n\n"
        f"{BASE_URL}agenda/opening/"
    )
    assert (entry.location, entry.conference) == (f"Room 1, {ADDRESS}", "https://meet.example.org/1")
    assert entry.categories == ("Evidence", "Keynote", "children", "data")


def test_a_session_without_a_page_is_found_on_the_agenda() -> None:
    assert make_session_entry().url == f"{BASE_URL}agenda/#opening"


def test_what_befell_the_event_befell_its_sessions() -> None:
    entry = make_session_entry(status="cancelled", status_note="The hall is closed.")
    assert (entry.status, entry.summary) == ("CANCELLED", "Cancelled: Opening")
    assert entry.description.startswith("The hall is closed.")
    assert make_session_entry(status="postponed").status == "TENTATIVE"


def test_a_session_can_be_cancelled_alone() -> None:
    entry = make_session_entry(make_session(status="cancelled"))
    assert (entry.status, entry.summary, entry.is_transparent) == ("CANCELLED", "Cancelled: Opening", True)


@pytest.mark.parametrize(("start", "minutes"), [("10:00", 30), ("16:45", 15), ("17:00", 30), ("18:00", 30)])
def test_an_open_end_is_half_an_hour_or_the_events_end(start: str, minutes: int) -> None:
    begins = datetime.fromisoformat(f"2026-06-03T{start}").replace(tzinfo=BRUSSELS)
    entry = make_session_entry(make_session(start=begins, end=None))
    assert entry.end - entry.start == timedelta(minutes=minutes)
    assert f"Wednesday 3 June 2026, {start} CEST (Europe/Brussels)\n" in entry.description


def test_a_session_never_ends_before_it_starts_in_a_file() -> None:
    session = make_session(end=make_session().start)
    assert make_session_entry(session).end - session.start == timedelta(minutes=30)


def test_a_place_is_one_line_of_at_most_255_characters() -> None:
    facts = make_facts((make_attend(venue=VENUE | {"name": "Hall " * 100}),))
    for entry in (event_entry(facts, BASE_URL), session_entry(make_session(room="Room\n1"), facts, BASE_URL)):
        assert len(entry.location) <= 255
        assert entry.location.endswith("…")
        assert "\n" not in entry.location


def test_words_that_are_no_address_make_no_conference() -> None:
    for words in ("Zoom", "https://meet.example.org/\r\nATTENDEE:x", "javascript:alert(1)"):
        entry = make_session_entry(make_session(online=words))
        assert entry.conference == ""
        assert b"\r\nATTENDEE" not in write_calendar(Calendar((entry,)))


def test_nobody_needs_a_venue_online() -> None:
    facts = [make_facts(), make_facts((ONLINE,)), make_facts(status="moved-online")]
    assert [is_online_only(each) for each in facts] == [False, True, True]


def test_words_come_from_gettext() -> None:
    german = {"Cancelled: {title}": "Abgesagt: {title}", "Online": "Im Netz"}
    facts = make_facts((ONLINE,), status="cancelled", title="{title} {0}")
    entry = event_entry(facts, BASE_URL, lambda text: german.get(text, text))
    assert (entry.summary, entry.location) == ("Abgesagt: {title} {0}", "Im Netz (Zoom)")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-06-01T10:00", "2026-06-01T11:00", "Monday 1 June 2026, 10:00–11:00 CEST (Europe/Brussels)"),
        (
            "2026-06-01T23:00",
            "2026-06-02T01:00",
            "Monday 1 June 2026, 23:00 – Tuesday 2 June 2026, 01:00 CEST (Europe/Brussels)",
        ),
        ("2026-10-25T01:00", "2026-10-25T03:30", "Sunday 25 October 2026, 01:00 CEST – 03:30 CET (Europe/Brussels)"),
    ],
)
def test_a_period_names_what_differs(start: str, end: str, words: str) -> None:
    begins, ends = (datetime.fromisoformat(each).replace(tzinfo=BRUSSELS) for each in (start, end))
    assert format_period(begins.astimezone(UTC), ends.astimezone(UTC), BRUSSELS, "en") == words


def test_a_zone_without_a_name_is_shown_by_its_offset() -> None:
    kathmandu = ZoneInfo("Asia/Kathmandu")
    start = datetime(2026, 6, 1, 9, tzinfo=kathmandu)
    assert format_period(start, None, kathmandu, "en") == "Monday 1 June 2026, 09:00 UTC+5:45 (Asia/Kathmandu)"


def test_a_withdrawn_session_reads_the_same_ever_after() -> None:
    facts, first = make_facts(), make_entry(location="Room 1")
    told = withdrawn_entry(make_record([first], "opening"), facts, BASE_URL)
    assert (told.uid, told.status, told.summary) == (first.uid, "CANCELLED", "Cancelled: Opening")
    again = withdrawn_entry(make_record([told._replace(stamp=first.stamp)], "opening"), facts, BASE_URL)
    assert again == told
