"""The output folder changes as a whole, or not at all."""

from pathlib import Path

import pytest

from generator.files import OutputFile
from generator.problems import Place
from generator.write import MARKER, OutputRefused, write

PLACE = Place("site.yaml")
OLD = (OutputFile("index.html", b"old", PLACE), OutputFile("old/index.html", b"old", PLACE))
NEW = (OutputFile("index.html", b"new", PLACE), OutputFile("a/b/c.txt", b"new", PLACE))


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def test_the_new_folder_takes_the_place_of_the_old(tmp_path: Path) -> None:
    write(OLD, tmp_path / "x" / "out", [])
    report = write(NEW, tmp_path / "x" / "out", [])
    assert _tree(tmp_path / "x") == {"out/index.html": b"new", "out/a/b/c.txt": b"new"}
    assert (report.count, report.size) == (2, 6)


def test_others_may_read_what_was_written(tmp_path: Path) -> None:
    write(NEW, tmp_path / "out", [])
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o755


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write(NEW, tmp_path / "out", [])
    assert (tmp_path / "out" / "index.html").read_bytes() == b"new"


def test_a_disk_that_refuses_leaves_the_old_folder(tmp_path: Path) -> None:
    write(OLD, tmp_path / "out", [])
    before = _tree(tmp_path)
    clash = (OutputFile("a", b"a file", PLACE), OutputFile("a/b", b"below it", PLACE))
    with pytest.raises(OSError, match="exists"):
        write(clash, tmp_path / "out", [])
    assert _tree(tmp_path) == before


def test_a_swap_that_fails_puts_the_old_folder_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(OLD, tmp_path / "out", [])
    before, rename = _tree(tmp_path), Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if (path / "a").exists():  # the new folder, and only it
            raise OSError("no space left")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="no space"):
        write(NEW, tmp_path / "out", [])
    assert _tree(tmp_path) == before


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_bytes(b"ten years")
    for out in (tmp_path, tmp_path / "thesis.txt"):
        with pytest.raises(OutputRefused):
            write(NEW, out, [])
    assert _tree(tmp_path) == {"thesis.txt": b"ten years"}


@pytest.mark.parametrize("out", ["site", "site/content", "site/content/deep/er", "."])
def test_sources_are_left_alone_even_with_a_marker(out: str, tmp_path: Path) -> None:
    content = tmp_path / "site" / "content"
    content.mkdir(parents=True)
    (content / "index.md").write_bytes(b"words")
    for folder in (tmp_path, tmp_path / "site", content):
        (folder / MARKER).write_bytes(b"")
    with pytest.raises(OutputRefused):
        write(NEW, tmp_path / out, [content])
    assert _tree(tmp_path) == {"site/content/index.md": b"words"}


def test_a_folder_beside_the_sources_is_fine(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    write(NEW, tmp_path / "content-out", [tmp_path / "content"])
    assert (tmp_path / "content-out" / "index.html").exists()
