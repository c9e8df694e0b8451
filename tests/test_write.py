"""The output folder changes as a whole, or not at all; what stays is left as it is, and what is not ours too."""

import os
import random
import resource
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator import exchange
from generator.exchange import folder_behind
from generator.files import OutputFile
from generator.manifest import RECORDS, digest_of, entry_of, survey, with_folders
from generator.problems import ContentProblems, Place
from generator.write import MARKER, OutputRefused, write
from tests.bench.kill_test import as_files, read_tree, survive
from tests.two_sites import NEW, OLD, write_old, write_tree


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write_old(tmp_path / "out")


def test_the_new_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    out = tmp_path / "x" / "out"
    write_tree(OLD, out)
    report = write_tree(NEW, out)
    assert read_tree(out) == NEW
    assert (report.files, report.size, report.changed) == (3, 10, 3)  # index.html, old/, a/


def test_what_is_kept_beside_the_site_keeps_itself_out_of_git(out: Path) -> None:
    assert [path.name for path in out.parent.iterdir() if path != out] == [".event-site-out"]
    assert (out.parent / ".event-site-out" / ".gitignore").read_text("utf-8") == "*\n"


def test_others_may_read_what_was_written(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_tree(NEW, tmp_path / "out")
    finally:
        os.umask(before)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o755


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_tree(NEW, tmp_path / "out")
    assert read_tree(tmp_path / "out") == NEW


def test_builds_that_are_killed_leave_a_whole_site(tmp_path: Path) -> None:
    assert survive(tmp_path / "out", 15, random.Random(7)) > 0


# What stays


def test_where_nothing_changed_nothing_is_touched(out: Path) -> None:
    before = out.stat().st_ino
    assert write_tree(OLD, out).changed == 0
    assert out.stat().st_ino == before


def test_only_files_that_change_get_a_new_time(out: Path) -> None:
    times = {"index.html": [0], "same/index.html": [0]}
    for tree in (NEW, OLD, NEW, NEW | {"later.txt": b"later"}, OLD):
        write_tree(tree, out)
        for path, seen in times.items():
            seen.append((out / path).stat().st_mtime_ns)
    index, same = times["index.html"][1:], times["same/index.html"][1:]
    assert len(set(same)) == 1
    assert index == sorted(index), "an older text that comes back is news to whoever has the newer one"
    assert len(set(index)) == 4, "the fourth build did not change it"


def test_only_files_that_differ_are_written(tmp_path: Path) -> None:
    tree = {f"{number}/index.html": b"text" for number in range(50)}
    for text in (b"1", b"2", b"3"):
        write_tree(tree | {"0/index.html": text}, tmp_path / "out")
    behind = folder_behind(tmp_path / "out") / "next"
    before = {path: path.stat().st_ctime_ns for path in behind.rglob("*.html")}
    write_tree(tree | {"1/index.html": b"4"}, tmp_path / "out")
    written = [
        path for path, changed in before.items() if _in_other(path, behind, tmp_path).stat().st_ctime_ns != changed
    ]
    assert {path.parent.name for path in written} == {"0", "1"}


def _in_other(path: Path, behind: Path, place: Path) -> Path:
    return place / "out" / path.relative_to(behind)


# What somebody else did in the folder


def _edit(folder: Path) -> None:
    (folder / "same" / "index.html").write_bytes(b"edited")


def _edit_unseen(folder: Path) -> None:
    path = folder / "same" / "index.html"
    status = path.stat()
    path.write_bytes(b"SAME")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _empty(folder: Path) -> None:
    (folder / "same" / "index.html").write_bytes(b"")


def _delete(folder: Path) -> None:
    (folder / "same" / "index.html").unlink()


def _delete_folder(folder: Path) -> None:
    shutil.rmtree(folder / "same")


def _add(folder: Path) -> None:
    (folder / "same" / "more").mkdir()
    (folder / "same" / "more" / "file.txt").write_bytes(b"more")


def _make_folder_of_file(folder: Path) -> None:
    (folder / "same" / "index.html").unlink()
    (folder / "same" / "index.html").mkdir()


def _make_file_of_folder(folder: Path) -> None:
    shutil.rmtree(folder / "same")
    (folder / "same").write_bytes(b"a file")


def _link_file(folder: Path) -> None:
    (folder / "same" / "index.html").unlink()
    (folder / "same" / "index.html").symlink_to(folder.parent / "mine" / "index.html")


def _link_folder(folder: Path) -> None:
    shutil.rmtree(folder / "same")
    (folder / "same").symlink_to(folder.parent / "mine")


def _rename_into(folder: Path) -> None:
    os.rename(folder / "same", folder / "renamed")


DAMAGES = [
    _edit, _edit_unseen, _empty, _delete, _delete_folder, _add, _make_folder_of_file, _make_file_of_folder,
    _link_file, _link_folder, _rename_into,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_done_to_the_published_folder_is_put_right(damage: Callable[[Path], None], out: Path) -> None:
    mine = out.parent / "mine"
    mine.mkdir()
    (mine / "index.html").write_bytes(b"same")
    (mine / "thesis.txt").write_bytes(b"ten years")
    damage(out)
    for tree in (OLD, NEW, OLD):  # the damaged folder goes behind, and comes back
        write_tree(tree, out)
        assert read_tree(out) == tree
        assert not any(path.is_symlink() for path in out.rglob("*"))
    assert read_tree(mine) == {"index.html": b"same", "thesis.txt": b"ten years"}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_done_to_the_folder_behind_is_not_published(damage: Callable[[Path], None], out: Path) -> None:
    damage(folder_behind(out) / "next")
    write_tree(NEW, out)
    assert read_tree(out) == NEW


def test_a_write_in_the_tick_of_the_record_is_seen(tmp_path: Path) -> None:
    """Clocks of file systems tick every few milliseconds: such a write leaves size and times as they were noted."""
    (tmp_path / "a").write_bytes(b"unseen")
    wanted = with_folders({"a": digest_of(b"wanted")})
    record = {"a": entry_of(tmp_path, "a", wanted["a"]) or []}
    assert "a" not in survey(tmp_path, wanted, record).right


def test_a_file_linked_to_elsewhere_is_left_as_it_was(out: Path, tmp_path: Path) -> None:
    os.link(out / "index.html", tmp_path / "kept.html")
    write_tree(NEW, out)
    write_tree(NEW | {"index.html": b"newer"}, out)
    assert (tmp_path / "kept.html").read_bytes() == b"old"


@pytest.mark.parametrize(
    "garbage",
    [b"", b"{", b"[]", b"\xff\x00", b'{"1": 2}', b"[" * 100_000, b'{"%d": {"index.html": ["", 1, 2, 3], "\\u0000": ["a", 1, 2, 3]}}'],
)  # fmt: skip
def test_garbage_among_the_records_changes_nothing(garbage: bytes, out: Path) -> None:
    number = str(out.stat().st_ino).encode()
    (folder_behind(out) / RECORDS).write_bytes(garbage.replace(b"%d", number))
    (out / MARKER).write_bytes(garbage)
    for tree in (OLD, NEW):
        write_tree(tree, out)
        assert read_tree(out) == tree


def test_records_may_be_deleted_at_any_time(out: Path) -> None:
    shutil.rmtree(folder_behind(out))
    assert write_tree(OLD, out).changed == 0
    write_tree(NEW, out)
    assert read_tree(out) == NEW


# What refuses


@contextmanager
def _small_files_only() -> Iterator[None]:
    """The system refuses to let a file grow beyond 1,000 bytes, as it does on a disk that is full."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_disk_that_refuses_leaves_the_old_site(out: Path) -> None:
    large = NEW | {"same/large.txt": b"x" * 5000}
    with _small_files_only(), pytest.raises(OSError, match="too large"):
        write_tree(large, out)
    assert read_tree(out) == OLD
    write_tree(large, out)
    assert read_tree(out) == large


def test_a_folder_one_may_not_write_in_keeps_its_site() -> None:
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "out"
        write_tree(OLD, out)
        shutil.rmtree(folder_behind(out))
        os.chmod(place, 0o555)
        try:
            if user == 0:  # whom no mode binds
                os.seteuid(65534)
            with pytest.raises(PermissionError):
                write_tree(NEW, out)
        finally:
            os.seteuid(user)
            os.chmod(place, 0o755)
        assert read_tree(out) == OLD


def test_the_output_may_lie_on_another_file_system(tmp_path: Path) -> None:
    folders = [folder for folder in map(Path, ("/dev/shm", "/var/tmp")) if folder.is_dir()]
    others = [folder for folder in folders if folder.stat().st_dev != tmp_path.stat().st_dev]
    if not others:
        pytest.skip("there is only one file system")
    with tempfile.TemporaryDirectory(dir=others[0]) as place:
        for tree in (OLD, NEW, OLD):
            write(as_files(tree), Path(place) / "out", [tmp_path])
            assert read_tree(Path(place) / "out") == tree


def test_a_second_build_waits_for_the_first(out: Path) -> None:
    second = threading.Thread(target=write_tree, args=(NEW, out))
    with exchange.locked(folder_behind(out) / "lock"):
        second.start()
        second.join(0.2)
        assert second.is_alive()
        assert read_tree(out) == OLD
    second.join()
    assert read_tree(out) == NEW


@pytest.mark.parametrize(
    "name",
    ["", "/etc/passwd", "../x", "a/../x", "a//b", "a/", "./a", "a\0b", "a\\b", "C:x", "con", "img/NUL.txt", "com1/a", "...", "a.", "a /b", "é" * 128, MARKER],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_or_fits_nowhere_is_a_problem(name: str, out: Path) -> None:
    place = Place("content/con.md", 3)
    with pytest.raises(ContentProblems) as raised:
        write([OutputFile(name, b"", place)], out, [])
    assert [message.place for message in raised.value.messages] == [place]
    assert read_tree(out) == OLD


def test_names_that_only_look_so_are_fine(out: Path) -> None:
    tree = dict.fromkeys(("..a", "console", "nul-1/com.html", "é" * 127, ".well-known/a"), b"")
    write_tree(tree, out)
    assert read_tree(out) == tree


def test_a_file_where_others_need_a_folder_is_a_problem(out: Path) -> None:
    with pytest.raises(ContentProblems, match="this becomes /a/b, and /a is a file already"):
        write_tree({"a": b"a file", "a/b": b"below it"}, out)


# What is not ours


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_bytes(b"ten years")
    for out in (tmp_path, tmp_path / "thesis.txt"):
        with pytest.raises(OutputRefused):
            write_tree(NEW, out)
    assert read_tree(tmp_path) == {"thesis.txt": b"ten years"}


@pytest.mark.parametrize("out", ["site", "site/content", "site/content/deep/er", "."])
def test_sources_are_left_alone_even_with_a_marker(out: str, tmp_path: Path) -> None:
    content = tmp_path / "site" / "content"
    content.mkdir(parents=True)
    (content / "index.md").write_bytes(b"words")
    for folder in (tmp_path, tmp_path / "site", content):
        (folder / MARKER).write_bytes(b"")
    with pytest.raises(OutputRefused):
        write(as_files(NEW), tmp_path / out, [content])
    assert read_tree(tmp_path) == {"site/content/index.md": b"words"}


def test_a_folder_beside_the_sources_is_fine(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    write(as_files(NEW), tmp_path / "content-out", [tmp_path / "content"])
    assert (tmp_path / "content-out" / "index.html").exists()


@pytest.mark.parametrize("below", ["", "same"])
def test_the_folder_one_is_in_is_refused(below: str, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(out / below)
    with pytest.raises(OutputRefused, match="is the folder you are in"):
        write_tree(NEW, out)
    assert read_tree(out) == OLD


def test_a_mount_point_is_refused(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == out)
    with pytest.raises(OutputRefused, match="is a mount point"):
        write_tree(NEW, out)


def test_a_symbolic_link_to_the_output_stays_one(out: Path, tmp_path: Path) -> None:
    (tmp_path / "public").symlink_to(out)
    write_tree(NEW, tmp_path / "public")
    assert (tmp_path / "public").is_symlink()
    assert read_tree(out) == NEW
