"""Files compressed beforehand, for hosts that serve them as they lie (GitLab Pages, nginx's gzip_static, Caddy)."""

import gzip
from collections.abc import Iterable

from generator.cache import Cache, content_key
from generator.files import OutputFile

# Pictures and fonts are compressed as they are.
_TEXT = (".css", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml")


def precompress(files: Iterable[OutputFile], cache: Cache) -> tuple[OutputFile, ...]:
    """The files, each text followed by what is smaller of ``.br`` and ``.gz``; the same bytes give the same bytes.

    Brotli comes from a pinned library; gzip is the system's zlib, so another machine may find other bytes for it.
    """
    return tuple(each for file in files for each in (file, *_smaller(file, cache)))


def _smaller(file: OutputFile, cache: Cache) -> Iterable[OutputFile]:
    if not file.path.endswith(_TEXT):
        return
    for suffix, compress in ((".br", _brotli), (".gz", _gzip)):
        data = cache.recall(content_key(suffix, file.data), lambda: compress(file.data))  # noqa: B023  # called at once
        if len(data) < len(file.data):
            yield OutputFile(file.path + suffix, data, file.place)


def _brotli(data: bytes) -> bytes:
    import brotli  # type: ignore[import-untyped, import-not-found, unused-ignore]  # the library has no types

    return bytes(brotli.compress(data, mode=brotli.MODE_TEXT))


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
