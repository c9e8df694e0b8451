"""Days as people write them: with a weekday or without, in numbers or in any language of the EU, or as "Day 2"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from generator.agenda import words
from generator.agenda.words import fold_digits
from generator.locale import month_names, weekday_names
from generator.regex import regex

# Where two languages use one word for different months (hr and pl "listopad"), the earlier in this row counts.
_LANGUAGES = (
    "en",
    "fr",
    "de",
    "es",
    "it",
    "nl",
    "pt",
    "pl",
    "cs",
    "da",
    "sv",
    "fi",
    "el",
    "hu",
    "ro",
    "bg",
    "sk",
    "sl",
    "hr",
    "et",
    "lv",
    "lt",
    "ga",
    "mt",
)


class DayReading(NamedTuple):
    """The day a text names. `rest` follows it ("Workshops" in "Day 1: Workshops"); `mistake` says what is wrong.

    `is_dated` is False for "Day 2" and "Thursday", which say which day only together with the event's dates.
    """

    date: date | None
    rest: str = ""
    is_dated: bool = True
    mistake: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Dates:
    """The event's first and last day, and its languages: what an incomplete date is completed from."""

    first: date
    last: date
    languages: tuple[str, ...] = ()

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@lru_cache
def _names(languages: tuple[str, ...], months: bool) -> dict[str, int]:
    names: dict[str, int] = {}
    for language in dict.fromkeys((*languages, *_LANGUAGES)):
        for name, number in (month_names if months else weekday_names)(language).items():
            names.setdefault(name, number)
            names.setdefault(words.fold(name), number)
    return names


def is_month(word: str) -> bool:
    """Whether the word is a month's name in some language of the EU."""
    return word.casefold() in _names((), True)


_WEEKDAY = r"(?:(?P<weekday>[^\W\d_][^\W\d_-]*(?:-feira)?)\.?\s*,?\s+(?:the\s+|den\s+|le\s+|el\s+|il\s+|d\.\s*)?)?"
_TH = r"(?:st|nd|rd|th|er|re|º|ª|\.)?"
_YEAR = r"(?:,?\s*(?:de\s+|del\s+)?(?P<year>\d{4})(?!\d))?"
_REST = r"(?P<rest>\s*$|\s*[-–—:|,(•·].*|\s*,\s.*)"
_PATTERNS = tuple(
    regex(pattern + _REST, re.IGNORECASE | re.DOTALL)
    for pattern in (
        _WEEKDAY + r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        _WEEKDAY + r"(?P<day>\d{1,2})[-/.]\s?(?P<month>\d{1,2})[-/.]\s?(?P<year>\d{4}|\d{2})(?!\d)",
        _WEEKDAY + r"(?P<day>\d{1,2})" + _TH + r"\s*(?:of\s+|de\s+|-)?\s*(?P<name>[^\W\d_]{3,})\.?" + _YEAR,
        _WEEKDAY + r"(?P<name>[^\W\d_]{3,})\.?\s+(?:the\s+)?(?P<day>\d{1,2})(?!\d)" + _TH + _YEAR,
    )
)
_NUMBERED = regex(rf"(?:{'|'.join(words.DAY_WORDS)})\s*(?P<number>\d{{1,2}})(?!\d){_REST}", re.IGNORECASE | re.DOTALL)
_ALONE = regex(r"(?P<weekday>[^\W\d_]+(?:-feira)?)" + _REST, re.DOTALL)


def read_day(text: str, dates: Dates) -> DayReading | None:
    """The day that the whole of a heading names, or None where it names none."""
    folded = fold_digits(text).strip(" *_\t")
    if not folded or len(folded) > 200:
        return None
    if numbered := _NUMBERED.match(folded):
        return _read_numbered(numbered, dates)
    for pattern in _PATTERNS:
        match = pattern.match(folded)
        if match and (reading := _read_match(match, folded, dates)):
            return reading
    alone = _ALONE.match(folded)
    return _read_weekday(alone, dates) if alone else None


def is_exact(reading: DayReading | None) -> bool:
    """Whether the text was a date and nothing else."""
    return reading is not None and reading.is_dated and not reading.rest


def _read_numbered(match: re.Match[str], dates: Dates) -> DayReading | None:
    """ "Day 2" counts from the event's start; a date after it wins, since it says more."""
    rest = _clean_rest(match["rest"])
    dated = read_day(rest, dates) if rest else None
    if dated and dated.is_dated:
        return dated
    number = int(match["number"])
    day = dates.first + timedelta(days=number - 1)
    if number == 0 or day > dates.last:
        count = (dates.last - dates.first).days + 1
        mistake = (
            f'there is no "{match[0][: match.start("rest")].strip()}": the event has {count} day{"s" * (count > 1)}'
        )
        return DayReading(None, rest, False, mistake, f'write the date, such as "{_spelled(dates.last)}"')
    return DayReading(day, rest, False)


