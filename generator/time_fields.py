"""The types of dates, times and zones in site.yaml and front matter."""

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from generator.fields import Context, Reads, Refused, quote
from generator.problems import did_you_mean
from generator.regex import regex

_ISO = regex(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]+([0-9]{1,2}):([0-9]{2}))?")
_YEARS = range(1900, 3000)


def read_moment(value: object, context: Context) -> date | datetime:
    """A date, or a date with a time of day in the event's time zone."""
    if isinstance(value, date):
        return value
    match = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise Refused(f"{quote(value)} is not a date and time", _in_figures(value))
    try:
        day = date(*map(int, match.group(1, 2, 3)))
    except ValueError:
        raise Refused(f'there is no day "{match[1]}-{match[2]}-{match[3]}"', "check the day and the month") from None
    if day.year not in _YEARS:
        raise Refused(f'the year "{match[1]}" cannot be meant', f"write a year between {_YEARS[0]} and {_YEARS[-1]}")
    if match[4] is None:
        return day
    if int(match[4]) > 23 or int(match[5]) > 59:
        raise Refused(
            f'"{match[4]}:{match[5]}" is not a time', "hours go from 00 to 23, minutes from 00 to 59: write 10:00"
        )
    zone = context.get("time_zone") or ZoneInfo("UTC")
    moment = datetime(day.year, day.month, day.day, int(match[4]), int(match[5]), tzinfo=zone)
    if is_skipped(moment):
        raise Refused(
            f"{match[0]} does not exist in {zone}: clocks go forward that night", "take a time after the change"
        )
    return moment


_DATES = ("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d %B %Y", "%B %d, %Y", "%B %d %Y", "%Y-%m-%d")
_TIMES = ("", " %H:%M", ", %H:%M", " %I:%M %p", " %I %p", "T%H:%M:%S%z")


def _in_figures(value: object) -> str:
    """The remedy for a date in another form: the same in the right one, or both that it may be."""
    text, found = " ".join(str(value).split()), dict[str, None]()
    for form in (day + clock for day in _DATES for clock in _TIMES):
        with suppress(ValueError):
            moment = datetime.strptime(text, form).replace(tzinfo=UTC)
            if moment.year in _YEARS:
                found[f"{moment:%Y-%m-%d %H:%M}" if "%H" in form or "%I" in form else f"{moment:%Y-%m-%d}"] = None
    return f"write {' or '.join(found)}" if found else "write it as 2022-11-17 10:00"


def is_skipped(moment: datetime) -> bool:
    """Whether clocks jump over this local time (the hour that is lost when summer time begins)."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None)


Moment = Annotated[
    date | datetime,
    Reads(read_moment, {"type": "string", "pattern": f"^{_ISO.pattern}$".replace("(?:", "(")}, is_in_context=True),
]


def _read_zone(value: object) -> ZoneInfo:
    if isinstance(value, ZoneInfo):
        return value
    try:
        if isinstance(value, str) and (value == "UTC" or "/" in value):
            return ZoneInfo(value)
    except (OSError, ValueError, KeyError):
        pass
    known = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    cities = {zone.rpartition("/")[2].replace("_", " "): zone for zone in known}
    remedy = "write the zone's city, such as Europe/Brussels, never CET"
    meant = cities.get(str(value).strip().replace("_", " ").title())
    remedy = (
        f'did you mean "{meant}"?'
        if meant
        else did_you_mean("" if str(value).endswith("/") else str(value), known, remedy)
    )
    raise Refused(f"{quote(value)} is not a time zone", remedy)


Zone = Annotated[ZoneInfo, Reads(_read_zone, {"type": "string", "pattern": "^(UTC|.+/.+)$"})]
