"""Work in several processes: the same as in one, only sooner."""

import os
from pathlib import Path
from time import sleep

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
from generator.workers import map_forked, meanwhile

EXAMPLE = Path(__file__).parent / "example"


@pytest.mark.parametrize("number", [1, 2, 3])
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


def test_a_worker_that_is_killed_ends_the_work() -> None:
    with pytest.raises(Exception, match="terminated abruptly"):
        map_forked(lambda item: os._exit(1), [1, 2], 2)


def test_what_is_done_meanwhile_is_there_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    with meanwhile(lambda name: (tmp_path / name).write_text(str(os.getpid())), ["a", "b"]):
        pass
    assert (tmp_path / "a").read_text() == (tmp_path / "b").read_text() != str(os.getpid())


def test_what_goes_wrong_meanwhile_is_left_to_whoever_misses_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 2)

    def write(name: str) -> None:
        if name == "b":
            raise KeyError(name)
        (tmp_path / name).touch()

    with meanwhile(write, ["a", "b", "c"]):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert capfd.readouterr() == ("", "")


def test_a_build_that_fails_does_not_wait_for_what_is_done_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    with pytest.raises(KeyError), meanwhile(sleep, [600]):
        raise KeyError


def test_a_site_is_the_same_however_many_build_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def files() -> object:
        site = validate(load(EXAMPLE, build.HOUSE))
        made = render(plan(site), Cache())
        return site.notices, made, check(made, "/")

    monkeypatch.setattr(workers, "_WORTH_IT", 2)
    monkeypatch.setattr(workers, "_processors", lambda: 1)
    alone = files()
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    assert files() == alone
