"""Kill whole builds at random moments, and look at what they leave: `python -m tests.bench.kill_build [ROUNDS [SEED]]`.

One of two states of an event is built, from nothing or from what is kept, and killed: in two of three rounds at once
(SIGKILL), else politely (SIGTERM). What is published then is one state or the other, whole, and in the end neither a
process nor a temporary file is left. `tests.bench.kill_test` kills the last stage alone, where the moments that count are.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.bench.__main__ import SESSION, Ours
from tests.bench.kill_test import Tree, read_tree

SESSIONS = 240  # enough for work in several processes
STATES = ("first", "second")


def survive(folder: Path, rounds: int, chance: random.Random) -> Counter[str]:
    """Raises AssertionError where anything but a whole site is seen; returns how often which was."""
    ours, temporary, sites = Ours(folder, SESSIONS), folder / "temporary", dict[str, Tree]()
    temporary.mkdir()
    texts = {ours.site / name: (ours.site / name).read_text("utf-8") for name in ("site.yaml", SESSION)}

    def start(state: str) -> "subprocess.Popen[bytes]":
        for path, text in texts.items():
            path.write_text(text.replace("conference", state), "utf-8")
        surroundings = {**os.environ, "TMPDIR": str(temporary)}
        return subprocess.Popen(ours.command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    for state in STATES:
        start(state).wait()
        sites[state] = read_tree(ours.out)
    seen = Counter[str]()
    for _ in range(rounds):
        if chance.random() < 0.6:
            shutil.rmtree(ours.house / ".cache", ignore_errors=True)
        process = start(chance.choice(STATES))
        time.sleep(chance.uniform(0, 2.5))
        (process.kill if chance.random() < 0.7 else process.terminate)()
        process.wait()
        found = read_tree(ours.out)
        seen[next(state for state in STATES if sites[state] == found)] += 1
    time.sleep(2)
    assert not _processes(str(ours.house))
    assert not list(temporary.iterdir())
    return seen


def _processes(word: str) -> list[str]:
    """The numbers of those with a word in their command line (proc(5))."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended
            found += [path.parent.name] if word.encode() in path.read_bytes() else []
    return found


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if sys.argv[1:] else 200
    seed = int(sys.argv[2]) if sys.argv[2:] else random.randrange(2**32)
    with tempfile.TemporaryDirectory() as folder:
        seen = survive(Path(folder), rounds, random.Random(seed))
    sys.stdout.write(f"{rounds} builds killed (seed {seed}): {dict(seen)}, always whole, and nothing is left of them\n")
