"""Whatever is edited, in whatever order: what the preview, and a build that finds what the ones before it have kept,
make of it is what a build from nothing makes of it.

    SEQUENCES=500 uv run pytest tests/property/test_edit_sequences.py

tries so many sequences of up to twelve edits each instead of a few.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

import build
from generator import memory
from generator.cache import Cache
from generator.check import check
from generator.files import OutputFile, Targets
from generator.load import load
from generator.model import Site
from generator.plan import plan
from generator.preview.builder import SiteBuilder
from generator.problems import ContentProblems, Place
from generator.render import render
from generator.sources import Sources
from generator.validate import validate

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


def _picture(color: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8), color).save(file, "PNG")
    return file.getvalue()


def _session(words: str, **facts: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in facts.items())
    return f"---\n{lines}---\n{words}\n"


AGENDA = """Welcome to [the sessions](sessions/alone.md).

# 3 June 2024

## 09:00–10:00 Opening {#opening}

Speakers: Speaker 1, Speaker 2

Words of the [opening](practical.md#access).

## 10:00–11:00 Second {#second}

Room: Hall
"""
PEOPLE = "Everybody.\n\n## Speaker 1\n\nRole: Chair\n\nWords.\n\n## Speaker 2\n\nPhoto: photo.png\n"
# What each file may hold; the first is how it begins, None that it is not there.
STATES: dict[str, list[str | bytes | None]] = {
    "site.yaml": [
        SITE_YAML,
        SITE_YAML.replace("Edited Event", "Another Name"),
        SITE_YAML.replace("[en, fr]", "[en]"),
        SITE_YAML.replace("[en, fr]", "[fr, en, ar]"),
        SITE_YAML.replace("Europe/Brussels", "Asia/Tokyo"),
        SITE_YAML.replace("  time_zone", "  status: postponed\n  updated: 2024-01-02\n  time_zone"),
        SITE_YAML.replace("/edited/", "/elsewhere/"),
        SITE_YAML.replace("mode: online", "mode: nowhere"),
        "event: [",
        SITE_YAML.replace("{en: Edited Event, fr: Événement remanié}", "Edited Event"),
        SITE_YAML.replace("Événement remanié", "Edited Event"),
    ],
    "content/index.md": [
        "Welcome. ![A square](photo.png) [Agenda](agenda.md#second)",
        "---\nnav: {order: 9}\n---\nOther",
    ],
    "content/practical.md": [
        "# Practical\n\n## Access {#access}\n\n[A file](paper.pdf) [Home](index.md)",
        "# Practical\n\n## Way {#way}\n\nHow to get there.",
        "---\ntitle: In practice\nslug: how\nredirect_from: /old/\n---\n## Access {#access}\n\n<b>Bold</b> <form>",
        "---\ndraft: true\n---\n# Practical\n\n## Access {#access}",
        "---\nslugg: how\n---\nWords",
        None,
    ],
    "content/agenda.md": [
        AGENDA,
        "\n\n" + AGENDA,
        AGENDA.replace("09:00–10:00", "09:30–10:30"),
        AGENDA.replace("Second", "Zweite").replace("Speaker 2", "Speaker 3"),
        AGENDA.replace("Speaker 2", "Speaker2"),
        "---\nstate: provisional\n---\n" + AGENDA,
        "---\nnav: {order: 100}\n---\n" + AGENDA,
        None,
    ],
    "content/sessions/second.md": [
        _session("Words of the second. TODO: more?", speakers="[Speaker 2]"),
        _session("Other words, with [a link](../practical.md).", speakers="[Speaker 1 and Speaker 2]", track="Data"),
        _session("Words", room="Elsewhere"),
        None,
    ],
    "content/sessions/alone.md": [
        _session("Alone.", title="Alone", start="2024-06-04 10:00", end="'11:00'"),
        _session("Alone.", title="Alone", start="2024-06-04 10:00"),
        _session("Alone, and longer.", title="Second", start="2024-06-03 09:30", end="'11:00'", speakers="[Speaker 1]"),
        _session("No start.", title="Alone"),
        None,
    ],
    "content/speakers.md": [
        PEOPLE,
        PEOPLE.replace("Speaker 1", "Speaker One"),
        "\n" + PEOPLE,
        PEOPLE + "\n[x](gone.md)",
        None,
    ],
    "content/speakers/speaker-9.md": [None, "---\nname: Speaker 9\n---\nLate.", "---\nname: Speaker 2\n---\nTwin."],
    "content/fr/index.md": ["Bienvenue. [Programme](agenda.md)", "Autre", None],
    "content/fr/agenda.md": [None, "# 3 juin\n\n## Ouverture {#opening}\n\nMots.\n", "## Rien {#nothing}\n"],
    "content/fr/sessions/second.md": [
        "---\ntitle: Deuxième\n---\nMots.",
        "---\noriginal: abc\n---\nD'autres mots.",
        None,
    ],
    "content/photo.png": [_picture("red"), _picture("blue"), b"no picture", None],
    "content/paper.pdf": [b"%PDF-1", b"%PDF-2", None],
    "templates/page.html": [None, "{{ title }} {{ body }} {{ _('Agenda') }}", "{{ nothing }}", "{% if %}"],
    "assets/style.css": [None, "p { color: red }", "p { color: tan }"],
}
CLOCKS = [None, datetime(2024, 6, 3, 8, tzinfo=UTC), datetime(2024, 6, 9, tzinfo=UTC)]

EDITS = st.one_of(
    [st.tuples(st.just(path), st.integers(0, len(states) - 1)) for path, states in STATES.items()]
    + [
        st.tuples(st.just("now"), st.integers(0, len(CLOCKS) - 1)),
        st.tuples(st.just("with_drafts"), st.integers(0, 1)),
        # The same size and moment of writing as before: only the words differ.
        st.tuples(st.just("letter"), st.sampled_from([number for number, path in enumerate(STATES)])),
    ]
)
Made = tuple[dict[str, bytes], tuple[str, ...]]


class _Event:
    """A site's folder, and the three ways to build it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now, self.with_drafts = folder, CLOCKS[0], True
        for path, states in STATES.items():
            self.write(path, states[0])
        self.render = lambda targets: render(targets, Cache(folder.parent / "cache"))
        self.builder = SiteBuilder(load, states, self.prepare, self.render, check, (folder, build.HOUSE), ())

    def write(self, path: str, data: str | bytes | None) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if data is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(data.encode() if isinstance(data, str) else data)

    def edit(self, what: str, which: int) -> Callable[[], None]:
        """What undoes it."""
        if what in ("now", "with_drafts"):
            before = getattr(self, what)
            setattr(self, what, CLOCKS[which] if what == "now" else bool(which))
            return partial(setattr, self, what, before)
        path = list(STATES)[which] if what == "letter" else what
        held = (self.folder / path).read_bytes() if (self.folder / path).exists() else None
        if what == "letter":
            self.change_letter(self.folder / path)
        else:
            self.write(path, STATES[path][which])
        return partial(self.write, path, held)

    def change_letter(self, file: Path) -> None:
        if file.exists():
            data, status = file.read_bytes(), file.stat()
            file.write_bytes(data.replace(b"r", b"s", 1) if b"r" in data else data.replace(b"s", b"r", 1))
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    def prepare(self, sources: Sources) -> tuple[Site, Targets]:
        site = validate(sources, "", self.now, with_drafts=self.with_drafts)
        return site, plan(site)

    def again(self) -> Made:
        """By the preview, which has built it before."""
        snapshot = self.builder.build()
        if not snapshot.is_whole:
            return {}, tuple(map(str, snapshot.messages))
        return _made(snapshot.paths, snapshot.read, tuple(map(str, snapshot.messages)))

    def from_nothing(self) -> Made:
        with _nothing_remembered():
            return self.made()

    def in_a_new_process(self) -> Made:
        """By a build that has what the ones before it have written down, and nothing else."""
        with _nothing_remembered(), memory.remembering(self.folder.parent / "kept", "version"):
            return self.made()

    def made(self) -> Made:
        try:
            site, targets = self.prepare(load(self.folder, build.HOUSE))
        except ContentProblems as error:
            return {}, tuple(map(str, error.messages))
        files = {target.path: target for target in targets.files}
        said = tuple(map(str, sorted({*site.notices, *targets.notices})))
        return _made(files, lambda path: self.render(replace(targets, files=(files[path],)))[0].data, said)


def _made(paths: Iterator[str], read: Callable[[str], bytes], said: tuple[str, ...]) -> Made:
    files = {}
    for path in sorted(paths):
        try:
            files[path] = read(path)
        except ContentProblems as error:
            said += tuple(map(str, error.messages))
    pages = [OutputFile(path, data, Place("site.yaml")) for path, data in files.items()]
    return files, said + tuple(map(str, check(pages, "/edited/")))


@contextmanager
def _nothing_remembered() -> Iterator[None]:
    kept = memory._recent, memory._older, memory._whole
    memory.forget()
    yield
    memory._recent, memory._older, memory._whole = kept


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    memory.forget()


@settings(
    max_examples=int(os.environ.get("SEQUENCES", "5")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# What is the default counts as written: the agenda is first in the menu only as long as nobody says where it is.
@example([("content/agenda.md", 6)])
# Words that are the same in both languages are in the language of the page; those lent to it say whose they are.
@example([("site.yaml", 9), ("site.yaml", 10)])
@given(st.lists(EDITS, min_size=1, max_size=12))
def test_whatever_is_kept_the_site_is_what_a_build_from_nothing_makes(edits: list[tuple[str, int]]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        memory.forget()
        event = _Event(folder / "site")
        assert event.again() == event.from_nothing()
        for edit in edits:
            undo = event.edit(*edit)
            made = event.again()
            assert made == event.from_nothing() == event.in_a_new_process()
            if not made[0]:  # a site that stays broken would show nothing of the edits to come
                undo()
                assert event.again() == event.from_nothing()
    finally:
        shutil.rmtree(folder)
