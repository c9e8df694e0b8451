"""Stage five: the finished pages. Yields notices; every link inside the site is followed.

Pages are read by regular expressions: templates write well-formed HTML, and html.parser takes five times as long.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from urllib.parse import unquote, urlsplit

from generator.files import OutputFile
from generator.memory import learned, remembered
from generator.problems import Message, Place, notice
from generator.regex import regex

# A comment, or a start tag as (name, name again if nothing within it is read, attributes), or that of a bare heading or picture.
_TAG = regex(
    r"""<!--.*?-->|<((script|style)(?=[\s>])|[A-Za-z][^\s/>]*(?=[\s/])|(?i:h[1-6]|img)(?=>))([^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>(?(2).*?</\2)""",
    re.DOTALL,
)
_ATTRIBUTE = regex(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LINKING = {"a", "img", "link", "script"}
_UPS = regex(r"(?:\.\./(?![/?#]|\Z))*")
_ELSEWHERE = regex("//|[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(slots=True)
class _Page:
    """What one page holds. `links` are those within the site: as written, the file they lead to, and the place there."""

    ids: list[str] = field(default_factory=list)
    links: dict[str, tuple[str, str]] = field(default_factory=dict)
    headings: list[int] = field(default_factory=list)
    pictures_without_alt: list[str] = field(default_factory=list)


def check(files: Iterable[OutputFile], base_path: str) -> list[Message]:
    """Notices on dead links, ids used twice, headings that skip a level and pictures without a text alternative."""
    files = tuple(files)
    html = [file for file in files if file.path.endswith(".html")]
    base = unquote(base_path)
    read = learned(_read, [(file, base) for file in html])
    pages: dict[str, tuple[_Page, Place]] = {
        file.path: (page, file.place) for file, page in zip(html, read, strict=True)
    }
    known = {file.path: frozenset(pages[file.path][0].ids if file.path in pages else ()) for file in files}
    return [message for path, (page, place) in pages.items() for message in _check(path, page, place, known)]


@remembered(lambda page_at: (page_at[0].path, page_at[0].digest, page_at[1]), for_good=True)
def _read(page_at: tuple[OutputFile, str]) -> _Page:
    """What stands in an HTML file, on a site at this base path."""
    file, base_path = page_at
    page, folders = _Page(), _folders(file.path)
    for tag, _silent, written in _TAG.findall(file.data.decode()):
        name = tag.lower()
        if name in _HEADINGS:
            page.headings.append(int(name[1]))
        if name not in _LINKING and "id" not in written.lower():
            continue
        values = _attributes(written)
        if "id" in values:
            page.ids.append(unescape(values["id"]))
        if name not in _LINKING:
            continue
        target = values.get("href") or values.get("src")
        if target and not _ELSEWHERE.match(target):
            target = unescape(target)
            if target not in page.links and not _ELSEWHERE.match(target):
                page.links[target] = _resolve(target, file.path, folders, base_path)
        if name == "img" and "alt" not in values:
            page.pictures_without_alt.append(unescape(values.get("src", "")))
    return page


@lru_cache(4096)  # every page has the same links to the others
def _attributes(written: str) -> dict[str, str]:
    """By name, as written: to unescape the address of a web calendar takes longer than to find it."""
    return {name.lower(): double or single or bare for name, double, single, bare in _ATTRIBUTE.findall(written)}


def _check(path: str, page: _Page, place: Place, known: dict[str, frozenset[str]]) -> Iterator[Message]:
    for link, (target, fragment) in page.links.items():
        if target not in known or (fragment and target.endswith(".html") and fragment not in known[target]):
            yield notice(
                place,
                f'the page /{path} links to "{link}", which is not there',
                "write the address of a file in content/",
            )
    for name in sorted(name for name, count in Counter(page.ids).items() if count > 1):
        yield notice(
            place,
            f'the id "{name}" is written twice on /{path}',
            "rename one of the two headings, or give it an id {#…}",
        )
    if page.headings.count(1) != 1:
        yield notice(place, f"/{path} has {page.headings.count(1)} headings of the first level", "write <h1> once")
    for before, after in zip(page.headings, page.headings[1:], strict=False):
        if after > before + 1:
            yield notice(
                place,
                f"on /{path} a heading of level {after} follows one of level {before}",
                f"write {'#' * (before + 1)} there",
            )
    for picture in page.pictures_without_alt:
        yield notice(place, f'the picture "{picture}" has no text alternative', "write ![what it shows](file)")


def _folders(path: str) -> list[str]:
    """The folder a page lies in, and those around it to the outermost, ""."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:number]) for number in range(len(parts), -1, -1)]


def _resolve(link: str, path: str, folders: Sequence[str], base_path: str) -> tuple[str, str]:
    """The file that a link on the page `path` leads to, and the id there."""
    ups = _UPS.match(link)
    up = min(ups.end() // 3, len(folders) - 1) if ups and ":" not in link else 0
    target, fragment = _target(link[3 * up :], folders[up], base_path)
    return target or path, fragment


@lru_cache(4096)  # what every page links to, from wherever it lies
def _target(link: str, folder: str, base_path: str) -> tuple[str, str]:
    """The file, "" for the page itself, and the id."""
    parts = urlsplit(link)
    target, fragment = unquote(parts.path), unquote(parts.fragment)
    if not target:
        return "", fragment
    if target.startswith("/"):
        target = target.removeprefix(base_path) if target.startswith(base_path) else target
    else:
        target = posixpath.normpath(posixpath.join(folder, target)) + "/" * target.endswith("/")
    target = "" if target in (".", "./", "/") else target
    return (f"{target}index.html" if not target or target.endswith("/") else target), fragment
