"""Which sessions of a day run side by side."""

from collections.abc import Iterable
from datetime import UTC, datetime

from generator.model import Session

_NEVER = datetime.max.replace(tzinfo=UTC)


def parallel(sessions: Iterable[Session]) -> list[list[Session]]:
    """Sessions in order of their starts, cut into slots of neighbours under one heading that all overlap each other.

    Each with each, so that an exhibition open all day stands beside the first talk and does not swallow the others; one
    whose end nobody knows is taken to be over.
    """
    slots: list[list[Session]] = []
    # Of the slot: when its last session started, and when the first is over of those that started before that, and of
    # those that started then: these run side by side even where one has no end.
    started = over = soon = _NEVER
    for session in sessions:
        start = session.start.astimezone(UTC)
        if slots and start != started:
            over, soon = min(over, soon), _NEVER
        if not slots or slots[-1][-1].group != session.group or over <= start:
            slots.append([])
            over = soon = _NEVER
        slots[-1].append(session)
        started, soon = start, min(soon, session.end.astimezone(UTC) if session.end else start)
    return slots
