"""Kill builds at random moments and look at what they leave: `python -m tests.bench.kill_test [ROUNDS [FOLDER]]`.

One that writes two sites in turns is killed (SIGKILL) again and again. What is published then is the one or the
other, whole; it is there at every moment; and the next build leaves nothing of the killed ones behind.
"""

import multiprocessing
import random
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from generator.exchange import folder_behind
from generator.files import OutputFile
from generator.problems import Place
from generator.write import MARKER, write

Tree = dict[str, bytes]
PATHS = ["index.html", *(f"sessions/{number}/index.html" for number in range(300))]
FIRST: Tree = dict.fromkeys(PATHS, b"first" * 500) | {"first/old.txt": b"first"}
SECOND: Tree = dict.fromkeys(PATHS, b"second" * 500) | {"second.txt": b"second", "same.txt": b"same"}


def survive(out: Path, rounds: int, chance: random.Random) -> int:
    """Raises AssertionError where anything but a whole site is seen; returns how often the site had changed."""
    start = time.perf_counter()
    write(as_files(FIRST), out.with_name("pace"), [])
    pace = time.perf_counter() - start
    changes, before = 0, None
    for _ in range(rounds):
        _kill_a_build(out, chance.uniform(0, 3 * pace), is_published=before is not None)
        found = read_tree(out) if out.exists() else None
        assert found in (before, FIRST, SECOND)
        changes, before = changes + (found != before), found
    for tree in (SECOND, FIRST):
        write(as_files(tree), out, [])
        assert read_tree(out) == tree
    behind = folder_behind(out)
    assert read_tree(behind / "next") == SECOND
    assert sorted(path.name for path in behind.iterdir()) == [".gitignore", "lock", "next", "records.json"]
    return changes


def as_files(tree: Tree) -> list[OutputFile]:
    return [OutputFile(path, data, Place("site.yaml")) for path, data in tree.items()]


def read_tree(folder: Path) -> Tree:
    """The files below a folder, but for the marker."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _kill_a_build(out: Path, seconds: float, is_published: bool) -> None:
    build = multiprocessing.get_context("fork").Process(target=_build_on_and_on, args=(out,))
    build.start()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        assert (out / "index.html").exists() or not is_published
        time.sleep(0.0005)
    build.kill()
    build.join()


def _build_on_and_on(out: Path) -> None:
    for tree in cycle((SECOND, FIRST)):
        write(as_files(tree), out, [])


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if sys.argv[1:] else 200
    folder = sys.argv[2] if sys.argv[2:] else None
    seed = random.randrange(2**32)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        changes = survive(Path(place) / "out", rounds, random.Random(seed))
    sys.stdout.write(f"{rounds} builds killed (seed {seed}), {changes} times the site had changed, and always whole\n")
