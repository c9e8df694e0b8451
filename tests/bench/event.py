"""A synthetic event of any size: numbered sessions of about 195 words, speakers of about 80, three pages.

No two texts are the same, as in life: a build converts a text that it meets again only once.

python -m tests.bench.event 1000 FOLDER
"""

import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

_ROOMS, _A_DAY = 20, 12
_WORDS = [
    "event", "agenda", "room", "speaker", "question", "answer", "record", "archive", "file", "format", "reader", "writer",
    "screen", "paper", "page", "link", "place", "hour", "morning", "evening", "stage", "seat", "ticket", "desk",
    "door", "map", "train", "lake", "bridge", "lamp", "table", "chair", "window", "river", "garden",
]  # fmt: skip


def write_event(folder: Path, sessions: int) -> None:
    """site.yaml and content/ of an event with so many sessions, in up to twenty rooms, and two speakers for three of them."""
    speakers = max(1, sessions * 2 // 3)
    days = -(-sessions // (_ROOMS * _A_DAY))
    for name in ("content/sessions", "content/speakers"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(_facts(days), "utf-8")
    for name in ("index", "practical", "privacy"):
        text = _text(Random(name), 120)
        (folder / f"content/{name}.md").write_text(f"---\ntitle: {name.title()}\n---\n{text}", "utf-8")
    for number in range(speakers):
        front = f"name: Speaker {number}\nrole: Role {number % 9}\norganization: Organisation {number % 40}"
        text = _text(Random(f"speaker {number}"), 80)
        (folder / f"content/speakers/speaker-{number}.md").write_text(f"---\n{front}\n---\n{text}", "utf-8")
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
    random = Random(f"session {number}")
    return (
        f"---\ntitle: Session {number} on {_WORDS[number % len(_WORDS)]}\nstart: {start:%Y-%m-%d %H:%M}\n"
        f"end: {start + timedelta(minutes=40):%H:%M}\nroom: Room {room + 1}\ntrack: Track {number % 7}\n"
        f"speakers: [{names}]\n---\n{_text(random, 140)}\n## What to bring\n\n- *one* thing\n- another **thing**\n"
        f"- [practical information](../practical.md)\n\n## Who it is for\n\n{_text(random, 40)}"
    )


def _text(random: Random, words: int) -> str:
    """So many words in paragraphs of forty, each with some mark-up, and a link in the last."""
    paragraphs = []
    for start in range(0, words, 40):
        first, *others = random.choices(_WORDS, k=min(40, words - start))
        others[2:5] = f"*{others[2]} {others[3]}*", f"**{others[4]}**"
        paragraphs.append(f"{first.capitalize()} {' '.join(others)}")
    paragraphs[-1] += f" [and more](https://conference.internal/{random.randrange(10**6)})"
    return ".\n\n".join(paragraphs) + ".\n"


if __name__ == "__main__":
    write_event(Path(sys.argv[2]), int(sys.argv[1]))
