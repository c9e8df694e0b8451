"""The agenda, read from the Markdown that people write or paste: see `read_agenda`.

The way of the text: `blocks` (structure, with lines) → `walk` and a reader per form (`headings`, `lists`, `text_lines`,
`pipe_tables` and `html_tables` with `tables`) → `pieces` → `arrange` (days, groups, prose) → `sessions` (instants,
ends, ids, facts). `conflicts` looks at the finished agenda. Nothing that is written gets lost: it is a session's fact
or body, a day's note, the introduction, or a message.
"""

from typing import Literal

from generator.agenda.arrange import Arrangement, arrange
from generator.agenda.blocks import Page, read_page
from generator.agenda.days import Dates
from generator.agenda.sessions import SessionsReading, make_sessions
from generator.agenda.walk import read_pieces
from generator.kept import digest_of
from generator.memory import remembered
from generator.model import Agenda, Day
from generator.problems import Message
from generator.schema import Event
from generator.sources import MarkdownText

__all__ = ["read_agenda"]


@remembered(lambda body, event, state="final": (body, digest_of(repr(event).encode()), state), for_good=True)
def read_agenda(
    body: MarkdownText, event: Event, state: Literal["provisional", "final"] = "final"
) -> tuple[Agenda, list[Message]]:
    """The programme that the body of agenda.md describes, in any mixture of forms, and what is wrong with it."""
    page = read_page(body)
    dates = Dates(event.starts_at.date(), event.last_day, tuple(tag.split("-")[0] for tag in event.languages_spoken))
    arranged = arrange(read_pieces(page, dates), event, dates)
    sessions = make_sessions(page, arranged.drafts, event)
    agenda = Agenda(_days(page, arranged, sessions), state, page.text(tuple(arranged.intro)))
    return agenda, sorted({*arranged.messages, *sessions.messages})


def _days(page: Page, arranged: Arrangement, sessions: SessionsReading) -> tuple[Day, ...]:
    return tuple(
        Day(day, sessions.by_day.get(day, ()), page.text(tuple(arranged.notes[day]))) for day in sorted(arranged.notes)
    )
