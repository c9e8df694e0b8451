"""What is kept on the disk: bytes that would fill the memory, and results for the next build.

The file of results holds the digest of all behind it, the length of the bytes, the bytes, and then the results, each
with its name. It is believed only as a whole and by the version that wrote it, so that it may be missing, damaged or
another build's, and costs time at most.
"""

import os
import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

_DIGEST = 16
_LENGTH = 8
_HEAD = _DIGEST + _LENGTH


def digest_of(data: bytes) -> str:
    return blake2b(data, digest_size=_DIGEST).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that lie in an open file, from `start`, and their digest."""

    digest: str
    start: int
    size: int
    file: IO[bytes]

    def read(self) -> bytes:
        return _read_at(self.file, self.start, self.size)


class _Written(NamedTuple):
    """The same in the file of results itself."""

    digest: str
    start: int
    size: int


if sys.platform == "win32":

    def _read_at(file: IO[bytes], start: int, size: int) -> bytes:
        file.seek(start)
        return file.read(size)

else:

    def _read_at(file: IO[bytes], start: int, size: int) -> bytes:
        return os.pread(file.fileno(), size, start)  # processes share the place at which a file is read


class Spool:
    """A file for bytes, which goes with its process."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._end = 0

    def put(self, data: bytes) -> Kept | bytes:
        """Where the bytes are kept now; where the disk has no room for them, that is the memory."""
        try:
            self._file = file = self._file or TemporaryFile()  # noqa: SIM115 - open as long as somebody may read
            file.seek(self._end)
            file.write(data)
            file.flush()
        except OSError:
            return data
        kept = Kept(digest_of(data), self._end, len(data), file)
        self._end += len(data)
        return kept


def read_results(path: Path, version: str) -> dict[Any, Any]:
    """The results by name; none, where a bit of the file is not as it was written. It stays open for what is kept in it."""
    file = None
    try:
        file = path.open("rb")
        written, digest = file.read(_DIGEST), _digest(version)
        length = int.from_bytes(file.peek(_LENGTH)[:_LENGTH], "big")
        while chunk := file.read(1 << 20):
            digest.update(chunk)
        if digest.digest() != written:
            raise ValueError("another version, or damaged")
        file.seek(_HEAD + length)
        return {name: Kept(*each, file) if isinstance(each, _Written) else each for name, each in _entries(file)}
    except Exception:  # whatever is wrong with it, all of it can be made again
        if file:
            file.close()
        return {}


def _entries(file: IO[bytes]) -> Iterator[tuple[Any, Any]]:
    with suppress(EOFError):
        while True:
            yield pickle.load(file)  # noqa: S301 - no other bytes than were written here


def write_results(path: Path, version: str, results: Mapping[Any, Any]) -> None:
    """Raises OSError; the old file stands then. It is written beside its place first: a build that is killed leaves the
    old one. Two at once may spoil each other's, which its digest tells.
    """
    fresh = path.with_suffix(".new")
    try:
        fresh.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as file:
            _write(file, version, results)
        for result in results.values():
            if isinstance(result, Kept):
                result.file.close()  # or some systems would not let another take its place
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _write(file: IO[bytes], version: str, results: Mapping[Any, Any]) -> None:
    kept = [result for result in results.values() if isinstance(result, Kept)]
    length = sum(each.size for each in kept).to_bytes(_LENGTH, "big")
    file.write(bytes(_DIGEST))
    target = _Digested(file, _digest(version))
    target.write(length)
    for each in kept:
        target.write(each.read())
    writer, start = pickle.Pickler(target, protocol=5), _HEAD
    for name, result in results.items():
        if isinstance(result, Kept):
            writer.dump((name, _Written(result.digest, start, result.size)))
            start += result.size
        else:
            writer.dump((name, result))
        writer.clear_memo()  # or it remembers every object of the site, which takes more memory than the site
    file.seek(0)
    file.write(target.digest.digest())


def _digest(version: str) -> blake2b:
    return blake2b(version.encode(), digest_size=_DIGEST)


class _Digested:
    """A file whose digest is taken as it is written, so that all of it is never in memory at once."""

    def __init__(self, file: IO[bytes], digest: blake2b) -> None:
        self._file, self.digest = file, digest

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)
