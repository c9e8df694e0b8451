"""What a folder holds, told from what an earlier build noted of it: cheap where nobody touched it, right in any case.

A *record* notes of each path its digest, size and times; the path of a folder ends in "/" and its digest is empty.
While the system says the same of a path, nobody wrote there since: the digest holds, and a folder has no new names.
Anything else is read. A record is only compared with, never acted upon, so garbage in it costs time and nothing else.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, NamedTuple

from generator.kept import digest_of

Record = dict[str, list[Any]]
"""By path: digest in hex, size in bytes, moments of the last write and of the last change of any kind, in ns."""

RECORDS = "records.json"
_MODIFIED, _CHANGED = 2, 3


class Survey(NamedTuple):
    """A folder compared with what is wanted in it: what is right, what is wrong or missing, what should not be there."""

    right: Record
    wrong: list[str]
    strangers: list[str]

    def modified(self, path: str) -> int | None:
        """When the file was written, in ns, if it is right."""
        return self.right[path][_MODIFIED] if path in self.right else None

    def record(self) -> Record:
        """What may be noted of the folder as it is; of a folder within it, only if all that it holds is noted."""
        not_noted: set[str] = set()
        for path in (*self.wrong, *self.strangers):
            while (path := parent_of(path)) not in not_noted:
                not_noted.add(path)
        return {path: entry for path, entry in self.right.items() if path not in not_noted}


def parent_of(path: str) -> str:
    """The folder a path lies in, as "a/b/" or, for the outermost, ""."""
    return path[: path.rfind("/", 0, -1) + 1]


def with_folders(digests: Mapping[str, str]) -> dict[str, str]:
    """Digests by path, with the folders that the files need; each folder before what lies in it."""
    wanted = dict(digests)
    for path in digests:
        while (path := parent_of(path)) not in wanted:
            wanted[path] = ""
    return dict(sorted(wanted.items()))


def survey(root: Path, wanted: Mapping[str, str], record: Record) -> Survey:
    """Compare a folder with what is wanted in it. Follows no symbolic link; a missing folder holds nothing right.

    A write in the clock tick of the newest entry could leave the times as they were: such entries are read again
    (git's documentation, "racy-git").
    """
    right: Record = {}
    wrong: list[str] = []
    strangers: list[str] = []
    newest = max((entry[_CHANGED] for entry in record.values()), default=0)
    base = str(root)  # once: formatting a Path costs as much as asking the system about it
    relisted = {parent_of(path) for path in record if path not in wanted}
    for path, digest in wanted.items():
        entry = entry_of(base, path, digest) if not path or parent_of(path) in right else None
        is_noted = entry and entry == record.get(path) and entry[_CHANGED] < newest and path not in relisted
        if not entry or not (is_noted or not digest or _has(root, path, digest)):
            wrong.append(path)
            continue
        right[path] = entry
        if not digest and not is_noted:
            strangers += (name for name in _names(root, path) if name not in wanted)
    return Survey(right, wrong, strangers)


def entry_of(root: Path | str, path: str, digest: str) -> list[Any] | None:
    """What a record notes of a path; None where there is no such file, or no such folder."""
    try:
        status = os.lstat(f"{root}/{path}".rstrip("/"))
    except (OSError, ValueError):  # ValueError: no name of a file, out of a record that is garbage
        return None
    is_right_type = S_ISREG(status.st_mode) if digest else S_ISDIR(status.st_mode)
    return [digest, status.st_size, status.st_mtime_ns, status.st_ctime_ns] if is_right_type else None


def read_records(file: Path) -> dict[str, Record]:
    """The records by the number of their folder (`folder_number`); none where the file is missing or garbage."""
    try:
        records = json.loads(file.read_bytes())
        return {number: record for number, record in records.items() if _is_record(record)}
    except (OSError, ValueError, RecursionError, AttributeError):
        return {}


def write_records(file: Path, records: Mapping[str, Record]) -> None:
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(records), "utf-8")
    os.replace(fresh, file)


def folder_number(root: Path) -> str:
    """What a folder is known by, wherever it is moved: its inode; "" where it is missing."""
    try:
        return str(os.lstat(root).st_ino)
    except OSError:
        return ""


def _names(root: Path, folder: str) -> Iterable[str]:
    with os.scandir(f"{root}/{folder}") as entries:
        for entry in entries:
            yield folder + entry.name + "/" * entry.is_dir(follow_symlinks=False)


def _has(root: Path, path: str, digest: str) -> bool:
    try:
        with open(f"{root}/{path}", "rb", buffering=0) as file:
            return digest_of(file.read()) == digest
    except OSError:
        return False


def _is_record(record: Record) -> bool:
    return all(
        type(entry) is list and len(entry) == 4 and type(entry[0]) is str and type(entry[_CHANGED]) is int
        for entry in record.values()
    )
