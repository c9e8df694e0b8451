"""Calendar files (RFC 5545, RFC 7986), as every client accepts them: values in, bytes out.

`ics` 0.7.3 turns one entry's values into property lines. Around it stands what its raw output lacks, one small
function per fault; tests/test_ical.py asserts each fault in the raw library, so that a release which mends one is
noticed. A VEVENT stands in up to three files and is hashed besides: its lines are made once and kept.
"""

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from generator.entry import UNSTAMPED, Calendar, Entry, Stamp
from generator.kept import digest_of
from generator.memory import expecting, learn, learning, remembered, values
from generator.regex import regex

PRODUCT_ID = "-//event-microsite//generator//EN"

_WORTH_BEGINNING = range(1, 100)  # parts of files: one process makes so many while others render


def write_calendar(calendar: Calendar) -> bytes:
    """The finished file, its entries in the order of their UTC instants, then UIDs.

    Raises ValueError when an address, a UID or a zone holds a control character: it could add properties.
    """
    entries = sorted(calendar.entries, key=_order)
    head = b"".join(_write(calendar._replace(entries=())))
    return b"".join([head, *map(_write_entry, entries), b"END:VCALENDAR\r\n"])


def write_ahead(calendars: Iterable[Calendar]) -> None:
    """Have what stands in these files ready: all at once, as each entry stands in several."""
    learn(_write, _parts(calendars))


def ready_to_write() -> AbstractContextManager[None]:
    """Within, another process has imported the library, and waits for what is `writing_ahead`."""
    return expecting(_write, _library)


def writing_ahead(calendars: Iterable[Calendar]) -> AbstractContextManager[None]:
    """Within, another process begins with what `write_ahead` will ask for."""
    return learning(_write, _parts(calendars), _WORTH_BEGINNING)


def _parts(calendars: Iterable[Calendar]) -> list[Calendar | Stamp | Entry]:
    calendars = list(calendars)
    entries = {id(entry): entry for calendar in calendars for entry in calendar.entries}.values()
    heads = {calendar._replace(entries=()) for calendar in calendars}
    return [*heads, *{entry.stamp for entry in entries}, *map(_content, entries)]


def fingerprint(entry: Entry) -> str:
    """A hash of what the file says of the entry, its stamp aside: 32 hexadecimal digits."""
    return digest_of(b"".join(_write(_content(entry))))


def clean(text: str) -> str:
    """The text as a reader will get it back: LF for every kind of line break, no control characters.

    A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD. VT, FF, NEL, U+2028 and U+2029 count as line breaks:
    RFC 5545 would let some pass, but readers that split lines as Python does would see a new property.
    """
    if _UNSAFE.search(text) is None:
        return text
    text = re.sub("\r\n|[\r\v\f\x85\u2028\u2029]", "\n", text)
    return re.sub("[\ud800-\udfff]", "\ufffd", re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]", "", text))


_UNSAFE = regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def _order(entry: Entry) -> tuple[datetime, str]:
    return _utc(entry.start), entry.uid


def _utc(moment: date | datetime) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time(), UTC)


@cache
def _library() -> Any:
    """`ics`, imported only when a calendar is really written: that takes a tenth of a second."""
    import ics  # type: ignore[import-untyped]  # the library has no types

    return ics


def _line(name: str, value: str, **parameters: str) -> Any:
    # The parameters are always given: the library's default is one dict that all lines share.
    return _library().grammar.parse.ContentLine(name, {key: [each] for key, each in parameters.items()}, value)


def _raw_line(name: str, value: str, **parameters: str) -> Any:
    return _line(name, _check_raw(name, value), **parameters)


def _check_raw(name: str, value: str) -> str:
    if _UNSAFE.search(value) or "\n" in value or "\t" in value:
        raise ValueError(f"{name} holds a control character: {value!r}")
    return value


def _text_line(name: str, text: str) -> Any:
    return _line(name, str(_library().utils.escape_string(clean(text))))


# The order in which properties are written; one that has no place here is a fault of this module.
_ORDER = """
    VERSION PRODID CALSCALE NAME X-WR-CALNAME
    UID STATUS DTSTART DTEND SUMMARY DESCRIPTION LOCATION GEO URL CATEGORIES TRANSP CLASS CONTACT CONFERENCE
    SOURCE REFRESH-INTERVAL X-PUBLISHED-TTL X-WR-TIMEZONE LAST-MODIFIED
"""
_RANKS = {name: rank for rank, name in enumerate(_ORDER.split())}


def _rank(line: str) -> int:
    return _RANKS[re.split("[;:]", line, maxsplit=1)[0]]


