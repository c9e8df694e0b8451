"""A synthetic event of any size: numbered sessions of about 195 words, speakers of about 80, three pages.

python -m tests.bench.event 1000 FOLDER
"""

import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

_ROOMS, _A_DAY = 20, 12
_WORDS = [
    "event",
    "agenda",
    "room",
    "speaker",
    "question",
    "answer",
    "record",
    "archive",
    "file",
    "format",
    "reader",
    "writer",
    "screen",
    "paper",
    "page",
    "link",
    "place",
    "hour",
    "morning",
    "evening",
    "stage",
    "seat",
    "ticket",
    "desk",
    "door",
    "map",
    "train",
    "lake",
    "bridge",
    "lamp",
    "table",
    "chair",
    "window",
    "river",
    "garden",
]  # easier to read than a list of them


def write_event(folder: Path, sessions: int) -> None:
    """site.yaml and content/ of an event with so many sessions, in up to twenty rooms, and two speakers for three of them."""
    speakers = max(1, sessions * 2 // 3)
    days = -(-sessions // (_ROOMS * _A_DAY))
    for name in ("content/sessions", "content/speakers"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(_facts(days), "utf-8")
    for name in ("index", "practical", "privacy"):
        (folder / f"content/{name}.md").write_text(f"---\ntitle: {name.title()}\n---\n{_text(len(name), 120)}", "utf-8")
    for number in range(speakers):
        front = f"name: Speaker {number}\nrole: Role {number % 9}\norganization: Organisation {number % 40}"
        (folder / f"content/speakers/speaker-{number}.md").write_text(
            f"---\n{front}\n---\n{_text(number, 80)}", "utf-8"
        )
    for number in range(sessions):
        (folder / f"content/sessions/session-{number}.md").write_text(_session(number, speakers), "utf-8")


def _facts(days: int) -> str:
    first = date(2024, 6, 3)
    return f"""event:
  id: bench-{days}
  title: "Bench Conference: {days} days"
  summary: A synthetic conference of numbered sessions, made to be timed and for nothing else.
  start: {first}
  end: {first + timedelta(days=days - 1)}
  time_zone: Europe/Brussels
  updated: 2024-05-01 09:00
attend:
  - id: in-person
    mode: in-person
    venue: {{name: Hall, street: Street 1, city: Brussels, country: BE}}
    registration: {{url: "https://registration.conference.internal/"}}
organizers: [{{name: Organisation 1}}]
site:
  url: https://conference.internal/bench/
"""


def _session(number: int, speakers: int) -> str:
    slot, room = divmod(number, _ROOMS)
    day, hour = divmod(slot, _A_DAY)
    start = datetime.combine(date(2024, 6, 3) + timedelta(days=day), time(9)) + timedelta(minutes=45 * hour)
    # Two in one session, but nobody in two rooms at once.
    numbers = [number, number + speakers // 2] if speakers > 2 * _ROOMS else [number]
    names = ", ".join(f"Speaker {each % speakers}" for each in numbers)
    return (
        f"---\ntitle: Session {number} on {_WORDS[number % len(_WORDS)]}\nstart: {start:%Y-%m-%d %H:%M}\n"
        f"end: {start + timedelta(minutes=40):%H:%M}\nroom: Room {room + 1}\ntrack: Track {number % 7}\n"
        f"speakers: [{names}]\n---\n{_text(number, 180)}\n## What to bring\n\n- *one* thing\n- another **thing**\n"
        f"- [practical information](../practical.md)\n"
    )


def _text(seed: int, words: int) -> str:
    """So many words in paragraphs of thirty, different for each seed."""
    chosen = [_WORDS[(seed * 31 + place * 17 + place // 7) % len(_WORDS)] for place in range(words)]
    paragraphs = [" ".join(chosen[start : start + 30]) for start in range(0, words, 30)]
    return "\n\n".join(f"{paragraph.capitalize()}." for paragraph in paragraphs) + "\n"


if __name__ == "__main__":
    write_event(Path(sys.argv[2]), int(sys.argv[1]))
