"""The preview of a real site as a person has it: `build.py serve` in a process of its own, and a clean build beside it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from urllib.error import HTTPError
from urllib.request import urlopen

from generator.cache import Cache
from generator.load import load
from generator.plan import plan
from generator.preview.screen import BLANK
from generator.problems import ContentProblems, is_problem
from generator.render import render
from generator.validate import validate
from tests.preview.running import HOUSE, eventually

_CLIENT = re.compile(rb'<script src="/\.preview/client\.js"[^>]*></script>')
_END = re.compile(r"^(?:built in .*|\d+ problems?(?:; showing the last good state)?)\n", re.MULTILINE)


@dataclass(frozen=True)
class State:
    """The pages of a site by path, drafts among them, and the problems; no pages where there are problems."""

    pages: dict[str, bytes]
    problems: str


def clean_state(site: Path, cache: Path) -> State:
    """What a build from nothing makes of the files as they are."""
    try:
        targets = plan(validate(load(site, HOUSE), with_drafts=True))
        files = render(targets, Cache(cache))
    except ContentProblems as error:
        return State({}, "".join(f"{each}\n" for each in error.messages if is_problem(each)))
    return State({file.path: file.data or BLANK for file in files if file.path.endswith(".html")}, "")


@dataclass(frozen=True)
class Preview:
    site: Path
    process: "subprocess.Popen[str]"
    said: Path

    @property
    def address(self) -> str:
        return re.findall(r"^serving (\S+)", self.said.read_text("utf-8"), re.MULTILINE)[-1]

    @property
    def problems(self) -> str:
        """Those of the last state that was told."""
        *_, last, _rest = _END.split(self.said.read_text("utf-8"))
        told = re.split(r"^(?=\S)", last, flags=re.MULTILINE)
        return "".join(each for each in told if not each.startswith(("notice: ", "serving ")))

    def page(self, path: str) -> bytes:
        try:
            with urlopen(self.address + path.removesuffix("index.html"), timeout=20) as response:
                return _CLIENT.sub(b"", response.read())
        except HTTPError as error:
            return _CLIENT.sub(b"", error.read())

    def write(self, name: str, text: str) -> None:
        (self.site / name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.site / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def kilobytes(self) -> int:
        """Memory that is held, by the system's word."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0])


def copy_site(original: Path, folder: Path) -> Path:
    """A copy with templates and assets of its own, to be edited."""
    for name in ("content", "templates", "assets"):
        copytree((original if name == "content" else HOUSE) / name, folder / name)
    (folder / "site.yaml").write_bytes((original / "site.yaml").read_bytes())
    return folder


@contextmanager
def previewing(site: Path, *options: str) -> Iterator[Preview]:
    said = site.with_suffix(".said")
    command = [sys.executable, "build.py", "serve", "--site", str(site), "--port", "8100", *options]
    with (
        said.open("w") as output,
        subprocess.Popen(command, cwd=HOUSE, stdout=output, stderr=output, text=True) as process,
    ):
        preview = Preview(site, process, said)
        try:
            eventually(lambda: preview.address)
            yield preview
        finally:
            process.terminate()
            assert process.wait(60) == 0
