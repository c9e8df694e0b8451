"""What the system refuses is told as any other mistake: where, what, and what to do; and what stood stands."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import build
from generator.load import load
from generator.problems import ContentProblems
from generator.serve import _listen

TINY = Path(__file__).parent / "cases" / "minimal"


@contextmanager
def _closed(path: Path) -> Iterator[None]:
    """Nobody may read it within; not root either, whom no mode binds."""
    user, mode = os.geteuid(), path.stat().st_mode
    path.chmod(0)
    try:
        if user == 0:
            os.seteuid(65534)
        yield
    finally:
        os.seteuid(user)
        path.chmod(mode)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has other rights")
@pytest.mark.parametrize("name", ["site.yaml", "content", "content/travel.md", "content/more"])
def test_a_source_that_may_not_be_read_is_told_and_never_left_out(name: str, tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_mode & 0o777 == 0o700:  # pytest's own are closed to others
            folder.chmod(0o755)
    site = tmp_path / "site"
    shutil.copytree(TINY, site)
    (site / "content/more").mkdir()
    load(site, build.HOUSE)  # while all that it takes may be read
    with pytest.raises(ContentProblems) as told, _closed(site / name):
        load(site, build.HOUSE)
    assert str(told.value) == (
        f"{name}: you have no right to read or change this\n    ask whoever it belongs to, or name another folder"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "site/site.yaml/out"], "{here}/site/site.yaml/.event-site-out: a part of this path is a file, and no folder\n    name another folder"),
        (["--out", "x" * 300], "{here}/" + "x" * 300 + ": this name is too long for the disk\n    choose a shorter one"),
        (["--since", "event.json", "--changes", "none/x.md"], "none/x.md: there is no such file or folder\n    make it first, or name another"),
        (["--since", "none.json"], "none.json:1:1: cannot read what was published: No such file or directory\n    check the address; only if nothing was ever published, build without --since"),
        pytest.param(
            ["--since", "event.json", "--changes", "/dev/full"],
            "_site: there is no room left on this disk\n    delete there what is not needed, or name a folder on another disk",
            marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full"),
        ),
    ],
)  # fmt: skip
def test_a_refusal_has_place_phrase_and_remedy(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TINY, "site")
    assert build.main(["--site", "site"]) == 0
    shutil.copy("_site/event.json", "event.json")
    before = {path: path.stat().st_mtime_ns for path in Path("_site").rglob("*")}
    capsys.readouterr()
    assert build.main(["--site", "site", *arguments]) == 1
    assert capsys.readouterr().err == f"{said.format(here=tmp_path)}\n1 problem; nothing was written\n"
    assert {path: path.stat().st_mtime_ns for path in Path("_site").rglob("*")} == before


def test_serve_tells_what_it_does_not_get(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.serve._PORTS", 1)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert (
            _refused("127.0.0.1", port) == f"--port {port}: every port from {port} to {port} is taken\n    name another"
        )
    # An address that is nobody's (RFC 5737).
    assert _refused("203.0.113.9", port) == (
        "--host 203.0.113.9: this machine has no such address\n    leave --host out, or name an address it has"
    )


def _refused(host: str, port: int) -> str:
    with pytest.raises(ContentProblems) as told:
        _listen(host, port)
    return str(told.value)
