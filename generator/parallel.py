"""Which sessions of a day run side by side."""

from collections.abc import Iterable
from datetime import UTC

from generator.model import Session


def parallel(sessions: Iterable[Session]) -> list[list[Session]]:
    """Sessions in order of their starts, cut into slots of neighbours under one heading that all overlap each other.

    Each with each, so that an exhibition open all day stands beside the first talk and does not swallow the others.
    """
    slots: list[list[Session]] = []
    for session in sessions:
        if slots and all(_are_parallel(other, session) for other in slots[-1]):
            slots[-1].append(session)
        else:
            slots.append([session])
    return slots


def _are_parallel(first: Session, second: Session) -> bool:
    """Same start, or the first still runs; one whose end nobody knows is taken to be over."""
    start, other = first.start.astimezone(UTC), second.start.astimezone(UTC)
    is_running = first.end is not None and other < first.end.astimezone(UTC)
    return first.group == second.group and (start == other or is_running)
