"""Calendar files, read back as bytes and by an independent parser."""

import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from generator.entry import Calendar, Entry, Stamp
from generator.ical import clean, fingerprint, fold, write_calendar
from tests.calendar_samples import STAMP, make_entry, read_back


def read_entry(entry: Entry) -> icalendar.Event:
    (event,) = read_back(write_calendar(Calendar((entry,))))
    return event


def unfolded(octets: bytes) -> list[str]:
    return octets.replace(b"\r\n ", b"").decode().split("\r\n")


FULL = make_entry(
    description="Words\n\nhttps://events.example.org/",
    location="Room 1, Hall",
    geo=(50.5, 4.25),
    url="https://events.example.org/a,b;c",
    categories=("Track 1", "talk, long"),
    contact="Contact 1; Office",
    conference="https://meet.example.org/1,2",
    stamp=Stamp(3, STAMP - timedelta(days=1), STAMP),
)


def test_a_file_is_exactly_this() -> None:
    assert unfolded(write_calendar(Calendar((FULL,)))) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//event-microsite//generator//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:11111111-1111-5111-8111-111111111111",
        "DTSTAMP:20260501T120000Z",
        "LAST-MODIFIED:20260501T120000Z",
        "CREATED:20260430T120000Z",
        "SEQUENCE:3",
        "STATUS:CONFIRMED",
        "DTSTART:20260601T070000Z",
        "DTEND:20260601T080000Z",
        "SUMMARY:Opening",
        r"DESCRIPTION:Words\n\nhttps://events.example.org/",
        r"LOCATION:Room 1\, Hall",
        "GEO:50.500000;4.250000",
        "URL:https://events.example.org/a,b;c",
        r"CATEGORIES:Track 1,talk\, long",
        "TRANSP:OPAQUE",
        "CLASS:PUBLIC",
        r"CONTACT:Contact 1\; Office",
        "CONFERENCE;VALUE=URI:https://meet.example.org/1,2",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_feed_says_who_it_is_and_how_often_to_ask() -> None:
    feed = Calendar(
        (FULL,),
        name="Conference, the",
        description="About; it",
        url="https://events.example.org/",
        source="https://events.example.org/feed.ics",
        refresh_hours=1,
        time_zone="Europe/Brussels",
        modified=STAMP,
    )
    head = unfolded(write_calendar(feed))
    assert head[1 : head.index("BEGIN:VEVENT")] == [
        "VERSION:2.0",
        "PRODID:-//event-microsite//generator//EN",
        "CALSCALE:GREGORIAN",
        r"NAME:Conference\, the",
        r"X-WR-CALNAME:Conference\, the",
        r"DESCRIPTION:About\; it",
        "URL:https://events.example.org/",
        "SOURCE;VALUE=URI:https://events.example.org/feed.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "X-WR-TIMEZONE:Europe/Brussels",
        "LAST-MODIFIED:20260501T120000Z",
    ]


def test_an_independent_parser_reads_the_same() -> None:
    event = read_entry(FULL)
    assert (event.start, event.end) == (datetime(2026, 6, 1, 7, tzinfo=UTC), datetime(2026, 6, 1, 8, tzinfo=UTC))
    assert (event["LOCATION"], event["CONTACT"], event["URL"]) == ("Room 1, Hall", "Contact 1; Office", FULL.url)
    assert event["CONFERENCE"] == FULL.conference
    assert [str(each) for each in event.categories] == ["Track 1", "talk, long"]


@pytest.mark.parametrize(
    ("start", "end", "utc"),
    [
        # across midnight
        ("2026-06-01T23:00 Europe/Brussels", "2026-06-02T01:00 Europe/Brussels", "20260601T210000Z 20260601T230000Z"),
        # clocks go forward, then back, between start and end
        ("2026-03-29T01:30 Europe/Brussels", "2026-03-29T03:30 Europe/Brussels", "20260329T003000Z 20260329T013000Z"),
        ("2026-10-25T01:30 Europe/Brussels", "2026-10-25T03:30 Europe/Brussels", "20261024T233000Z 20261025T023000Z"),
        # odd offsets, and a clock change by half an hour
        ("2026-06-01T09:00 Asia/Kathmandu", "2026-06-01T10:00 Asia/Kathmandu", "20260601T031500Z 20260601T041500Z"),
        (
            "2026-04-05T01:00 Australia/Lord_Howe",
            "2026-04-05T03:00 Australia/Lord_Howe",
            "20260404T140000Z 20260404T163000Z",
        ),
        # before 1970, when Kathmandu was at +05:30, before 1900's local mean time ended, and after 2038
        ("1969-12-31T23:00 Asia/Kathmandu", "1970-01-01T01:00 Asia/Kathmandu", "19691231T173000Z 19691231T193000Z"),
        ("1880-01-01T12:00 Europe/Amsterdam", "1880-01-01T13:00 Europe/Amsterdam", None),
        ("2048-07-01T09:00 Europe/Brussels", "2048-07-01T10:00 Europe/Brussels", "20480701T070000Z 20480701T080000Z"),
        ("0987-01-01T09:00 UTC", "0987-01-01T10:00 UTC", "09870101T090000Z 09870101T100000Z"),
    ],
)
def test_times_are_right_where_it_hurts(start: str, end: str, utc: str | None) -> None:
    entry = make_entry(start=at(start), end=at(end))
    event = read_entry(entry)
    assert (event.start, event.end) == (entry.start.astimezone(UTC), entry.end.astimezone(UTC))  # type: ignore[union-attr]
    if utc:
        first, last = utc.split()
        assert {f"DTSTART:{first}", f"DTEND:{last}"} < set(unfolded(write_calendar(Calendar((entry,)))))


