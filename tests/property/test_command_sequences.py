"""Whatever is edited, switched and damaged between, the command leaves and says what it would have from nothing.

    SEQUENCES=500 uv run pytest tests/property/test_command_sequences.py

tries so many sequences of up to twelve builds each instead of a few. Each build is a process of its own.
"""

import multiprocessing
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from multiprocessing.connection import Connection
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import build
from generator.cache import Cache
from generator.load import load_templates
from generator.templates import Templates
from tests.bench.kill_test import read_tree
from tests.property.edited_event import EDITS, STATES, Edit, edit, write

ELSEWHERE = "--base-url=https://preview.internal/b/"
SINCE = "--since={published}"  # the event.json of the first state
SWITCHES = st.sampled_from(
    [
        [],
        [],
        [],
        [SINCE],
        [SINCE],
        ["--preview"],
        ["--precompress"],
        [ELSEWHERE],
        ["--preview", ELSEWHERE],
        ["--strict"],
    ]
)
CLOCKS = st.sampled_from(["", "1717401600", "1717804800"])  # amid the event, and after it


def _truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _spoil(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2] + b"?" + data[len(data) // 2 + 1 :])


DAMAGES: Sequence[Callable[[Path], object]] = (
    _truncate, _spoil, Path.unlink, lambda file: file.write_bytes(b"{}"), lambda file: shutil.rmtree(file.parent),
)  # fmt: skip
# What is kept between builds, what is kept of the output, what stands behind it, what is published.
PLACES = ("cache", "out", ".event-site-out", ".event-site-out/next")
DAMAGE = st.tuples(st.sampled_from(PLACES), st.integers(0, 999), st.sampled_from(DAMAGES))
Damage = tuple[str, int, Callable[[Path], object]]
Step = tuple[list[Edit], list[str], str, list[Damage]]
STEPS: st.SearchStrategy[Step] = st.tuples(
    st.lists(EDITS, max_size=2), SWITCHES, CLOCKS, st.lists(DAMAGE, max_size=2) | st.just([]) | st.just([])
)


@pytest.fixture(scope="module", autouse=True)
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the first state, on the way to which all is imported that builds import, which is half their time; and
    beside it the house's templates as code, which Jinja knows by their text, so that they may be found there.
    """
    folder = tmp_path_factory.mktemp("first")
    with mock.patch.object(build, "CACHE", folder / "cache"), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        build.main(["--site", str(_write_site(folder)), "--out", str(folder / "out"), "--precompress"])
    Templates(load_templates(build.HOUSE, build.HOUSE), Cache(folder / "compiled")).compile()
    return folder


@pytest.mark.parametrize("path", STATES)
def test_no_state_of_any_file_is_taken_for_the_first(path: str, first: Path, tmp_path: Path) -> None:
    """Whatever a page shows of a file must be part of the page's key."""
    built = tmp_path / "built"
    assert _build(_write_site(built), built / "out", built / "cache")[0] == 0
    for number in range(1, len(STATES[path])):
        again = shutil.copytree(built, tmp_path / "again")
        edit(again / "site", path, number)
        _build_also_from_nothing(again, first)
        shutil.rmtree(again)


@settings(max_examples=int(os.environ.get("SEQUENCES", "3")), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=1, max_size=12))
def test_whatever_went_before_a_build_is_what_it_would_be_from_nothing(first: Path, steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site, standing = _write_site(folder), {}
        shutil.copy(first / "out" / "event.json", folder / "published.json")
        for edits, switches, clock, damages in steps:
            undo = [edit(site, *each) for each in edits]
            for damage in damages:
                _damage(folder, *damage)
            if _build_also_from_nothing(folder, first, switches, clock) == 0:
                standing = read_tree(folder / "out")
                continue
            left = read_tree(folder / "out")
            assert damages or left == standing
            standing = left  # what is damaged stays so until something is published
            for back in reversed(undo):  # a site that stays broken would show nothing of the edits to come
                back()


def _write_site(folder: Path) -> Path:
    for path, states in STATES.items():
        write(folder / "site", path, states[0])
    return folder / "site"


def _build_also_from_nothing(folder: Path, first: Path, switches: Sequence[str] = (), clock: str = "") -> int:
    """The exit status, once both have said and left the same."""
    clean = folder / "clean"
    shutil.copytree(first / "compiled", clean / "cache")
    status, said = _build(folder / "site", folder / "out", folder / "cache", switches, clock)
    assert (status, said) == _build(folder / "site", clean / "out", clean / "cache", switches, clock)
    assert status or read_tree(folder / "out") == read_tree(clean / "out")
    shutil.rmtree(clean, ignore_errors=True)
    return status


def _damage(folder: Path, place: str, number: int, how: Callable[[Path], object]) -> None:
    files = [path for path in sorted((folder / place).rglob("*")) if path.is_file() and path.name != ".event-site"]
    if files:
        how(files[number % len(files)])


def _build(site: Path, out: Path, cache: Path, switches: Sequence[str] = (), clock: str = "") -> tuple[int, str]:
    """The exit status, and what was said but for the time it took and whether anything had to be done."""
    here, there = multiprocessing.Pipe(duplex=False)
    published = site.with_name("published.json")
    arguments = ["--site", str(site), "--out", str(out), *(each.format(published=published) for each in switches)]
    process = multiprocessing.get_context("fork").Process(target=_run, args=(arguments, cache, clock, there))
    process.start()
    there.close()
    status, said = here.recv()
    process.join()
    return status, re.sub(r"^(built|nothing has changed:)|files in .* s$", "", said, flags=re.MULTILINE)


def _run(arguments: Sequence[str], cache: Path, clock: str, answer: Connection) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = clock
    build.CACHE = cache
    with redirect_stdout(StringIO()) as said, redirect_stderr(said):
        status = build.main(arguments)
    answer.send((status, said.getvalue()))
