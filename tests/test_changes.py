"""Changes in words; and whatever the old event.json holds, no traceback."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.changes import as_markdown, describe_changes

OPENING: dict[str, Any] = {
    "id": "opening",
    "title": "Opening",
    "kind": "talk",
    "start": "2026-06-01T10:00:00+02:00",
    "end": "2026-06-01T10:30:00+02:00",
    "room": "Room A",
    "track": "",
    "language": "en",
    "status": "scheduled",
    "speakers": [{"id": "speaker-1", "name": "Speaker 1"}],
    "moderators": [],
}
PANEL = OPENING | {"id": "panel", "title": "Panel", "start": "2026-06-01T11:00:00+02:00", "end": None}
EVENT: dict[str, Any] = {
    "id": "example",
    "title": "Example Conference",
    "start": "2026-06-01T09:00:00+02:00",
    "end": "2026-06-03T17:00:00+02:00",
    "time_zone": "Europe/Brussels",
    "status": "scheduled",
}
ATTEND: dict[str, Any] = {
    "id": "in-person",
    "mode": "in-person",
    "venue": {"name": "Example Hall", "city": "Brussels"},
    "registration": {"url": "https://registration.example.org/a"},
}


def changes(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[str]:
    return describe_changes({"sessions": old}, {"sessions": new})


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        ({}, []),
        (
            {"start": "2026-06-01T10:15:00+02:00", "end": "2026-06-01T10:45:00+02:00"},
            ["Opening moved from 10:00 to 10:15"],
        ),
        ({"start": "2026-06-01T08:00:00Z"}, []),
        ({"start": "2026-06-01T10:15:00+02:00"}, ["Opening moved from 10:00 to 10:15"]),
        (
            {"start": "2026-06-01T10:15:00+02:00", "end": "2026-06-01T11:30:00+02:00"},
            ["Opening moved from 10:00 to 10:15", "Opening now ends at 11:30 instead of 10:30"],
        ),
        (
            {"start": "2026-06-02T10:00:00+02:00", "end": "2026-06-02T10:30:00+02:00"},
            ["Opening moved from Monday 1 June 2026, 10:00 to Tuesday 2 June 2026, 10:00"],
        ),
        (
            {"start": "2026-06-01T10:00:00+01:00", "end": "2026-06-01T10:30:00+01:00"},
            ["Opening moved from 10:00 UTC+2 to 10:00 UTC+1"],
        ),
        ({"end": None}, ["The end of Opening is now open"]),
        ({"room": "Room B"}, ["Room of Opening changed from Room A to Room B"]),
        ({"room": ""}, ["Room of Opening is no longer given (it was Room A)"]),
        ({"track": "Evidence"}, ["Track of Opening is now Evidence"]),
        ({"status": "cancelled"}, ["Opening was cancelled"]),
        ({"status": "moved-online"}, ["Opening was moved online"]),
        ({"title": "Welcome"}, ["“Opening” is now called “Welcome”"]),
        (
            {"speakers": [{"name": "Speaker 2"}]},
            ["Speaker 2 is now speaker of Opening", "Speaker 1 is no longer speaker of Opening"],
        ),
        ({"moderators": ["Speaker 3"]}, ["Speaker 3 is now moderator of Opening"]),
    ],
)
def test_a_sessions_changes_in_words(edit: dict[str, Any], words: list[str]) -> None:
    assert changes([OPENING], [OPENING | edit]) == words


def test_what_came_and_what_went() -> None:
    assert changes([OPENING], [PANEL]) == ["New: Panel, Monday 1 June 2026, 11:00", "Opening was removed"]
    assert changes([PANEL], [PANEL | {"end": OPENING["end"]}]) == ["Panel now ends at 10:30"]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        ({"status": "cancelled"}, ["The event was cancelled"]),
        (
            {"start": "2026-06-01", "end": "2026-06-03"},
            [
                "The event moved from Monday 1 June 2026, 09:00 to Monday 1 June 2026",
                "The event now ends at Wednesday 3 June 2026 instead of Wednesday 3 June 2026, 17:00",
            ],
        ),
        ({"title": "Other"}, ["“Example Conference” is now called “Other”"]),
        ({"time_zone": "Asia/Kathmandu"}, ["Time zone of the event changed from Europe/Brussels to Asia/Kathmandu"]),
    ],
)
def test_the_events_changes_in_words(edit: dict[str, Any], words: list[str]) -> None:
    assert describe_changes({"event": EVENT}, {"event": EVENT | edit}) == words


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (
            {"venue": {"name": "Other Hall", "city": "Brussels"}},
            "Place of “in-person” changed from Example Hall, Brussels to Other Hall, Brussels",
        ),
        (
            {"registration": {"url": "https://registration.example.org/b"}},
            "Registration address of “in-person” changed from https://registration.example.org/a to "
            "https://registration.example.org/b",
        ),
    ],
)
def test_place_and_registration_in_words(edit: dict[str, Any], words: str) -> None:
    assert describe_changes({"attend": [ATTEND]}, {"attend": [ATTEND | edit]}) == [words]
    assert describe_changes({"attend": []}, {"attend": [ATTEND]}) == ["New way to take part: in-person"]


def test_a_list_the_old_file_does_not_have_is_not_news() -> None:
    assert describe_changes({}, {"event": EVENT, "sessions": [OPENING], "attend": [ATTEND], "speakers": []}) == []


_KEYS = st.sampled_from(sorted({*OPENING, *EVENT, *ATTEND, "name", "url"}))
_VALUES = st.one_of(
    st.none(),
    st.integers(),
    st.text("a2:- é\0", max_size=5),
    st.lists(st.none() | st.text("a2:- é\0", max_size=5), max_size=2),
    st.dictionaries(_KEYS, st.text("a2:- é\0", max_size=5) | st.lists(st.none(), max_size=1), max_size=2),
    st.sampled_from(["opening", "in-person", "2026-06-01", "2026-06-01T10:00", "0001-01-01T00:00+14:00", "cancelled"]),
)
_ITEMS = st.dictionaries(_KEYS, _VALUES, max_size=6)
_DAMAGED = st.dictionaries(
    st.sampled_from(["event", "attend", "sessions", "speakers"]),
    _VALUES | _ITEMS | st.lists(_VALUES | _ITEMS, max_size=3),
)


@given(_DAMAGED, _DAMAGED)
def test_damage_is_no_traceback(old: dict[str, Any], new: dict[str, Any]) -> None:
    whole = {"event": EVENT, "attend": [ATTEND], "sessions": [OPENING], "speakers": []}
    for before, after in ((old, new), (old, whole), (whole, new)):
        assert all(isinstance(change, str) for change in describe_changes(before, after))


def test_markdown_is_a_list_and_titles_stay_text() -> None:
    assert as_markdown(["A *b* [c](d) <e>", "F\n# g"]) == "- A \\*b\\* \\[c\\]\\(d\\) \\<e\\>\n- F \\# g\n"
    assert as_markdown([]) == "Nothing changed.\n"
    assert as_markdown([], is_first=True) == "This is the first publication.\n"
