"""Where a system cannot let two folders change places in one step, renames lose nothing either."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import exchange
from generator.exchange import folder_behind
from tests.bench.kill_test import read_tree
from tests.two_sites import NEW, OLD, write_old, write_tree


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write_old(tmp_path / "out")


@pytest.fixture
def renames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "_exchange_at_once", lambda one, other: False)


def test_without_exchange_folders_are_renamed(renames: None, out: Path) -> None:
    for tree in (NEW, OLD, NEW):
        write_tree(tree, out)
        assert read_tree(out) == tree


@pytest.mark.parametrize("step", [0, 1, 2])
@pytest.mark.parametrize("error", [OSError("in use"), KeyboardInterrupt()])
def test_a_rename_that_fails_loses_nothing(
    error: BaseException, step: int, renames: None, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OSError is a system that refuses; KeyboardInterrupt stands for a kill, as nothing puts right what it leaves."""
    with monkeypatch.context() as patch, pytest.raises(type(error)):
        patch.setattr(os, "rename", _failing(os.rename, step, error))
        write_tree(NEW, out)
    if isinstance(error, OSError):
        assert read_tree(out) == (OLD if step < 2 else NEW)
    write_tree({"index.html": b"next"}, out)
    write_tree(NEW, out)
    assert read_tree(out) == NEW
    assert not (folder_behind(out) / "aside").exists()


def _failing(rename: Callable[..., None], step: int, error: BaseException) -> Callable[..., None]:
    calls = iter(range(100))

    def rename_or_fail(*arguments: Path) -> None:
        if next(calls) == step:
            raise error
        rename(*arguments)

    return rename_or_fail
