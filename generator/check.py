"""Stage five: the finished pages. Yields notices; every link inside the site is followed.

Pages are read by regular expressions: templates write well-formed HTML, and html.parser takes six times as long.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from urllib.parse import unquote, urlsplit

from generator.files import OutputFile
from generator.problems import Message, Place, notice
from generator.workers import map_forked

# A comment, or a start tag as (name, name again if nothing within it is read, attributes).
_TAG = re.compile(
    r"""<!--.*?-->|<((script|style)(?=[\s>])|[A-Za-z][^\s/>]*)([^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>(?(2).*?</\2)""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_LINKING = {"a", "img", "link", "script"}
_ELSEWHERE = re.compile("//|[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(slots=True)
class _Page:
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    pictures_without_alt: list[str] = field(default_factory=list)


def check(files: Iterable[OutputFile], base_path: str) -> list[Message]:
    """Notices on dead links, ids used twice, headings that skip a level and pictures without a text alternative."""
    files = tuple(files)
    html = [file for file in files if file.path.endswith(".html")]
    pages = {file.path: (page, file.place) for file, page in zip(html, map_forked(_read, html), strict=True)}
    known = {file.path: frozenset(pages[file.path][0].ids if file.path in pages else ()) for file in files}
    return [message for path, (page, place) in pages.items() for message in _check(path, page, place, known, base_path)]


def _read(file: OutputFile) -> _Page:
    page = _Page()
    for tag, _silent, written in _TAG.findall(file.data.decode()):
        name = tag.lower()
        if len(name) == 2 and name[0] == "h" and name[1].isdigit():
            page.headings.append(int(name[1]))
        elif name not in _LINKING and "id" not in written.lower():
            continue
        values = _attributes(written)
        if "id" in values:
            page.ids.append(values["id"])
        if name in _LINKING and (target := values.get("href") or values.get("src")):
            page.links.append(target)
        if name == "img" and "alt" not in values:
            page.pictures_without_alt.append(values.get("src", ""))
    return page


@lru_cache(4096)  # every page has the same links to the others
def _attributes(written: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(written)
    return {name.lower(): unescape(double or single or bare) for name, double, single, bare in found}


def _check(path: str, page: _Page, place: Place, known: dict[str, frozenset[str]], base_path: str) -> Iterator[Message]:
    for link in dict.fromkeys(page.links):
        if not _is_alive(link, path, known, base_path):
            yield notice(
                place,
                f'the page /{path} links to "{link}", which is not there',
                "write the address of a file in content/",
            )
    for name in sorted(name for name, count in Counter(page.ids).items() if count > 1):
        yield notice(
            place, f'the id "{name}" stands twice on /{path}', "rename one of the two headings, or give it an id {#…}"
        )
    if page.headings.count(1) != 1:
        yield notice(place, f"/{path} has {page.headings.count(1)} headings of the first level", "keep one")
    for before, after in zip(page.headings, page.headings[1:], strict=False):
        if after > before + 1:
            yield notice(
                place,
                f"on /{path} a heading of level {after} follows one of level {before}",
                f"write {'#' * (before + 1)} there",
            )
    for picture in page.pictures_without_alt:
        yield notice(place, f'the picture "{picture}" has no text alternative', "write ![what it shows](file)")


def _is_alive(link: str, path: str, known: dict[str, frozenset[str]], base_path: str) -> bool:
    if _ELSEWHERE.match(link):
        return True
    parts = urlsplit(link)
    target = unquote(parts.path)
    if target.startswith("/"):
        target = target.removeprefix(base_path) if target.startswith(base_path) else target
    elif target:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) + (
            "/" if target.endswith("/") else ""
        )
    else:
        target = path
    target = "" if target in (".", "./", "/") else target
    target = f"{target}index.html" if not target or target.endswith("/") else target
    return target in known and (
        not parts.fragment or not target.endswith(".html") or unquote(parts.fragment) in known[target]
    )
