"""All steps of reading an agenda, in a row."""

from typing import Literal

from generator.agenda.arrange import Arrangement, arrange
from generator.agenda.blocks import Page, read_page
from generator.agenda.days import Dates
from generator.agenda.sessions import SessionsReading, make_sessions
from generator.agenda.walk import read_pieces
from generator.locale import is_known_language
from generator.model import Agenda, Day
from generator.problems import Message
from generator.schema import Event
from generator.sources import MarkdownText


def read(body: MarkdownText, event: Event, state: Literal["provisional", "final"]) -> tuple[Agenda, list[Message]]:
    page = read_page(body)
    spoken = tuple(tag.split("-")[0] for tag in event.languages_spoken if is_known_language(tag))
    dates = Dates(event.starts_at.date(), event.last_day, spoken)
    arranged = arrange(read_pieces(page, dates), event, dates)
    sessions = make_sessions(page, arranged.drafts, event)
    agenda = Agenda(_days(page, arranged, sessions), state, page.text(tuple(arranged.intro)))
    return agenda, sorted({*arranged.messages, *sessions.messages})


def _days(page: Page, arranged: Arrangement, sessions: SessionsReading) -> tuple[Day, ...]:
    return tuple(
        Day(day, sessions.by_day.get(day, ()), page.text(tuple(arranged.notes[day]))) for day in sorted(arranged.notes)
    )
