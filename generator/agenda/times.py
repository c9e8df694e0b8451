"""Times of day as people write them, at the start of a line or alone in a cell of a table.

A line that merely begins with a number ("10 things to know", "2022 was a good year", "3–4 June") is prose, so what
is read at the start of a line (`read_leading_span`) must look more like a time than what fills a cell of a time
column (`read_whole_span`). What has the shape of a time and is none is a mistake, never prose.
"""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from generator.agenda import words
from generator.agenda.days import is_month
from generator.agenda.words import fold_digits
from generator.regex import regex

NOON, MIDNIGHT, DAY = 12 * 60, 24 * 60, 24 * 60
_LONGEST = 120  # no time needs more characters, and what has more could take long to refuse

Style = Literal["full", "dotted", "compact", "bare"]


class Span(NamedTuple):
    """Minutes since midnight. `end` is None when it is not written, and `is_open` when it is said to be unknown.

    `may_be_afternoon` marks a start such as "1:00", which twelve-hour clocks show in the afternoon as well.
    """

    start: int
    end: int | None = None
    is_open: bool = False
    may_be_afternoon: bool = False


class SpanReading(NamedTuple):
    """What a text begins with: a span, a `mistake` with its remedy, or (neither) a time still unknown.

    `written` are the characters that were read.
    """

    span: Span | None
    written: str
    mistake: str = ""
    remedy: str = ""


class _Clock(NamedTuple):
    minutes: int
    style: Style
    stop: int
    hour: int = 0
    meridiem: str = ""
    is_padded: bool = False


class _NotATime(Exception):
    """Raised for what has the shape of a time; carries the characters and the remedy."""


def _any_of(choices: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(choices, key=len, reverse=True))


_TOKEN = regex(
    rf"""(?:(?P<noon>{_any_of(words.NOON)})|(?P<midnight>{_any_of(words.MIDNIGHT)}))(?!\w)
    |(?:(?P<compact>\d{{4}})|(?P<hour>\d{{1,2}})(?:(?P<mark>[ ]?[:h][ ]?|\.)(?P<minute>\d{{2}})(?::\d{{2}})?)?)(?!\d)
     (?P<unit>[ ]?(?:uhr|heures|hrs|hr|h|o['’]clock)(?!\w))?
     (?P<meridiem>[ ]?[ap](?:m(?!\w)\.?|\.[ ]?m\.?(?!\w)))?""",
    re.VERBOSE | re.IGNORECASE,
)
_MISTYPED = regex(r"(?=[\dOolI]?[\dOolI]?:?[OolI]?\d)(?=[\d:]*[OolI])[\dOolI]{1,2}:[\dOolI]{2}(?!\w)")
_UNTIL = regex(rf"[ ]*(?:[-–—‒‐−‑~>/→⇒]+|->)[ ]*|[ ]+(?:{_any_of(words.UNTIL)})[ ]+", re.IGNORECASE)
_ONWARDS = regex(rf"[ ]*[-–—+,>]*[ ]*(?:(?:{_any_of(words.ONWARDS)})(?!\w))|\+(?!\w)", re.IGNORECASE)
_VAGUE_END = regex(
    rf"[ ]*[-–—>/]+[ ]*(?:(?:{_any_of(words.VAGUE_ENDS)})(?=[ ]*(?:[-–—:|,*)\]]|$))"
    rf"|(?:{_any_of(words.UNKNOWN)})(?!\w)(?=.*\w))",
    re.IGNORECASE,
)
_VAGUE_CELL = regex(rf"[ ]*[-–—>/]+[ ]*(?:{_any_of((*words.VAGUE_ENDS, *words.UNKNOWN))})?[ ]*$", re.IGNORECASE)
_UNKNOWN = regex(rf"(?:{_any_of(words.UNKNOWN)})(?!\w)", re.IGNORECASE)
_SINCE = regex(rf"(?:{_any_of(words.SINCE)})[ ]+(?=\d)", re.IGNORECASE)
_STARTING = regex(rf"(?:{_any_of(words.STARTING)})[ ]", re.IGNORECASE)
_ZONE = regex(r"[ ]?\(?(?:CES?T|WES?T|EES?T|UTC|GMT|BST|[ECMP][SD]T|MES?Z)\)?(?!\w)")
_NOT_AFTER_A_TIME = regex(r"[ ]?(?:[%€$£°]|eur\b|usd\b|chf\b|gbp\b|kr\b|km\b|kg\b|(?:[.:/]\d))", re.IGNORECASE)


