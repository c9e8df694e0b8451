"""One mistake each in the files that people write: pages, agenda, speakers, sessions, translations, pictures, templates.

A case is a name and what it changes in SITE: a file's new content, or the words of it to replace. All that the build
says stands in tests/cases/broken-content/problems.txt, written anew by `pytest --accept`: read it as whoever made
the mistake; where nothing stands, what was written is understood. test_broken_facts.py does the same for site.yaml.
"""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from generator.addresses import base_path
from generator.cache import Cache
from generator.check import check
from generator.load import load
from generator.plan import plan
from generator.problems import ContentProblems, Message
from generator.render import render
from generator.validate import validate
from generator.write import write
from tests.golden import check_names, read_golden, write_golden

HOUSE = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "cases" / "broken-content" / "problems.txt"

SITE = {
    "site.yaml": """\
event:
  id: example-conference
  title: Example Conference
  summary: A day about examples.
  start: 2022-11-17 10:00
  end: 2022-11-17 18:00
  time_zone: Europe/Brussels
attend:
  - id: online
    mode: online
    registration:
      url: https://register.events.eu/
organizers:
  - name: Example Society
site:
  url: https://conference.events.eu/
""",
    "content/index.md": """\
---
description: What the day is about.
---

## What it is about

See the [agenda](agenda.md).
""",
    "content/agenda.md": """\
---
state: provisional
---

## 10:00–10:30 Opening {#opening}
Speakers: Speaker One

Welcome.

## 10:30–11:00 Questions {#questions}
""",
    "content/speakers.md": """\
## Speaker One
Role: Head of Examples

Knows examples.
""",
}
FRENCH = {
    "site.yaml": SITE["site.yaml"]
    .replace("site:\n", "site:\n  languages: [en, fr]\n")
    .replace("Example Conference", "{en: Example Conference, fr: Conférence Exemple}")
    .replace("A day about examples.", "{en: A day about examples., fr: Un jour d’exemples.}"),
    "content/fr/index.md": "---\ndescription: De quoi il s’agit.\n---\n\n## Le sujet\n",
    "content/fr/agenda.md": "## Ouverture {#opening}\n\nBienvenue.\n\n## Questions {#questions}\n",
    "content/fr/speakers.md": "## Speaker One\nRôle: Cheffe des exemples\n\nConnaît les exemples.\n",
}
AGENDA, INDEX, PAGE, PEOPLE = "content/agenda.md", "content/index.md", "content/travel.md", "content/speakers.md"
SESSION, SPEAKER, PHOTO, DRAWING = (
    "content/sessions/opening.md",
    "content/speakers/two.md",
    "content/hall.jpg",
    "content/hall.svg",
)

# A file's content, words of it and what stands for them, or what makes of its path something else.
Edit = str | bytes | tuple[str, str] | Callable[[Path], object]


class Case(NamedTuple):
    name: str
    edits: dict[str, Edit]


