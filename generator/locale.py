"""How each language writes dates, times and names: all from CLDR, through Babel, which only this module imports."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from gettext import c2py
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_datetime

from generator.regex import regex

if TYPE_CHECKING:
    from babel.messages import Catalog

# CLDR's bare "en" is American and its bare "pt" Brazilian; the house is European unless a site asks for en-US or pt-BR.
_DEFAULT_REGIONS = {"en": "en-GB", "pt": "pt-PT"}


_CATALOGUES = Path(__file__).parent / "locale"


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


def has_catalogue(language: str) -> bool:
    """Whether the UI words exist in the language."""
    return _is_english(language) or _catalogue_path(language).exists()


def _is_english(language: str) -> bool:
    """Whether it is the language that the UI words are written in."""
    return language.partition("-")[0] == "en"


def _catalogue_path(language: str) -> Path:
    """The catalogue of the language and region, of the language in its script, or of the language alone if that is
    written in the same script; Norwegian is Bokmål unless it says nynorsk.
    """
    locale = _locale(language)
    base = {"no": "nb"}.get(locale.language, locale.language)
    usual = str(get_global("likely_subtags").get(base, "")).split("_")[1:2]
    script = [locale.script] if locale.script else usual
    names = (language, *(f"{base}-{each}" for each in script), *([base] if script == usual else []))
    paths = [_CATALOGUES / f"{name}.po" for name in names]
    return next((path for path in paths if path.exists()), paths[0])


@lru_cache
def catalogue(language: str) -> "Catalog":
    """The UI words of a language but English (GNU gettext, read by Babel without a compile step)."""
    from babel.messages.pofile import read_po

    with _catalogue_path(language).open("rb") as file:
        return read_po(file, locale=Locale.parse(language, sep="-"))


@lru_cache
def translate(language: str) -> Callable[[str], str]:
    """The function that gives UI words, written in English, in the language."""
    if _is_english(language):
        return str
    words = {message.id: str(message.string) for message in catalogue(language) if isinstance(message.id, str)}
    return lambda text: words.get(text) or text


@lru_cache
def plural_forms(one: str, several: str, language: str) -> Mapping[str, str]:
    """A text by the plural category of its number (CLDR: zero, one, two, few, many, other)."""
    forms: tuple[str, ...] = (one, several)
    expression = "n != 1"
    if not _is_english(language):
        words = catalogue(language)
        message, expression = words.get(one), words.plural_expr
        forms = message.string if message and isinstance(message.string, tuple) else forms
    index_of, category_of = c2py(expression), _locale(language).plural_form
    # The numbers from 0 to 200 and a million have every category of every language.
    numbers = (*range(200, -1, -1), 1_000_000)
    return {category_of(number): forms[min(index_of(number), len(forms) - 1)] for number in numbers}


def plural_form(one: str, several: str, number: int, language: str) -> str:
    """A text as it is for this number."""
    return plural_forms(one, several, language)[_locale(language).plural_form(number)]


def is_known_country(code: str) -> bool:
    """Whether CLDR has a country of this ISO 3166 code."""
    return code in _locale("en").territories


def country_name(code: str, language: str) -> str:
    return str(_locale(language).territories.get(code, code))


def native_name(tag: str) -> str:
    """What a language is called in itself, as it begins a line: "Français"."""
    name = language_name(tag, tag)
    return name[:1].upper() + name[1:]


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
    # en-GB's own full form has a comma after the weekday in some releases of CLDR and not in others.
    return _format(
        "EEEE d MMMM y" if language == "en" else _locale(language).date_formats["full"].pattern, day, language
    )


def format_date_range(first: date, last: date, language: str) -> str:
    """One date with its weekday, or "17–19 November 2022" in the language's own way."""
    if first == last:
        return format_date(first, language)
    _ = translate(language)
    whole, part = _locale(language).date_formats["long"].pattern, _locale(language).datetime_skeletons["MMMMd"].pattern
    if first.year != last.year:
        return _(" – ").join((_format(whole, first, language), _format(whole, last, language)))
    if (first.year, first.month) == (last.year, last.month):
        return _format(_DAY.sub(_two_days(first, last, whole, _("–")), whole), first, language)
    starts_with_year = whole.lstrip("'")[0] == "y"
    patterns = (whole, part) if starts_with_year else (part, whole)
    return _(" – ").join(_format(pattern, day, language) for pattern, day in zip(patterns, (first, last), strict=True))


# The day of the month in a CLDR pattern, with the full stop that makes an ordinal of it, or with its sign.
_DAY = regex(r"(?<![a-zA-Z'])d([.日]?)")


def _two_days(first: date, last: date, pattern: str, dash: str) -> str:
    """The days "17–19" or, where they are ordinals, "17.–19."; a full stop at the end belongs to the date as a whole."""
    unit = "日" if "d日" in pattern else "." if "d." in pattern and not pattern.endswith("d.") else ""
    return f"{first.day}{unit}{dash}{last.day}" + r"\1"


def _format(pattern: str, day: date, language: str) -> str:
    text = str(format_datetime(datetime(day.year, day.month, day.day), pattern, locale=_locale(language)))
    if language.partition("-")[0] == "fr":
        text = _FIRST.sub("1er", text)
    return _ABBREVIATED.sub("\u00a0", text)


