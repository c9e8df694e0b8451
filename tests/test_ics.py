"""The faults of the raw library; a test that fails here says which workaround in generator/ical.py can go."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import ics  # type: ignore[import-untyped]  # the library has no types
import pytest
from ics.grammar.parse import ContentLine  # type: ignore[import-untyped]  # the library has no types

from tests.calendar_samples import STAMP


def raw(**values: object) -> str:
    return str(ics.Event(begin=datetime(2026, 6, 1, 9, tzinfo=UTC), uid="1", **values).serialize())


def test_raw_library_does_not_fold() -> None:
    assert "x" * 10_000 in raw(name="x" * 10_000)


def test_raw_library_leaves_out_the_last_line_end() -> None:
    assert not ics.Calendar().serialize().endswith("\n")


def test_raw_library_sets_dtstamp_only_with_created() -> None:
    assert "DTSTAMP" not in raw()
    assert "DTSTAMP:20260501T120000Z" in raw(created=STAMP)


def test_raw_library_invents_a_random_uid_and_its_own_prodid() -> None:
    assert ics.Event().uid != ics.Event().uid
    assert "ics.py" in ics.Calendar().serialize()


def test_raw_library_shifts_an_all_day_event_in_paris_to_the_day_before() -> None:
    event = ics.Event(begin=datetime(2026, 6, 1, tzinfo=ZoneInfo("Europe/Paris")))
    event.make_all_day()
    assert "DTSTART;VALUE=DATE:20260531" in event.serialize()


def test_raw_library_counts_an_all_day_end_as_inclusive() -> None:
    event = ics.Event(begin=datetime(2026, 6, 1, tzinfo=UTC), end=datetime(2026, 6, 3, tzinfo=UTC))
    event.make_all_day()
    assert "DTEND;VALUE=DATE:20260604" in event.serialize()


def test_raw_library_writes_an_illegal_escape_for_cr_and_lets_controls_pass() -> None:
    assert r"one\rtwo" in raw(name="one\rtwo")
    assert "\0" in raw(name="\0")


def test_raw_library_escapes_urls() -> None:
    assert r"URL:https://example.org/a\,b" in raw(url="https://example.org/a,b")


def test_raw_library_lets_properties_be_injected_through_raw_values() -> None:
    assert "\r\nATTENDEE:x" in raw(status=None, location=None, classification="PUBLIC\r\nATTENDEE:x")


def test_raw_library_keeps_events_and_categories_in_sets() -> None:
    assert isinstance(ics.Calendar().events, set)
    assert isinstance(ics.Event(categories=["a"]).categories, set)


def test_raw_library_orders_properties_by_its_methods_names() -> None:
    assert raw(name="Opening").index("SUMMARY") < raw(name="Opening").index("UID")


def test_raw_library_shares_one_dict_between_lines_without_parameters() -> None:
    assert ContentLine("A").params is ContentLine("B").params


@pytest.mark.parametrize("name", ["sequence", "refresh_interval", "source", "conference", "contact"])
def test_raw_library_has_no_field_for(name: str) -> None:
    assert not hasattr(ics.Event(), name)
    assert not hasattr(ics.Calendar(), name)


def test_raw_library_puts_method_after_the_events() -> None:
    calendar = ics.Calendar(events=[ics.Event()])
    calendar.method = "PUBLISH"
    assert calendar.serialize().index("METHOD") > calendar.serialize().index("BEGIN:VEVENT")
