"""Stage six: the disk. A new folder is made complete beside the old one, then the two change places."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.files import OutputFile

MARKER = ".event-site"
_MARKER_TEXT = b"Made by build.py, which replaces this folder as a whole.\n"


class OutputRefused(Exception):
    """The output folder is not ours to replace; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was written: number of files and their bytes."""

    count: int
    size: int


def write(files: Iterable[OutputFile], out: Path, sources: Iterable[Path]) -> Report:
    """Put the files into `out`, whole or not at all.

    Raises OutputRefused where `out` holds anything a build did not make, or any of the folders `sources`, and
    OSError where the disk refuses; the old output stands then.
    """
    out = out.resolve()
    refuse_output(out, sources)
    files = tuple(files)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        os.chmod(fresh, 0o755)
        _fill(fresh, files)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Report(len(files), sum(len(file.data) for file in files))


def refuse_output(out: Path, sources: Iterable[Path]) -> None:
    """Raise OutputRefused if `out` may not be replaced."""
    out = out.resolve()
    for source in sources:
        source = source.resolve()
        if source.is_relative_to(out) or (source.is_dir() and out.is_relative_to(source)):
            raise OutputRefused(
                f"{out} holds sources of the site, or lies among them; choose another folder with --out"
            )
    if out.exists() and not out.is_dir():
        raise OutputRefused(f"{out} is a file; choose a folder with --out")
    if out.is_dir() and not (out / MARKER).is_file() and any(out.iterdir()):
        raise OutputRefused(f"{out} was not made by a build; choose another folder with --out, or empty this one")


def _fill(folder: Path, files: Iterable[OutputFile]) -> None:
    (folder / MARKER).write_bytes(_MARKER_TEXT)
    made: set[Path] = set()
    for file in files:
        path = folder / file.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(file.data)


def _swap(fresh: Path, out: Path) -> None:
    """Let `fresh` stand at `out`; what stood there goes to where `fresh` was made, to be removed."""
    if not out.exists():
        fresh.rename(out)
        return
    old = fresh.with_name(f"{fresh.name}-old")
    out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
