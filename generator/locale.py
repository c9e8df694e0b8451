"""How each language writes dates, times and names: all from CLDR, through Babel, which only this module imports."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime, get_timezone_location, get_timezone_name

# CLDR's bare "en" is American; the house writes "Thursday 17 November 2022" unless a site asks for en-US.
_DEFAULT_REGIONS = {"en": "en-GB"}


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse(_DEFAULT_REGIONS.get(language, language), sep="-")


def is_known_language(language: str) -> bool:
    """Whether CLDR has the language of this tag (BCP 47)."""
    try:
        _locale(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def is_known_country(code: str) -> bool:
    """Whether CLDR has a country of this ISO 3166 code."""
    return code in _locale("en").territories


def country_name(code: str, language: str) -> str:
    return str(_locale(language).territories.get(code, code))


def language_name(tag: str, language: str) -> str:
    return Locale.parse(tag, sep="-").get_display_name(_locale(language)) or tag


def text_direction(language: str) -> str:
    """``ltr`` or ``rtl``, for the dir attribute."""
    return str(_locale(language).text_direction)


def format_date(day: date, language: str) -> str:
    """A full date with its weekday: "Thursday 17 November 2022"."""
    return str(_full_date(date(day.year, day.month, day.day), language))


@lru_cache(4096)
def _full_date(day: date, language: str) -> str:
    locale = _locale(language)
    # en-GB's own full form has a comma after the weekday in some releases of CLDR and not in others.
    pattern = "EEEE d MMMM y" if language == "en" else locale.date_formats["full"].pattern
    return str(format_datetime(datetime(day.year, day.month, day.day), pattern, locale=locale))


def format_date_range(first: date, last: date, language: str) -> str:
    """One date with its weekday, or "17–19 November 2022" in the language's own way."""
    if first == last:
        return format_date(first, language)
    patterns = _locale(language).interval_formats["yMMMd"]
    field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    # CLDR keeps intervals with short months only; the month in full reads as well in all of them.
    start, end = (part.replace("MMM", "MMMM") for part in patterns[field])
    return _format(start, first, language) + _format(end, last, language)


def _format(pattern: str, day: date, language: str) -> str:
    return str(format_datetime(datetime(day.year, day.month, day.day), pattern, locale=_locale(language)))


def weekday_name(day: date, language: str) -> str:
    """The short name of the weekday: "Thu"."""
    return _format("ccc", day, language)


def city_name(zone: str, language: str) -> str:
    """The city an IANA zone is named after, in the language: "New York"."""
    return str(get_timezone_location(ZoneInfo(zone), locale=_locale(language), return_city=True))


@lru_cache(4096)
def _time(hour: int, minute: int, language: str) -> str:
    pattern = _locale(language).time_formats["short"].pattern
    return format_datetime(datetime(2000, 1, 1, hour, minute), pattern, locale=_locale(language))


def format_time(moment: datetime, language: str) -> str:
    """The wall-clock time at the moment's own place: "10:00"."""
    return _time(moment.hour, moment.minute, language)


def zone_name(moment: datetime, language: str) -> str:
    """The zone's short name on that day ("CET"), else its offset ("UTC+5:45")."""
    name = moment.tzname() or ""
    return name if name.isalpha() else _offset_name(moment)


def _offset_name(moment: datetime) -> str:
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def zone_long_name(moment: datetime, language: str) -> str:
    """The zone's name in full on that day: "Central European Standard Time"."""
    return str(get_timezone_name(moment, locale=_locale(language)))


def is_known_currency(code: str) -> bool:
    """Whether CLDR has a currency of this ISO 4217 code."""
    return code in _locale("en").currencies


def format_price(amount: Decimal, currency: str, language: str) -> str:
    """An amount with its currency as the language writes it: "€150.00"."""
    from babel.numbers import format_currency

    return str(format_currency(amount, currency, locale=_locale(language)))


@lru_cache
def month_names(language: str) -> dict[str, int]:
    """Every spelling of the twelve months, case-folded and without full stops, to 1–12."""
    return {
        name.casefold().rstrip("."): number
        for names in _widths(_locale(language).months)
        for number, name in names.items()
    }


@lru_cache
def weekday_names(language: str) -> dict[str, int]:
    """Every spelling of the seven weekdays, case-folded and without full stops, to 0 (Monday) – 6."""
    return {
        name.casefold().rstrip("."): number
        for names in _widths(_locale(language).days)
        for number, name in names.items()
    }


def _widths(names: object) -> list[dict[int, str]]:
    return [
        dict(names[context][width])  # type: ignore[index]  # Babel's locale data are untyped nested mappings
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    ]
