"""How fast builds are, by the number of sessions: `uv run python -m tests.bench [NUMBER …]` (30, 300 and 1,000).

Whole processes, one kind after the other in each of five rounds, the best of each, since a machine is never alone;
beside it how many times what Hugo takes in the same rounds for the same event from nothing, where it is installed (`uv run --with hugo python -m tests.bench`).
Set TMPDIR to a folder on a disk or in memory to choose where the sites lie.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from tests.bench.event import write_event
from tests.bench.hugo import find_hugo, write_hugo_site
from tests.bench.process import Command, peak_megabytes, seconds, until_served

HOUSE = Path(__file__).resolve().parents[2]
ROUNDS = 5
SESSION = "content/sessions/session-7.md"
RATIOS = ("cold", "no change", "word", "fact", "template")


class Ours:
    """A copy of the generator with a cache of its own, and an event for it."""

    def __init__(self, folder: Path, number: int) -> None:
        self.house, self.site, self.out = folder / "house", folder / "event", folder / "out" / "_site"
        for name in ("templates", "assets", "generator"):
            shutil.copytree(HOUSE / name, self.house / name)
        shutil.copy(HOUSE / "build.py", self.house)
        write_event(self.site, number)
        self.command: Command = [sys.executable, self.house / "build.py", "--site", self.site, "--out", self.out]

    def forget(self) -> None:
        for folder in (self.out.parent, self.house / ".cache"):
            shutil.rmtree(folder, ignore_errors=True)

    def cold(self) -> float:
        self.forget()
        return self.again()

    def again(self) -> float:
        return seconds(self.command, self.house)

    def edited(self) -> float:
        """The second edit in a row: after a build from nothing, the first has no folder behind to bring up to date."""
        for word in ("first", "second"):
            add_word(self.site / SESSION, word)
            taken = self.again()
        return taken

    def fact_edited(self) -> float:
        """The session's room, which its page and the agenda tell."""
        text = (self.site / SESSION).read_text("utf-8")
        (self.site / SESSION).write_text(re.sub("(?<=^room: ).*", r"\g<0>*", text, flags=re.MULTILINE), "utf-8")
        return self.again()

    def template_edited(self) -> float:
        """Every session's page shows it: what stands below a template's blocks, no page does."""
        template = self.house / "templates" / "session.html"
        before, start, after = template.read_text("utf-8").partition("{% block main %}")
        assert start
        template.write_text(f"{before}{start}\n<p>word</p>{after}", "utf-8")
        return self.again()

    def memory(self) -> float:
        self.forget()
        return peak_megabytes(self.command, self.house)

    def served(self) -> float:
        command = [sys.executable, self.house / "build.py", "serve", "--site", self.site, "--port"]
        save = partial(add_word, self.site / SESSION)
        return min(until_served(command, self.house, "/bench/agenda/session-7/", save, ROUNDS))


class Hugo:
    """The same event in Hugo's way."""

    def __init__(self, folder: Path, site: Path, binary: str) -> None:
        self.folder, self.command = folder / "hugo", [binary, "--quiet"]
        write_hugo_site(site, self.folder)

    def cold(self) -> float:
        for name in ("public", "resources"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return seconds(self.command, self.folder)

    def memory(self) -> float:
        return peak_megabytes(self.command, self.folder)

    def served(self) -> float:
        command = [self.command[0], "server", "--quiet", "--bind", "127.0.0.1", "--port"]
        save = partial(add_word, self.folder / SESSION)
        return min(until_served(command, self.folder, "/bench/sessions/session-7/", save, ROUNDS))


def add_word(path: Path, word: str) -> None:
    path.write_text(f"{path.read_text('utf-8')}\n{word}\n", "utf-8")


def measure(folder: Path, number: int, binary: str | None) -> dict[str, float]:
    """Seconds by kind, and megabytes."""
    ours = Ours(folder, number)
    kinds: dict[str, Callable[[], float]] = {
        "cold": ours.cold, "no change": ours.again, "word": ours.edited, "fact": ours.fact_edited,
        "template": ours.template_edited,
    }  # fmt: skip
    hugo = Hugo(folder, ours.site, binary) if binary else None
    if hugo:
        kinds["Hugo"] = hugo.cold
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    ours.cold()
    for _ in range(ROUNDS):
        for kind, run in kinds.items():
            taken[kind].append(run())
    figures = {kind: min(each) for kind, each in taken.items()}
    figures |= {"served": ours.served(), "MB": ours.memory()}
    return figures | ({"Hugo served": hugo.served(), "Hugo MB": hugo.memory()} if hugo else {})


def show(number: int, figures: dict[str, float]) -> str:
    cells = [f"{number:,}"]
    for kind, figure in figures.items():
        ratio = f" ({figure / figures['Hugo']:.2f} ×)" if "Hugo" in figures and kind in RATIOS else ""
        cells.append(f"{figure:.0f}" if kind.endswith("MB") else f"{figure:.3f} s{ratio}")
    return f"| {' | '.join(cells)} |\n"


def head(kinds: Iterable[str]) -> str:
    names = ["sessions", *kinds]
    return f"| {' | '.join(names)} |\n|{' --- |' * len(names)}\n"


def main(numbers: Iterable[int]) -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # users' Python keeps what it has compiled
    binary = find_hugo()
    for row, number in enumerate(numbers):
        with tempfile.TemporaryDirectory() as folder:
            figures = measure(Path(folder), number, binary)
        sys.stdout.write(show(number, figures) if row else head(figures) + show(number, figures))
        sys.stdout.flush()


if __name__ == "__main__":
    main(map(int, sys.argv[1:] or ("30", "300", "1000")))