def picture(format: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    file = BytesIO()
    Image.new(mode, size, "navy").save(file, format, **options)
    return file.getvalue()


def agenda(text: str) -> dict[str, Edit]:
    return {AGENDA: text}


def after_opening(text: str) -> dict[str, Edit]:
    return {AGENDA: ("Speakers: Speaker One", text)}


def page(text: str) -> dict[str, Edit]:
    return {PAGE: text}


def shown(data: bytes, path: str = PHOTO) -> dict[str, Edit]:
    """A picture, and a page that shows it."""
    return {path: data, PAGE: f"# Travel\n\n![The hall]({path.removeprefix('content/')})\n"}


def drawn(svg: str) -> dict[str, Edit]:
    return shown(svg.encode(), DRAWING)


def french(edits: dict[str, Edit]) -> dict[str, Edit]:
    """The site in English and French, whole but for these edits."""
    replaced = {path: FRENCH[path].replace(*edit) for path, edit in edits.items() if isinstance(edit, tuple)}
    return {**FRENCH, **edits, **replaced}


ONE_TRACK = "## 10:00 Opening {#opening}\nTrack: Evidence\n\n## 10:30–11:00 Questions {#questions}\n"
TWO_TRACKS = (
    "## 10:00–10:30 Opening {#opening}\nTrack: Evidence\n\n## 10:30–11:00 Questions {#questions}\nTrack: Practice\n"
)
ONE_ROOM = "## 10:00 Opening {#opening}\nRoom: Hall\n\n## 10:30–11:00 Questions {#questions}\nRoom: Hall\n"
ONE_ROOM_TWICE = "## Ouverture {#opening}\nSalle: Salle\n\n## Questions {#questions}\nSalle: Grande salle\n"
EVENT_OF_TWO_DAYS: dict[str, Edit] = {"site.yaml": ("end: 2022-11-17 18:00", "end: 2022-11-18 18:00")}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">{}</svg>'

CASES = [
    # Files that are no text, or no longer one
    Case("conflict marks of git in a page", page("# Travel\n\n<<<<<<< HEAD\nBy train.\n=======\nBy bus.\n>>>>>>> main\n")),
    Case("conflict marks of git in site.yaml", {"site.yaml": ("  summary: A day", "<<<<<<< HEAD\n  summary: One day\n=======\n  summary: A day")}),
    Case("conflict marks of git in front matter", {INDEX: ("description: What", "<<<<<<< HEAD\ndescription: This\n=======\ndescription: What")}),
    Case("page saved by a Windows editor of old", page("# Travel\n\nCafé in the hall\n".encode("latin-1").decode("latin-1"))  | {PAGE: "# Travel\n\nCafé in the hall\n".encode("cp1252")}),
    Case("page saved as Unicode by Notepad", {PAGE: "# Travel\n\nBy train\n".encode("utf-16")}),
    Case("page saved as UTF-16 without its mark", {PAGE: "# Travel\n\nBy train\n".encode("utf-16-le")}),
    Case("Word document called .md", {PAGE: b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xdf\xa4\xd2l"}),
    Case("old Word document called .md", {PAGE: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8)}),
    Case("PDF called .md", {PAGE: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"}),
    Case("photo called .md", {PAGE: picture("JPEG")}),
    Case("rich text called .md", {PAGE: b"{\\rtf1\\ansi\\deff0 Travel}"}),
    Case("bytes of no kind", {PAGE: b"# Travel\n\n\x81\xfe\xff\x00\x01"}),
    Case("site.yaml saved by a Windows editor of old", {"site.yaml": SITE["site.yaml"].replace("Society", "Société").encode("cp1252")}),
    Case("page larger than any", {PAGE: "# Travel\n" + "By train. " * 2_100_000}),
    Case("no site.yaml", {"site.yaml": lambda _: None}),
    Case("site.yaml of another ending", {"site.yaml": lambda file: file.with_suffix(".yml").write_text(SITE["site.yaml"])}),
    Case("link of the file system", {PAGE: lambda file: file.symlink_to("index.md")}),
    Case("pipe among the pages", {PAGE: os.mkfifo}),
    Case("front matter larger than any", page(f"---\ntitle: {'Travel ' * 150_000}\n---\n")),
    Case("name that cannot be shown", {"content/tra\u2028vel.md": "# Travel\n"}),
    Case("name that not every system can hold", {"content/what?.pdf": b"%PDF-1.7", PAGE: "# Travel\n\n[What](what%3F.pdf)\n"}),
    # Front matter
    Case("front matter without end", page("---\ntitle: Travel\n\nBy train.\n")),
    Case("unknown key", page("---\ntitel: Travel\n---\n")),
    Case("unknown key like none", page("---\nauthor: Press office\n---\n# Travel\n")),
    Case("key of a session on a page", page("---\nspeakers: Speaker One\n---\n# Travel\n")),
    Case("colon in a title", page("---\ntitle: Travel: how to come\n---\n")),
    Case("colon without space", page("---\ntitle:Travel\n---\n")),
    Case("colon without space after another key", page("---\ndescription: How to come\ntitle:Travel\n---\n")),
    Case("equals sign for the colon", page("---\ntitle = Travel\n---\n")),
    Case("tab before a key", page("---\nnav:\n\torder: 10\n---\n# Travel\n")),
    Case("tab after the colon", page("---\ntitle:\tTravel\n---\n")),
    Case("quotes of Word", page("---\ntitle: “Travel: how to come”\n---\n")),
    Case("quotes of Word round a word", page("---\ntitle: “Travel”\n---\n")),
    Case("quotation mark without end", page('---\ntitle: "Travel\n---\n')),
    Case("apostrophe that ends a quoted title", page("---\ntitle: 'What's on'\n---\n")),
    Case("title that begins with a bracket", page("---\ntitle: [Travel] How to come\n---\n")),
    Case("title that begins with an asterisk", page("---\ntitle: *Travel*\n---\n")),
    Case("title that begins with a percent sign", page("---\ntitle: %Travel\n---\n")),
    Case("title that begins with @", page("---\ntitle: @home\n---\n")),
    Case("key twice", page("---\ntitle: Travel\ntitle: How to come\n---\n")),
    Case("number in words", page("---\nnav: {order: first}\n---\n# Travel\n")),
    Case("nav without its keys", page("---\nnav: yes\n---\n# Travel\n")),
    Case("draft in other words", page("---\ndraft: maybe\n---\n# Travel\n")),
    Case("slug with capitals", page("---\nslug: How To Come\n---\n# Travel\n")),
    Case("old address alone", page("---\nredirect_from: /old/\n---\n# Travel\n")),
    Case("title that is a list", page("---\ntitle:\n  - Travel\n---\n")),
    Case("template that is not there", page("---\ntemplate: travel.html\n---\n# Travel\n")),
    Case("template misspelt", page("---\ntemplate: pages.html\n---\n# Travel\n")),
    Case("state of the agenda in other words", {AGENDA: ("provisional", "draft")}),
    Case("state of the agenda misspelt", {AGENDA: ("provisional", "provisonal")}),
    Case("draft under the wrong file", {INDEX: ("description:", "state: final\ndescription:")}),
    # Words of a page
    Case("link to a page that is not there", page("# Travel\n\nSee [what is on](programme.md).\n")),
    Case("link to a page misspelt", page("# Travel\n\nSee [what is on](agenada.md).\n")),
    Case("link without .md", page("# Travel\n\nSee [what is on](agenda).\n")),
    Case("link without https", page("# Travel\n\nSee [the hall](www.hall.eu).\n")),
    Case("link to a heading that is not there", page("# Travel\n\nSee [the opening](agenda.md#openning).\n")),
    Case("link to a heading of this page", page("# Travel\n\nSee [below](#trains).\n\n## By train\n")),
    Case("link that runs a script", page("# Travel\n\nSee [this](javascript:alert(1)).\n")),
    Case("link to a file of the computer", page("# Travel\n\nSee [this](file:///C:/hall.pdf).\n")),
    Case("link to a file that runs", {"content/app.html": "<script></script>", PAGE: "# Travel\n\nSee [this](app.html).\n"}),
    Case("picture without words", {**shown(picture("JPEG")), PAGE: "# Travel\n\n![](hall.jpg)\n"}),
    Case("picture called by its file", {"content/dsc_0042.jpg": picture("JPEG"), PAGE: "# Travel\n\n![DSC_0042](dsc_0042.jpg)\n"}),
    Case("picture of another host", page("# Travel\n\n![The hall](https://hall.eu/hall.jpg)\n")),
    Case("picture that is not there", page("# Travel\n\n![The hall](hall.jpg)\n")),
    Case("script in a page", page('# Travel\n\n<script>track()</script>\n\n<iframe src="https://maps.eu/"></iframe>\n')),
    Case("colour in a page", page('# Travel\n\n<p style="color: red">By train</p>\n')),
    Case("question not answered", page("# Travel\n\nTODO: Which train?\n")),
    Case("nested too deeply", page("# Travel\n\n" + "".join(f"{'    ' * depth}- By train\n" for depth in range(400)))),
    Case("what should not be published", page("# Travel\n\nJoin at https://meet.google.com/abc-defg-hij today\n\nPasscode: 123456\n\nAPI key: abcdef0123456789abcdef\n")),
    Case("list of addresses", page("# Travel\n\n" + "".join(f"- visitor-{number}@events.eu\n" for number in range(6)))),
    Case("what should not be published among facts", {"site.yaml": ("  time_zone", "  status_note: 'Passcode: 123456'\n  time_zone")}),
    Case("placeholders among facts", {"site.yaml": SITE["site.yaml"].replace("conference.events.eu", "example.org").replace("A day", "TODO a day")}),
    Case("two headings of one id", page("# Travel\n\n## By train {#come}\n\n## By bus {#come}\n")),
    Case("heading that skips a level", page("# Travel\n\n#### By train\n")),
    Case("two titles", page("# Travel\n\n# By train\n")),
    Case("address of another page", {PAGE: "---\nslug: agenda\n---\n# Travel\n"}),
    Case("old address with its host", page("---\nredirect_from:\n  - https://old.events.eu/travel/\n---\n# Travel\n")),
    Case("old address with a question", page("---\nredirect_from:\n  - /travel.php?page=2\n---\n# Travel\n")),
    Case("old address of no page", page("---\nredirect_from:\n  - /travel.pdf\n---\n# Travel\n")),
    Case("old address that is a file", page("---\nredirect_from:\n  - /event.ics/\n---\n# Travel\n")),
    Case("old address of the page itself", page("---\nredirect_from:\n  - /travel/\n---\n# Travel\n")),
    # The agenda: times and days
    Case("minute that is none", agenda("## 10:75 Opening\n")),
    Case("hour that is none", agenda("## 25:00–26:00 Opening\n")),
    Case("letter O for a zero", agenda("## 1O:00 Opening\n")),
    Case("hour of both clocks", agenda("## 14:00 pm Opening\n")),
    Case("end before start", agenda("## 10:00–9:30 Opening\n")),
    Case("end that was the afternoon's", agenda("## 11:00–1:00 Opening\n")),
    Case("end at the start", agenda("## 10:00–10:00 Opening\n")),
    Case("afternoon or night", agenda("## 12:00–13:00 Lunch\n\n## 2:00–3:00 Panel\n")),
    Case("hour that spring skips", {"site.yaml": SITE["site.yaml"].replace("2022-11-17", "2023-03-26"), AGENDA: "## 2:30–4:00 Night owls\n"}),
    Case("time without title", agenda("## 10:00–10:30\n\n## 10:30 Questions\n")),
    Case("title without time", agenda("## Opening\nSpeakers: Speaker One\n\n## 10:30–11:00 Questions\n")),
    Case("time to be confirmed", agenda("## TBC: Opening\n\n## 10:30–11:00 Questions\n")),
    Case("last session without end", agenda("## 10:00 Opening\n\n## 10:30 Questions\n")),
    Case("days without dates", {**EVENT_OF_TWO_DAYS, AGENDA: "## 10:00–10:30 Opening\n"}),
    Case("weekday of another date", {**EVENT_OF_TWO_DAYS, AGENDA: "# Monday 17 November 2022\n\n## 10:00–10:30 Opening\n"}),
    Case("date that is none", {**EVENT_OF_TWO_DAYS, AGENDA: "# 31 November 2022\n\n## 10:00–10:30 Opening\n"}),
    Case("date with dots", {**EVENT_OF_TWO_DAYS, AGENDA: "# 17.11.2022\n\n## 10:00–10:30 Opening\n"}),
    Case("date of Americans", {**EVENT_OF_TWO_DAYS, AGENDA: "# 11/17/2022\n\n## 10:00–10:30 Opening\n"}),
    Case("date that may be two", {**EVENT_OF_TWO_DAYS, AGENDA: "# 3/4/2022\n\n## 10:00–10:30 Opening\n"}),
    Case("day misspelt", {**EVENT_OF_TWO_DAYS, AGENDA: "# Thurday 17 November 2022\n\n## 10:00–10:30 Opening\n"}),
    Case("month misspelt", {**EVENT_OF_TWO_DAYS, AGENDA: "# 17 Novembre2022\n\n## 10:00–10:30 Opening\n"}),
    Case("day after the last", {**EVENT_OF_TWO_DAYS, AGENDA: "# Day 3\n\n## 10:00–10:30 Opening\n"}),
    Case("day outside the event", agenda("# 18 November 2022\n\n## 10:00–10:30 Opening\n")),
    Case("hours in which nothing happens", agenda("## 10:00–10:30 Opening\n\n## 14:00–15:00 Questions\n")),
    Case("dinner in the evening", agenda("## 10:00–14:00 Opening\n\n## 18:00–19:00 Dinner\n")),
    Case("reception after hours", agenda("## 10:00–13:00 Opening\n\n## 16:30–18:00 Reception\n")),
    Case("two at once in a room", agenda("## 10:00–11:00 Opening\nRoom: Hall\n\n## 10:30–11:00 Questions\nRoom: Hall\n")),
    Case("somebody in two places", agenda("## 10:00–11:00 Opening\nSpeakers: Speaker One\nRoom: Hall\n\n## 10:30–11:00 Questions\nSpeakers: Speaker One\nRoom: Studio\n")),
    Case("session out of order", agenda("## 11:00–11:30 Questions\n\n## 10:00–10:30 Opening\n")),
    # The agenda: facts of a session
    Case("field misspelt", after_opening("Speeker: Speaker One")),
    Case("field twice", after_opening("Room: Hall\nRoom: Studio")),
    Case("kind of session unknown", after_opening("Kind: workshoop")),
    Case("kind like none", after_opening("Kind: fireside")),
    Case("status unknown", after_opening("Status: canceld")),
    Case("language unknown", after_opening("Language: Klingon")),
    Case("address without https", after_opening("Slides: slides.events.eu/opening")),
    Case("address that is none", after_opening("Recording: coming soon")),
    Case("id that is none", {AGENDA: ("{#opening}", "{#Opening Session}")}),
    Case("id twice", {AGENDA: ("{#questions}", "{#opening}")}),
    Case("speaker misspelt", {AGENDA: ("Speaker One", "Guest Twentyonne"), PEOPLE: ("Speaker One", "Guest Twentyone")}),
    Case("speaker without entry", after_opening("Speakers: Somebody Else")),
    Case("speaker of two entries", {PEOPLE: ("## Speaker One\n", "## Speaker One (Society)\n\n## Speaker One (Institute)\n")}),
    # The agenda: tables
    Case("time of a table that is none", agenda("| Time | Session |\n|---|---|\n| 10.00 | Opening |\n| soon | Questions |\n")),
    Case("table: minute that is none", agenda("| Time | Session |\n|---|---|\n| 10:75 | |\n| 10:30–11:00 | Questions |\n")),
    Case("table: time without title", agenda("| Time | Session |\n|---|---|\n| 10:00 | |\n| 10:30–11:00 | Questions |\n")),
    Case("table: title of neither", agenda("| Time | Session | Speakers |\n|---|---|---|\n| 10:00 | | Speaker One |\n| 10:30–11:00 | Questions | |\n")),
    Case("table: time to be confirmed", agenda("| Time | Session |\n|---|---|\n| TBC | Opening |\n| 10:30–11:00 | Questions |\n")),
    Case("table: lanes without titles", agenda("| Time | Room A | Room B |\n|---|---|---|\n| 10:00 | | |\n| 10:30–11:00 | Questions | More |\n")),
    Case("table: day that is none", {**EVENT_OF_TWO_DAYS, AGENDA: "| Date | Time | Session |\n|---|---|---|\n| soon | 10:00–11:00 | Opening |\n| 17 November | 11:00–12:00 | Questions |\n"}),
    Case("list: time without title", agenda("- 10:00\n- 10:30–11:00 Questions\n")),
    # Speakers
    Case("speaker without a name", {PEOPLE: "## \nRole: Head\n\n## Speaker One\n"}),
    Case("speakers as titles", {PEOPLE: "# Speakers\n\n### Speaker One\n\n### Speaker Two\n"}),
    Case("title among speakers", {PEOPLE: "## Speaker One\n\n# Speaker Two\n"}),
    Case("field of a speaker misspelt", {PEOPLE: ("Role:", "Rolle of:")}),
    Case("field of a speaker nearly right", {PEOPLE: ("Role:", "Roll:")}),
    Case("field of a speaker twice", {PEOPLE: ("Role: Head of Examples", "Role: Head\nRole: Chair")}),
    Case("website without https", {PEOPLE: ("Role: Head of Examples", "Website: www.one.eu")}),
    Case("photo that is not there", {PEOPLE: ("Role: Head of Examples", "Photo: one.jpg")}),
    Case("photo misspelt", {"content/speakers/one.jpg": picture("JPEG"), PEOPLE: ("Role: Head of Examples", "Photo: speakers/one.jpeg")}),
    Case("photo of another host", {PEOPLE: ("Role: Head of Examples", "Photo: https://one.eu/one.jpg")}),
    Case("photo outside", {PEOPLE: ("Role: Head of Examples", "Photo: ../one.jpg")}),
    Case("id of a speaker that is none", {PEOPLE: ("## Speaker One", "## Speaker One {#Speaker_1}")}),
    Case("speaker twice", {PEOPLE: "## Speaker One\n\n## Speaker One\n"}),
    Case("two speakers of one id", {PEOPLE: "## Speaker One\n\n## Speaker Two {#speaker-one}\n"}),
    Case("speaker's file of an id taken", {"content/speakers/speaker-one.md": "---\nname: Speaker Two\n---\n"}),
    Case("speaker's file without name", {SPEAKER: "---\nrole: Head\n---\nKnows more.\n"}),
    Case("speaker's file without anything", {SPEAKER: "Speaker Two knows more.\n"}),
    Case("speaker's name left empty", {SPEAKER: "---\nname:\n---\n"}),
    Case("speaker's file with a field misspelt", {SPEAKER: "---\nname: Speaker Two\norganisation: Example Society\n---\n"}),
    Case("links of a speaker", {SPEAKER: "---\nname: Speaker Two\nlinks:\n  - two.eu\n---\n"}),
    Case("names that are no list", {SPEAKER: "---\nname: Speaker Two\nalso:\n  first: Two\n---\n"}),
    # Files of sessions
    Case("session nowhere", {"content/sessions/openning.md": "# Opening\n\nWelcome.\n"}),
    Case("session like none", {"content/sessions/workshop.md": "# Workshop\n\nHands on.\n"}),
    Case("session without title", {"content/sessions/workshop.md": "---\nstart: 12:00\nend: 13:00\n---\nHands on.\n"}),
    Case("text of a session twice", {SESSION: "# Opening\n\nWelcome again.\n"}),
    Case("fact of a session twice", {SESSION: "---\nspeakers: Speaker One\n---\n"}),
    Case("name of a session's file", {"content/sessions/The Workshop.md": "---\ntitle: Workshop\nstart: 12:00\nend: 13:00\n---\n"}),
    Case("two files of a session", {SESSION: "# Opening\n", "content/sessions/more/opening.md": "# Opening\n"}),
    Case("date of a session with dots", {"content/sessions/workshop.md": "---\ntitle: Workshop\nstart: 17.11.2022 12:00\n---\n"}),
    Case("date of a session of Americans", {"content/sessions/workshop.md": "---\ntitle: Workshop\nstart: 11/17/2022\n---\n"}),
    Case("start without time", {"content/sessions/workshop.md": "---\ntitle: Workshop\nstart: 2022-11-17\n---\n"}),
    Case("start without day", {**EVENT_OF_TWO_DAYS, AGENDA: "", "content/sessions/workshop.md": "---\ntitle: Workshop\nstart: 12:00\nend: 13:00\n---\n"}),
    Case("start years away", {"content/sessions/workshop.md": "---\ntitle: Workshop\nstart: 2002-11-17 12:00\n---\n"}),
    Case("session ends before it starts", {"content/sessions/workshop.md": "---\ntitle: Workshop\nstart: 12:00\nend: 11:00\n---\n"}),
    Case("session without end", {"content/sessions/workshop.md": "---\ntitle: Workshop\nstart: 12:00\n---\n"}),
    Case("session in the hour that spring skips", {"site.yaml": SITE["site.yaml"].replace("2022-11-17", "2023-03-26"), "content/sessions/workshop.md": "---\ntitle: Workshop\nstart: 2:30\nend: 4:00\n---\n"}),
    Case("kind of a session's file", {"content/sessions/workshop.md": "---\ntitle: Workshop\nstart: 12:00\nend: 13:00\nkind: workshoop\n---\n"}),
    Case("speakers of a session as keys", {"content/sessions/workshop.md": "---\ntitle: Workshop\nstart: 12:00\nend: 13:00\nspeakers:\n  one: Speaker One\n---\n"}),
    # Translations
    Case("nothing translated", {"site.yaml": FRENCH["site.yaml"]}),
    Case("translation of no page", french({"content/fr/travel.md": "# Voyage\n"})),
    Case("translation of a page misspelt", french({PAGE: "# Travel\n", "content/fr/travle.md": "# Voyage\n"})),
    Case("translation with facts of the original", french({"content/fr/index.md": ("description:", "nav: {order: 1}\ndescription:")})),
    Case("translation out of date", french({"content/fr/index.md": ("description:", "original: 000000000000\ndescription:")})),
    Case("translated session without id", french({"content/fr/agenda.md": ("{#opening}", "")})),
    Case("translated session of another id", french({"content/fr/agenda.md": ("{#opening}", "{#openning}")})),
    Case("translated session with its time", french({"content/fr/agenda.md": ("Ouverture", "10:00–10:30 Ouverture")})),
    Case("translated session at another time", french({"content/fr/agenda.md": ("Ouverture", "11:00 Ouverture")})),
    Case("translated session with its speakers", french({"content/fr/agenda.md": ("{#opening}\n", "{#opening}\nSpeakers: Speaker One\n")})),
    Case("translated session in another room", french({"content/fr/agenda.md": ("{#opening}\n", "{#opening}\nSalle: Studio\n")})),
    Case("translated session with other speakers", french({"content/fr/agenda.md": ("{#opening}\n", "{#opening}\nSpeakers: Speaker Two\n")})),
    Case("translated session without its text", french({"content/fr/agenda.md": ("Bienvenue.\n\n", "")})),
    Case("tracks without translation", french({AGENDA: ONE_TRACK})),
    Case("track translated as another", french({AGENDA: TWO_TRACKS, "content/fr/agenda.md": ("{#opening}\n", "{#opening}\nTrack: Practice\n")})),
    Case("room with two translations", french({AGENDA: ONE_ROOM, "content/fr/agenda.md": ONE_ROOM_TWICE})),
    Case("translated speaker of another name", french({"content/fr/speakers.md": ("Speaker One", "Speaker Onne")})),
    Case("translated speaker with another website", french({"content/fr/speakers.md": ("Rôle:", "URL: https://one.eu/\nRôle:")})),
    Case("title of one language", french({"site.yaml": ("Example Conference, fr: Conférence Exemple", "Example Conference")})),
    Case("title of the other language", french({"site.yaml": ("{en: Example Conference, ", "{")})),
    Case("language of no site", {PAGE: "---\ntitle: {en: Travel, fr: Voyage}\n---\n"}),
    Case("language without words", {"site.yaml": ("site:\n", "site:\n  languages: [en, vo]\n")}),
    Case("link to a heading of a translation", french({"content/fr/index.md": ("## Le sujet", "[Plus](index.md#what-it-is-about)")})),
    # Pictures
    Case("photo of a telephone", shown(b"\x00\x00\x00\x18ftypheic" + bytes(40))),
    Case("picture that is empty", shown(b"")),
    Case("picture that is a text", shown(b"By train")),
    Case("picture that is a PDF", shown(b"%PDF-1.7\n")),
    Case("drawing under another name", shown(SVG.encode())),
    Case("picture under another name", shown(picture("PNG"))),
    Case("picture that moves", shown(picture("GIF", save_all=True, append_images=[Image.new("RGB", (40, 30), "red")]), "content/hall.gif")),
    Case("picture that breaks off", shown(picture("JPEG", (400, 300))[:900])),
    Case("picture too long", shown(picture("PNG", (17_000, 10)), "content/hall.png")),
    Case("picture too large", shown(picture("PNG", (14_000, 14_000), "1"), "content/hall.png")),
    Case("drawing that is none", drawn("<svg")),
    Case("drawing that is a page", drawn("<html></html>")),
    Case("drawing without size", drawn('<svg xmlns="http://www.w3.org/2000/svg"></svg>')),
    Case("drawing of a script", drawn(SVG.format("<script>track()</script>"))),
    Case("drawing with a photo elsewhere", drawn(SVG.format('<image href="https://hall.eu/hall.jpg"/>'))),
    Case("drawing with a font elsewhere", drawn(SVG.format("<style>@import 'https://fonts.eu/';</style>"))),
    Case("drawing with a style elsewhere", drawn(SVG.format('<rect style="fill: url(https://hall.eu/#a)"/>'))),
    Case("drawing of endless depth", drawn(SVG.format("<g>" * 20_000 + "</g>" * 20_000))),
    Case("drawing with text along a path", drawn(SVG.format('<path id="a" d="M0 0h9"/><text><textPath href="#a">Hall</textPath></text>'))),
    Case("drawing that changes an address", drawn(SVG.format('<a href="#b"><set attributeName="href" to="https://hall.eu/"/></a>'))),
    Case("letters the preview picture lacks", {"site.yaml": ("title: Example Conference", "title: 例 Conference")}),
    # Templates
    Case("template that is broken", {"templates/page.html": "{% block main %}\n{{ title }\n", PAGE: "# Travel\n"}),
    Case("template with an unknown word", {"templates/page.html": "<h1>{{ titel }}</h1>\n", PAGE: "# Travel\n"}),
    Case("template that includes none", {"templates/page.html": "{% include 'foter.html' %}\n", PAGE: "# Travel\n"}),
    Case("template that is no text", {"templates/page.html": "<h1>Café".encode("cp1252")}),
    Case("template with a dead link and two titles", {"templates/page.html": '<h1>Travel</h1><a href="/nowhere/">\n<h1>Travel</h1><img src="/a.png">', PAGE: "# Travel\n"}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, tmp_path: Path, accept: bool) -> None:
    said = "\n".join(map(_shown, _messages(tmp_path, case.edits)))
    if accept:
        write_golden(GOLDEN, {**read_golden(GOLDEN), case.name: said})
    assert said == read_golden(GOLDEN).get(case.name)


@pytest.mark.parametrize("edits", [{}, FRENCH], ids=["in one language", "in two"])
def test_site_is_valid(edits: dict[str, Edit], tmp_path: Path) -> None:
    assert _messages(tmp_path, edits) == []


def test_golden_file_has_no_other_cases(accept: bool) -> None:
    check_names(GOLDEN, [case.name for case in CASES], accept=accept)


def _shown(message: Message) -> str:
    return str(message) if message.severity == "problem" else f"notice: {message}"


def _messages(folder: Path, edits: dict[str, Edit]) -> list[Message]:
    for path, content in {**SITE, **edits}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(file)
            continue
        if isinstance(content, tuple):
            assert content[0] in SITE[path]
            content = SITE[path].replace(*content)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        site = validate(load(folder, HOUSE))
        targets = plan(site)
        files = render(targets, Cache(folder / "cache"))
        write(files, folder / "_site", ())
        return sorted({*site.notices, *targets.notices, *check(files, base_path(site.facts.site.url))})
    except ContentProblems as error:
        return list(error.messages)
