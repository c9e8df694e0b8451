"""Whether files are as they were, told from what the system says of them: no file is read but the last ones written.

A write gives a file a new moment of change, which no program can set back (Linux and macOS; on Windows, where it is
the moment of creation, size and time of writing have to tell). Only a second write in the same tick of the clock could
go unseen: so of what the newest tick changed the content counts too (git's documentation, "racy-git").
"""

import os

# Where hashlib has it from, which loads OpenSSL first: a thirteenth of a build of what has not changed.
from _blake2 import blake2b
from collections.abc import Callable, Iterable, Iterator
from stat import S_ISDIR, S_ISREG

_Entry = tuple[str, int, int, int, int]


def fingerprint(root: str, paths: Iterable[str]) -> str:
    """A digest of these files and folders below `root`, a missing one included; of a folder, the names in it count."""
    entries = [_entry(root, path) for path in paths]
    newest = max((entry[-1] for entry in entries), default=0)
    recent = [_content(f"{root}/{path}", mode) for path, mode, *_, changed in entries if mode and changed == newest]
    return blake2b(repr((root, entries, recent)).encode(), digest_size=16).hexdigest()


def files_below(root: str, is_wanted: Callable[[str], bool]) -> Iterator[str]:
    """Paths below `root`, in a fixed order, of what is no folder; a folder or file of an unwanted name is left out."""
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(f"{root}/{folder}") as found:
            entries = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found)
        for name, is_folder in entries:
            if not is_wanted(name):
                continue
            if is_folder:
                folders.append(f"{folder}{name}/")
            else:
                yield folder + name


def _entry(root: str, path: str) -> _Entry:
    try:
        status = os.lstat(f"{root}/{path}".rstrip("/"))
    except OSError:
        return path, 0, 0, 0, 0
    return path, status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _content(path: str, mode: int) -> bytes | list[str]:
    try:
        if S_ISDIR(mode):
            return sorted(os.listdir(path))
        if S_ISREG(mode):
            with open(path.rstrip("/"), "rb", buffering=0) as file:
                return blake2b(file.read(), digest_size=16).digest()
    except OSError:
        pass  # gone, or not ours to read, which its entry tells
    return b""
