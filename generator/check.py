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

# A comment, one of the lines for search engines as templates write them (a quarter of all tags), or a start tag as (name,
# name again if nothing within it is read, attributes), or that of a bare heading or picture.
_TAG = regex(
    r"""<!--.*?-->|<meta (?:name|property)="[^"]*" content="[^"]*">|<((script|style)(?=[\s>])|[A-Za-z][^\s/>]*(?=[\s/])|(?i:h[1-6]|img)(?=>))([^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>(?(2).*?</\2)""",
    re.DOTALL,
)
_ATTRIBUTE = regex(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LINKING = {"a", "img", "link", "script"}
_ELSEWHERE = regex("//|[A-Za-z][A-Za-z0-9+.-]*:")
# What HTML allows around an address ("valid URL potentially surrounded by spaces").
_BLANKS = " \t\n\f\r"
# Stands for each folder that a page lies in, whatever its name: no text in UTF-8 has it.
_OWN_FOLDER = "\udfff"
# What a start tag has to say: a heading's level, its id, a link within the site, and the address of a picture without a text
# alternative.
_Tag = tuple[int, str | None, str, str | None]


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
    page, folders = _Page(), file.path.split("/")[:-1]
    for name, _unread, written in _TAG.findall(file.data.decode()):
        level, id_, link, silent_picture = _read_tag(name, written)
        if level:
            page.headings.append(level)
        if id_ is not None:
            page.ids.append(id_)
        if link and link not in page.links:
            page.links[link] = _resolve(link, file.path, folders, base_path)
        if silent_picture is not None:
            page.pictures_without_alt.append(silent_picture)
    return page


@lru_cache(4096)  # most tags stand on every page
def _read_tag(name: str, written: str) -> _Tag:
    """The start tag of this name with these attributes, as they are written."""
    name = name.lower()
    level = int(name[1]) if name in _HEADINGS else 0
    if name not in _LINKING and "id" not in written.lower():
        return level, None, "", None
    values = {key.lower(): double or single or bare for key, double, single, bare in _ATTRIBUTE.findall(written)}
    link = (values.get("href") or values.get("src") or "") if name in _LINKING else ""
    # To unescape the address of a web calendar takes longer than to find it.
    link = "" if _ELSEWHERE.match(link) else unescape(link).strip(_BLANKS)
    return (
        level,
        unescape(values["id"]) if "id" in values else None,
        "" if _ELSEWHERE.match(link) else link,
        unescape(values.get("src", "")) if name == "img" and "alt" not in values else None,
    )


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


def _resolve(link: str, path: str, folders: Sequence[str], base_path: str) -> tuple[str, str]:
    """The file that a link on the page `path` leads to, and the id there."""
    target, fragment = _target(link, len(folders), base_path)
    if own := target.count(_OWN_FOLDER):
        signs = 2 * own - 1  # with the slashes between them
        target = "/".join(folders[:own]) + target[signs:]
    return target or path, fragment


@lru_cache(4096)  # what pages link to, from wherever they lie
def _target(link: str, depth: int, base_path: str) -> tuple[str, str]:
    """The file, "" for the page itself, and the id; as seen from a page that lies in so many folders, of which those that
    the file lies in too are each an `_OWN_FOLDER`.
    """
    try:
        parts = urlsplit(link)
    except ValueError:  # with blanks left out, as browsers do, it is the address of a host, and a wrong one
        return link, ""
    target, fragment = unquote(parts.path), unquote(parts.fragment)
    if not target:
        return "", fragment
    if target.startswith("/"):
        target = target.removeprefix(base_path)
    else:
        target = posixpath.normpath(posixpath.join(f"{_OWN_FOLDER}/" * depth, target)) + "/" * target.endswith("/")
    target = "" if target in (".", "./", "/") else target
    return (f"{target}index.html" if not target or target.endswith("/") else target), fragment
