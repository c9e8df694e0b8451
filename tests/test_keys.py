"""What is made again after an edit: the pages that show what was edited, and no others."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from build import HOUSE
from generator.cache import Cache
from generator.load import load
from generator.plan import plan
from generator.render import render
from generator.validate import validate

SITE = """event:
  id: keys-2024
  title: Key Conference
  summary: Two sessions and two people, written so that a test can edit one fact of them after the other.
  start: 2024-06-03 09:00
  end: 2024-06-03 18:00
  time_zone: Europe/Brussels
attend: [{id: online, mode: online, platform: Jitsi}]
organizers: [{name: Organisation 1}]
contact: {name: Office}
site: {url: "https://conference.internal/"}
"""
ONE = "---\ntitle: One\nstart: 2024-06-03 10:00\nend: '11:00'\nroom: Hall\nspeakers: [Speaker 1]\n---\nWords. [Practical](../practical.md)\n"
FILES = {
    "site.yaml": SITE,
    "content/practical.md": "# Practical\n\nWords.",
    "content/sessions/one.md": ONE,
    "content/sessions/two.md": "---\ntitle: Two\nstart: 2024-06-03 11:00\nend: '12:00'\nspeakers: [Speaker 2]\n---\nMore.\n",
    "content/speakers.md": "## Speaker 1\n\nRole: Chair\n\nWords.\n\n## Speaker 2\n\nWords.\n",
}
ONES, TWOS, AGENDA = "agenda/one/index.html", "agenda/two/index.html", "agenda/index.html"
PEOPLE, FIRST, SECOND = "speakers/index.html", "speakers/speaker-1/index.html", "speakers/speaker-2/index.html"
PRACTICAL = "practical/index.html"
ALL = {ONES, TWOS, AGENDA, PEOPLE, FIRST, SECOND, PRACTICAL}


def _made(folder: Path, edits: Mapping[str, str]) -> dict[str, tuple[str, bytes]]:
    """The key and the bytes of each page that has a key."""
    for path, text in (FILES | edits).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    targets = plan(validate(load(folder, HOUSE), now=datetime(2024, 1, 1, tzinfo=UTC)))
    files = {file.path: file.data for file in render(targets, Cache(folder / ".cache"))}
    return {target.path: (target.key(), files[target.path]) for target in targets.files if target.key}


@pytest.mark.parametrize(
    ("path", "old", "new", "pages"),
    [
        ("content/sessions/one.md", "Words.", "Others.", {ONES, AGENDA}),
        ("content/sessions/one.md", "room: Hall", "room: Attic", {ONES, AGENDA}),
        ("content/sessions/one.md", "title: One", "title: Other", {ONES, AGENDA, PEOPLE, FIRST}),
        ("content/sessions/one.md", "title: One", "title: Two", {ONES, TWOS, AGENDA, PEOPLE, FIRST}),
        ("content/sessions/one.md", "10:00", "09:30", {ONES, AGENDA, PEOPLE, FIRST}),
        ("content/sessions/one.md", "room: Hall", "status: cancelled", {ONES, AGENDA, PEOPLE, FIRST}),
        ("content/sessions/one.md", "[Speaker 1]", "[Speaker 2]", {ONES, AGENDA, PEOPLE, FIRST, SECOND}),
        ("content/speakers.md", "Role: Chair", "Role: Host", {PEOPLE, FIRST}),
        ("content/speakers.md", "\n\nWords.\n\n##", "\n\nOthers.\n\n##", {PEOPLE, FIRST}),
        ("content/practical.md", "Words", "Others", {PRACTICAL}),
        ("content/practical.md", "# Practical", "# In practice", ALL),
        ("site.yaml", "Office", "Bureau", ALL),
    ],
)
def test_an_edit_makes_the_pages_that_show_it(path: str, old: str, new: str, pages: set[str], tmp_path: Path) -> None:
    before = _made(tmp_path, {})
    after = _made(tmp_path, {path: FILES[path].replace(old, new)})
    assert set(before) == set(after) == ALL
    assert {page for page in ALL if before[page][0] != after[page][0]} == pages
    assert {page for page in ALL if before[page][1] != after[page][1]} <= pages


def test_a_class_that_a_template_takes_is_taken_from_texts(tmp_path: Path) -> None:
    text = {"content/practical.md": '# Practical\n\n<p class="own other">Words</p>'}
    before, after = _made(tmp_path, text), _made(tmp_path, text | {"templates/own.html": '<b class="own">'})
    assert before[PRACTICAL][0] != after[PRACTICAL][0]
    assert (b'class="own other"' in before[PRACTICAL][1], b'class="other"' in after[PRACTICAL][1]) == (True, True)


DAYS = "# 3 June 2024\n\n## 14:00–15:00 Noon\n\n{0}\n\n# 4 June 2024\n\n{1}\n\n## 10:00–11:00 Late\n"


def test_a_night_that_moves_to_the_next_days_heading_is_another_agenda(tmp_path: Path) -> None:
    agendas = (DAYS.format("## 01:00–02:00 Night", ""), DAYS.format("", "## 01:00–02:00 Night"))
    before, after = (_made(tmp_path, {"content/agenda.md": text})[AGENDA] for text in agendas)
    assert (before[0] == after[0], before[1] == after[1]) == (False, False)
