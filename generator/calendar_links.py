"""Links that open a web calendar with the entry filled in: Google, Outlook.com, Office 365 and Yahoo."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from html import escape
from typing import NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from generator.entry import Entry
from generator.ical import clean

# What browsers, mail programs and the services themselves take without cutting.
ADDRESS_LIMIT = 2_000
_ELLIPSIS = quote("…")
# The ampersand first, as it is in the others.
_IN_HTML = {quote(each): quote(escape(each).replace("\n", "<br>"), safe="") for each in "&<>\"'\n"}

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
OFFICE_365 = "https://outlook.cloud.microsoft/calendar/deeplink/compose"
YAHOO = "https://calendar.yahoo.com/"


class CalendarLink(NamedTuple):
    """One service by its name, and the address that opens it."""

    service: str
    url: str


@lru_cache(8192)  # a session's stand on the agenda and on its own page
def calendar_links(
    entry: Entry, time_zone: ZoneInfo, is_online: bool = False, limit: int = ADDRESS_LIMIT
) -> tuple[CalendarLink, ...]:
    """The links for one entry, none for a cancelled one.

    No address is longer than `limit` (at least 500): the description is shortened, its last line, the page's address,
    is not. `is_online` says that nobody comes to a venue: Yahoo, which takes the venue's wall clock, is then left out.
    """
    if entry.status == "CANCELLED":
        return ()
    links = [
        CalendarLink("Google", _fill(GOOGLE, _ask_google(entry, time_zone), "details", limit)),
        CalendarLink("Outlook.com", _fill(OUTLOOK, _ask_outlook(entry), "body", limit, _as_html)),
        CalendarLink("Office 365", _fill(OFFICE_365, _ask_outlook(entry), "body", limit, _as_html)),
    ]
    if not is_online:
        links.append(CalendarLink("Yahoo", _fill(YAHOO, _ask_yahoo(entry, time_zone), "DESC", limit)))
    return tuple(links)


def _ask_google(entry: Entry, time_zone: ZoneInfo) -> dict[str, str]:
    period = f"{_wall_clock(entry.start, time_zone)}/{_wall_clock(entry.end, time_zone)}"
    if _is_ambiguous(entry.start, time_zone) or _is_ambiguous(entry.end, time_zone):
        period = f"{_wall_clock(entry.start, UTC)}Z/{_wall_clock(entry.end, UTC)}Z"
    query = {"action": "TEMPLATE", "text": entry.summary, "dates": period}
    if isinstance(entry.start, datetime):
        query["ctz"] = time_zone.key
    return query | {"details": entry.description, "location": entry.location}


def _ask_outlook(entry: Entry) -> dict[str, str]:
    query = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "startdt": _extended(entry.start),
        "enddt": _extended(entry.end),
        "subject": entry.summary,
        "body": entry.description,
        "location": entry.location,
    }
    return query if isinstance(entry.start, datetime) else query | {"allday": "true"}


def _ask_yahoo(entry: Entry, time_zone: ZoneInfo) -> dict[str, str]:
    # All-day entries there end on their last day, not on the day after.
    end = entry.end if isinstance(entry.end, datetime) else entry.end - timedelta(days=1)
    query = {
        "v": "60",
        "TITLE": entry.summary,
        "ST": _wall_clock(entry.start, time_zone),
        "ET": _wall_clock(end, time_zone),
        "DESC": entry.description,
        "in_loc": entry.location,
    }
    return query if isinstance(entry.start, datetime) else query | {"DUR": "allday"}


def _as_text(quoted: str) -> str:
    return quoted


def _as_html(quoted: str) -> str:
    for character, reference in _IN_HTML.items():
        quoted = quoted.replace(character, reference)
    return quoted


def _fill(
    address: str, query: dict[str, str], description: str, limit: int, mark_up: Callable[[str], str] = _as_text
) -> str:
    """The address with its query; the parameter named `description` gets the room that the others leave."""
    parts = {name: _quote_within(text, limit // 5) for name, text in query.items() if name != description}
    room = limit - len(address) - sum(len(name) + len(part) + 2 for name, part in parts.items()) - len(description) - 2
    text = _quote_description(query[description], room, limit, mark_up)
    return f"{address}?" + "&".join(f"{name}={parts.get(name, text)}" for name in query)


def _quote_description(description: str, room: int, limit: int, mark_up: Callable[[str], str]) -> str:
    """The description in at most `room` characters; what goes is the end of all that stands before its last line."""
    words, _, permalink = description.rpartition("\n\n")
    ending = _quote("\n\n" * bool(words) + permalink, mark_up)
    if len(ending) > room:
        return _quote_within(permalink, room, mark_up)
    # What does not fit anyway is cut to the same length for each service, so that it is encoded only once.
    return _quote_within(words[:limit], room - len(ending), mark_up) + ending


def _quote_within(text: str, room: int, mark_up: Callable[[str], str] = _as_text) -> str:
    """The text shortened until it takes at most `room` characters in an address, if possible after a word."""
    quoted = _quote(text, mark_up)
    if len(quoted) <= room:
        return quoted
    kept = max(room, 0) - len(_ELLIPSIS)
    end_of_word = quoted.rfind("%20", 0, max(kept, 0))
    if end_of_word > kept // 2 > 0:
        return quoted[:end_of_word] + _ELLIPSIS
    return _quote_characters(text, kept, mark_up) + _ELLIPSIS if kept >= 0 else ""


def _quote_characters(text: str, room: int, mark_up: Callable[[str], str]) -> str:
    """As many whole characters as fit: neither an encoded octet nor a character reference is ever cut."""
    quoted = ""
    for character in text:
        longer = quoted + _quote(character, mark_up)
        if len(longer) > room:
            break
        quoted = longer
    return quoted


def _quote(text: str, mark_up: Callable[[str], str]) -> str:
    return mark_up(_quoted(text))


@lru_cache(1024)
def _quoted(text: str) -> str:
    return quote(clean(text), safe="")


def _wall_clock(moment: date | datetime, zone: tzinfo) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(zone).strftime("%Y%m%dT%H%M%S").rjust(15, "0")
    return moment.isoformat().replace("-", "")


def _extended(moment: date | datetime) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return moment.isoformat()


def _is_ambiguous(moment: date | datetime, time_zone: ZoneInfo) -> bool:
    """Whether the venue's clocks show this time twice, on the night when they go back."""
    if not isinstance(moment, datetime):
        return False
    local = moment.astimezone(time_zone)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
