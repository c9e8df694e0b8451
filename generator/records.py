"""What event.json remembers of each calendar entry."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from generator.entry import EntryStatus


class Record(NamedTuple):
    """What event.json's `calendar` holds of one VEVENT: its stamp and a hash of its other properties, and what is
    needed to announce it as cancelled once it has left the source.

    `session` is the session's id (empty: the event itself). `hash` covers every file's version of the entry.
    """

    uid: str
    session: str
    hash: str
    sequence: int
    created: datetime
    modified: datetime
    status: EntryStatus
    start: date | datetime
    end: date | datetime
    summary: str
    location: str


def as_json(record: Record) -> dict[str, object]:
    """The record as JSON values, its moments in UTC and ISO 8601."""
    return {name: _as_json(value) for name, value in record._asdict().items()}


def _as_json(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value
