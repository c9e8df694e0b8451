"""The agenda, read from the Markdown that people write or paste: see `read_agenda`.

The way of the text: `blocks` (structure, with lines) → `walk` and a reader per form (`headings`, `lists`, `text_lines`,
`pipe_tables` and `html_tables` with `tables`) → `pieces` → `arrange` (days, groups, prose) → `sessions` (instants,
ends, ids, facts). `conflicts` looks at the finished agenda. Nothing that is written gets lost: it is a session's fact
or body, a day's note, the introduction, or a message.
"""

from typing import Literal

from generator.kept import digest_of
from generator.memory import remembered
from generator.model import Agenda
from generator.problems import Message
from generator.schema import Event
from generator.sources import MarkdownText

__all__ = ["read_agenda"]


@remembered(lambda body, event, state="final": (body, digest_of(repr(event).encode()), state), for_good=True)
def read_agenda(
    body: MarkdownText, event: Event, state: Literal["provisional", "final"] = "final"
) -> tuple[Agenda, list[Message]]:
    """The programme that the body of agenda.md describes, in any mixture of forms, and what is wrong with it."""
    from generator.agenda.reading import read  # with it come the readers of all forms

    return read(body, event, state)
