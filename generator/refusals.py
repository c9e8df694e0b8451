"""What the system refuses, told as any other problem: which file or folder, what is the matter, what to do about it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.problems import ContentProblems, Message, Place, problem

_NO_RIGHT = "you have no right to read or change this", "ask whoever it belongs to, or name another folder"
_NO_ROOM = "there is no room left on this disk", "delete there what is not needed, or name a folder on another disk"
_TOO_MANY = "more files are open than the system allows", "close other programs, and run this again"
_REASONS: dict[int | None, tuple[str, str]] = {
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EROFS: ("this can be read only", "name a folder elsewhere"),
    errno.ENOENT: ("there is no such file or folder", "make it first, or name another"),
    errno.ENOTDIR: ("a part of this path is a file, and no folder", "name another folder"),
    errno.EISDIR: ("this is a folder", "name a file"),
    errno.ENAMETOOLONG: ("this name is too long for the disk", "choose a shorter one"),
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.EPIPE: ("nobody reads any more what is printed here", "read it to its end, or write it into a file"),
}
_OTHERWISE = "run this again; if that does not help, ask whoever looks after this machine"


@contextmanager
def refusals_told(*roots: Path, otherwise: str = "build.py") -> Iterator[None]:
    """Raise ContentProblems where the system refuses something within, and say of which path.

    One below a folder of `roots` is told from there; where the system names none, it is of `otherwise`.
    """
    try:
        yield
    except OSError as error:
        raise ContentProblems([refusal(error, roots, otherwise)]) from error


def refusal(error: OSError, roots: tuple[Path, ...] = (), otherwise: str = "build.py") -> Message:
    path = otherwise if error.filename is None else _below(roots, Path(os.fsdecode(error.filename)))
    return problem(Place(path, 0), *_REASONS.get(error.errno, (_said(error), _OTHERWISE)))


def _said(error: OSError) -> str:
    text = error.strerror or str(error) or "the system refuses"
    return text[0].lower() + text[1:]


def _below(roots: tuple[Path, ...], path: Path) -> str:
    return next((path.relative_to(root).as_posix() for root in roots if path.is_relative_to(root)), str(path))
