"""A small event that is edited at random: what each of its files may hold, and the edits that lead from one to another."""

import os
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

from hypothesis import strategies as st
from PIL import Image

import build

SITE_YAML = """event:
  id: edited-2024
  title: {en: Edited Event, fr: Événement remanié}
  summary: An event that is edited all the time, made to be built again and again for a test.
  start: 2024-06-03 09:00
  end: 2024-06-04 18:00
  time_zone: Europe/Brussels
attend:
  - {id: online, mode: online, platform: Zoom}
organizers: [{name: Organisation 1}]
site:
  url: https://conference.internal/edited/
  languages: [en, fr]
"""


REGISTRATION = "{url: https://register.internal/, opens: 2024-06-01, closes: 2024-06-05 12:00}"


def _picture(color: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8), color).save(file, "PNG")
    return file.getvalue()


def _house(path: str) -> str:
    return (build.HOUSE / path).read_text("utf-8")


def _session(words: str, **facts: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in facts.items())
    return f"---\n{lines}---\n{words}\n"


WORDS = "Words that another session may have."
AGENDA = f"""Welcome, whatever [way](practical.md#access) you come.

# 3 June 2024

## 09:00–10:00 Opening {{#opening}}

Speakers: Speaker 1, Speaker 2

{WORDS}

## 10:00–10:15 Third {{#third}}

Track: Data

## 10:00–11:00 Second {{#second}}

Room: Hall
"""
PEOPLE = "Everybody.\n\n## Speaker 1\n\nRole: Chair\n\nWords.\n\n## Speaker 2\n\nPhoto: photo.png\n"
# What each file may hold; the first is how it begins, None that it is not there.
STATES: dict[str, list[str | bytes | None]] = {
    "site.yaml": [
        SITE_YAML,
        SITE_YAML.replace("Edited Event", "Another Name"),
        SITE_YAML.replace("[en, fr]", "[en]").replace("{en: Edited Event, fr: Événement remanié}", "Edited Event"),
        SITE_YAML.replace("[en, fr]", "[fr, en, ar]"),
        SITE_YAML.replace("Europe/Brussels", "Asia/Tokyo"),
        SITE_YAML.replace("  time_zone", "  status: postponed\n  updated: 2024-01-02\n  time_zone"),
        SITE_YAML.replace("/edited/", "/elsewhere/"),
        SITE_YAML.replace("mode: online", "mode: nowhere"),
        "event: [",
        SITE_YAML.replace("{en: Edited Event, fr: Événement remanié}", "Edited Event"),
        SITE_YAML.replace("Événement remanié", "Edited Event"),
        SITE_YAML.replace("[en, fr]", "[en, fr]\n  accent_color: '#0a5c36'\n  edit_url: https://edit.internal/{path}"),
        SITE_YAML.replace("platform: Zoom", f"platform: Zoom, registration: {REGISTRATION}"),
        SITE_YAML.replace("  time_zone", "  image: photo.png\n  time_zone"),
    ],
    "content/index.md": [
        "Welcome. ![A square](photo.png) [Agenda](agenda.md#second)",
        "---\nnav: {order: 9}\n---\nOther",
    ],
    "content/practical.md": [
        "# Practical\n\n## Access {#access}\n\n[A file](paper.pdf) [Home](index.md)",
        "# Practical\n\n## Way {#access}\n\nHow to get there.",
        "# In practice\n\n## Access {#access}\n\n[A file](paper.pdf) [Home](index.md)",
        "---\ntitle: In practice\nslug: how\nredirect_from: [/old/]\n---\n## Access {#access}\n\n<b>Bold</b> <form>",
        "---\ndraft: true\n---\n# Practical\n\n## Access {#access}",
        "---\nslugg: how\n---\nWords",
        '# Practical\n\n## Access {#access}\n\n<p class="own other">Words</p>',
        None,
    ],
    "content/agenda.md": [
        AGENDA,
        "\n\n[Alone](sessions/alone.md) " + AGENDA,
        AGENDA.replace("09:00–10:00", "09:30–10:30"),
        AGENDA.replace(WORDS, "Other words."),
        AGENDA.replace("Second", "Zweite").replace("Speaker 2", "Speaker 3"),
        AGENDA.replace("Second", "Zweite"),
        AGENDA.replace("Room: Hall", "Room: Attic"),
        AGENDA.replace("Track: Data", "Kind: break"),
        AGENDA.replace(WORDS, "").replace("Track: Data", f"Track: Data\n\n{WORDS}"),
        AGENDA.replace("Speaker 2", "Speaker2"),
        AGENDA + "\n## 14:00–15:00 Noon\n\n## 01:00–02:00 Night\n\n# 4 June 2024\n\n## 15:00–16:00 Late\n",
        AGENDA + "\n## 14:00–15:00 Noon\n\n# 4 June 2024\n\n## 01:00–02:00 Night\n\n## 15:00–16:00 Late\n",
        "---\nstate: provisional\n---\n" + AGENDA,
        "---\nnav: {order: 100}\n---\n" + AGENDA,
        "# 3 June 2024\n\n| Time | Session | Room |\n|---|---|---|\n| 9:00 | Opening | Hall |\n| 10:00 | [Second](practical.md) {#second} | |\n",
        "# 3 June 2024\n\n<table><tr><th>Time</th><th>Session</th></tr><tr><td>9:00</td><td>Opening {#second}</td></tr></table>\n",
        "# 3 June 2024\n\n- 9:00 Opening\n- 10:00–10:30 Second (Speaker 1) {#second}\n",
        None,
    ],
    "content/sessions/second.md": [
        _session("Words of the second. TODO: more?", speakers="[Speaker 2]"),
        _session("Other words, with [a link](../practical.md).", speakers="[Speaker 1 and Speaker 2]", track="Data"),
        _session("Words", room="Elsewhere"),
        _session("Words", status="cancelled", slides="https://slides.internal/", tags="[a]"),
        _session("Words", moderators="[Speaker 2]", language="fr", kind="workshop"),
        None,
    ],
    "content/sessions/alone.md": [
        _session("Alone.", title="Alone", start="2024-06-04 10:00", end="'11:00'"),
        _session("In other words.", title="Alone", start="2024-06-04 10:00", end="'11:00'"),
        _session("Alone.", title="No longer", start="2024-06-04 10:00", end="'11:00'"),
        _session("Alone.", title="Alone", start="2024-06-04 10:00"),
        _session("Alone, and longer.", title="Second", start="2024-06-03 09:30", end="'11:00'", speakers="[Speaker 1]"),
        _session("No start.", title="Alone"),
        None,
    ],
    "content/speakers.md": [
        PEOPLE,
        PEOPLE.replace("Words.", "Other words."),
        PEOPLE.replace("Speaker 1", "Speaker One"),
        PEOPLE.replace("Chair", "Host"),
        PEOPLE.replace("Photo: photo.png", "Link: https://speaker.internal/"),
        "\n" + PEOPLE,
        PEOPLE + "\n[x](gone.md)",
        None,
    ],
    "content/speakers/speaker-9.md": [
        None,
        "---\nname: Speaker 9\nphoto: photo.png\n---\nLate.",
        "---\nname: Speaker 2\n---\nTwin.",
        "---\nname: Speaker 3\n---\nOne who was unknown.",
    ],
    "content/fr/speakers.md": [None, "## Speaker 1\n\nMots.\n", "## Speaker 2\n"],
    "content/fr/index.md": ["Bienvenue.", "[Programme](agenda.md)", None],
    "content/fr/agenda.md": [
        None,
        "# 3 juin\n\n## Ouverture {#opening}\n\nMots.\n\n## Troisième {#third}\n",
        "# 3 juin\n\n## Ouverture {#opening}\n\n## Troisième {#third}\n\nMots.\n",
        "## Rien {#nothing}\n",
    ],
    "content/fr/sessions/second.md": [
        "---\ntitle: Deuxième\n---\nMots.",
        "---\ntitle: Deuxième\n---\nD'autres mots.",
        "---\noriginal: abc\n---\nD'autres mots.",
        None,
    ],
    "content/ar/practical.md": [None, "---\ntitle: عملي\n---\nكلمات."],
    "content/photo.png": [_picture("red"), _picture("blue"), b"no picture", None],
    "content/paper.pdf": [b"%PDF-1", b"%PDF-2", None],
    "templates/page.html": [None, "{{ title }} {{ body }} {{ _('Agenda') }}", "{{ nothing }}", "{% if %}"],
    "templates/base.html": [None, _house("templates/base.html").replace("<body", "<body data-edited", 1)],
    "templates/_session.html": [None, "{{ session.title }} {{ _('Agenda') }}", "{% include 'nowhere.html' %}"],
    "templates/speaker.html": [
        None,
        '{% extends "base.html" %}{% block main %}{{ speaker.name }}{% include "_own.html" ignore missing %}{% endblock %}',
        '{% set part = "_own.html" %}{{ speaker.name }}{% include part ignore missing %}',
    ],
    "templates/_own.html": [None, "Own", '<b class="own">Own</b>'],
    "assets/style.css": [None, "p { color: red }", "p { color: tan }"],
    "assets/script.js": [None, "document.title"],
    "assets/fonts/title.ttf": [None, (build.HOUSE / "assets/fonts/text.ttf").read_bytes()],
}

Edit = tuple[str, int]
EDITS = st.one_of(
    [st.tuples(st.just(path), st.integers(0, len(states) - 1)) for path, states in STATES.items()]
    # The same size and moment of writing as before: only the words differ.
    + [st.tuples(st.just("letter"), st.sampled_from(range(len(STATES))))]
)


def write(folder: Path, path: str, data: str | bytes | None) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if data is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(data.encode() if isinstance(data, str) else data)


def edit(folder: Path, what: str, which: int) -> Callable[[], None]:
    """What undoes it."""
    path = list(STATES)[which] if what == "letter" else what
    held = (folder / path).read_bytes() if (folder / path).exists() else None
    if what == "letter":
        _change_letter(folder / path)
    else:
        write(folder, path, STATES[path][which])
    return partial(write, folder, path, held)


def _change_letter(file: Path) -> None:
    if file.exists():
        data, status = file.read_bytes(), file.stat()
        file.write_bytes(data.replace(b"r", b"s", 1) if b"r" in data else data.replace(b"s", b"r", 1))
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
