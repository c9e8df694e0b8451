"""Views of single pages."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from generator.model import Session
from generator.parallel import parallel
from generator.problems import Place

ZONE = ZoneInfo("Europe/Brussels")


def session(hours: str, group: str = "", day: date = date(2024, 6, 6)) -> Session:
    """A session named by its hours, "10:00-11:00" or "10:00"."""
    start, _, end = hours.partition("-")
    times = [datetime.fromisoformat(f"{day} {time}").replace(tzinfo=ZONE) if time else None for time in (start, end)]
    assert times[0] is not None
    return Session(hours, hours, times[0], times[1], Place("content/agenda.md", 1), group=group)


@pytest.mark.parametrize(
    ("hours", "slots"),
    [
        ("", []),
        ("09:00-10:00 10:00-11:00", [1, 1]),
        ("09:00-10:00 09:00-10:00 09:00-09:30 10:00-11:00", [3, 1]),
        ("09:00-10:30 09:30-10:00", [2]),
        ("09:00 09:00 09:30", [2, 1]),  # an unknown end overlaps nothing that starts later
        ("09:00-18:00 09:00-10:00 10:00-11:00 10:30-11:30", [2, 2]),  # open all day, beside the first only
        ("09:00-12:00 09:00-10:00 10:00-12:00", [2, 1]),
    ],
)
def test_parallel_sessions_share_a_slot(hours: str, slots: list[int]) -> None:
    sessions = [session(each) for each in hours.split()]
    found = parallel(sessions)
    assert [len(slot) for slot in found] == slots
    assert [each for slot in found for each in slot] == sessions


def test_a_heading_ends_a_slot() -> None:
    sessions = [
        session("09:00-10:00", "Policy"),
        session("09:00-10:00", "Research"),
        session("09:00-10:00", "Research"),
    ]
    assert [[each.group for each in slot] for slot in parallel(sessions)] == [["Policy"], ["Research", "Research"]]


def test_the_hour_that_comes_twice_is_not_parallel_to_itself() -> None:
    autumn = date(2024, 10, 27)
    first, second = session("02:00-02:30", day=autumn), session("02:00-02:30", day=autumn)
    late = Session("late", "Late", second.start.replace(fold=1), None, second.place)
    assert [len(slot) for slot in parallel([first, second, late])] == [2, 1]
