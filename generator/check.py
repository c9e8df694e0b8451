"""Stage five: the finished pages, read as a browser reads them. Yields notices; every link inside the site is followed."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from generator.files import OutputFile
from generator.problems import Message, Place, notice


@dataclass(slots=True)
class _Page:
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    pictures_without_alt: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = _Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "id" in values:
            self.page.ids.append(values["id"] or "")
        if tag in ("a", "img", "link", "script") and (target := values.get("href") or values.get("src")):
            self.page.links.append(target)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.page.headings.append(int(tag[1]))
        if tag == "img" and "alt" not in values:
            self.page.pictures_without_alt.append(values.get("src") or "")


def check(files: Iterable[OutputFile], base_path: str) -> list[Message]:
    """Notices on dead links, ids used twice, headings that skip a level and pictures without a text alternative."""
    files = tuple(files)
    pages = {file.path: (_read(file), file.place) for file in files if file.path.endswith(".html")}
    known = {file.path: frozenset(pages[file.path][0].ids if file.path in pages else ()) for file in files}
    return [message for path, (page, place) in pages.items() for message in _check(path, page, place, known, base_path)]


def _read(file: OutputFile) -> _Page:
    reader = _Reader()
    reader.feed(file.data.decode())
    return reader.page


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
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
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
