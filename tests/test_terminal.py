"""What a person at a terminal is shown: places in colour and what long work is at; nothing of that where it would stay."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
BROKEN = HOUSE / "tests" / "cases" / "two-claimants"


def _said(environment: Mapping[str, str], out: Path) -> str:
    ours, theirs = os.openpty()
    command = [sys.executable, "build.py", "--site", BROKEN, "--out", out]
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "GITHUB_ACTIONS")}
    subprocess.run(command, cwd=HOUSE, stderr=theirs, stdout=subprocess.DEVNULL, env=kept | environment, check=False)
    os.close(theirs)
    said = b""
    try:
        while data := os.read(ours, 4096):
            said += data
    except OSError:  # how Linux says that nobody will write there any more
        pass
    os.close(ours)
    return said.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="another system's terminals keep nothing once they are closed")
@pytest.mark.parametrize(
    ("environment", "is_in_color", "has_progress"),
    [({"TERM": "xterm"}, True, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False, True), ({"TERM": "dumb"}, False, False)],
)  # fmt: skip
def test_colour_and_progress(
    environment: dict[str, str], is_in_color: bool, has_progress: bool, tmp_path: Path
) -> None:
    said = _said(environment, tmp_path / "out")
    assert "1 problem; nothing was written" in said
    assert ("\x1b[1;31m" in said) == is_in_color
    assert ("reading …" in said) == has_progress
    assert ("\x1b" in said) == has_progress
