"""Short ways to read an agenda in a test."""

from datetime import date
from zoneinfo import ZoneInfo

from generator.agenda import read_agenda
from generator.model import Agenda, Session
from generator.problems import Message
from generator.schema import Event
from generator.sources import MarkdownText
from tests.parts import make_part


def make_event(start: str = "2024-06-06", end: str = "", zone: str = "Europe/Brussels") -> Event:
    return make_part(
        Event,
        {
            "id": "example",
            "title": "Example Conference",
            "summary": "An example.",
            "time_zone": ZoneInfo(zone),
            "start": date.fromisoformat(start),
            "end": date.fromisoformat(end) if end else None,
        },
    )


ONE_DAY = make_event()
THREE_DAYS = make_event(end="2024-06-08")


def read(text: str, event: Event = ONE_DAY) -> tuple[Agenda, list[Message]]:
    return read_agenda(MarkdownText(text, "content/agenda.md"), event)


def sessions(text: str, event: Event = ONE_DAY) -> tuple[Session, ...]:
    """The sessions of a text in which nothing is a problem."""
    agenda, messages = read(text, event)
    assert [message for message in messages if message.severity == "problem"] == []
    return agenda.sessions


def brief(text: str, event: Event = ONE_DAY) -> list[str]:
    """Each session as "10:00–10:30 Title"."""
    return [
        f"{each.start:%H:%M}–{each.end or '':%H:%M} {each.title}" if each.end else f"{each.start:%H:%M} {each.title}"
        for each in sessions(text, event)
    ]


def problems(text: str, event: Event = ONE_DAY) -> list[str]:
    """Every problem as whole text."""
    return [str(message) for message in read(text, event)[1] if message.severity == "problem"]


def notices(text: str, event: Event = ONE_DAY) -> list[str]:
    return [message.phrase for message in read(text, event)[1] if message.severity == "notice"]
