"""Two folders change places in one step, so that whoever looks sees the one or the other, whole.

Linux has renameat2 with RENAME_EXCHANGE (man 2 renameat2), macOS renamex_np with RENAME_SWAP (man 2 rename).
Elsewhere, and on file systems that know neither, it takes renames one after the other, and `recover` ends those that
a killed build left half done. The lock is the system's: it goes with the process that held it.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
_RENAME_SWAP = 2  # sys/stdio.h of macOS
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def folder_behind(out: Path) -> Path:
    """The hidden folder beside `out` in which builds keep what they need to change it as a whole."""
    return out.with_name(f".event-site-{out.name}")


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Wait until no other process is within this, then be the one."""
    with file.open("ab") as handle:
        _lock(handle.fileno())
        yield


def exchange(back: Path, out: Path) -> None:
    """Let each folder stand where the other stood; where `out` is missing, `back` goes there."""
    if not out.exists():
        os.rename(back, out)
    elif not _exchange_at_once(back, out):
        aside = _aside(back)
        os.rename(out, aside)
        try:
            os.rename(back, out)
        except OSError:
            os.rename(aside, out)
            raise
        os.rename(aside, back)


def recover(back: Path, out: Path) -> None:
    """Put back what an exchange in several steps left aside when it was killed."""
    aside = _aside(back)
    if not aside.exists():
        return
    if not out.exists():
        os.rename(aside, out)
    else:
        from shutil import rmtree

        rmtree(aside)


def _aside(back: Path) -> Path:
    return back.with_name("aside")


def _exchange_at_once(one: Path, other: Path) -> bool:
    """Whether the system could; raises OSError where it could and would not."""
    if sys.platform not in ("linux", "darwin"):
        return False
    import ctypes

    system, first, second = ctypes.CDLL(None, use_errno=True), os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            failed = system.renamex_np(first, second, _RENAME_SWAP)
        else:
            failed = system.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    except AttributeError:  # a C library older than the call
        return False
    if failed and (number := ctypes.get_errno()) not in _UNKNOWN:
        raise OSError(number, os.strerror(number), str(other))
    return not failed


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)
