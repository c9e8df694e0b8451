"""Bytes are found again where they were put, in this process, in those it forks and in the next build."""

import os
import tempfile
from io import BytesIO
from pathlib import Path

import pytest

from generator import memory
from generator.kept import Kept, Pickled, Spool, read_results, write_results
from generator.workers import begun, map_forked

TEXTS = [b"", b"one", "zażółć".encode() * 1000, b"one"]


def test_bytes_are_read_where_they_lie() -> None:
    spool = Spool()
    kept = [spool.put(text) for text in TEXTS]
    assert [each.read() for each in kept if isinstance(each, Kept)] == TEXTS
    assert len({each.digest for each in kept if isinstance(each, Kept)}) == 3


def test_processes_read_at_once_and_do_not_disturb_each_other() -> None:
    spool = Spool()
    kept = [spool.put(str(n).encode() * 500) for n in range(400)]
    assert map_forked(lambda each: each.read(), kept, 4) == [str(n).encode() * 500 for n in range(400)]


def test_what_a_forked_process_keeps_does_not_overwrite_what_this_one_keeps() -> None:
    spool, (reader, writer) = Spool(), os.pipe()
    spool.put(b"first")
    with begun(lambda _: os.read(reader, 1) and bool(spool.put(b"in the other process")), [1], 1) as results:
        kept = spool.put(b"second")
        os.write(writer, b".")
        assert list(results) == [True]
    assert isinstance(kept, Kept)
    assert kept.read() == b"second"


def test_where_the_disk_has_no_room_the_memory_has(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(BytesIO):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.kept.TemporaryFile", Full)
    spool = Spool()
    assert [spool.put(text) for text in TEXTS] == TEXTS


def test_without_a_folder_for_such_files_the_memory_serves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert Spool().put(b"one") == b"one"


def test_kept_bytes_and_other_results_come_back_in_their_order(tmp_path: Path) -> None:
    spool, file = Spool(), tmp_path / "results"
    write_results(file, "1", {"a": spool.put(b"A" * 10), "b": spool.pickle({"x": 1}), "c": spool.put(b"C"), "d": b"D"})
    for _ in range(2):  # and once more from the file itself
        found = read_results(file, "1")
        bytes_of = {name: each.read() for name, each in found.items() if isinstance(each, Kept)}
        values = {name: each.load() for name, each in found.items() if isinstance(each, Pickled)}
        assert list(found) == ["a", "b", "c", "d"]
        assert bytes_of == {"a": b"A" * 10, "c": b"C"}
        assert values == {"b": {"x": 1}, "d": b"D"}
        write_results(file, "1", found)
    assert read_results(file, "2") == {}


def test_what_a_killed_build_began_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "results"
    file.with_suffix(".new").write_bytes(b"?" * 10_000)
    write_results(file, "1", {"a": 1})
    assert list(read_results(file, "1")) == ["a"]
    assert not file.with_suffix(".new").exists()


def test_builds_that_end_at_once_leave_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "results"
    map_forked(lambda number: write_results(file, "1", dict.fromkeys(range(20), number)), range(200), 4)
    values = {each.load() for each in read_results(file, "1").values()}
    assert len(values) == 1


def test_every_bit_of_the_file_counts(tmp_path: Path) -> None:
    spool, file = Spool(), tmp_path / "results"
    write_results(file, "1", {"a": spool.put(b"A" * 10), "b": 1})
    whole = file.read_bytes()
    for position in range(len(whole)):
        for bit in (1, 128):
            damaged = bytearray(whole)
            damaged[position] ^= bit
            file.write_bytes(damaged)
            assert read_results(file, "1") == {}, position
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert read_results(file, "1") == {}, length


@pytest.mark.parametrize("data", [b"", b"?" * 10_000])
def test_what_is_written_over_during_a_build_is_told(data: bytes, tmp_path: Path) -> None:
    spool, file = Spool(), tmp_path / "results"
    write_results(file, "1", {"a": spool.put(b"A" * 10), "b": spool.pickle(1)})
    found = read_results(file, "1")
    with file.open("r+b") as opened:
        opened.write(data)
        opened.truncate()
    with pytest.raises(OSError, match="something else was written"):
        found["a"].read()
    with pytest.raises(OSError, match="something else was written"):
        found["b"].load()


def test_a_build_finds_the_bytes_of_the_last(tmp_path: Path) -> None:
    made: list[str] = []

    @memory.remembered(memory.values, for_good=True)
    def page(name: str) -> bytes:
        made.append(name)
        return name.encode() * 100

    for names, expected in ((["a", "b"], ["a", "b"]), (["b", "a", "c"], ["c"]), (["c"], [])):
        made.clear()
        with memory.remembering(tmp_path / "results", "1"):
            assert [each.read() for each in memory.learned(page, names)] == [name.encode() * 100 for name in names]
        assert made == expected
