"""A whole small event, and how an attack is put at its place in it.

A place is a file of the site, whose body is meant (``content/page.md``), or a file and the way to one value of its
facts (``site.yaml#event.title``, ``content/speakers/speaker-1.md#links``). Facts are written as JSON, which is YAML in
which every character of a value can be said.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PAGE, SPEAKER, TALK = "content/page.md", "content/speakers/speaker-1.md", "content/sessions/talk.md"
HOME, AGENDA, SPEAKERS = "content/index.md", "content/agenda.md", "content/speakers.md"

# Stands wherever nobody may look: in `extra`, in drafts, in files that no page shows, and outside the site.
SECRET = "canary-7f3a91"

_FRONTS: dict[str, Any] = {
    "site.yaml": {
        "event": {
            "id": "example", "title": "Example Conference", "short_title": "Example", "summary": "A day of examples.",
            "start": "2024-06-06 09:00", "end": "2024-06-06 18:00", "time_zone": "Europe/Brussels",
            "status": "scheduled", "status_note": "", "updated": "2024-01-01 10:00", "languages_spoken": ["en"],
            "follow_up": [{"label": "Report", "url": "https://conference.internal/report"}],
        },
        "attend": [
            {
                "id": "in-person", "mode": "in-person",
                "venue": {
                    "name": "Hall", "street": "Street 1", "postal_code": "1000", "city": "Brussels", "country": "BE",
                    "map_url": "https://conference.internal/map", "access_note": "By the door.",
                },
                "registration": {
                    "url": "https://conference.internal/register", "label": "Register", "note": "Soon", "price": "free",
                },
            },
            {"id": "online", "mode": "online", "platform": "Player"},
        ],
        "organizers": [{"name": "Organisation 1", "url": "https://conference.internal/"}],
        "contact": {"name": "Office", "email": "office@conference.internal"},
        "site": {
            "url": "https://conference.internal/2024/", "languages": ["en"], "accent_color": "#003399",
            "edit_url": "https://conference.internal/edit/{path}",
        },
        "extra": {"join": SECRET, "people": [{"email": f"{SECRET}@conference.internal"}]},
    },
    HOME: {"description": "Home."},
    PAGE: {"title": "Page", "description": "Words.", "nav": {"label": "Page"}, "extra": {"key": SECRET}},
    SPEAKER: {
        "name": "Speaker 1", "role": "Chair", "organization": "Organisation 1", "url": "https://conference.internal/1",
        "links": ["https://conference.internal/2"], "also": ["S. One"],
    },
    TALK: {
        "title": "Talk", "start": "10:00", "end": "11:00", "room": "Room A", "track": "Words", "speakers": ["Speaker 1"],
        "moderators": ["Speaker 3"], "language": "en", "kind": "talk", "online": "https://conference.internal/stream",
        "slides": "https://conference.internal/slides", "recording": "https://conference.internal/recording",
        "tags": ["one", "two"],
    },
    "content/draft.md": {"title": SECRET, "draft": "true"},
    "content/sessions/draft.md": {"title": SECRET, "start": "12:00", "draft": "true"},
    "content/speakers/draft.md": {"name": SECRET, "draft": "true"},
}  # fmt: skip
_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
_BODIES: dict[str, Any] = {
    "content/x.png": _PICTURE,
    "content/speakers/x.png": _PICTURE,
    "content/sessions/x.png": _PICTURE,
    HOME: "Welcome.\n",
    PAGE: "Words.\n",
    SPEAKER: "Speaker 1 speaks.\n",
    TALK: "What it is about.\n",
    AGENDA: "## 09:00–10:00 Welcome {#welcome}\nSpeakers: Speaker 2\n\nHello.\n",
    SPEAKERS: "## Speaker 2\nRole: Guest\n\nSpeaker 2 listens.\n",
    "content/draft.md": f"{SECRET}\n",
    "content/sessions/draft.md": f"{SECRET}\n",
    "content/speakers/draft.md": f"{SECRET}\n",
    "content/list.csv": f"{SECRET}\n",
    "content/.env": f"{SECRET}\n",
    "../outside.md": f"---\ntitle: {SECRET}\n---\n{SECRET}\n",
    "../outside/page.md": f"{SECRET}\n",
}
# Entries in each calendar of the event, whatever its words are.
ENTRIES = {
    "agenda.ics": 2, "agenda/talk.ics": 1,
    "event.ics": 1, "event-in-person.ics": 1, "event-online.ics": 1, "feed.ics": 3,
}  # fmt: skip


def write_site(folder: Path, attack: Mapping[str, Any]) -> Path:
    """The event with an attack at each of these places; returns the site's folder, which lies below `folder`."""
    fronts, bodies = json.loads(json.dumps(_FRONTS)), dict(_BODIES)
    for place, value in attack.items():
        path, _, way = place.partition("#")
        if way:
            _set(fronts.setdefault(path, {}), way.split("."), value)
        else:
            bodies[path] = value
    site = folder / "site"
    for path in dict.fromkeys([*fronts, *bodies]):
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        body = bodies.get(path, "")
        if path in fronts:
            facts = re.sub(
                "[\x7f-\x9f\u2028\u2029]",
                lambda found: f"\\u{ord(found[0]):04x}",
                json.dumps(fronts[path], ensure_ascii=False),
            )
            body = facts if path == "site.yaml" else f"---\n{facts}\n---\n{body}"
        file.write_bytes(body if isinstance(body, bytes) else body.encode())
    return site


def _set(facts: Any, way: list[str], value: object) -> None:
    *steps, last = (int(step) if step.isdigit() else step for step in way)
    for step in steps:
        facts = facts.setdefault(step, {}) if isinstance(facts, dict) else facts[step]
    facts[last] = value