def _finish(component: Any) -> list[bytes]:
    """The component's own lines, BEGIN and END aside, in our order and folded."""
    lines = component.serialize().split("\r\n")[1:-1]
    return [fold(line) for line in sorted(lines, key=_rank)]


def fold(line: str) -> bytes:
    """The line in pieces of at most 75 octets, never cut inside a character (RFC 5545, section 3.1)."""
    octets = line.encode()
    pieces, start, width = [], 0, 75
    while len(octets) - start > width:
        cut = start + width
        while octets[cut] & 0b1100_0000 == 0b1000_0000:
            cut -= 1
        pieces.append(octets[start:cut])
        start, width = cut, 74
    return b"\r\n ".join([*pieces, octets[start:]]) + b"\r\n"


@remembered(values, for_good=True, is_shared=True)
def _write(part: Calendar | Stamp | Entry) -> tuple[bytes, ...]:
    """The finished lines of a file's head, of a stamp, or of an entry but for its stamp: that of its UID, and the rest."""
    if isinstance(part, Calendar):
        return (_write_head(part),)
    return (_write_stamp(part),) if isinstance(part, Stamp) else _write_content(part)


def _write_head(calendar: Calendar) -> bytes:
    head = _library().Calendar(creator=PRODUCT_ID)
    head.scale = "GREGORIAN"
    head.extra.extend(_head_lines(calendar))
    return b"".join([b"BEGIN:VCALENDAR\r\n", *_finish(head)])


def _head_lines(calendar: Calendar) -> list[Any]:
    lines = []
    if calendar.name:
        lines += [_text_line("NAME", calendar.name), _text_line("X-WR-CALNAME", calendar.name)]
    if calendar.description:
        lines.append(_text_line("DESCRIPTION", calendar.description))
    if calendar.url:
        lines.append(_raw_line("URL", calendar.url))
    if calendar.source:
        lines.append(_raw_line("SOURCE", calendar.source, VALUE="URI"))
    if calendar.refresh_hours:
        interval = f"PT{calendar.refresh_hours}H"
        lines += [_line("REFRESH-INTERVAL", interval, VALUE="DURATION"), _line("X-PUBLISHED-TTL", interval)]
    if calendar.time_zone:
        lines.append(_raw_line("X-WR-TIMEZONE", calendar.time_zone))
    if calendar.modified:
        lines.append(_line("LAST-MODIFIED", _basic(calendar.modified)))
    return lines


@remembered(is_shared=True)
def _write_entry(entry: Entry) -> bytes:
    uid, rest = _write(_content(entry))
    return b"".join([b"BEGIN:VEVENT\r\n", uid, *_write(entry.stamp), rest, b"END:VEVENT\r\n"])


def _write_stamp(stamp: Stamp) -> bytes:
    modified = _basic(stamp.modified)
    lines = [
        _line("DTSTAMP", modified),
        _line("LAST-MODIFIED", modified),
        _line("CREATED", _basic(stamp.created)),
        _line("SEQUENCE", str(stamp.sequence)),
    ]
    return b"".join(fold(str(line)) for line in lines)


def _content(entry: Entry) -> Entry:
    """The entry as a key for what is kept: in UTC, because two moments an hour apart compare equal in one zone
    when clocks go back.
    """
    if isinstance(entry.start, datetime):
        return entry._replace(start=_utc(entry.start), end=_utc(entry.end), stamp=UNSTAMPED)
    return entry._replace(stamp=UNSTAMPED)


def _write_content(entry: Entry) -> tuple[bytes, bytes]:
    event = _library().Event(
        uid=_check_raw("UID", entry.uid),
        name=clean(entry.summary),
        description=clean(entry.description),
        location=clean(entry.location),
        geo=entry.geo,
        transparent=entry.is_transparent,
        status=entry.status,
        classification="PUBLIC",
    )
    event.categories = [clean(category) for category in entry.categories]
    event.extra.extend(_extra_lines(entry))
    uid, *rest = _finish(event)
    return uid, b"".join(rest)


def _extra_lines(entry: Entry) -> list[Any]:
    lines = [_moment_line("DTSTART", entry.start), _moment_line("DTEND", entry.end)]
    if entry.url:
        lines.append(_raw_line("URL", entry.url))
    if entry.contact:
        lines.append(_text_line("CONTACT", entry.contact))
    if entry.conference:
        lines.append(_raw_line("CONFERENCE", entry.conference, VALUE="URI"))
    return lines


def _moment_line(name: str, moment: date | datetime) -> Any:
    if isinstance(moment, datetime):
        return _line(name, _basic(moment))
    return _line(name, moment.isoformat().replace("-", ""), VALUE="DATE")


def _basic(moment: datetime) -> str:
    """The moment in UTC and ISO 8601's basic format: ``20221117T090000Z``."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ").rjust(16, "0")
