"""What can be wrong with the content, told so that whoever wrote it can mend it.

A message is a place, one phrase and a remedy. A *problem* stops the build; a *notice* is printed, and is a
problem under ``--strict``. Stages collect messages and raise `ContentProblems` once, with all of them;
only build.py prints. They are named tuples and not dataclasses, which take longer to import than a build of what has
not changed.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple


class Place(NamedTuple):
    """Where in a source: a path below the site's folder, with line and column counted from 1; line 0 is all of it."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Message(NamedTuple):
    """One thing to mend: where, what, and what to write instead."""

    place: Place
    phrase: str
    remedy: str = ""
    severity: Literal["problem", "notice"] = "problem"

    def __str__(self) -> str:
        return f"{self.place}: {self.phrase}" + (f"\n    {self.remedy}" if self.remedy else "")


class ContentProblems(Exception):
    """Raised by a stage that cannot go on; carries every message the stage has, notices included."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self.messages = tuple(sorted(set(messages)))
        super().__init__("\n".join(map(str, self.messages)))

    def __reduce__(self) -> tuple[type["ContentProblems"], tuple[tuple[Message, ...]]]:
        return ContentProblems, (self.messages,)  # pickle would hand the text to __init__


def problem(place: Place, phrase: str, remedy: str = "") -> Message:
    return Message(place, phrase, remedy)


def notice(place: Place, phrase: str, remedy: str = "") -> Message:
    return Message(place, phrase, remedy, "notice")


def is_problem(message: Message) -> bool:
    return message.severity == "problem"


def as_problems(messages: Iterable[Message]) -> list[Message]:
    """The same messages, every notice made a problem: what ``--strict`` asks for."""
    return [message._replace(severity="problem") for message in messages]


def terminal_text(message: Message) -> str:
    """The message with its place in the colour of its severity (ECMA-48, SGR)."""
    color = "31" if is_problem(message) else "33"
    return str(message).replace(str(message.place), f"\x1b[1;{color}m{message.place}\x1b[0m", 1)


_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_ESCAPES_IN_PROPERTY = str.maketrans({":": "%3A", ",": "%2C"})


def from_root(message: Message, root: Path, site: Path, house: Path) -> Message:
    """The message with its path from the repository's `root`, where the site or the house lies in that."""
    path = message.place.path
    is_of_house = path.startswith(("templates/", "assets/")) and not (site / path).exists()
    file = (house if is_of_house else site).resolve() / path
    if "://" in path or not file.is_relative_to(root.resolve()):
        return message
    return message._replace(place=message.place._replace(path=file.relative_to(root.resolve()).as_posix()))


def annotation(message: Message) -> str:
    """The message as GitHub shows it on the line (docs.github.com, "Workflow commands")."""
    level = "error" if is_problem(message) else "warning"
    text = f"{message.phrase}; {message.remedy}".translate(_ESCAPES)
    file = message.place.path.translate(_ESCAPES | _ESCAPES_IN_PROPERTY)
    return f"::{level} file={file},line={message.place.line or 1},col={message.place.column}::{text}"


# In a hundred. At 70 "travel.html" would stand for "base.html"; above, a file is still found whose folder was renamed.
_CLOSE = 70.1


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant: equal but for case, dash and underscore, else by edit distance."""
    from rapidfuzz import fuzz, process  # few builds have a mistake to explain

    by_fold = _by_fold(tuple(known))
    if exact := by_fold.get(_fold(word)):
        return exact
    close = process.extractOne(_fold(word), by_fold.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return by_fold[close[0]] if close else None


@lru_cache(2)  # a thousand links that lead nowhere ask for the same files
def _by_fold(known: tuple[str, ...]) -> dict[str, str]:
    return {_fold(each): each for each in known}


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The remedy for a word that is not among the known ones."""
    meant = nearest(word, known)
    return f'did you mean "{meant}"?' if meant else otherwise


def _fold(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")
