"""What is kept on the disk: bytes that would fill the memory, and results for the next build.

The file of results holds the version that wrote it, a checksum of all else (CRC-32, which takes a sixth of a digest's
time), where the list of the results' names begins, the results, and the list. It is believed only as a whole and by
the same version, so that it may be missing, damaged or another build's, and costs time at most. What is in it is read
when somebody asks.
"""

import errno
import os
import pickle
import struct
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, ClassVar, TypeVar

from generator.exchange import locked

_DIGEST = 16
# A digest of the version, the checksum of all that follows and of where the list begins, and that.
_HEAD = struct.Struct(f">{_DIGEST}sI8s")
_AT_ONCE = 500  # names; to read each alone takes ten times as long

_S = TypeVar("_S", bound="_Stretch")


def digest_of(data: bytes) -> str:
    return blake2b(data, digest_size=_DIGEST).hexdigest()


class _Stretch:
    """Part of an open file, from `start`. No dataclass: a build that was made of these would wait for its definition."""

    __slots__ = ("digest", "file", "size", "start")
    sum_of: "ClassVar[staticmethod[[bytes], Any]]"

    def __init__(self, file: IO[bytes], start: int, size: int, digest: Any) -> None:
        self.file, self.start, self.size, self.digest = file, start, size, digest

    def read(self) -> bytes:
        """Raises OSError if somebody has written into the file since."""
        data = _read_at(self.file, self.start, self.size)
        is_nameless = isinstance(self.file.name, int)  # so that nobody else can write there
        if not is_nameless and self.sum_of(data) != self.digest:
            raise OSError(errno.EIO, "something else was written there during the build", str(self.file.name))
        return data


class Kept(_Stretch):
    """Bytes that lie in a file. Those of one `digest` are the same."""

    __slots__ = ()
    sum_of = staticmethod(digest_of)


class Pickled(_Stretch):
    """A value that lies in a file. To read it where it was written, a checksum is enough."""

    __slots__ = ()
    sum_of = staticmethod(zlib.crc32)

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
        return self._write(Kept, data) or data

    def pickle(self, value: Any) -> Any:
        return self._write(Pickled, pickle.dumps(value, protocol=5)) or value

    def _write(self, kind: type[_S], data: bytes) -> _S | None:
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
        return kind(file, start, len(data), kind.sum_of(data))


def read_results(path: Path, version: str) -> dict[Any, Any]:
    """The results by name, `Kept` or `Pickled`; none, where a bit of the file is not as it was written."""
    file = None
    try:
        file = path.open("rb")
        writer, written, begin = _HEAD.unpack(file.read(_HEAD.size))
        checksum = 0
        while chunk := file.read(1 << 20):
            checksum = zlib.crc32(chunk, checksum)
        if (writer, written) != (_digest(version), zlib.crc32(begin, checksum)):
            raise ValueError("another version, or damaged")
        file.seek(int.from_bytes(begin, "big"))
        return {name: (Kept if is_bytes else Pickled)(file, *place) for name, is_bytes, place in _names(file)}
    except Exception:  # whatever is wrong with it, all of it can be made again
        if file:
            file.close()
        return {}


def _names(file: IO[bytes]) -> Iterator[tuple[Any, bool, tuple[int, int, Any]]]:
    with suppress(EOFError):
        while True:
            yield from pickle.load(file)  # noqa: S301 - no other bytes than were written here


def write_results(path: Path, version: str, results: Mapping[Any, Any]) -> None:
    """Raises OSError; the old file stands then. It is written beside its place and moved there, so that whoever reads the
    old one can read on, by one build at a time: what a killed one began, the next writes over.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with locked(path.with_suffix(".lock")):
        try:
            with fresh.open("wb") as file:
                _write(file, version, results)
            for result in results.values():
                if isinstance(result, _Stretch):
                    result.file.close()  # or some systems would not let another take its place
            os.replace(fresh, path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise


def _write(file: IO[bytes], version: str, results: Mapping[Any, Any]) -> None:
    file.seek(_HEAD.size)
    target, start, places = _Summed(file), _HEAD.size, []
    for name, result in results.items():
        data = result.read() if isinstance(result, _Stretch) else pickle.dumps(result, protocol=5)
        target.write(data)
        digest = result.digest if isinstance(result, _Stretch) else Pickled.sum_of(data)
        places.append((name, isinstance(result, Kept), (start, len(data), digest)))
        start += len(data)
    writer = pickle.Pickler(target, protocol=5)
    for first in range(0, len(places), _AT_ONCE):
        writer.dump(places[first : first + _AT_ONCE])
        writer.clear_memo()  # or it remembers every name, which takes more memory than the names
    begin = start.to_bytes(8, "big")
    file.seek(0)
    file.write(_HEAD.pack(_digest(version), zlib.crc32(begin, target.checksum), begin))


def _digest(version: str) -> bytes:
    return blake2b(version.encode(), digest_size=_DIGEST).digest()


class _Summed:
    """A file whose checksum is taken as it is written, so that all of it is never in memory at once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.checksum = file, 0

    def write(self, data: bytes) -> int:
        self.checksum = zlib.crc32(data, self.checksum)
        return self._file.write(data)
