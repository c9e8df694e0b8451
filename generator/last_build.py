"""What the build that stands in the output folder was made from, so that one of the same need not be made again.

Beside the output stands a record of it: a digest of all that a build's result depends on, one of what it published,
and what it said. Both digests are taken anew before a word of it is believed, so a record that is missing, damaged,
of another version or of another build than the published one costs a build and nothing else.

Nothing here is costly to import: a build of what has not changed takes little longer than to start Python.
"""

import json
import os
import sys
from _blake2 import blake2b
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.exchange import folder_behind
from generator.fingerprint import files_below, fingerprint
from generator.problems import Message, Place, notice

_ZONES = "/usr/share/zoneinfo"


class Build(NamedTuple):
    """A finished build. `inputs`: see `digest_of_inputs`; "" where not all is known that the result depends on.
    `output` is the fingerprint of `paths`, all that was published, folders with "/" at their end; `files` is how
    many of them are files. What people are told: `notices`, which sources were `drafts` and were left out, and, in
    words, `changes` since the last publication.
    """

    inputs: str
    output: str
    paths: Sequence[str]
    files: int
    notices: Sequence[Message]
    drafts: Sequence[str]
    changes: Sequence[str]


def digest_of_inputs(sources: Iterable[Path], settings: Mapping[str, object]) -> str:
    """One digest of all that decides what a build makes: files and folders that are read, with their times, since
    calendars tell the newest; settings, the clock among them; Python, the libraries and the system's time zones. ""
    where the system refuses to tell of a source.
    """
    digest = blake2b(digest_size=16)
    try:
        for source in dict.fromkeys(map(os.path.realpath, sources)):
            paths = list(files_below(source, _is_source)) if os.path.isdir(source) else [""]
            digest.update(fingerprint(source, paths).encode())
    except OSError:
        return ""
    surroundings = sys.version, _libraries(), fingerprint(_ZONES, [""])
    digest.update(repr((sorted((name, str(value)) for name, value in settings.items()), surroundings)).encode())
    return digest.hexdigest()


def digest_of_generator(house: Path) -> str:
    """One digest, by content, of what makes a site of the same values: the generator, Python, the libraries and zones."""
    digest = blake2b(repr((sys.version, _libraries(), _version_of_zones())).encode(), digest_size=16)
    root = f"{house}/generator"
    for path in files_below(root, _is_source):
        with open(f"{root}/{path}", "rb", buffering=0) as file:  # a Path for each takes longer than to read it
            data = file.read()
        digest.update(f"{path} {len(data)} ".encode() + data)
    return digest.hexdigest()


def recall(out: Path, inputs: str) -> Build | None:
    """The build that stands at `out`, if it was made from just these inputs and nobody touched what it published."""
    try:
        values = json.loads(_file(out).read_bytes())
        last = Build(*values)
        notices = [notice(Place(*place), phrase, remedy) for place, phrase, remedy, _severity in last.notices]
        is_standing = inputs and last.inputs == inputs and last.output == fingerprint(str(out.resolve()), last.paths)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return last._replace(notices=notices) if is_standing else None


def remember(out: Path, build: Build) -> None:
    """Keep the record; where that cannot be, or two builds do so at once, the next one is a build."""
    if not build.inputs:
        return
    file = _file(out)
    fresh = file.with_suffix(".new")
    with suppress(OSError):
        fresh.write_text(json.dumps(build), "utf-8")
        os.replace(fresh, file)


def _file(out: Path) -> Path:
    return folder_behind(out.resolve()) / "build.json"


def _is_source(name: str) -> bool:
    """Not what editors and Python leave behind, and what `load` leaves out too."""
    return not name.startswith(".") and not name.endswith("~") and name != "__pycache__"


def _version_of_zones() -> str:
    """As the system's data tell it, on another machine too; otherwise when they came to this one."""
    try:
        with open(f"{_ZONES}/tzdata.zi", encoding="utf-8") as file:
            return file.readline(100)
    except OSError:
        return fingerprint(_ZONES, [""])


def _libraries() -> list[str]:
    """Installed libraries with their versions, as the names of their folders tell (PEP 376)."""
    folders = [path for path in sys.path if path.endswith("-packages") and os.path.isdir(path)]
    return sorted(name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info"))
