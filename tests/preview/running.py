"""A preview in a process of its own, as a person has it, and what it said so far."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parents[2]


@dataclass
class Running:
    site: Path
    process: "subprocess.Popen[str]"
    said: Path

    def reports(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.said.read_text().splitlines(keepends=True) if line.endswith("\n")]

    @property
    def address(self) -> str:
        return [report["address"] for report in self.reports() if "address" in report][-1]

    @property
    def messages(self) -> list[str]:
        return [report["messages"] for report in self.reports() if "messages" in report][-1]

    def write(self, name: str, text: str) -> None:
        (self.site / name).write_text(text, encoding="utf-8")


def eventually(is_so: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something is so, on a busy machine too; an error before that is no more than "not yet"."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            if is_so():
                return
        except (AssertionError, IndexError, OSError):
            pass
        assert time.monotonic() < deadline, "it never came to be so"
        time.sleep(0.005)


@contextmanager
def running(site: Path, *options: str, said: Path | None = None) -> Iterator[Running]:
    said = said or site.with_suffix(".said")
    command = [sys.executable, "-m", "tests.preview.program", str(site), *options]
    with (
        said.open("w") as output,
        subprocess.Popen(command, cwd=HOUSE, stdout=output, stderr=output, text=True) as process,
    ):
        preview = Running(site, process, said)
        try:
            eventually(lambda: preview.address)
            yield preview
        finally:
            process.terminate()
            process.wait(60)
