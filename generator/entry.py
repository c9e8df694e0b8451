"""What stands in calendar files, as values: `generator.ical` writes them."""

from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from generator.memory import remembered

EntryStatus = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]


class Stamp(NamedTuple):
    """How often a published entry has changed, since when it exists and when it last changed (aware datetimes)."""

    sequence: int
    created: datetime
    modified: datetime


# No file ever holds it: `published.renew` gives every entry its stamp.
UNSTAMPED = Stamp(0, datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC))


class Entry(NamedTuple):
    """One VEVENT.

    `start` and `end` are both dates (`end` exclusive) or both aware datetimes, `end` later than `start`. `geo` is
    latitude and longitude in degrees. `url` and `conference` are absolute addresses, all else is plain text; that of
    the description stays in `paragraphs`, since a large site has most of them in memory already.
    """

    uid: str
    start: date | datetime
    end: date | datetime
    summary: str
    paragraphs: tuple[str, ...] = ()
    location: str = ""
    geo: tuple[float, float] | None = None
    url: str = ""
    categories: tuple[str, ...] = ()
    status: EntryStatus = "CONFIRMED"
    is_transparent: bool = False
    contact: str = ""
    conference: str = ""
    stamp: Stamp = UNSTAMPED

    @property
    def description(self) -> str:
        return "\n\n".join(self.paragraphs)


@remembered(lambda entry, stamp: (id(entry), stamp))
def stamped(entry: Entry, stamp: Stamp) -> Entry:
    """The same entry with another stamp."""
    return entry._replace(stamp=stamp)


class Calendar(NamedTuple):
    """One calendar file. With nothing but entries it is a download; the rest is what a subscription shows.

    `source` is the address to subscribe to, `refresh_hours` how often to ask it, `time_zone` an IANA name.
    """

    entries: tuple[Entry, ...]
    name: str = ""
    description: str = ""
    url: str = ""
    source: str = ""
    refresh_hours: int = 0
    time_zone: str = ""
    modified: datetime | None = None
