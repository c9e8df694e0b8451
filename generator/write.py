"""Stage six: the disk. The published folder changes as a whole, or not at all, at the cost of what changed.

Behind it, in a hidden folder beside it, stands a second one, two builds old. Only the files that differ are written
there, then the two change places. A file that stays keeps its time, also from one folder to the other, so that what
uploads by time and size uploads differences; one that changes gets a new time, even if the older build had the same
text. Files of the hidden folder are overwritten: on ext4 that takes a tenth of removing and creating them.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from generator.exchange import exchange, folder_behind, locked, recover
from generator.files import OutputFile
from generator.fingerprint import fingerprint
from generator.manifest import (
    RECORDS,
    Record,
    Survey,
    entry_of,
    folder_number,
    parent_of,
    read_records,
    survey,
    with_folders,
    write_records,
)
from generator.problems import ContentProblems, Place, problem
from generator.regex import regex

MARKER = ".event-site"
_MARKER_TEXT = b"Made by build.py, which replaces this folder as a whole.\n"
# No way out of the folder; no device of Windows, no letter it has other uses for, and no point or space at the end of a
# name (learn.microsoft.com, "Naming Files").
_NO_NAME = regex(
    r"(^|/) ( \.{0,2} | (con|prn|aux|nul|com\d|lpt\d) (\.[^/]*)? ) (/|$) | [.\ ] (/|$) | [\0-\x1f\\:<>\x22|?*]",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_NAME = 255  # bytes, on every usual file system


class OutputRefused(Exception):
    """The output folder is not ours to replace; the text says why and what to do."""


class Report(NamedTuple):
    """What was written: number of files and their bytes, how many came, changed or went.

    `paths` is all that stands there now, folders with "/" at their end, and `fingerprint` that of the paths.
    """

    files: int
    size: int
    changed: int
    paths: tuple[str, ...]
    fingerprint: str


def write(files: Iterable[OutputFile], out: Path, sources: Iterable[Path]) -> Report:
    """Put the files into `out`, whole or not at all; waits for another build that is writing there.

    Raises ContentProblems where a file has a name that not every system can hold, OutputRefused where `out` holds
    anything a build did not make, or any of the folders `sources`, and OSError where the disk refuses; the old
    output stands then.
    """
    out = out.resolve()
    refuse_output(out, sources)
    files = tuple(files)
    contents = {MARKER: OutputFile(MARKER, _MARKER_TEXT, Place("")), **{file.path: file for file in files}}
    wanted = with_folders({path: file.digest for path, file in contents.items()})
    _refuse_names(files, wanted)
    behind = _make_behind(out)
    with locked(behind / "lock"):
        changed = _publish(contents, wanted, out, behind)
        stands = fingerprint(str(out), wanted)
    size = sum(file.size for file in files)
    return Report(len(files), size, changed, tuple(wanted), stands)


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
    if os.path.ismount(out):
        raise OutputRefused(f"{out} is a mount point, which cannot be replaced; choose a folder in it with --out")
    if Path.cwd().is_relative_to(out):
        raise OutputRefused(f"{out} is the folder you are in; leave it, or choose another folder with --out")


def _refuse_names(files: Sequence[OutputFile], wanted: Mapping[str, str]) -> None:
    messages = []
    for file in files:
        if not _is_portable(file.path):
            phrase = f"this becomes /{file.path}, and not every system can hold a file of that name"
            messages.append(problem(file.place, phrase, "give it another name"))
        elif f"{file.path}/" in wanted:
            below = next(each for each in files if each.path.startswith(f"{file.path}/"))
            phrase = f"this becomes /{below.path}, and /{file.path} is a file already"
            messages.append(problem(below.place, phrase, "give it another address"))
    if messages:
        raise ContentProblems(messages)


def _is_portable(path: str) -> bool:
    """Whether the path leads to a file below the output on every system, and is not the marker's."""
    is_short = len(path) * 4 <= _LONGEST_NAME or max(map(len, os.fsencode(path).split(b"/"))) <= _LONGEST_NAME
    return is_short and path != MARKER and not _NO_NAME.search(path)


def _make_behind(out: Path) -> Path:
    behind = folder_behind(out)
    behind.mkdir(parents=True, exist_ok=True)
    if not (behind / ".gitignore").exists():
        (behind / ".gitignore").write_text("*\n", "utf-8")
    return behind


def _publish(contents: Mapping[str, OutputFile], wanted: Mapping[str, str], out: Path, behind: Path) -> int:
    """Make `out` hold what is wanted; returns how many files that took. The records are written before the step
    that counts, so that a kill at any moment leaves records that are true."""
    back, file = behind / "next", behind / RECORDS
    recover(back, out)
    records = read_records(file)
    now = folder_number(out)
    found = survey(out, wanted, records.get(now, {}))
    changed = len(found.strangers) + sum(path in contents for path in found.wrong)
    if changed:
        renewed = _renew(back, survey(back, wanted, records.get(folder_number(back), {})), found, contents, wanted)
        write_records(file, {now: found.record(), folder_number(back): renewed})
        exchange(back, out)
    elif found.right != records.get(now):
        write_records(file, {**records, now: found.right})
    return changed


def _renew(
    back: Path, found: Survey, published: Survey, contents: Mapping[str, OutputFile], wanted: Mapping[str, str]
) -> Record:
    """Bring the folder behind up to date; returns its record."""
    touched = {parent_of(path) for path in found.strangers}
    for path in found.strangers:
        _remove(f"{back}/{path}")
    for path, digest in wanted.items():
        modified = published.modified(path)
        if digest and (modified is None or modified != found.modified(path)):
            _write_file(f"{back}/{path}", contents[path].data, modified)
            touched |= {path, parent_of(path)}
        elif not digest and path not in found.right:
            os.mkdir(f"{back}/{path}")
            touched |= {path, parent_of(path)}
    noted = {path: entry_of(back, path, wanted[path]) for path in touched}
    return found.right | {path: entry for path, entry in noted.items() if entry}


def _write_file(path: str, data: bytes, modified: int | None) -> None:
    """`modified` is the time in ns of the same file where it is published already."""
    try:
        with open(path, "xb") as file:
            file.write(data)
    except FileExistsError:
        _overwrite(path, data)
    if modified is not None:
        os.utime(path, ns=(modified, modified))


def _overwrite(path: str, data: bytes) -> None:
    may_overwrite = _may_overwrite(path)
    if not may_overwrite:
        os.unlink(path)
    with open(path, "r+b" if may_overwrite else "xb") as file:
        file.write(data)
        file.truncate()


def _may_overwrite(path: str) -> bool:
    """Whether it is a plain file without a second name (somebody may have linked to it, to keep it as it was)."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return S_ISREG(status.st_mode) and status.st_nlink == 1 and os.access(path, os.R_OK | os.W_OK)


def _remove(path: str) -> None:
    if path.endswith("/"):
        from shutil import rmtree

        rmtree(path[:-1])
    else:
        os.unlink(path)
