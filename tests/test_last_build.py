"""A build of what has not changed is over before it begins, and nothing that has changed goes unseen."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import build
from generator.exchange import folder_behind
from generator.fingerprint import fingerprint

TINY = Path(__file__).parent / "cases" / "minimal"
Build = Callable[..., str]
MADE, NOT_MADE = "built", "nothing has changed"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copytree(TINY, tmp_path / "site", ignore=shutil.ignore_patterns("expected"))
    return tmp_path / "site"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the build reads of the repository: it may be edited."""
    for name in ("templates", "assets", "generator"):
        shutil.copytree(build.HOUSE / name, tmp_path / "house" / name)
    shutil.copy(build.HOUSE / "build.py", tmp_path / "house")
    monkeypatch.setattr(build, "HOUSE", tmp_path / "house")
    return tmp_path / "house"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def run(site: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Build]:
    """Build with these options more, and tell what was printed."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def run(*options: str, status: int = 0) -> str:
        assert build.main(["--site", str(site), "--out", str(out), *options]) == status
        captured = capsys.readouterr()
        return captured.err + captured.out

    return run


def _unseen(path: Path) -> None:
    """An edit that leaves size and time as they were."""
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Small", b"Large").replace(b"small", b"large"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)


def _text(path: Path, text: str = "text") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_what_has_not_changed_is_not_built_again(run: Build, out: Path) -> None:
    assert run().startswith(MADE)
    files = len([path for path in out.rglob("*") if path.is_file()]) - 1
    assert run().startswith(f"nothing has changed: {files} files in {out}")


CHANGES: list[Callable[[Path], object]] = [
    lambda site: _text(site / "content" / "new.md", "---\ntitle: New\n---\nWords.\n"),
    lambda site: _text(site / "content" / "plan.txt"),
    lambda site: _unseen(site / "site.yaml"),
    lambda site: os.utime(site / "site.yaml", (2_000_000_000, 2_000_000_000)),  # calendars tell when facts changed
    lambda site: _text(site / "templates" / "footer.html"),
    lambda site: _text(site / "assets" / "new.txt"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_site_is_seen(change: Callable[[Path], object], run: Build, site: Path) -> None:
    for path in (site, *site.rglob("*")):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    run()
    change(site)
    assert run().startswith(MADE)
    assert run().startswith(NOT_MADE)


def test_a_page_that_was_renamed_is_seen(run: Build, site: Path, out: Path) -> None:
    _text(site / "content" / "one.md", "---\ntitle: One\n---\nWords.\n")
    run()
    (site / "content" / "one.md").rename(site / "content" / "two.md")
    assert run().startswith(MADE)
    assert (out / "two" / "index.html").exists() and not (out / "one").exists()


@pytest.mark.parametrize("name", ["templates/page.html", "assets/style.css", "generator/render.py", "build.py"])
def test_a_change_of_the_repository_is_seen(name: str, run: Build, house: Path) -> None:
    run()
    (house / name).write_bytes((house / name).read_bytes() + b"\n")
    assert run().startswith(MADE)


def test_what_editors_and_python_leave_behind_is_no_change(run: Build, site: Path, house: Path) -> None:
    run()
    for name in ("content/.index.md.swp", "content/index.md~", ".git/index"):
        _text(site / name)
    _text(house / "generator" / "__pycache__" / "new.pyc")
    assert run().startswith(NOT_MADE)


TAMPERINGS: list[Callable[[Path], object]] = [
    lambda out: _unseen(out / "index.html"),
    lambda out: (out / "index.html").unlink(),
    lambda out: _text(out / "stranger.html"),
    lambda out: _text(out / "assets" / "stranger.txt"),
    lambda out: (out / "empty").mkdir(),
    lambda out: shutil.rmtree(out),
]


@pytest.mark.parametrize("tamper", TAMPERINGS)
def test_what_was_done_to_the_output_is_put_right(tamper: Callable[[Path], object], run: Build, out: Path) -> None:
    run()
    before = _tree(out)
    tamper(out)
    assert run().startswith(MADE)
    assert _tree(out) == before


def _tree(folder: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize(
    "garbage", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'["", "", ["\\u0000"], 1, [], [], []]']
)
def test_garbage_for_a_record_costs_a_build(garbage: bytes, run: Build, out: Path) -> None:
    run()
    record = folder_behind(out) / "build.json"
    whole = record.read_bytes()
    for damaged in (garbage, whole[:-9], whole.replace(b'"', b"'", 2)):
        record.write_bytes(damaged)
        assert run().startswith(MADE)
        assert run().startswith(NOT_MADE)


def test_the_record_may_be_deleted(run: Build, out: Path) -> None:
    run()
    shutil.rmtree(folder_behind(out))
    assert run().startswith(MADE)


@pytest.mark.parametrize(
    "options", [("--preview",), ("--strict",), ("--precompress",), ("--base-url", "https://other.internal/")]
)
def test_other_options_are_another_build(options: tuple[str, ...], run: Build) -> None:
    run()
    for each in (options, ()):
        assert run(*each).startswith(MADE)
        assert run(*each).startswith(NOT_MADE)


def test_another_moment_is_another_build(run: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """Registration opens and closes by the clock that the build is given."""
    for epoch in ("1700000000", "1800000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert run().startswith(MADE)
        assert run().startswith(NOT_MADE)


def test_what_was_published_elsewhere_is_asked_each_time(run: Build, out: Path, tmp_path: Path) -> None:
    run()
    shutil.copy(out / "event.json", tmp_path / "event.json")
    for _ in range(2):
        assert run("--since", str(tmp_path / "event.json")).startswith(MADE)


def test_notices_and_drafts_are_told_again(run: Build, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _text(site / "content" / "draft.md", "---\ntitle: Draft\ndraft: true\n---\n")
    _text(site / "content" / "open.md", "---\ntitle: Open\n---\nTODO: ask the venue\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    first, second = run(), run()
    assert "notice: content/open.md" in first and "::warning file=content/open.md" in first
    assert "draft, left out: content/draft.md" in first
    assert second.splitlines()[:-1] == first.splitlines()[:-1]
    assert second.splitlines()[-1].startswith(NOT_MADE)


def test_a_build_that_fails_leaves_no_word_of_itself(run: Build, site: Path) -> None:
    run()
    _text(site / "content" / "index.md", "---\ntitl: x\n---\n")
    for _ in range(2):
        assert "titl" in run(status=1)


def test_two_builds_in_turns_into_one_folder_know_their_own(run: Build, site: Path, out: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(site, other)
    for folder in (other, site, other):
        assert build.main(["--site", str(folder), "--out", str(out)]) == 0
    assert run().startswith(MADE)


def test_it_is_over_before_a_library_is_imported(site: Path, out: Path) -> None:
    script = f"import sys, build; build.main(['--site', {str(site)!r}, '--out', {str(out)!r}]); print(*sys.modules)"
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=build.HOUSE, capture_output=True, text=True, check=True
        )
    said, modules = done.stdout.splitlines()
    assert said.startswith(NOT_MADE)
    assert {name for name in modules.split() if name.startswith("generator.")} == {
        f"generator.{name}" for name in ("exchange", "fingerprint", "last_build", "options", "problems")
    }
    assert not {"dataclasses", "datetime", "pydantic_core", "yaml", "jinja2"} & set(modules.split())


def test_a_second_write_in_the_same_tick_of_the_clock_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"Small")
    for text in [b"Large", b"Small"] * 20:
        before = fingerprint(str(tmp_path), ["a"])
        status = path.stat()
        path.write_bytes(text)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert fingerprint(str(tmp_path), ["a"]) != before