def at(text: str) -> datetime:
    moment, zone = text.split()
    return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    brussels = ZoneInfo("Europe/Brussels")
    first = make_entry(
        start=datetime(2026, 10, 25, 2, 30, tzinfo=brussels), end=datetime(2026, 10, 25, 4, tzinfo=brussels)
    )
    second = make_entry(start=datetime(2026, 10, 25, 2, 30, tzinfo=brussels, fold=1), end=first.end)
    assert [f"{read_entry(entry).start:%H:%M}" for entry in (first, second)] == ["00:30", "01:30"]
    assert fingerprint(first) != fingerprint(second)


@pytest.mark.parametrize("days", [1, 3])
def test_all_day_events_are_dates_with_an_exclusive_end(days: int) -> None:
    start = date(2026, 12, 31)
    entry = make_entry(start=start, end=start + timedelta(days=days), is_transparent=True)
    lines = unfolded(write_calendar(Calendar((entry,))))
    assert {"DTSTART;VALUE=DATE:20261231", f"DTEND;VALUE=DATE:2027010{days}", "TRANSP:TRANSPARENT"} < set(lines)
    assert (read_entry(entry).start, read_entry(entry).end) == (entry.start, entry.end)


def test_entries_stand_in_the_order_of_their_instants_then_uids() -> None:
    def entry(uid: str, start: date | datetime) -> Entry:
        end = start + timedelta(days=1)
        return make_entry(uid=uid, start=start, end=end)

    kathmandu, apia = ZoneInfo("Asia/Kathmandu"), ZoneInfo("Pacific/Apia")
    entries = [
        entry("d", datetime(2026, 6, 2, 6, tzinfo=kathmandu)),
        entry("c", date(2026, 6, 2)),
        entry("b", datetime(2026, 6, 2, 13, tzinfo=apia)),
        entry("a", datetime(2026, 6, 2, 12, tzinfo=apia)),
    ]
    for order in (entries, entries[::-1]):
        assert [str(each["UID"]) for each in read_back(write_calendar(Calendar(tuple(order))))] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "text",
    [
        "one\r\nDTSTART:19700101T000000Z",
        "one\rATTENDEE:mailto:someone@example.org",
        "one\nEND:VEVENT\nBEGIN:VALARM",
        "NUL \0, BEL \a and DEL \x7f",
        "x" * 10_000,
        "é" * 5_000,
        "👩‍👩‍👧‍👦" * 500,
        "a" * 66 + "👩‍👩‍👧‍👦",
        "commas, semicolons; backslashes \\, \\n \\; \\\\",
        "lone \ud800 surrogate",
        "line\u2028and\u2029paragraph\x85NEL\vVT",
        " leading, trailing ",
        "tab\tinside",
        "\N{RIGHT-TO-LEFT OVERRIDE}reversed",
        'quotes " and :colons:',
    ],
)
def test_hostile_text_comes_through_as_text(text: str) -> None:
    entry = make_entry(summary=text, description=text, location=text, contact=text, categories=(text,))
    octets = write_calendar(Calendar((entry,), name=text, description=text))
    (event,) = read_back(octets)
    assert [event[name] for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT")] == [clean(text)] * 4
    names = [line.partition(":")[0] for line in unfolded(octets)]
    assert names.count("DTSTART") == names.count("END") - 1 == 1
    assert "ATTENDEE" not in names
    check_octets(octets)


def check_octets(octets: bytes) -> None:
    assert octets.endswith(b"END:VCALENDAR\r\n")
    assert octets.count(b"\r") == octets.count(b"\n") == octets.count(b"\r\n")
    for line in octets.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


@pytest.mark.parametrize("field", ["uid", "url", "conference"])
@pytest.mark.parametrize("control", ["\r\n", "\n", "\r", "\0", "\u2028", "\x85"])
def test_a_control_character_in_an_address_is_refused(field: str, control: str) -> None:
    entry = make_entry(**{field: f"https://events.example.org/{control}ATTENDEE:x"})
    with pytest.raises(ValueError, match="holds a control character"):
        write_calendar(Calendar((entry,)))


def test_lines_are_folded_at_75_octets_between_characters() -> None:
    assert fold("x" * 75) == b"x" * 75 + b"\r\n"
    assert fold("x" * 76) == b"x" * 75 + b"\r\n x\r\n"
    assert fold("x" * 74 + "é") == b"x" * 74 + b"\r\n \xc3\xa9\r\n"
    assert fold("x" * 75 + "y" * 75) == b"x" * 75 + b"\r\n " + b"y" * 74 + b"\r\n y\r\n"


def test_a_fingerprint_leaves_the_stamp_aside_and_nothing_else() -> None:
    stamped = make_entry(stamp=Stamp(9, STAMP, STAMP + timedelta(days=9)))
    assert fingerprint(stamped) == fingerprint(make_entry())
    assert fingerprint(make_entry(start=make_entry().start.astimezone(UTC))) == fingerprint(make_entry())  # type: ignore[union-attr]
    edits: Iterable[dict[str, object]] = (
        {"uid": "2"},
        {"summary": "x"},
        {"description": "x"},
        {"location": "x"},
        {"geo": (1, 2)},
        {"contact": "x"},
        {"url": "https://example.org"},
        {"conference": "https://example.org"},
        {"categories": ("x",)},
        {"status": "TENTATIVE"},
        {"is_transparent": True},
        {"end": datetime(2026, 6, 2, tzinfo=UTC)},
    )
    assert len({fingerprint(make_entry(**edit)) for edit in edits} | {fingerprint(make_entry())}) == 13


def test_the_library_is_imported_only_when_a_calendar_is_written() -> None:
    code = "import sys, generator.calendars, generator.calendar_links; sys.exit('ics' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # our own code
