"""What stages hand on from plan to the disk: files that will be, and files that are finished."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from generator.kept import Kept, digest_of
from generator.problems import Message, Place


class Recipe(NamedTuple):
    """Bytes that are costly to make and depend on nothing but what `key` is the hash of."""

    key: str
    make: Callable[[], bytes]


class Target(NamedTuple):
    """A file to be: what makes the view for a template, what makes the bytes where there is none, a calendar, a recipe,
    or bytes as they are. `place` is the source that claims it, `language` that of a template's own words. Two of one
    path whose `key` gives the same are the same bytes with the same templates; without one, only making them can tell.
    """

    path: str
    place: Place
    content: Any
    template: str = ""
    language: str = "en"
    key: Callable[[], str] | None = None


class Targets(NamedTuple):
    files: tuple[Target, ...]
    templates: Mapping[str, str]
    notices: tuple[Message, ...] = ()


class OutputFile(NamedTuple):
    """A finished file: its path in the output and its bytes, or where they lie; `place` is the source it comes from."""

    path: str
    content: bytes | Kept
    place: Place

    @property
    def data(self) -> bytes:
        return self.content.read() if isinstance(self.content, Kept) else self.content

    @property
    def digest(self) -> str:
        return self.content.digest if isinstance(self.content, Kept) else digest_of(self.content)

    @property
    def size(self) -> int:
        return self.content.size if isinstance(self.content, Kept) else len(self.content)
