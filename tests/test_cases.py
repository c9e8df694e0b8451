"""Whole small sites: what they say and what they become, word for word. `pytest --accept` rewrites; the diff is the review.

A case is a site with, beside it, problems.txt (all that the command says, if it says anything) and expected/ (the
files worth reading, as they come out).
"""

import re
from pathlib import Path

import pytest

import build

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/site.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(
    case: Path, tmp_path: Path, accept: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    out = tmp_path / "out"
    status = build.main(["--site", str(case), "--out", str(out)])
    said = capsys.readouterr().err
    files = sorted(path.relative_to(case / "expected") for path in (case / "expected").rglob("*") if path.is_file())
    made = {path: _readable((out / path).read_bytes()) for path in files} if status == 0 else {}
    assert status == 0 or not files, said
    if accept:
        _accept(case, said, made)
    problems = case / "problems.txt"
    assert said == (problems.read_text("utf-8") if problems.exists() else "")
    assert out.exists() == (status == 0)
    for path in files:
        assert made[path] == (case / "expected" / path).read_bytes(), path


def test_every_case_expects_something() -> None:
    assert [
        case.name for case in CASES if not (case / "problems.txt").exists() and not (case / "expected").exists()
    ] == []
    assert len(CASES) > 5


def _readable(data: bytes) -> bytes:
    """Without the digests in the names of style and script, which change with every edit of assets/."""
    return re.sub(rb"\.[0-9a-f]{10}\.(css|js)\b", rb".HASH.\1", data)


def _accept(case: Path, said: str, made: dict[Path, bytes]) -> None:
    (case / "problems.txt").write_text(said, "utf-8") if said else (case / "problems.txt").unlink(missing_ok=True)
    for path, data in made.items():
        (case / "expected" / path).write_bytes(data)
