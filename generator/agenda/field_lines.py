"""Field lines (``Key: value``) directly under a session: plain, in bold, or as list items.

Reading stops at the first line that is no field line; everything from there on is the session's body. A key that
looks like a known one is a problem, since a fact would be lost; any other is prose.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from generator.agenda import words
from generator.agenda.blocks import Lines, Page
from generator.agenda.pieces import Fact, Facts
from generator.problems import Message, did_you_mean, nearest, problem
from generator.regex import regex

_LINE = regex(
    r"^\s*(?:[-*+•]\s+)?[*_]{0,3}(?P<key>[^\W\d_][^:：*_\n]{0,28}?(?:\*in|\*innen)?)\s?[*_]{0,3}\s?[:：][*_]{0,3}\s*(?P<value>.*)$"
)
_ITEM = regex(r"^\s*[-*+]\s+(?P<value>\S.*)$")


class FieldsReading(NamedTuple):
    """The facts, the lines after them, and what is wrong with the keys."""

    facts: Facts
    rest: Lines
    messages: tuple[Message, ...] = ()


def read_fields(page: Page, lines: Lines, own_names: Mapping[str, str] | None = None) -> FieldsReading:
    """Take the field lines from the start of a session's lines; `own_names` are more fields by folded key."""
    facts: dict[str, tuple[Fact, ...]] = {}
    messages: list[Message] = []
    at = index = 0
    while index < len(lines):
        number, line = lines[index]
        if not line.strip():
            index += 1
            continue
        match = _LINE.match(line)
        name = field_name(match["key"]) or (own_names or {}).get(words.fold(match["key"])) if match else None
        wrong = None if match is None or name else _misspelt(page, number, match)
        if match is None or (name is None and wrong is None):
            break
        index, value = _read_value(lines, index, _without_break(match["value"]))
        if wrong:
            messages.append(wrong)
        elif name and value:
            facts[name] = (*facts.get(name, ()), Fact(value, page.place(number, match.start("value"))))
        at = index
    return FieldsReading(facts, lines[at:], tuple(messages))


def field_name(key: str) -> str | None:
    """The field that a key names in any of the languages."""
    return words.FIELDS.get(words.fold(key))


def is_field_line(line: str) -> bool:
    match = _LINE.match(line)
    return match is not None and field_name(match["key"]) is not None


def _without_break(value: str) -> str:
    return re.sub(r"(?:\\|<br\s{0,3}/?>)$", "", value.rstrip(), flags=re.IGNORECASE).rstrip()


def _read_value(lines: Lines, index: int, value: str) -> tuple[int, str]:
    """A value that ends with a comma goes on in the next line; one left empty is the list below it."""
    index += 1
    if not value:
        items = []
        while index < len(lines) and (item := _ITEM.match(lines[index][1])) and not _LINE.match(lines[index][1]):
            items.append(item["value"].rstrip())
            index += 1
        return index, "; ".join(items)
    while value.endswith((",", ";")) and index < len(lines) and (line := lines[index][1]).strip():
        if is_field_line(line):
            break
        value = f"{value} {line.strip()}"
        index += 1
    return index, value


def _misspelt(page: Page, number: int, match: re.Match[str]) -> Message | None:
    key = match["key"].strip()
    if len(key) > 14 or " " in key or not match["value"] or not nearest(key, words.FIELD_NAMES):
        return None
    return problem(
        page.place(number, match.start("key")),
        f'unknown field "{key}" of a session',
        did_you_mean(key, words.FIELD_NAMES),
    )
