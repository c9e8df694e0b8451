"""What an earlier build made, found by the hash of what it was made from. Never trusted: a damaged entry is made anew.

An entry is one file: the digest of its bytes, then the bytes. It is written beside its place and moved there, so
two builds at once, or one that was killed, leave whole entries only. The folder may be deleted at any time.
"""

import contextlib
import os
import tempfile
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

_DIGEST = 16


def content_key(*parts: str | bytes) -> str:
    """The key of what is made from these parts alone: their hash, each part told from its neighbours."""
    digest = blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


class Cache:
    """Bytes by key, in `folder`; without one, nothing is kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def recall(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under `key`, or what `make` makes, kept from now on. A cache that cannot be written is none."""
        if self._folder is None:
            return make()
        path = self._folder / key[:2] / key
        data = _read(path)
        if data is None:
            data = make()
            with contextlib.suppress(OSError):
                _write(path, data)
        return data


def _read(path: Path) -> bytes | None:
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    digest, data = stored[:_DIGEST], stored[_DIGEST:]
    return data if blake2b(data, digest_size=_DIGEST).digest() == digest else None


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(blake2b(data, digest_size=_DIGEST).digest() + data)
        os.replace(name, path)
    except OSError:
        os.unlink(name)
        raise