def read_leading_span(text: str) -> SpanReading | None:
    """The time a line begins with, or None where it is prose."""
    folded = fold_digits(text[:_LONGEST])
    if not folded[:1].isalnum():
        return None
    try:
        scan = _scan(folded)
    except _NotATime as mistake:
        return _mistaken(str(mistake))
    if scan is None:
        return None
    span, first, second, stop = scan
    rest = folded[stop:]
    if _NOT_AFTER_A_TIME.match(rest) or not _looks_like_time(first, second, rest):
        return None
    return SpanReading(span, text[:stop])


def read_whole_span(text: str) -> SpanReading | None:
    """The time that a cell of a time column holds; None for an empty one."""
    text = text.strip()
    folded = fold_digits(text)
    if not text:
        return None
    if len(text) > _LONGEST:
        return _mistaken(text[:_LONGEST])
    if _UNKNOWN.fullmatch(folded):
        return SpanReading(None, text)
    lead = _SINCE.match(folded)
    skipped = lead.end() if lead else 0
    try:
        scan = _scan(folded[skipped:], is_cell=True)
    except _NotATime as mistake:
        return _mistaken(str(mistake))
    if scan is None or folded[skipped + scan[3] :].strip(" .:,)*"):
        return _mistaken(text)
    span = Span(scan[0].start, scan[0].end, True, scan[0].may_be_afternoon) if _STARTING.match(folded) else scan[0]
    return SpanReading(span, text)


def begins_unknown(text: str) -> bool:
    """Whether a line begins with "TBC" or the like in place of a time."""
    text = text[:_LONGEST]
    match = _UNKNOWN.match(fold_digits(text))
    return match is not None and bool(re.match(r"[ ]*[-–—:|*]", text[match.end() :]))


def read_duration(text: str) -> int | None:
    """Minutes that a cell of a duration column names: "30 min", "1h30", "1:15"."""
    match = re.fullmatch(
        r"\s*(?:(\d{1,2})\s*(?:h|hours?|:|std\.?)\s*)?(?:(\d{1,3})\s*(?:m|min|mins|minutes?|minuten|['′])?\.?)?\s*",
        fold_digits(text),
        re.IGNORECASE,
    )
    return int(match[1] or 0) * 60 + int(match[2] or 0) or None if match else None


def _scan(text: str, is_cell: bool = False) -> tuple[Span, _Clock, _Clock | None, int] | None:
    first = _read_clock(text, 0)
    if first is None:
        return None
    second = _read_second(text, first, is_cell)
    stop = second.stop if second else first.stop
    vague = None if second else _ONWARDS.match(text, stop) or (_VAGUE_CELL if is_cell else _VAGUE_END).match(text, stop)
    stop = vague.end() if vague else stop
    if zone := _ZONE.match(text, stop):
        stop = zone.end()
    start, end = _agree(first, second)
    may_be_afternoon = not (first.meridiem or first.is_padded) and 1 <= first.hour <= 5
    return Span(start, end, bool(vague), may_be_afternoon), first, second, stop


def _read_second(text: str, first: _Clock, is_cell: bool) -> _Clock | None:
    until = _UNTIL.match(text, first.stop)
    second = _read_clock(text, until.end()) if until else None
    if until is None or second is None:
        return None
    if second.style == "full":
        return second
    if re.match(r"[.,/]\d|\w", text[second.stop :]):
        return None
    is_tight = " " not in until[0]
    is_alike = second.style == first.style or is_cell or is_tight and second.style == "bare"
    return second if is_alike and "/" not in until[0] else None