def _read_weekday(match: re.Match[str], dates: Dates) -> DayReading | None:
    """A weekday alone is a day where the event has one such day and no more."""
    weekday = _names(dates.languages, False).get(match["weekday"].casefold())
    if weekday is None or len(match["weekday"]) < 4:
        return None
    days = [
        day
        for day in map(_offset(dates.first), range(min((dates.last - dates.first).days + 1, 14)))
        if day.weekday() == weekday
    ]
    return DayReading(days[0], _clean_rest(match["rest"]), False) if len(days) == 1 else None


def _offset(first: date) -> Callable[[int], date]:
    return lambda count: first + timedelta(days=count)


def _read_match(match: re.Match[str], text: str, dates: Dates) -> DayReading | None:
    found = match.groupdict()
    month = _names(dates.languages, True).get(found["name"].casefold()) if found.get("name") else int(found["month"])
    weekday = _names(dates.languages, False).get((found["weekday"] or "").casefold())
    if month is None or found["weekday"] and weekday is None:
        return None
    day, year = int(found["day"]), _year(found["year"], dates)
    if "name" not in found and found["day"] and len(found["year"] or "") <= 4:
        day, month = _ordered(day, month, year, match, dates)
    rest = _clean_rest(found["rest"])
    try:
        named = date(year or _likely_year(day, month, dates), month, day)
    except ValueError:
        written = text[: match.start("rest")].strip()
        return DayReading(None, rest, True, f'there is no day "{written}"', "check the day and the month")
    mistake, remedy = _check_weekday(named, weekday, match, dates) if weekday is not None else ("", "")
    return DayReading(named, rest, True, mistake, remedy)


def _year(written: str | None, dates: Dates) -> int | None:
    return None if not written else int(written) if len(written) == 4 else 2000 + int(written)


def _ordered(day: int, month: int, year: int | None, match: re.Match[str], dates: Dates) -> tuple[int, int]:
    """Day and month of a date in numbers: the day comes first unless that is impossible or misses the event."""
    if match.start("year") < match.start("day") or month <= 12 and not (day <= 12 and _is_at(dates, year, day, month)):
        return day, month
    return (month, day) if day <= 12 else (day, month)


def _is_at(dates: Dates, year: int | None, day: int, month: int) -> bool:
    """Whether the date is in the event only when read with the month first."""
    year = year or dates.first.year
    try:
        return date(year, day, month) in dates and date(year, month, day) not in dates
    except ValueError:
        return False


def _likely_year(day: int, month: int, dates: Dates) -> int:
    """The event's year; of two, the one in which the day belongs to the event."""
    for year in range(dates.first.year, dates.last.year + 1):
        if dates.first.replace(day=1) <= date(year, month, 1) <= dates.last:
            return year
    return dates.first.year


def _check_weekday(named: date, weekday: int, match: re.Match[str], dates: Dates) -> tuple[str, str]:
    if named.weekday() == weekday:
        return "", ""
    right = words.WEEKDAYS[named.weekday()]
    phrase = f"{_spelled(named, False)} is a {right}, not a {words.WEEKDAYS[weekday]}"
    start, stop = match.span("weekday")
    return phrase, match.string[:start] + _same_language(match["weekday"], named.weekday(), dates) + match.string[stop:]


def _same_language(written: str, weekday: int, dates: Dates) -> str:
    """The right weekday in the language and the width in which the wrong one was written."""
    for language in dict.fromkeys((*dates.languages, *_LANGUAGES)):
        names = weekday_names(language)
        if written.casefold() in names:
            wrong = [name for name, number in names.items() if number == names[written.casefold()]]
            right = [name for name, number in names.items() if number == weekday]
            is_wide = len(written) == max(map(len, wrong))
            name = (max if is_wide else min)(right, key=len)
            return name.capitalize() if written[0].isupper() else name
    return words.WEEKDAYS[weekday]


def _spelled(day: date, with_weekday: bool = True) -> str:
    plain = f"{day.day} {words.MONTHS[day.month - 1]} {day.year}"
    return f"{words.WEEKDAYS[day.weekday()]} {plain}" if with_weekday else plain


def spelled(day: date) -> str:
    """The day as the messages write it: Thursday 17 November 2022."""
    return _spelled(day)


def _clean_rest(rest: str | None) -> str:
    rest = (rest or "").strip()
    return rest if rest.startswith("(") else rest.lstrip("-–—:|,•· ").strip()
