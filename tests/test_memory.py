"""Results are found again as long as they may be asked for, never believed when they are not the same, and then gone."""

import errno
import shutil
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path
from weakref import WeakSet

import pytest

from generator import memory, workers

CALLS: list[str] = []


@memory.remembered(memory.values, for_good=True)
def upper(text: str) -> list[str]:
    CALLS.append(text)
    return [text.upper()] * 2


@memory.remembered()
def lower(text: str) -> str:
    CALLS.append(text)
    return text.lower()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "results"


@pytest.fixture
def remembering() -> Iterator[None]:
    memory.remember()
    yield
    memory.forget()


def _build(file: Path, *texts: str, version: str = "1") -> list[str]:
    """Which texts a build of its own has to make; what it makes is right in any case."""
    CALLS.clear()
    with memory.remembering(file, version):
        assert [upper(text) for text in texts] == [[text.upper()] * 2 for text in texts]
    return list(CALLS)


def test_what_was_made_is_not_made_again_by_the_next_build(file: Path) -> None:
    assert _build(file, "a", "b") == ["a", "b"]
    assert _build(file, "a", "c") == ["c"]


def test_what_the_last_build_did_not_ask_for_is_forgotten(file: Path) -> None:
    for texts, made in ((("a", "b"), ["a", "b"]), (("b", "c"), ["c"]), (("a",), ["a"])):
        assert _build(file, *texts) == made


def test_another_version_of_the_generator_believes_nothing(file: Path) -> None:
    _build(file, "a")
    assert _build(file, "a", version="2") == ["a"]
    assert _build(file, "a", version="1") == ["a"]


def test_results_of_the_very_objects_stay_in_their_process(file: Path) -> None:
    with memory.remembering(file, "1"):
        lower("A")
    assert not file.exists()


def test_a_build_that_fails_leaves_what_was_kept(file: Path) -> None:
    _build(file, "a")
    before = file.read_bytes()
    with pytest.raises(OSError), memory.remembering(file, "1"):
        upper("b")
        raise OSError
    assert file.read_bytes() == before


def test_to_make_a_little_again_is_quicker_than_to_write_all(file: Path) -> None:
    texts = [str(number) for number in range(300)]
    _build(file, *texts)
    before = file.read_bytes()
    assert _build(file, *texts, "a") == ["a"]
    assert file.read_bytes() == before
    assert _build(file, *texts, "a", "b", "c", "d") == ["a", "b", "c", "d"]
    assert _build(file, *texts, "a") == []


DAMAGES: list[Callable[[Path], object]] = [
    lambda file: file.unlink(),
    lambda file: shutil.rmtree(file.parent),
    lambda file: file.write_bytes(b""),
    lambda file: file.write_bytes(b"garbage" * 99),
    lambda file: file.write_bytes(file.read_bytes()[:-1]),
    lambda file: file.write_bytes(file.read_bytes() + b"."),
    lambda file: file.write_bytes(file.read_bytes().replace(b"A", b"B")),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_costs_time_and_nothing_else(damage: Callable[[Path], object], file: Path) -> None:
    _build(file, "a")
    damage(file)
    assert _build(file, "a") == ["a"]
    assert _build(file, "a") == []


@pytest.mark.parametrize("is_folder", [False, True])
def test_where_nothing_can_be_written_nothing_is_kept(is_folder: bool, file: Path) -> None:
    """A file where the folder should be, a folder where the file should be: modes would not stop a superuser."""
    if is_folder:
        file.mkdir(parents=True)
    else:
        file.parent.write_bytes(b"")
    for _ in range(2):
        assert _build(file, "a") == ["a"]


class _Last:
    """What no longer finds room on the disk."""

    def __reduce__(self) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_is_full_keeps_no_half(file: Path) -> None:
    _build(file, "a")
    before = file.read_bytes()

    @memory.remembered(memory.values, for_good=True, is_shared=True)
    def make(_text: str) -> _Last:
        return _Last()

    with memory.remembering(file, "1"):
        upper("b")
        make("c")
    assert file.read_bytes() == before
    assert not file.with_suffix(".new").exists()


def test_what_was_begun_is_taken_and_not_made_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_others", lambda: 0)  # another process would not tell what it calls
    with memory.remembering(file, "1"):
        CALLS.clear()
        with memory.learning(upper, ["a", "b", "asked for later"], range(9)):
            assert memory.learned(upper, ["b", "c", "a"]) == [["B", "B"], ["C", "C"], ["A", "A"]]
        assert sorted(CALLS) == ["a", "asked for later", "b", "c"]
        assert upper("asked for later") == ["ASKED FOR LATER"] * 2
        assert sorted(CALLS) == ["a", "asked for later", "b", "c"]


def test_what_is_known_is_not_begun(file: Path) -> None:
    with memory.remembering(file, "1"):
        upper("a")
        CALLS.clear()
        with memory.learning(upper, ["a"], range(9)):
            assert upper("a") == ["A", "A"]
    assert CALLS == []


def test_of_many_rows_only_those_that_changed_are_made_again(remembering: None) -> None:
    rows: list[list[str]] = [[] for _ in range(120)]
    made: list[str] = []

    @memory.remembered()
    def join(row: list[str], suffix: str) -> str:
        made.append(row[0])
        return row[0] + suffix

    for changed in (range(120), [], [7], [], [60, 119], [7], []):
        made.clear()
        for number in changed:
            rows[number] = [f"B{number}"]
        assert memory.recalled(join, rows, repeat("!")) == [f"{row[0]}!" for row in rows]
        assert made == [f"B{number}" for number in changed]
        memory.forget_unused()


def test_rows_that_came_or_went_cost_themselves_alone(remembering: None) -> None:
    texts = [str(number) for number in range(120)]
    for found in (texts, texts, ["new", *texts], texts[10:], texts[10:50] + texts[60:]):
        CALLS.clear()
        assert memory.recalled(upper, found) == [[text] * 2 for text in map(str.upper, found)]
        assert memory.learned(upper, found) == memory.recalled(upper, found)
        assert CALLS in (texts, ["new"], [])
        memory.forget_unused()


class _Result:
    pass


def test_an_afternoon_of_broken_states_is_forgotten_and_the_whole_one_is_not(remembering: None) -> None:
    alive: WeakSet[_Result] = WeakSet()

    @memory.remembered(memory.values)
    def make(text: str) -> _Result:
        result = _Result()
        alive.add(result)
        return result

    whole = [make("untouched"), make("edited")]
    memory.forget_unused()
    for number in range(50):
        make(f"broken {number}")
        memory.forget_unused(is_whole=False)
        assert len(alive) <= len(whole) + 2
    assert [make("untouched"), make("edited")] == whole
    memory.forget_unused()
    memory.forget_unused()
    del whole
    assert len(alive) == 0
