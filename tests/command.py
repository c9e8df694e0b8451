"""The command, run as a person does, and a small site to run it on."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import build

COMMAND = Path(build.__file__).resolve()
TINY = Path(__file__).parent / "cases" / "minimal"


def copy_tiny(folder: Path) -> Path:
    """A small site in a folder of its own."""
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("expected"))
    return folder


def run(*arguments: object, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS")
    }
    return subprocess.run(
        [sys.executable, COMMAND, *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=environment | more, timeout=60, check=False,
    )  # fmt: skip