def _read_clock(text: str, at: int) -> _Clock | None:
    if mistyped := _MISTYPED.match(text, at):
        raise _NotATime(mistyped[0])
    match = _TOKEN.match(text, at)
    if match is None:
        return None
    if match["noon"] or match["midnight"]:
        return _Clock(NOON if match["noon"] else 0, "full", match.end(), 12, "m", True)
    hour, minute = (
        (match["compact"][:2], match["compact"][2:]) if match["compact"] else (match["hour"], match["minute"] or "00")
    )
    style = _style(match)
    meridiem = (match["meridiem"] or "").strip()[:1].lower()
    if int(minute) > 59 or int(hour) > 24 or int(hour) == 24 and int(minute) or meridiem and not 0 < int(hour) <= 12:
        if _is_surely_meant(match, style):
            raise _NotATime(match[0])
        return None
    number = int(hour) % 12 + (12 if meridiem == "p" else 0) if meridiem else int(hour)
    return _Clock(number * 60 + int(minute), style, match.end(), int(hour), meridiem, hour.startswith("0"))


def _style(match: re.Match[str]) -> Style:
    if match["meridiem"] or match["unit"] or (match["mark"] or ".").strip() != ".":
        return "full"
    return "dotted" if match["mark"] else "compact" if match["compact"] else "bare"


def _is_surely_meant(match: re.Match[str], style: Style) -> bool:
    """Whether an impossible time was meant as one, rather than a number that happens to stand there."""
    return bool(match["meridiem"]) or style == "full" and match["minute"] is not None


def _agree(first: _Clock, second: _Clock | None) -> tuple[int, int | None]:
    """Start and end, where "2–3 pm" gives its meridiem to both and an end of 0 or 24 o'clock is midnight."""
    start = first.minutes % DAY
    if second is None:
        return start, None
    if second.meridiem in ("a", "p") and not first.meridiem and 0 < first.hour <= 12:
        half = first.minutes % NOON
        end_half = second.minutes % NOON
        is_afternoon = (second.meridiem == "p") == (half <= end_half)
        start = half + (NOON if is_afternoon else 0)
    return start, MIDNIGHT if second.minutes % DAY == 0 else second.minutes


def _looks_like_time(first: _Clock, second: _Clock | None, rest: str) -> bool:
    if first.style == "full":
        return first.hour < 24 or second is not None  # "24h hackathon"
    is_parted = not rest.strip() or bool(re.match(r"[ ]*[-–—:|•·,)\]*_]|[ ]+[^\w\s]", rest))
    begins_title = (
        is_parted or bool(re.match(r"[ ]+[\W_]*[^\W\d_]", rest)) and not rest.lstrip(' *_[("“«')[:1].islower()
    )
    if second is not None and second.style == "full":
        return True
    if first.style == "dotted":
        return second is not None or first.hour > 9 and begins_title or first.minutes % 15 == 0 and begins_title
    if first.style == "compact":
        is_year = 19 * 60 <= first.minutes < 21 * 60
        return begins_title and first.minutes % 5 == 0 and (second is not None or not is_year)
    return second is not None and 7 <= first.hour < second.hour and begins_title and not _names_month(rest)


def _names_month(rest: str) -> bool:
    word = re.match(r"\W*([^\W\d_]+)", rest)
    return word is not None and is_month(word[1])


def _mistaken(written: str) -> SpanReading:
    written = written.strip()
    return SpanReading(None, written, mistake=f'"{written}" is not a time', remedy=_remedy(written))


def _remedy(written: str) -> str:
    if _MISTYPED.match(written):
        return f'write "{written.translate(str.maketrans("OolI", "0011"))}", with digits only'
    match = re.match(r"(\d{1,2})(?:[:.h](\d{2}))?\s*[ap]", written, re.IGNORECASE)
    if match and 12 < int(match[1]) < 24:
        hour, minute = int(match[1]), match[2] or "00"
        return f'write "{hour}:{minute}" or "{hour - 12}:{minute} pm"'
    if re.match(r"\d{1,2}$", written):
        return f'write "{written}:00"'
    return "hours go from 00 to 23, minutes from 00 to 59: write 10:00, or 10:00–10:30"
