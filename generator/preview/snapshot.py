"""One state of the site as the preview shows it, and who makes it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.problems import Message


@dataclass(frozen=True)
class Snapshot:
    """The site as it was at one moment.

    `paths`: the output files, "agenda/index.html". `read`: one file's bytes, made when first asked for; may raise
    ContentProblems (a template's mistake). `is_whole`: False where `messages` holds a problem; the files are those of
    the last good state then, or none. `base_path`: "/data-for-change/", what the site is served below. `page_of`:
    source file to url path, "content/agenda.md" to "/agenda/". `lines`: a source's lines, none where it is unknown.
    `fault`: the traceback of a mistake that is the generator's own. `check`: what only the finished files tell, all of
    which it makes.
    """

    paths: frozenset[str]
    read: Callable[[str], bytes]
    messages: tuple[Message, ...]
    is_whole: bool
    base_path: str
    page_of: Mapping[str, str]
    lines: Callable[[str], list[str]]
    fault: str = ""
    check: Callable[[], Iterable[Message]] = tuple


NOTHING = Snapshot(frozenset(), lambda _: b"", (), False, "/", {}, lambda _: [])
"""Before the first build."""


class Builder(Protocol):
    """Makes snapshots. Its methods and those of its snapshots are called from one thread at a time."""

    def build(self) -> Snapshot:
        """The site as the disk has it now. Raises nothing for content; any exception is the generator's fault."""
        ...

    def is_outdated(self) -> bool:
        """Whether a file has changed since the last `build` read it. Raises OSError where that cannot be told."""
        ...

    def watched(self) -> Sequence[Path]:
        """Files and folders whose changes matter; they need not exist yet."""
        ...
