"""The values of a session's facts, checked: names, kinds, statuses, languages, addresses, ids."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.agenda import words
from generator.agenda.pieces import Fact, Facts
from generator.fields import Address, Language, Refused, Slug, read_as
from generator.model import Credit
from generator.problems import Message, did_you_mean, problem
from generator.regex import regex

_UNKNOWN = "|".join(re.escape(each) for each in sorted(words.UNKNOWN, key=len, reverse=True))
_NOTE = regex(
    rf"\s*[(\[]\s*(?:{_UNKNOWN})\s*[)\]]|\s*[-–—:,]\s*(?:{_UNKNOWN})\s*$|\s+(?:tbc|tba|tbd)\s*$", re.IGNORECASE
)
_ONLY_NOTE = regex(rf"[(\[]?\s*(?:{_UNKNOWN})\s*[)\]]?", re.IGNORECASE)
_LINK = regex(r"^<(?P<plain>[^<>\s]+)>$|^\[[^\]]*\]\((?P<target>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)$")


class FactsReader:
    """Reads the facts of one session, and keeps what is wrong with them."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.messages: list[Message] = []

    def text(self, name: str) -> str:
        return fact.value if (fact := self._only(name)) else ""

    def credits(self, name: str) -> tuple[Credit, ...]:
        return tuple(credit for fact in self._facts.get(name, ()) for credit in read_credits(fact.value))

    def tags(self) -> tuple[str, ...]:
        return tuple(tag for fact in self._facts.get("tags", ()) for tag in split_names(fact.value))

    def word(self, name: str, table: Mapping[str, str], names: Sequence[str]) -> str:
        """The one of the known words that is written, in whatever language."""
        fact = self._only(name)
        if fact is None:
            return ""
        if found := table.get(words.fold(fact.value)):
            return found
        otherwise = did_you_mean(fact.value, table, "choose one of: " + ", ".join(names))
        remedy = did_you_mean(fact.value, names, otherwise)
        self.messages.append(problem(fact.place, f'"{fact.value}" is not a {name}', remedy))
        return ""

    def address(self, name: str) -> str:
        fact = self._only(name)
        if fact is None:
            return ""
        link = _LINK.match(fact.value.strip())
        target = (link["plain"] or link["target"]) if link else fact.value.strip()
        return self._checked(Address, Fact(target, fact.place))

    def language(self) -> str:
        """Tags of the languages a session is held in, "en" or "de, en"."""
        fact = self._only("language")
        parts = re.split(r"\s*[,;/&+]\s*", fact.value) if fact else []
        return ", ".join(
            self._checked(Language, Fact(words.LANGUAGES.get(words.fold(part), part), fact.place))
            for part in parts
            if fact
        )

    def id(self) -> str:
        return self._checked(Slug, fact) if (fact := self._only("id")) else ""

    def _checked(self, kind: Any, fact: Fact) -> str:
        try:
            return str(read_as(kind, fact.value))
        except Refused as refused:
            self.messages.append(problem(fact.place, refused.phrase, refused.remedy))
            return ""

    def _only(self, name: str) -> Fact | None:
        facts = self._facts.get(name, ())
        for again in facts[1:]:
            phrase = f'"{name}" is written twice, here as "{again.value}" and on line {facts[0].place.line}'
            self.messages.append(problem(again.place, phrase, "keep one of the two"))
        return facts[0] if facts else None


def read_credits(text: str) -> Iterator[Credit]:
    """The people a text names, each with whether they are confirmed."""
    names = split_names(text)
    for index, name in enumerate(names):
        if _ONLY_NOTE.fullmatch(name) and index:
            continue
        is_noted = index + 1 < len(names) and _ONLY_NOTE.fullmatch(names[index + 1]) is not None
        bare = _NOTE.sub("", name).strip()
        is_confirmed = bare == name and not is_noted and not _ONLY_NOTE.fullmatch(name)
        yield Credit(bare or name, is_confirmed=is_confirmed)


def split_names(text: str) -> list[str]:
    """The names, split at semicolons if there are any, else at commas (of any script); brackets keep theirs."""
    separators = _outside(text, ";؛；") or _outside(text, ",،、，")
    parts, start = [], 0
    for at in [*separators, len(text)]:
        parts.append(text[start:at].strip())
        start = at + 1
    return [part for part in parts if part]


def _outside(text: str, separators: str) -> list[int]:
    """Where one of the separators stands outside brackets."""
    depth, found = 0, []
    for at, character in enumerate(text):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif character in separators and not depth:
            found.append(at)
    return found if depth == 0 else [at for at, character in enumerate(text) if character in separators]


def twice(ids: Iterable[tuple[str, Fact]]) -> Iterator[Message]:
    """A problem for every id that is given to a second session."""
    first: dict[str, Fact] = {}
    for id_, fact in ids:
        before = first.setdefault(id_, fact)
        if before is not fact:
            yield problem(
                fact.place,
                f'the id "{id_}" is written twice, here and on line {before.place.line}',
                f"write another after one of them, such as {{#{id_}-2}}",
            )
