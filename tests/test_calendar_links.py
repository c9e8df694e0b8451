"""Addresses that open a web calendar with the entry filled in."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from generator.calendar_links import CalendarLink, calendar_links
from generator.entry import Entry
from tests.calendar_samples import BRUSSELS, make_entry

PARIS = ZoneInfo("Europe/Paris")
TIMED = make_entry(
    start=datetime(2026, 6, 1, 7, tzinfo=UTC),
    end=datetime(2026, 6, 1, 8, 30, tzinfo=UTC),
    summary="Q&A + more",
    description="One <b>\ntwo\n\nhttps://events.example.org/",
    location="Room 1, Hall",
)
DAYS = make_entry(start=date(2026, 6, 1), end=date(2026, 6, 4), description="https://events.example.org/")
ENDING = "https%3A%2F%2Fevents.example.org%2F"


def links(entry: Entry, zone: ZoneInfo = PARIS, **options: int) -> dict[str, str]:
    return {link.service: link.url for link in calendar_links(entry, zone, **options)}  # type: ignore[arg-type]


def query(url: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(url).query).items()}


def test_the_addresses_are_exactly_these() -> None:
    outlook = (
        "path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&startdt=2026-06-01T07%3A00%3A00Z&enddt=2026-06-01T08%3A30%3A00Z"
        "&subject=Q%26A%20%2B%20more&body=One%20%26lt%3Bb%26gt%3B%3Cbr%3Etwo%3Cbr%3E%3Cbr%3E"
        f"{ENDING}&location=Room%201%2C%20Hall"
    )
    assert calendar_links(TIMED, PARIS) == (
        CalendarLink(
            "Google",
            (
                "https://calendar.google.com/calendar/render?action=TEMPLATE&text=Q%26A%20%2B%20more"
                "&dates=20260601T090000%2F20260601T103000&ctz=Europe%2FParis"
                f"&details=One%20%3Cb%3E%0Atwo%0A%0A{ENDING}&location=Room%201%2C%20Hall"
            ),
        ),
        CalendarLink("Outlook.com", f"https://outlook.live.com/calendar/0/deeplink/compose?{outlook}"),
        CalendarLink("Office 365", f"https://outlook.cloud.microsoft/calendar/deeplink/compose?{outlook}"),
        CalendarLink(
            "Yahoo",
            (
                "https://calendar.yahoo.com/?v=60&TITLE=Q%26A%20%2B%20more&ST=20260601T090000&ET=20260601T103000"
                f"&DESC=One%20%3Cb%3E%0Atwo%0A%0A{ENDING}&in_loc=Room%201%2C%20Hall"
            ),
        ),
    )


def test_days_have_no_times_and_no_zone() -> None:
    google, outlook, yahoo = (query(links(DAYS)[name]) for name in ("Google", "Outlook.com", "Yahoo"))
    assert google["dates"] == "20260601/20260604"
    assert "ctz" not in google
    assert (outlook["startdt"], outlook["enddt"], outlook["allday"]) == ("2026-06-01", "2026-06-04", "true")
    assert (yahoo["ST"], yahoo["ET"], yahoo["DUR"]) == ("20260601", "20260603", "allday")


def test_a_cancelled_entry_has_none_and_a_postponed_one_all() -> None:
    assert calendar_links(make_entry(status="CANCELLED"), PARIS) == ()
    assert len(calendar_links(make_entry(status="TENTATIVE"), PARIS)) == 4


def test_yahoo_is_left_out_when_everybody_is_elsewhere() -> None:
    assert list(links(TIMED, is_online=True)) == ["Google", "Outlook.com", "Office 365"]


@pytest.mark.parametrize("words", ["word " * 2_000, "x" * 10_000, "<&>" * 3_000, "👩‍👩‍👧‍👦" * 1_000, "line\n" * 2_000])
@pytest.mark.parametrize("limit", [600, 2_000])
def test_long_descriptions_are_shortened_before_the_pages_address(words: str, limit: int) -> None:
    entry = make_entry(summary="A title", description=f"{words}\n\nhttps://events.example.org/")
    for service, url in links(entry, limit=limit).items():
        assert limit - 60 < len(url) <= limit or words.startswith("👩"), service
        assert f"%E2%80%A6{'%3Cbr%3E%3Cbr%3E' if 'outlook' in url else '%0A%0A'}{ENDING}" in url


def test_a_title_and_a_place_beyond_measure_are_shortened_too() -> None:
    entry = make_entry(summary="é" * 5_000, location="é" * 255, description="https://events.example.org/")
    for url in links(entry).values():
        assert len(url) <= 2_000
        assert ENDING in url


def test_the_hour_that_comes_twice_is_given_to_google_in_utc() -> None:
    entry = make_entry(
        start=datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS, fold=1), end=datetime(2026, 10, 25, 4, tzinfo=BRUSSELS)
    )
    assert query(links(entry, BRUSSELS)["Google"])["dates"] == "20261025T013000Z/20261025T030000Z"


def test_wall_clocks_are_the_venues() -> None:
    kathmandu = ZoneInfo("Asia/Kathmandu")
    assert query(links(TIMED, kathmandu)["Yahoo"])["ST"] == "20260601T124500"
