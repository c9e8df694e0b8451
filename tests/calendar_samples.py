"""A small fictional event and its parts, every one replaceable by keyword, and the reading back of calendar files."""

from datetime import UTC, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

import icalendar

from generator.entry import Entry, Stamp
from generator.model import Agenda, Day, Session
from generator.problems import Place
from generator.schema import Attend, Facts
from tests.parts import make_part

BRUSSELS = ZoneInfo("Europe/Brussels")
BASE_URL = "https://events.example.org/example/"
STAMP = datetime(2026, 5, 1, 12, tzinfo=UTC)

VENUE: dict[str, Any] = {
    "name": "Example Hall",
    "street": "1 Example Street",
    "postal_code": "1000",
    "city": "Brussels",
    "country": "BE",
    "latitude": "50.5",
    "longitude": "4.25",
}
REGISTRATION = {"url": "https://registration.example.org/in-person", "label": "Apply for a place"}


def make_attend(id: str = "in-person", **values: Any) -> Attend:
    return make_part(Attend, {"id": id, "mode": id} | values)


IN_PERSON = make_attend(venue=VENUE, registration=REGISTRATION)
ONLINE = make_attend("online", platform="Zoom")


def make_facts(attend: tuple[Attend, ...] = (IN_PERSON, ONLINE), **event: Any) -> Facts:
    defaults = {
        "id": "example-conference",
        "title": "Example Conference",
        "summary": "An example of a conference.",
        "start": datetime(2026, 6, 1, 9, tzinfo=BRUSSELS),
        "end": datetime(2026, 6, 3, 17, tzinfo=BRUSSELS),
        "time_zone": BRUSSELS,
    }
    contact = {"name": "Contact 1", "email": "contact@example.org"}
    data = {"event": defaults | event, "attend": [{"id": "online", "mode": "online"}], "contact": contact}
    return make_part(Facts, data | {"site": {"url": BASE_URL}})._replace(attend=attend)


def make_session(id: str = "opening", **values: Any) -> Session:
    defaults: dict[str, Any] = {
        "title": id.capitalize(),
        "start": datetime(2026, 6, 1, 10, tzinfo=BRUSSELS),
        "end": datetime(2026, 6, 1, 10, 30, tzinfo=BRUSSELS),
        "place": Place("content/agenda.md"),
        "room": "Room 1",
    }
    return Session(id=id, **defaults | values)


def make_agenda(*sessions: Session) -> Agenda:
    return Agenda((Day(sessions[0].start.date(), sessions),) if sessions else ())


def make_entry(description: str = "", **values: Any) -> Entry:
    defaults: dict[str, Any] = {
        "uid": "11111111-1111-5111-8111-111111111111",
        "start": datetime(2026, 6, 1, 9, tzinfo=BRUSSELS),
        "end": datetime(2026, 6, 1, 10, tzinfo=BRUSSELS),
        "summary": "Opening",
        "stamp": Stamp(0, STAMP, STAMP),
    }
    return Entry(**defaults | values, paragraphs=(description,) if description else ())


def read_back(octets: bytes) -> list[icalendar.Event]:
    """The file's entries, as a parser that is none of ours reads them."""
    return [cast(icalendar.Event, event) for event in icalendar.Calendar.from_ical(octets).walk("VEVENT")]
