"""What was read, before anyone has judged it: texts with the places they came from."""

import re
from bisect import bisect_right
from collections.abc import Hashable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from generator.problems import Message, Place

# Line and column, counted from 1. To keep a Place for every value takes three times as long as to keep these.
Spot = tuple[int, int]

MAX_BYTES = 1_000_000  # of a YAML text


class Document(NamedTuple):
    """A YAML text: mappings, lists and *text* (no scalar is guessed a number or a date), and where each stands.

    `places` gives for the path of a value, such as ``("attend", 0, "id")``, where it starts; `key_places`
    where its key does.
    """

    path: str
    data: dict[str, Any]
    places: Mapping[tuple[str | int, ...], Spot]
    key_places: Mapping[tuple[str | int, ...], Spot]

    def value(self, at: tuple[str | int, ...]) -> Any:
        """The value at `at`; None where none is written."""
        value: Any = self.data
        for step in at:
            value = (
                value.get(step) if isinstance(value, dict) else value[int(step)] if isinstance(value, list) else None
            )
        return value

    def place(self, at: tuple[str | int, ...]) -> Place:
        """Where the value at `at` starts, or the nearest thing around it that is written at all."""
        while at and at not in self.places:
            at = at[:-1]
        return Place(self.path, *self.places.get(at, (1, 1)))

    def key_place(self, at: tuple[str | int, ...]) -> Place:
        """Where the key of the value at `at` stands, or the nearest thing around it."""
        while at and at not in self.key_places:
            at = at[:-1]
        return Place(self.path, *self.key_places[at]) if at in self.key_places else self.place(at)


class MarkdownText(NamedTuple):
    """A stretch of Markdown and where it starts: the body of a file, or of a session within one."""

    text: str
    path: str
    line: int = 1

    def place(self, offset: int = 0) -> Place:
        """The place of a character of `text`."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset) - 1
        return Place(self.path, self.line + line, offset - starts[line] + 1)


@lru_cache(4)
def _line_starts(text: str) -> list[int]:
    """Kept, as a page of thousands of links asks for the place of each."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


class MarkdownSource(NamedTuple):
    """A Markdown file: `path` is below the site's folder, ``content/agenda.md``. `body` is without its `comments`.

    `leaks` are notices on what in it looks as if it should not be published.
    """

    path: str
    front: Document
    body: MarkdownText
    comments: tuple[MarkdownText, ...] = ()
    leaks: tuple[Message, ...] = ()


class Sources(NamedTuple):
    """Every input of a build. `templates` and `assets` are the site's own, else the repository's, file by file.

    `newest` is when the content last changed, and `states` what the system says of every file (`load.states`).
    """

    facts: Document
    pages: tuple[MarkdownSource, ...]
    files: Mapping[str, bytes]
    templates: Mapping[str, str]
    assets: Mapping[str, bytes]
    newest: datetime
    states: tuple[Hashable, ...] = ()
