"""What a browser is to show: the last snapshot, and over a page that fails now, the page as it last was.

State, not events: a browser is told the key of its page and reloads where it has another. So it shows the last
state also after a message that was lost, a restart of the server, or a build that was overtaken.
"""

import re
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from html import unescape
from pathlib import Path

from generator.preview.panel import notices_html, problems_html
from generator.preview.snapshot import NOTHING, Snapshot
from generator.problems import ContentProblems, Message, Place, is_problem, problem

BLANK = b"<!doctype html>\n<html lang=en><title>Preview</title>\n"
NOT_FOUND = "404.html"
_GENERATOR = Path(__file__).resolve().parents[1]
_STYLESHEET = re.compile(rb"<link\b[^>]*\bstylesheet\b[^>]*>", re.IGNORECASE)
_HREF = re.compile(rb"""href=["']?([^"'\s>]*)""", re.IGNORECASE)
_RESTART = problem(
    Place("generator"), "generator/ changed, and the preview still runs the old one", "stop and start serve again"
)


@dataclass(frozen=True)
class State:
    """What one browser is told: its page's key, the addresses of its stylesheets, and the panels' HTML."""

    page: str
    styles: list[str]
    problems: str
    notices: str


class Screen:
    """The preview's state. Changed by one thread at a time; `snapshot` may be read by any."""

    def __init__(self, build: Callable[[], Snapshot]) -> None:
        self._build = build
        self._snapshot = NOTHING
        self._good: dict[str, bytes] = {}
        self._failing: set[str] = set()
        self._mistakes: frozenset[Message] = frozenset()
        self._restart: frozenset[Message] = frozenset()

    def renew(self, changed: Iterable[Path]) -> None:
        """Build again, after changes to these files."""
        if any(_GENERATOR in path.parents for path in changed):
            self._restart = frozenset({_RESTART})
        try:
            self._snapshot, self._mistakes = self._build(), frozenset()
        except Exception as error:
            self._snapshot, self._mistakes = replace(self._snapshot, messages=(), is_whole=False), frozenset()
            self._blame_generator(error)
        self._good = {path: data for path, data in self._good.items() if path in self._snapshot.paths}
        self._failing = set()

    @property
    def snapshot(self) -> Snapshot:
        """The last snapshot, with what reading its files and changing the generator brought to light."""
        messages = {*self._snapshot.messages, *self._mistakes, *self._restart}
        is_whole = self._snapshot.is_whole and not any(map(is_problem, messages))
        return replace(self._snapshot, messages=tuple(sorted(messages)), is_whole=is_whole)

    def read(self, path: str) -> bytes | None:
        """The file's bytes; where making it fails, those of the last time it did not, or None."""
        try:
            data = self._snapshot.read(path)
        except ContentProblems as error:
            self._mistakes |= set(error.messages)
        except Exception as error:
            self._blame_generator(error)
        else:
            if path.endswith(".html"):
                self._good[path] = data
            self._failing.discard(path)
            return data
        self._failing.add(path)
        return self._good.get(path)

    def check(self) -> None:
        """Take in what only all files together tell."""
        try:
            self._mistakes |= set(self._snapshot.check())
        except ContentProblems as error:
            self._mistakes |= set(error.messages)
        except Exception as error:
            self._blame_generator(error)

    def find(self, url_path: str) -> str | None:
        """The output file shown at an address: its own, that of a folder, or None."""
        path = url_path.removeprefix(self._snapshot.base_path)
        path += "index.html" if path == "" or path.endswith("/") else ""
        is_below = url_path.startswith(self._snapshot.base_path)
        return path if is_below and path in self._snapshot.paths else None

    def page(self, url_path: str) -> bytes:
        """The HTML of the page at an address; of the 404 page where there is none."""
        path = self.find(url_path) or NOT_FOUND
        return (self.read(path) if path in self._snapshot.paths else None) or BLANK

    def state(self, url_path: str) -> State:
        page = self.page(url_path)
        snapshot = self.snapshot
        problems = problems_html(snapshot.messages, self._lines, snapshot.fault, is_older=self._is_older(url_path))
        return State(page_key(page), _stylesheets(page), problems, notices_html(snapshot.messages, self._lines))

    def _is_older(self, url_path: str) -> bool:
        """Whether the page shown there is older than what is written; not where there is none to show."""
        path = self.find(url_path) or NOT_FOUND
        return path in self._good and (path in self._failing or not self._snapshot.is_whole)

    def page_of(self, changed: Iterable[Path]) -> str:
        """The address of the page that shows the one source among the changed files; "" for none or several."""
        sources = self._snapshot.page_of.items()
        urls = {url for path in changed for source, url in sources if path.as_posix().endswith(f"/{source}")}
        return self._snapshot.base_path.rstrip("/") + urls.pop() if len(urls) == 1 else ""

    def _lines(self, path: str) -> list[str]:
        try:
            return self._snapshot.lines(path)
        except Exception:
            return []  # an excerpt is a courtesy: its fault must not hide the message

    def _blame_generator(self, error: Exception) -> None:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if str(_GENERATOR) in frame.filename]
        file, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else (str(_GENERATOR), 1)
        place = Place(Path(file).relative_to(_GENERATOR.parent).as_posix(), line)
        phrase = f'the generator failed, which is not your fault: "{type(error).__name__}: {error}"'
        remedy = "undo your last change to go on, and report the traceback"
        self._mistakes |= {problem(place, phrase, remedy)}
        self._snapshot = replace(self._snapshot, fault="".join(traceback.format_exception(error)))


def page_key(page: bytes) -> str:
    """Equal for two versions of a page that differ in their stylesheets' addresses only."""
    bare = _STYLESHEET.sub(lambda tag: _HREF.sub(b"", tag.group()), page)
    return blake2b(bare, digest_size=8).hexdigest()


def _stylesheets(page: bytes) -> list[str]:
    hrefs = (_HREF.search(tag) for tag in _STYLESHEET.findall(page))
    return [unescape(href.group(1).decode(errors="replace")) for href in hrefs if href]
