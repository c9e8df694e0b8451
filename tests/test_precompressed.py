"""Texts lie compressed beside themselves, for hosts that serve files as they are."""

import gzip
from pathlib import Path

import brotli  # type: ignore[import-not-found, import-untyped, unused-ignore]  # the library has no types

from generator.cache import Cache
from generator.files import OutputFile
from generator.precompressed import precompress
from generator.problems import Place

TEXT = b"<p>The same words again and again.</p>\n" * 40


def _file(path: str, data: bytes) -> OutputFile:
    return OutputFile(path, data, Place("content/index.md"))


def test_a_text_is_followed_by_both_and_either_gives_it_back(tmp_path: Path) -> None:
    files = precompress([_file("a/index.html", TEXT)], Cache(tmp_path))
    assert [file.path for file in files] == ["a/index.html", "a/index.html.br", "a/index.html.gz"]
    assert brotli.decompress(files[1].data) == gzip.decompress(files[2].data) == files[0].data == TEXT


def test_pictures_and_texts_that_would_only_grow_stay_alone() -> None:
    files = [_file("a.png", TEXT), _file("robots.txt", b"x"), _file(".nojekyll", b""), _file("_headers", TEXT)]
    assert precompress(files, Cache()) == tuple(files)


def test_the_same_bytes_give_the_same_bytes_with_and_without_a_cache(tmp_path: Path) -> None:
    files = [_file("a.css", TEXT), _file("b.ics", TEXT[::-1])]
    cached = precompress(files, Cache(tmp_path))
    assert cached == precompress(files, Cache()) == precompress(files, Cache(tmp_path))
    assert len(cached) == 6
