"""event.json and its schema."""

import copy
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator import event_json as module
from generator.event_json import dump, event_json
from generator.front_matter import SessionFront
from generator.model import Agenda, Credit, Day, Kind, Session, Speaker
from generator.problems import Place
from generator.schema import Facts
from generator.schema import Kind as FrontKind
from tests.parts import make_part

ZONE = ZoneInfo("Europe/Brussels")
SCHEMA = json.loads(Path(module.__file__).with_name("event.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
RECORD = {
    "uid": "0b5e2c1e-6f0a-5b2c-9d5e-0123456789ab",
    "session": "",
    "hash": "0" * 32,
    "sequence": 1,
    "created": "2024-05-01T08:00:00+00:00",
    "modified": "2024-05-02T08:00:00Z",
    "status": "CONFIRMED",
    "start": "2024-06-06",
    "end": "2024-06-08",
    "summary": "Example Conference",
    "location": "Example Hall",
}


def facts(**event: str) -> Facts:
    return make_part(
        Facts,
        {
            "event": {
                "id": "example-conference",
                "title": {"en": "Example Conference", "fr": "Conférence"},
                "summary": "An example.",
                "start": "2024-06-06",
                "end": "2024-06-07",
                "time_zone": "Europe/Brussels",
                "languages_spoken": ["en"],
                **event,
            },
            "attend": [
                {
                    "id": "in-person",
                    "mode": "in-person",
                    "venue": {
                        "name": "Example Hall",
                        "city": "Brussels",
                        "country": "BE",
                        "latitude": "50.8",
                        "longitude": "4.4",
                    },
                    "registration": {"url": "https://registration.example.org/", "closes": "2024-06-01 12:00"},
                },
                {"id": "online", "mode": "online", "platform": "Example Meeting"},
            ],
            "organizers": [{"name": "Example Organisation"}],
            "contact": {"name": "Example Desk", "email": "desk@example.org"},
            "site": {"url": "https://events.example.org/c/", "languages": ["en", "fr"]},
            "extra": {"secret": "of the house"},
        },
        context={"time_zone": ZONE, "languages": ("en", "fr")},
    )


def agenda() -> Agenda:
    start = datetime(2024, 6, 6, 10, tzinfo=ZONE)
    opening = Session(
        "opening",
        "Opening",
        start,
        start.replace(hour=11),
        Place("content/agenda.md", 3),
        kind="panel",
        room="Hall",
        speakers=(Credit("S. One", "speaker-1"), Credit("Representative of Example Organisation")),
        moderators=(Credit("Speaker 2", "speaker-2"),),
        online="https://example.org/private",
        has_page=True,
    )
    closing = Session(
        "closing",
        "Closing",
        start.replace(month=12),
        None,
        Place("content/agenda.md", 9),
        speakers=(Credit("x", "speaker-1"),),
    )
    return Agenda((Day(date(2024, 6, 6), (opening,)), Day(date(2024, 12, 6), (closing,))))


SPEAKERS = (
    Speaker("speaker-1", "Speaker 1", Place("content/speakers.md"), role="Head", organization="Example Institute"),
    Speaker("speaker-2", "Speaker 2", Place("content/speakers.md", 5)),
)


def make(**event: str) -> dict[str, Any]:
    return event_json(
        facts(**event),
        agenda(),
        SPEAKERS,
        session_url=lambda session: f"https://events.example.org/c/agenda/{session.id}/",
        speaker_url=lambda speaker: f"https://events.example.org/c/speakers/{speaker.id}/",
        calendar=[RECORD],
    )


def test_the_schema_is_one_and_the_event_agrees_with_it() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(make())
    moved = {"status": "rescheduled", "previous_start": "2024-05-05 09:00"}
    VALIDATOR.validate(make(start="2024-06-06 09:00", end="2024-06-06 18:00", **moved))


@pytest.mark.parametrize(
    "path", [(), ("event",), ("attend", 0, "venue"), ("sessions", 0), ("speakers", 0), ("calendar", 0)]
)
def test_the_schema_refuses_an_unknown_field_and_a_missing_one(path: tuple[str | int, ...]) -> None:
    for change in ("more", "less"):
        value = copy.deepcopy(make())
        part: Any = value
        for step in path:
            part = part[step]
        if change == "more":
            part["unknown"] = 1
        else:
            del part[next(iter(part))]
        assert not VALIDATOR.is_valid(value)


def test_every_field_is_documented() -> None:
    parts = [SCHEMA, *SCHEMA["$defs"].values()]
    fields = [(name, field) for part in parts for name, field in part.get("properties", {}).items()]
    assert [name for name, field in fields if not field.get("description") and "$ref" not in field] == []


def test_a_session_has_its_facts_in_their_order() -> None:
    opening, closing = make()["sessions"]
    assert list(opening.items())[:12] == [
        ("id", "opening"),
        ("title", "Opening"),
        ("kind", "panel"),
        ("start", "2024-06-06T10:00:00+02:00"),
        ("end", "2024-06-06T11:00:00+02:00"),
        ("room", "Hall"),
        ("track", ""),
        ("language", ""),
        ("speakers", ["speaker-1"]),
        ("moderators", ["speaker-2"]),
        ("status", "scheduled"),
        ("url", "https://events.example.org/c/agenda/opening/"),
    ]
    assert (closing["start"], closing["end"]) == ("2024-12-06T10:00:00+01:00", None)


def test_nobody_who_is_named_gets_lost() -> None:
    opening = make()["sessions"][0]
    assert opening["speaker_names"] == ["Speaker 1", "Representative of Example Organisation"]
    assert opening["moderator_names"] == ["Speaker 2"]


def test_speakers_have_the_sessions_they_speak_in_or_moderate() -> None:
    assert make()["speakers"] == [
        {
            "id": "speaker-1",
            "name": "Speaker 1",
            "role": "Head",
            "organization": "Example Institute",
            "url": "https://events.example.org/c/speakers/speaker-1/",
            "sessions": ["opening", "closing"],
        },
        {
            "id": "speaker-2",
            "name": "Speaker 2",
            "role": "",
            "organization": "",
            "url": "https://events.example.org/c/speakers/speaker-2/",
            "sessions": ["opening"],
        },
    ]


def test_an_event_of_days_has_dates_alone() -> None:
    event = make()["event"]
    assert (event["title"], event["start"], event["end"]) == ("Example Conference", "2024-06-06", "2024-06-07")
    assert event["url"] == "https://events.example.org/c/"


def test_only_named_fields_leave_the_machine() -> None:
    text = dump(make()).decode()
    assert "of the house" not in text and "private" not in text and "desk@" not in text


def test_the_bytes_are_the_same_for_the_same_values_and_are_json() -> None:
    assert dump(make()) == dump(make())
    assert json.loads(dump(make())) == make()
    assert dump({"a": "é"}) == '{\n "a": "é"\n}\n'.encode()


def test_half_a_surrogate_pair_is_no_traceback() -> None:
    assert json.loads(dump({"a": "\ud800"})) == {"a": "\ud800"}


def test_the_kinds_are_the_same_everywhere() -> None:
    assert get_args(FrontKind) == get_args(Kind) == tuple(SCHEMA["$defs"]["session"]["properties"]["kind"]["enum"])
    assert make_part(SessionFront, {}).kind in get_args(Kind)
