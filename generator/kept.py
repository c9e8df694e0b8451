"""What is kept on the disk: bytes that would fill the memory, and results for the next build.

The file of results holds a digest of all else, where the list of their names begins, the results, and the list. It is
believed only as a whole and by the version that wrote it, so that it may be missing, damaged or another build's, and
costs time at most. What is in it is read when somebody asks.
"""

import errno
import os
import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryFile, mkstemp
from typing import IO, Any

_DIGEST = 16
_NUMBER = 8
_HEAD = _DIGEST + _NUMBER
_AT_ONCE = 500  # names; to read each alone takes ten times as long


def digest_of(data: bytes) -> str:
    return blake2b(data, digest_size=_DIGEST).hexdigest()


class _Stretch:
    """Part of an open file, from `start`. No dataclass: a build that was made of these would wait for its definition."""

    __slots__ = ("digest", "file", "size", "start")

    def __init__(self, file: IO[bytes], start: int, size: int, digest: str) -> None:
        self.file, self.start, self.size, self.digest = file, start, size, digest

    def read(self) -> bytes:
        """Raises OSError if somebody has written into the file since."""
        data = _read_at(self.file, self.start, self.size)
        is_nameless = isinstance(self.file.name, int)  # so that nobody else can write there
        if not is_nameless and digest_of(data) != self.digest:
            raise OSError(errno.EIO, "something else was written there during the build", str(self.file.name))
        return data


class Kept(_Stretch):
    """Bytes that lie in a file."""

    __slots__ = ()


class Pickled(_Stretch):
    """A value that lies in a file."""

    __slots__ = ()

    def load(self) -> Any:
        return pickle.loads(self.read())  # noqa: S301 - no other bytes than were written here


if sys.platform == "win32":

    def _read_at(file: IO[bytes], start: int, size: int) -> bytes:
        file.seek(start)
        return file.read(size)

else:

    def _read_at(file: IO[bytes], start: int, size: int) -> bytes:
        return os.pread(file.fileno(), size, start)  # processes share the place at which a file is read


class Spool:
    """A file for what is kept, which goes with its process. What it has no room for stays in memory, and all that a
    process forked from it keeps: both would write in the same place.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._end = 0
        self._process = os.getpid()

    def put(self, data: bytes) -> Kept | bytes:
        stretch = self._write(data)
        return Kept(*stretch) if stretch else data

    def pickle(self, value: Any) -> Any:
        stretch = self._write(pickle.dumps(value, protocol=5))
        return Pickled(*stretch) if stretch else value

    def _write(self, data: bytes) -> tuple[IO[bytes], int, int, str] | None:
        start = self._end
        if self._process != os.getpid():
            return None
        try:
            self._file = file = self._file or TemporaryFile()  # noqa: SIM115 - open as long as somebody may read
            file.seek(start)
            file.write(data)
            file.flush()
        except OSError:
            return None
        self._end += len(data)
        return file, start, len(data), digest_of(data)


def read_results(path: Path, version: str) -> dict[Any, Any]:
    """The results by name, `Kept` or `Pickled`; none, where a bit of the file is not as it was written."""
    file = None
    try:
        file = path.open("rb")
        written, begin, digest = file.read(_DIGEST), file.read(_NUMBER), _digest(version)
        while chunk := file.read(1 << 20):
            digest.update(chunk)
        digest.update(begin)
        if digest.digest() != written:
            raise ValueError("another version, or damaged")
        file.seek(int.from_bytes(begin, "big"))
        return {name: (Kept if is_bytes else Pickled)(file, *place) for name, is_bytes, place in _names(file)}
    except Exception:  # whatever is wrong with it, all of it can be made again
        if file:
            file.close()
        return {}


def _names(file: IO[bytes]) -> Iterator[tuple[Any, bool, tuple[int, int, str]]]:
    with suppress(EOFError):
        while True:
            yield from pickle.load(file)  # noqa: S301 - no other bytes than were written here


def write_results(path: Path, version: str, results: Mapping[Any, Any]) -> None:
    """Raises OSError; the old file stands then. It is written beside its place and moved there, so that whoever reads the
    old one can read on, and of two builds at once the later leaves its own.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            _write(file, version, results)
        for result in results.values():
            if isinstance(result, _Stretch):
                result.file.close()  # or some systems would not let another take its place
        os.replace(fresh, path)
    except BaseException:
        os.unlink(fresh)
        raise


def _write(file: IO[bytes], version: str, results: Mapping[Any, Any]) -> None:
    file.write(bytes(_HEAD))
    target, start, places = _Digested(file, _digest(version)), _HEAD, []
    for name, result in results.items():
        data = result.read() if isinstance(result, _Stretch) else pickle.dumps(result, protocol=5)
        target.write(data)
        digest = result.digest if isinstance(result, _Stretch) else digest_of(data)
        places.append((name, isinstance(result, Kept), (start, len(data), digest)))
        start += len(data)
    writer = pickle.Pickler(target, protocol=5)
    for first in range(0, len(places), _AT_ONCE):
        writer.dump(places[first : first + _AT_ONCE])
        writer.clear_memo()  # or it remembers every name, which takes more memory than the names
    begin = start.to_bytes(_NUMBER, "big")
    target.digest.update(begin)
    file.seek(0)
    file.write(target.digest.digest() + begin)


def _digest(version: str) -> blake2b:
    return blake2b(version.encode(), digest_size=_DIGEST)


class _Digested:
    """A file whose digest is taken as it is written, so that all of it is never in memory at once."""

    def __init__(self, file: IO[bytes], digest: blake2b) -> None:
        self._file, self.digest = file, digest

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)
