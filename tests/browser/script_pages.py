"""Pages such as the templates write, and no larger than a test of the script needs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator import locale

ASSETS = Path(__file__).parents[2] / "assets"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"

HOURS = json.dumps({"hours": locale.hours("en"), "weekdays": locale.weekdays("en"), "dash": "–"})[1:-1]
WORDS = (
    f"""{{{HOURS}, """
    + """"upcoming": "not yet open", "closed": "closed",
"past": "This event is over", "now": "Now", "next": "Next", "filter": "Filter", "day": "Day", "track": "Track",
"room": "Room", "language": "Language", "kind": "Kind", "all": "All",
"search": "Search", "clear": "Clear", "count": {"one": "{n} of {total} (one)", "other": "{n} of {total} sessions"},
"nothing": "No session matches", "noneStarred": "Star a session to find it here", "starred": "Starred ({n})",
"star": "Star", "copy": "Copy link", "copied": "Copied", "download": "Starred sessions (.ics)",
"failed": "The calendar cannot be fetched now"}"""
)

Write = Callable[..., str]
Open = Callable[..., Any]


def write_document(body: str, *, language: str = "en", direction: str = "ltr") -> str:
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>A page</title>'
        '<link rel="icon" href="icon.svg"><link rel="stylesheet" href="style.css">'
        f'<script defer src="script.js"></script><script type="application/json" id="_words">{WORDS}</script></head>'
        f'<body><main id="_main">{body}</main></body></html>'
    )


def write_session(number: int, start: str = "", end: str = "", *, is_below: bool = False, **data: str) -> str:
    data = {"uid": f"uid-{number}", "start": start, "end": end} | data
    data |= {"kind-text": data.get("kind", "").title()}
    named = " ".join(f'data-{name}="{value}"' for name, value in data.items())
    hours = f'<div class="clock"><p class="hours">{start[11:16]}–{end[11:16]}</p>'
    hours += f'<p class="local-time" data-start="{start}" data-end="{end}" data-label="Your time: {{text}}"></p></div>'
    title = data.get("title", f"Session {number}")
    return (
        f'<li class="session{" below" * is_below}" id="s{number}" {named}>{hours if start else ""}<div class="what">'
        f'<h3 class="session-title">{title}</h3><p>{data.get("text", "Words.")}</p><div class="actions">'
        '<details class="calendar"><summary>Add to calendar</summary><p>Google</p></details></div></div></li>'
    )


def write_day(day: str, *parts: str) -> str:
    """Its parts are `<li>`s, or what closes the list and opens another."""
    inside = f'<ol class="sessions">{"".join(parts)}</ol>'
    return f'<section class="day" id="day-{day}" data-date="{day}"><h2>Day {day}</h2>{inside}</section>'


def write_agenda(*days: str) -> str:
    tools = '<div class="tools" data-file="agenda.ics" data-event="example"></div>'
    return f'<div class="page agenda"><h1>Agenda</h1>{tools}{"".join(days)}<p id="after">After</p></div>'


def write_slot(*sessions: str, is_below: bool = False) -> str:
    return f'<li class="slot{" below" * is_below}"><ol class="sessions">{"".join(sessions)}</ol></li>'


def long_agenda() -> str:
    """24 sessions: on the first day ten in Hall and ten parallel pairs' halves in Attic, on the second a group of four."""
    hall = [
        write_session(
            n, "2024-06-06T09:00:00+02:00", "2024-06-06T10:00:00+02:00", room="Hall", track="Words", kind="talk"
        )
        for n in range(10)
    ]
    attic = [
        write_session(n, room="Attic", language="fr", kind="break", text="Żółw <b>Łódź</b>") for n in range(10, 20)
    ]
    group = [write_session(n, room="Hall", language="en", kind="talk", title=f"Café {n}") for n in range(20, 24)]
    first = write_day("2024-06-06", *hall, write_slot(*attic))
    grouped = f'</ol><h3 class="group">Afternoon</h3><ol class="sessions">{"".join(group)}'
    return write_agenda(first, write_day("2024-06-07", write_session(99, room="Hall"), grouped))


def write_home(
    *, opens: str = "", closes: str = "", now: str = "open", status: str = "scheduled", state: str = "auto"
) -> str:
    button = f'<a class="button" {"hidden" if now == "closed" else ""} href="https://register.example.org/">Apply</a>'
    built = '<p class="closed">Online: as built</p>' if now == "closed" else '<p class="closed" hidden></p>'
    way = (
        f'<li data-state="{state}" data-opens="{opens}" data-closes="{closes}" data-now="{now}" data-label="Online: {{text}}">{button}{built}'
        '<p class="quiet deadline"><span>Until Saturday.</span> <strong hidden>Closing soon: Saturday</strong></p></li>'
    )
    hero = f'<div class="hero" data-start="2024-06-06T09:00:00+02:00" data-end="2024-06-07T17:00:00+02:00" data-status="{status}">'
    return f'{hero}<div class="act"><ul class="register">{way}{way}</ul><p id="after">After</p></div></div>'


def small_day() -> str:
    day = write_day(
        "2024-06-06",
        write_session(1, "2024-06-06T09:00:00+02:00", "2024-06-06T10:00:00+02:00"),
        write_session(2, "2024-06-06T10:00:00+02:00", "2024-06-06T11:00:00+02:00"),
    )
    return write_agenda(day)


def seen(page: Any) -> list[str]:
    return [str(each.get_attribute("id")) for each in page.locator(".session").all() if each.is_visible()]


def open_filters(page: Any) -> None:
    page.locator(".filters summary").click()
