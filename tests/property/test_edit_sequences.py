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
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import build
from generator import memory
from generator.cache import Cache
from generator.check import check
from generator.files import OutputFile, Targets
from generator.load import load, states
from generator.model import Site
from generator.plan import plan
from generator.preview.builder import SiteBuilder
from generator.problems import ContentProblems, Place
from generator.render import render
from generator.sources import Sources
from generator.validate import validate
from tests.property.edited_event import EDITS, STATES, Edit, edit, write

CLOCKS = [None, datetime(2024, 6, 3, 8, tzinfo=UTC), datetime(2024, 6, 9, tzinfo=UTC)]

STEPS = (
    EDITS
    | st.tuples(st.just("now"), st.integers(0, len(CLOCKS) - 1))
    | st.tuples(st.just("with_drafts"), st.integers(0, 1))
)
Made = tuple[dict[str, bytes], tuple[str, ...]]


class _Event:
    """A site's folder, and the three ways to build it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now, self.with_drafts = folder, CLOCKS[0], True
        for path, versions in STATES.items():
            write(folder, path, versions[0])
        self.render = lambda targets: render(targets, Cache(folder.parent / "cache"))
        self.builder = SiteBuilder(load, states, self.prepare, self.render, check, (folder, build.HOUSE), ())

    def edit(self, what: str, which: int) -> Callable[[], None]:
        """What undoes it."""
        if what not in ("now", "with_drafts"):
            return edit(self.folder, what, which)
        before = getattr(self, what)
        setattr(self, what, CLOCKS[which] if what == "now" else bool(which))
        return partial(setattr, self, what, before)

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
        return _made(files, lambda path: self.render(targets._replace(files=(files[path],)))[0].data, said)


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
@example([("content/fr/speakers.md", 1), ("content/speakers.md", 1)])
@given(st.lists(STEPS, min_size=1, max_size=12))
def test_whatever_is_kept_the_site_is_what_a_build_from_nothing_makes(edits: list[Edit]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        memory.forget()
        event = _Event(folder / "site")
        assert event.again() == event.from_nothing()
        for each in edits:
            undo = event.edit(*each)
            made = event.again()
            assert made == event.from_nothing() == event.in_a_new_process()
            if not made[0]:  # a site that stays broken would show nothing of the edits to come
                undo()
                assert event.again() == event.from_nothing()
    finally:
        shutil.rmtree(folder)
