"""Starred sessions, kept on the device, in a real browser."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.script_pages import Open, long_agenda, seen, small_day


def keys(page: Any) -> list[str]:
    return list(page.evaluate("Object.keys(localStorage)"))


def test_stars_are_kept_only_when_set(show: Open) -> None:
    page = show(long_agenda(), query="?starred=1")
    assert seen(page) == []
    assert page.get_by_text("Star a session to find it here").is_visible()
    page.get_by_role("button", name="Starred (0)").click()
    assert keys(page) == []
    star = page.get_by_role("button", name="Star Café 21")
    star.focus()
    page.keyboard.press("Space")
    assert star.get_attribute("aria-pressed") == "true"
    assert page.evaluate("localStorage.getItem('starred:example')") == '["uid-21"]'
    page.reload()
    page.get_by_role("button", name="Starred (1)").click()
    assert seen(page) == ["s21"]
    assert page.url.endswith("?starred=1")
    star.click()
    assert seen(page) == ["s21"], "one can still change one's mind"
    assert keys(page) == []


def test_two_tabs_show_the_same_stars(show: Open) -> None:
    page = show(small_day())
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Star Session 2").click()
    page.get_by_role("button", name="Starred (1)").wait_for()
    assert page.get_by_role("button", name="Star Session 2").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize(
    "broken",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })",
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }",
        "localStorage.setItem('starred:example', '{')",
        "localStorage.setItem('starred:example', '7')",
    ],
)
def test_stars_work_without_storage(show: Open, broken: str) -> None:
    page = show(small_day())
    page.add_init_script(broken)
    page.reload()
    page.get_by_role("button", name="Star Session 2").click()
    page.get_by_role("button", name="Starred (1)").click()
    assert seen(page) == ["s2"]


def test_starred_sessions_are_downloaded_as_one_calendar(show: Open) -> None:
    from icalendar import Calendar as Parsed

    page = show(small_day())
    page.get_by_role("button", name="Star Session 2").click()
    assert not page.get_by_role("button", name="Starred sessions (.ics)").is_visible()
    page.get_by_role("button", name="Starred (1)").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Starred sessions (.ics)").click()
    assert download.value.suggested_filename == "starred.ics"
    octets = Path(download.value.path()).read_bytes()
    assert [str(event["UID"]) for event in Parsed.from_ical(octets).walk("VEVENT")] == ["uid-2"]
    assert octets.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert octets.endswith(b"END:VCALENDAR\r\n")
    assert octets.count(b"\n") == octets.count(b"\r\n")


def test_a_calendar_that_cannot_be_fetched_is_said(show: Open) -> None:
    page = show(small_day())
    page.get_by_role("button", name="Star Session 2").click()
    page.get_by_role("button", name="Starred (1)").click()
    page.context.set_offline(True)
    page.get_by_role("button", name="Starred sessions (.ics)").click()
    page.get_by_text("The calendar cannot be fetched now").wait_for()
