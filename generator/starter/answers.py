"""What a new event has to know of itself, asked in a few questions, each answer checked by the schema's own types."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from generator import locale
from generator.fields import Country, Refused, Text, Words, read_as
from generator.schema import Event
from generator.time_fields import Moment, Zone


class StarterRefused(Exception):
    """Why no new event was started, in words for whoever asked for one."""


class Answers(NamedTuple):
    """The first facts of an event, as site.yaml takes them.

    `end` may be empty where `start` is a date alone; an event online only has no `venue`, `city` and `country`.
    """

    title: str
    time_zone: str
    start: str
    end: str
    organizer: str
    venue: str = ""
    city: str = ""
    country: str = ""

    @property
    def event(self) -> Event:
        return _event(self.title, self.start, self.end, self.time_zone)


_Known = Mapping[str, str]


class Question(NamedTuple):
    """One question; what it proposes and takes may depend on the answers known so far.

    `read` makes of what was typed the answer as site.yaml takes it, or raises StarterRefused. `default` stands for an
    empty line and for an option that was left out; it is None where there has to be an answer.
    """

    key: str
    prompt: str
    example: Callable[[_Known], str]
    read: Callable[[str, _Known], str]
    default: Callable[[_Known], str | None] = lambda _: None
    is_asked: Callable[[_Known], bool] = lambda _: True

    @property
    def option(self) -> str:
        return "--" + self.key.replace("_", "-")


def read_answers(given: Mapping[str, str | None], ask: Callable[[str], str] | None = None) -> Answers:
    """The answers among `given` (values of options by `Question.key`), and the others from `ask`.

    `ask` shows a text and returns the line that was typed, as `input` does; without it nothing is asked. Raises
    StarterRefused for an option that cannot be taken, and for those that are missing where nobody can be asked.
    """
    known: dict[str, str] = {}
    missing: list[str] = []
    for question in QUESTIONS:
        written, default = given.get(question.key), question.default(known)
        if not question.is_asked(known):
            if written is not None:
                raise StarterRefused(f"{question.option}: an event that is online only has none; give --venue as well")
        elif written is not None:
            known[question.key] = _read_option(question, written, known)
        elif ask:
            known[question.key] = _ask(question, known, ask)
        elif default is not None:
            known[question.key] = default
        else:
            missing.append(f'{question.option} "{question.example(known)}"')
    if missing:
        raise StarterRefused(f"an answer is missing; add {' '.join(missing)}")
    return Answers(**known)


def _read_option(question: Question, written: str, known: _Known) -> str:
    try:
        return question.read(written, known)
    except StarterRefused as error:
        raise StarterRefused(f"{question.option}: {error}") from None


def _ask(question: Question, known: _Known, ask: Callable[[str], str]) -> str:
    default, complaint = question.default(known), ""
    hint = f"such as {question.example(known)}" if default is None else f"Enter: {default or 'the same day'}"
    while True:
        typed = ask(f"{complaint}{question.prompt} ({hint}): ")
        if not typed.strip() and default is not None:
            return default
        try:
            return question.read(typed, known)
        except StarterRefused as error:
            complaint = f"  {error}\n"


def _take(kind: Any, typed: str, time_zone: str = "UTC") -> Any:
    """What a type of the schema makes of the answer."""
    if not typed.strip():
        raise StarterRefused("this needs an answer")
    try:
        return read_as(kind, typed.strip(), {"time_zone": ZoneInfo(time_zone)})
    except Refused as refused:
        raise _refusal(refused) from None


def _refusal(refused: Refused) -> StarterRefused:
    return StarterRefused(f"{refused.phrase}; {refused.remedy}".removesuffix("; "))


def _read_words(typed: str, _known: _Known) -> str:
    # Halves of characters, as a terminal in another encoding passes them on, and what YAML leaves out.
    if re.search("[\ud800-\udfff\ufffe\uffff]", typed):
        raise StarterRefused("the text holds a character that cannot be kept; delete and retype it")
    return str(_take(Words, typed))


def _read_venue(typed: str, known: _Known) -> str:
    return "" if typed.strip().casefold() == "online" else _read_words(typed, known)


def _read_country(typed: str, _known: _Known) -> str:
    code = str(_take(Country, typed))
    if not locale.is_known_country(code):
        raise StarterRefused(f'"{code}" is not the code of a country; write its two capital letters, such as BE')
    return code


def _read_zone(typed: str, _known: _Known) -> str:
    return str(_take(Zone, typed))


def _read_start(typed: str, known: _Known) -> str:
    moment = _take(Moment, typed, known.get("time_zone", "UTC"))
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else str(moment)


def _read_end(typed: str, known: _Known) -> str:
    start = known.get("start", "")
    if re.fullmatch(r"\s*\d{1,2}:\d{2}\s*", typed):
        typed = f"{start[:10]} {typed.strip()}"
    end = _read_start(typed, known)
    zone = known.get("time_zone", "UTC")
    if start and (refused := _event("", start, end, zone).contradiction()):
        raise _refusal(refused)
    return end


def _event(title: str, start: str, end: str, time_zone: str) -> Event:
    zone = ZoneInfo(time_zone)
    moments = {
        name: read_as(Moment, text, {"time_zone": zone}) for name, text in (("start", start), ("end", end)) if text
    }
    return Event(title=Text(title), **moments, time_zone=zone)


@lru_cache
def _zones() -> dict[str, list[str]]:
    """The zones of each country, the most populous first: zone.tab of the tz database."""
    found: dict[str, list[str]] = {}
    text = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            code, _position, zone, *_note = line.split("\t")
            found.setdefault(code, []).append(zone)
    return found


def _zones_of(known: _Known) -> list[str]:
    return _zones().get(known.get("country", ""), [])


def _has_venue(known: _Known) -> bool:
    return known.get("venue") != ""


QUESTIONS: tuple[Question, ...] = (
    Question("title", "Title of the event", lambda _: "Example Conference", _read_words),
    Question("venue", "Name of the venue, or the word online", lambda _: "Example House", _read_venue),
    Question("city", "Town or city", lambda _: "Brussels", _read_words, is_asked=_has_venue),
    Question("country", "Country, in two letters", lambda _: "BE", _read_country, is_asked=_has_venue),
    Question(
        "time_zone", "Time zone", lambda known: next(iter(_zones_of(known)), "Europe/Brussels"), _read_zone,
        default=lambda known: _zones_of(known)[0] if len(_zones_of(known)) == 1 else None,
    ),
    Question("start", "Start: date and time, or the first day alone", lambda _: "2027-11-17 10:00", _read_start),
    Question(
        "end", "End", lambda known: f"{known.get('start', '2027-11-17')[:10]} 17:00", _read_end,
        default=lambda known: "" if len(known.get("start", "")) == 10 else None,
    ),
    Question("organizer", "Organiser", lambda _: "Example Organisation", _read_words),
)  # fmt: skip
