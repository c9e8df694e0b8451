"""What an earlier build made, found by the hash of what it was made from. Never trusted: a damaged entry is made anew.

An entry is one file: the digest of its bytes, then the bytes. It is written beside its place and moved there, so that
a build that is killed leaves whole entries only; what it began has a name that the next writes over. Two at once may
leave one that is damaged, at worst. The folder may be deleted at any time.
"""

import contextlib
import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

_DIGEST = 16


def content_key(*parts: str | bytes) -> str:
    """The key of what is made from these parts alone: their hash, each part told from its neighbours."""
    digest = blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


class Cache(NamedTuple):
    """Bytes by key, in `folder`; without one, nothing is kept."""

    folder: Path | None = None

    def recall(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under `key`, or what `make` makes, kept from now on. A cache that cannot be written is none."""
        data = self.find(key)
        if data is None:
            data = make()
            self.keep(key, data)
        return data

    def find(self, key: str) -> bytes | None:
        return _read(self.folder / key[:2] / key) if self.folder else None

    def keep(self, key: str, data: bytes) -> None:
        if self.folder:
            with contextlib.suppress(OSError):
                _write(self.folder / key[:2] / key, data)


def _read(path: Path) -> bytes | None:
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    digest, data = stored[:_DIGEST], stored[_DIGEST:]
    return data if blake2b(data, digest_size=_DIGEST).digest() == digest else None


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    try:
        fresh.write_bytes(blake2b(data, digest_size=_DIGEST).digest() + data)
        os.replace(fresh, path)
    except OSError:  # the disk is full, or the file another user's: the next has a chance
        fresh.unlink(missing_ok=True)
        raise
