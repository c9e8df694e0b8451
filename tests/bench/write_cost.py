"""What writing costs, by what changed: `python -m tests.bench.write_cost [FOLDER]`, best with a FOLDER on a disk.

3,300 files of 10 kB are about 1,000 sessions. Beside `write` runs the plain way to publish as a whole: a fresh tree,
exchanged for the old one, which is then removed. The two take turns; the table has medians in milliseconds.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.exchange import exchange
from generator.files import OutputFile
from generator.fingerprint import fingerprint
from generator.manifest import with_folders
from generator.problems import Place
from generator.write import write

FILES, SIZE, ROUNDS = 3_300, 10_000, 3
Files = dict[str, OutputFile]
Way = Callable[[Iterable[OutputFile], Path], object]


def write_fresh(files: Iterable[OutputFile], out: Path) -> None:
    fresh = out.with_name("fresh")
    for file in files:
        path = fresh / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    exchange(fresh, out)
    shutil.rmtree(fresh, ignore_errors=True)


WAYS: dict[str, Way] = {
    "write": lambda files, out: write(files, out, []),
    "fresh tree": write_fresh,
    "fingerprint alone": lambda files, out: fingerprint(str(out), with_folders({file.path: "" for file in files})),
}


def make_files() -> Files:
    paths = ["index.html", *(f"sessions/{number}/index.html" for number in range(FILES - 1))]
    return {path: _file(path) for path in paths}


def edit(files: Files, number: int) -> Files:
    """The same with `number` files new of content."""
    return files | {path: _file(path) for path in list(files)[:number]}


def steps() -> Iterable[tuple[str, Files]]:
    """One life of a site: what happens to it, and its files from then on. Two edits in a row are told apart, as the
    first finds no folder to renew."""
    files = make_files()
    yield "first write", files
    yield "nothing changed", files
    for name, number in (
        ("one file changed, first time", 1),
        ("one file changed", 1),
        ("ten files changed", 10),
        ("all changed", FILES),
    ):
        files = edit(files, number)
        yield name, files
    yield "nothing changed, later", files


def measure(place: Path) -> dict[str, dict[str, list[float]]]:
    """Milliseconds by step and way. A step is taken by all before the next, as ext4 is slow to create files for a
    minute after others were removed: the first write is not to pay for what the last step threw away."""
    taken: dict[str, dict[str, list[float]]] = {}
    for step, files in steps():
        for turn in range(ROUNDS):
            for way, run in list(WAYS.items())[:: 1 - turn % 2 * 2]:
                out = place / str(turn) / ("write" if way == "fingerprint alone" else way) / "out"
                out.parent.mkdir(parents=True, exist_ok=True)
                start = time.perf_counter()
                run(files.values(), out)
                taken.setdefault(step, {}).setdefault(way, []).append((time.perf_counter() - start) * 1000)
    return taken


def _file(path: str) -> OutputFile:
    return OutputFile(path, os.urandom(SIZE // 2).hex().encode(), Place("site.yaml"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if sys.argv[1:] else None) as place:
        taken = measure(Path(place))
    sys.stdout.write("".join(f"{name:>30}" for name in ("", *WAYS)) + "\n")
    for step, ways in taken.items():
        sys.stdout.write(f"{step:>30}" + "".join(f"{statistics.median(ms):30.0f}" for ms in ways.values()) + "\n")
