"""Work in several processes: the same as in one, only sooner."""

import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

import pytest

import build
from generator import workers
from generator.cache import Cache
from generator.check import check
from generator.load import load
from generator.plan import plan
from generator.problems import ContentProblems, Place, problem
from generator.render import render
from generator.validate import validate
from generator.workers import begun, expected, map_forked, meanwhile
from tests.bench.kill_test import read_tree

_T = TypeVar("_T")
EXAMPLE = Path(__file__).parent / "example"


@pytest.mark.parametrize("number", [0, 1, 2, 3])
@pytest.mark.parametrize("items", [[], [1], list(range(1000))])
def test_results_come_in_the_order_of_the_items(items: list[int], number: int) -> None:
    assert map_forked(lambda item: item * 2, items, number) == [item * 2 for item in items]


def test_what_a_worker_finds_wrong_arrives_whole() -> None:
    wrong = problem(Place("content/a.md", 3, 4), "it is wrong", "mend it")

    def fail(item: int) -> None:
        raise ContentProblems([wrong])

    with pytest.raises(ContentProblems) as caught:
        map_forked(fail, [1, 2], 2)
    assert caught.value.messages == (wrong,)


def test_what_a_killed_worker_had_to_do_is_done_here() -> None:
    here = os.getpid()

    def die(item: int) -> int:
        if os.getpid() != here and item > 5:
            os.kill(os.getpid(), signal.SIGKILL)
        return item * 2

    assert map_forked(die, range(100), 2) == [item * 2 for item in range(100)]


def test_what_a_full_disk_has_no_room_for_is_made_here() -> None:
    here = os.getpid()

    def fill(item: int) -> bytes:
        if os.getpid() != here:
            resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        return bytes([item]) * 1000

    assert map_forked(fill, range(200), 2) == [bytes([item]) * 1000 for item in range(200)]


def test_without_a_folder_for_results_all_is_made_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert set(map_forked(lambda item: os.getpid(), range(100), 2)) == {os.getpid()}


def test_where_no_more_processes_are_allowed_all_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    monkeypatch.setattr(workers, "_others", lambda: 1)
    with meanwhile(str, [1]):
        assert map_forked(lambda item: item * 2, range(1000)) == [item * 2 for item in range(1000)]


def test_what_is_begun_goes_on_while_nobody_reads() -> None:
    done = multiprocessing.get_context("fork").Value("i", 0)

    def count(item: int) -> bytes:
        with done.get_lock():
            done.value += 1
        return bytes(100_000)

    with begun(count, range(50), 2) as results:
        end = monotonic() + 30
        while done.value < 50 and monotonic() < end:
            sleep(0.01)
        assert done.value == 50
        assert len(list(results)) == 50
    assert done.value == 50


def test_a_process_that_is_expected_to_work_has_prepared_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_others", lambda: 1)
    here, prepared = os.getpid(), list[int]()

    def tell(item: int) -> tuple[int, list[int]]:
        return item + os.getpid() * (os.getpid() == here), list(prepared)

    for _ in range(2):
        with expected(tell, lambda: prepared.append(7)):
            with begun(tell, [1, 2], take=lambda result: result) as results:
                assert list(results) == [(1, [7]), (2, [7])]
            with begun(tell, [3]) as results:  # by another one
                assert list(results) == [(3, [])]
    assert prepared == []


def test_a_process_that_was_expected_and_is_gone_leaves_its_work_to_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_others", lambda: 1)

    def double(item: bytes) -> bytes:
        return item * 2

    for prepare in (lambda: os._exit(1), lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: [][1]):
        with expected(double, prepare), begun(double, [b"a" * 200_000, b"b"]) as results:
            assert list(results) == [b"a" * 400_000, b"bb"]


def test_nobody_need_ask_the_process_that_is_expected_to_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_others", lambda: 1)
    before = set(os.listdir("/proc/self/fd"))
    with expected(str, lambda: None):
        pass
    assert set(os.listdir("/proc/self/fd")) == before


def test_where_nobody_could_wait_for_a_process_none_is_begun() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with meanwhile(str, [1]):
            assert set(map_forked(lambda item: os.getpid(), range(1000))) == {os.getpid()}
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_workers_go_with_a_build_that_is_killed(tmp_path: Path) -> None:
    program = f"""
import os, sys, time
from pathlib import Path
sys.path.insert(0, {str(build.HOUSE)!r})
from generator.workers import map_forked

def work(item):
    Path({str(tmp_path)!r}, str(os.getpid())).touch()
    time.sleep(0.01)

map_forked(work, range(10_000), 2)
"""
    process = subprocess.Popen([sys.executable, "-c", program])
    pids = _awaited(lambda: found if len(found := list(tmp_path.iterdir())) == 3 else [])
    process.kill()
    process.wait()
    assert pids
    assert _awaited(lambda: not any(Path("/proc", pid.name).exists() for pid in pids))


def _awaited(look: Callable[[], _T]) -> _T:
    end = monotonic() + 30
    while not (found := look()) and monotonic() < end:
        sleep(0.01)
    return found


def test_what_is_done_meanwhile_is_there_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_others", lambda: 1)
    names = [str(number) for number in range(20)]
    with meanwhile(lambda name: sleep(0.01) or (tmp_path / name).write_text(str(os.getpid())), names):
        assert _awaited((tmp_path / names[3]).exists)
    processes = [(tmp_path / name).read_text() for name in names]
    assert processes[0] != str(os.getpid()) in processes


def test_what_goes_wrong_meanwhile_is_left_to_whoever_misses_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(workers, "_others", lambda: 1)

    def write(name: str) -> None:
        if name == "b":
            raise KeyError(name)
        (tmp_path / name).touch()

    with meanwhile(write, ["a", "b", "c"]):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) in (
        ["a"],
        ["a", "c"],
    )  # two processes, one of which goes on
    assert capfd.readouterr() == ("", "")


def test_a_build_that_fails_does_not_wait_for_what_is_done_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_others", lambda: 1)
    with pytest.raises(KeyError), meanwhile(sleep, [600]):
        raise KeyError


def test_a_site_is_the_same_however_many_build_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def files() -> object:
        site = validate(load(EXAMPLE, build.HOUSE))
        made = render(plan(site), Cache())
        return site.notices, made, check(made, "/")

    monkeypatch.setattr(workers, "_WORTH_IT", 2)
    monkeypatch.setattr(workers, "_others", lambda: 0)
    alone = files()
    monkeypatch.setattr(workers, "_others", lambda: 1)
    assert files() == alone


def test_a_build_is_the_same_however_many_begin_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_WORTH_IT", 2)
    monkeypatch.setattr(workers, "_FEW", 2)
    site, sites = tmp_path / "site", []
    shutil.copytree(EXAMPLE, site)
    page = site / "content" / "index.md"
    words, moment = page.read_text("utf-8"), page.stat().st_mtime
    for number in (0, 1):
        monkeypatch.setattr(workers, "_others", lambda number=number: number)
        monkeypatch.setattr(build, "CACHE", tmp_path / f"cache-{number}")
        out = tmp_path / f"out-{number}" / "site"
        for later, more in enumerate(("", "\nA word.\n")):
            page.write_text(words + more, "utf-8")
            os.utime(page, (moment + 1e6 + later,) * 2)  # calendars tell the newest
            assert build.main(["--site", str(site), "--out", str(out)]) == 0
            sites.append(read_tree(out))
    assert sites[0] != sites[1]
    assert sites[:2] == sites[2:]