# French has an ordinal for the first of a month alone, which CLDR does not know.
_FIRST = regex(r"(?<!\d)1(?=[ –])")
# "17 d." and "2022 m." of Lithuanian, which no line may take apart.
_ABBREVIATED = regex(r"(?<=\d) (?=\w{1,2}\.)")


@lru_cache
def weekdays(language: str) -> tuple[str, ...]:
    """The short names of the weekdays from Sunday on: "Sun"."""
    return tuple(_format("ccc", date(2023, 1, day), language) for day in range(1, 8))


def weekday_name(day: date, language: str) -> str:
    """The short name of the weekday: "Thu"."""
    return weekdays(language)[day.isoweekday() % 7]


def city_name(zone: str, language: str) -> str:
    """The city an IANA zone is named after, in the language: "New York"."""
    # CLDR keeps its names under the zone's first spelling, Asia/Calcutta (Unicode TS 35, "Time Zone Identifiers").
    spellings = (zone, *(old for old, new in get_global("zone_aliases").items() if new == zone))
    known = (_locale(language).time_zones.get(each, {}) for each in spellings)
    own = zone.rpartition("/")[2].replace("_", " ")
    return next((str(each["city"]) for each in known if "city" in each), own)


@lru_cache
def hours(language: str) -> tuple[str, ...]:
    """The 24 hours as the language writes a time, with a place for its two digits of minutes: "10:{m}"."""
    pattern = _locale(language).time_formats["short"].pattern
    times = (format_datetime(datetime(2000, 1, 1, hour, 59), pattern, locale=_locale(language)) for hour in range(24))
    # No line may end between the hours and their half of the day.
    return tuple(time.replace("59", "{m}").replace(" ", "\u00a0") for time in times)


def format_time(moment: datetime, language: str) -> str:
    """The wall-clock time at the moment's own place: "10:00"."""
    return hours(language)[moment.hour].format(m=f"{moment.minute:02}")


def format_date_time(moment: datetime, language: str) -> str:
    """The full date with the time: "Thursday 17 November 2022, 10:00"."""
    _ = translate(language)
    return _("{date}, {time}").format(date=format_date(moment, language), time=format_time(moment, language))


def format_period(start: date | datetime, end: date | datetime | None, time_zone: ZoneInfo, language: str) -> str:
    """When, in the event's own time: "Thursday 17 November 2022, 10:00–12:00 CET (Europe/Brussels)".

    `end` is exclusive for dates and None when open. A second date, or a second zone on the night when clocks
    change, is named where it differs.
    """
    if not isinstance(start, datetime):
        return format_date_range(start, end - timedelta(days=1) if end else start, language)
    ends = end.astimezone(time_zone) if isinstance(end, datetime) else None
    return f"{_format_times(start.astimezone(time_zone), ends, language)} ({time_zone.key})"


def _format_times(start: datetime, end: datetime | None, language: str) -> str:
    _, zone = translate(language), zone_name(start, language)
    begins = format_date_time(start, language)
    if end is None:
        return f"{begins} {zone}"
    is_one_day, is_one_zone = end.date() == start.date(), zone_name(end, language) == zone
    ends = f"{(format_time if is_one_day else format_date_time)(end, language)} {zone_name(end, language)}"
    if is_one_day and is_one_zone:
        return _("–").join((begins, ends))
    return _(" – ").join((begins if is_one_zone else f"{begins} {zone}", ends))


def zone_name(moment: datetime, language: str) -> str:
    """The zone's short name on that day ("CET"), else its offset ("UTC+5:45")."""
    name = moment.tzname() or ""
    return name if name.isalpha() else _offset_name(moment)


def _offset_name(moment: datetime) -> str:
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def is_known_currency(code: str) -> bool:
    """Whether CLDR has a currency of this ISO 4217 code."""
    return code in _locale("en").currencies


def format_price(amount: Decimal, currency: str, language: str) -> str:
    """An amount with its currency as the language writes it: "€150.00", "CHF 120.00" with a no-break space."""
    from babel.numbers import format_currency

    price = str(format_currency(amount, currency, locale=_locale(language)))
    return _LETTER_BESIDE_DIGIT.sub("\u00a0", price)


# Babel leaves out CLDR's "currencySpacing": a currency that is letters stands apart from the number.
_LETTER_BESIDE_DIGIT = regex(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


@lru_cache
def month_names(language: str) -> dict[str, int]:
    """Every spelling of the twelve months, case-folded and without full stops, to 1–12."""
    return _numbers(_locale(language).months)


@lru_cache
def weekday_names(language: str) -> dict[str, int]:
    """Every spelling of the seven weekdays, case-folded and without full stops, to 0 (Monday) – 6."""
    return _numbers(_locale(language).days)


def _numbers(names: Any) -> dict[str, int]:
    """Babel's locale data are untyped nested mappings."""
    widths = [names[context][width] for context in ("format", "stand-alone") for width in ("wide", "abbreviated")]
    return {name.casefold().rstrip("."): number for width in widths for number, name in width.items()}
