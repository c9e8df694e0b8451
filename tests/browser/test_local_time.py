"""What the script says of the time, in a real browser: now and next, and the viewer's own."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_time

from generator import locale
from tests.browser.script_pages import (
    Open,
    small_day,
    write_agenda,
    write_day,
    write_session,
)


def marks(page: Any) -> list[tuple[str, str]]:
    pairs = page.evaluate(
        "[...document.querySelectorAll('.mark')].map((m) => [m.closest('li').id, m.textContent.trim()])"
    )
    return [tuple(pair) for pair in pairs]


def test_now_and_next_follow_the_minutes(show: Open) -> None:
    page = show(small_day(), "2024-06-06T06:59:40Z", zone="America/New_York")
    assert marks(page) == [("s1", "Next")]
    assert not page.get_by_role("link", name="Now").is_visible()
    page.clock.run_for(20_500)
    assert marks(page) == [("s1", "Now"), ("s2", "Next")]
    page.get_by_role("link", name="Now").click()
    assert page.url.endswith("#s1")
    page.clock.run_for(60 * 60_000)
    assert marks(page) == [("s2", "Now")]
    assert page.locator("li.now").get_attribute("id") == "s2"
    page.clock.run_for(60 * 60_000)
    assert marks(page) == []


def test_a_page_that_slept_catches_up_when_it_is_seen(show: Open) -> None:
    page = show(small_day(), "2024-06-06T06:00:00Z")
    page.clock.set_system_time("2024-06-06T08:30:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert marks(page) == [("s2", "Now")]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2024-10-26T21:59:00Z", []),  # the evening before, though it is the same day in Tokyo
        ("2024-10-26T22:01:00Z", [("s1", "Next")]),
        ("2024-10-27T00:40:00Z", [("s1", "Now"), ("s2", "Next")]),
        ("2024-10-27T01:40:00Z", [("s2", "Now")]),  # the same hour again, once clocks are set back
    ],
)
def test_now_and_next_go_by_the_venues_day(show: Open, at: str, expected: list[tuple[str, str]]) -> None:
    first = write_session(1, "2024-10-27T02:30:00+02:00", "2024-10-27T02:50:00+02:00")
    second = write_session(2, "2024-10-27T02:30:00+01:00", "2024-10-27T02:50:00+01:00")
    off = write_session(3, "2024-10-27T02:30:00+02:00", "2024-10-27T02:50:00+01:00").replace(
        '"session"', '"session off"'
    )
    page = show(write_agenda(write_day("2024-10-27", first, second, off)), at, zone="Asia/Tokyo")
    assert marks(page) == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Brussels", ["", ""]),
        ("America/New_York", ["Your time: 04:00\u2060–\u206005:00", "Your time: 03:00\u2060–\u206004:00"]),
        ("Asia/Tokyo", ["Your time: 17:00\u2060–\u206018:00", "Your time: 16:00\u2060–\u206017:00"]),
        ("Pacific/Auckland", ["Your time: 21:00\u2060–\u206022:00", "Your time: 20:00\u2060–\u206021:00"]),
        ("Pacific/Honolulu", ["Your time: Fri 22:00\u2060–\u206023:00", "Your time: Sat 21:00\u2060–\u206022:00"]),
    ],
)
def test_the_viewers_time_stands_beside_the_venues(show: Open, zone: str, expected: list[str]) -> None:
    """The second is on the day Brussels, but not New York, puts its clocks forward."""
    items = [
        write_session(1, "2024-03-30T09:00:00+01:00", "2024-03-30T10:00:00+01:00"),
        write_session(2, "2024-03-31T09:00:00+02:00", "2024-03-31T10:00:00+02:00"),
    ]
    page = show(write_agenda(write_day("2024-03-30", *items)), zone=zone)
    assert page.locator(".local-time").all_inner_texts() == [*expected]


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Pacific/Honolulu"])
def test_the_viewers_time_is_written_as_the_page_would_write_it(
    browser: Any, publish: Any, tmp_path_factory: pytest.TempPathFactory, zone: str
) -> None:
    """Every hour of a day and every day of a week, in every language there is."""
    languages = ["en", *sorted(path.stem for path in Path(locale.__file__).with_suffix("").glob("*.po"))]
    site = publish(write_site_of_a_whole_week(tmp_path_factory.getbasetemp() / "languages", languages))
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    for language in languages:
        page.goto(f"{site.address}{'' if language == 'en' else f'{language}/'}agenda/")
        shown = page.locator(".session .local-time").all_text_contents()
        assert shown == [expected_line(day, hour, ZoneInfo(zone), language) for day, hour in HOURS_OF_A_WEEK]
    context.close()


HOURS_OF_A_WEEK = sorted((3 + hour % 7, hour) for hour in range(24))  # from Monday 3 June 2024 on


def expected_line(day_of_june: int, hour: int, zone: ZoneInfo, language: str) -> str:
    """The viewer's time, with its day where that is another one, as Babel alone writes it."""
    _, known = locale.translate(language), {"en": "en_GB", "pt": "pt_PT"}.get(language, language)
    here = datetime(2024, 6, day_of_june, hour, 5, tzinfo=ZoneInfo("Europe/Brussels"))
    start, end = (moment.astimezone(zone) for moment in (here, here + timedelta(minutes=20)))
    day = "" if start.date() == here.date() else f"{format_date(start, 'ccc', known)} "
    new_day = "" if start.date() == end.date() else f"{format_date(end, 'ccc', known)} "
    first, last = (format_time(moment, "short", locale=known).replace(" ", "\u00a0") for moment in (start, end))
    text = f"{day}{first}\u2060{_('–')}\u2060{new_day}{last}"
    return _("{label}: {text}").format(label=_("Your time"), text=text)


def write_site_of_a_whole_week(folder: Path, languages: list[str]) -> Path:
    facts = {
        "event": {
            "id": "week",
            "title": "Week",
            "summary": "A week.",
            "start": "2024-06-03",
            "end": "2024-06-09",
            "time_zone": "Europe/Brussels",
        },
        "attend": [{"id": "online", "mode": "online"}],
        "organizers": [{"name": "Organisation"}],
        "site": {"url": "https://week.event/", "languages": languages},
    }
    sessions = [f"# {day} June 2024\n\n## {hour:02}:05–{hour:02}:25 Hour {hour}" for day, hour in HOURS_OF_A_WEEK]
    for name, text in {
        "site.yaml": json.dumps(facts),
        "content/index.md": "Words.",
        "content/agenda.md": "\n\n".join(sessions),
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder
