"""The cache: it saves work, and can be damaged or gone without anyone seeing a difference."""

from pathlib import Path

import pytest

from generator.cache import Cache, content_key


def _refuse() -> bytes:
    raise AssertionError("made again")


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    key = content_key("picture", b"bytes")
    assert Cache(tmp_path).recall(key, lambda: b"made") == b"made"
    assert Cache(tmp_path).recall(key, _refuse) == b"made"


@pytest.mark.parametrize("damage", [b"", b"x", b"garbage that is longer than any digest is"])
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage: bytes) -> None:
    key = content_key("picture")
    Cache(tmp_path).recall(key, lambda: b"made")
    (entry,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    entry.write_bytes(damage)
    assert Cache(tmp_path).recall(key, lambda: b"made") == b"made"
    assert Cache(tmp_path).recall(key, _refuse) == b"made"


def test_what_a_killed_build_began_is_written_over(tmp_path: Path) -> None:
    key = content_key("picture")
    Cache(tmp_path).keep(key, b"made")
    (entry,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    entry.rename(entry.with_suffix(".new"))
    assert Cache(tmp_path).recall(key, lambda: b"made") == b"made"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [entry]


def test_a_folder_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder should")
    assert Cache(tmp_path / "cache").recall(content_key("a"), lambda: b"made") == b"made"


def test_parts_are_told_from_their_neighbours() -> None:
    assert content_key("ab", "c") != content_key("a", "bc")
