"""YAML texts as mappings, lists and text, each with the line and column it stands on.

Reads PyYAML's events and not its node graph: composing nodes recurses in C, and 100,000 opening brackets end the
process with a segmentation fault (PyYAML 6.0.3 with libyaml; tests/test_document.py holds such a file). Aliases
are refused, and with them every expansion bomb; no scalar is resolved, so ``10:00`` and ``NO`` stay text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.problems import ContentProblems, Message, Place, problem
from generator.regex import regex
from generator.sources import MAX_BYTES, Document, Spot
from generator.yaml_lines import explain_line

_MAX_DEPTH = 20
_MAX_DUPLICATES = 100
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
# Line feeds alone end lines here: what YAML 1.1 counts besides stands within a line for editors (YAML 1.2, section 5.4).
_NO_BREAKS = str.maketrans("\r\x85\u2028\u2029", "    ")

_Path = tuple[str | int, ...]


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not been read yet."""

    value: dict[str, Any] | list[Any]
    path: _Path
    key: str | None = None


@dataclass(slots=True)
class _Reader:
    path: str
    first_line: int
    places: dict[_Path, Spot] = field(default_factory=dict)
    key_places: dict[_Path, Spot] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Any = None
    last: Any = None

    def place(self, mark: Any) -> Place:
        return Place(self.path, *self.spot(mark))

    def spot(self, mark: Any) -> Spot:
        return self.first_line + mark.line, mark.column + 1

    def take(self, event: Any) -> None:
        """Add one event of the stream to the value that is being built."""
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&" if event.anchor else "!"
            raise _stop(
                self.place(event.start_mark),
                f'a text cannot begin with "{mark}"',
                "put the whole text in quotes",
            )
        self.last = event
        match event:
            case yaml.DocumentEndEvent() if event.explicit:
                raise _stop(self.place(event.start_mark), "the facts end at this line", "take the line ... out")
            case yaml.ScalarEvent():
                plain_empty = not event.style and event.value in _EMPTY
                self.scalar("" if plain_empty else event.value, self.spot(event.start_mark))
            case yaml.MappingStartEvent():
                self.open({}, self.spot(event.start_mark))
            case yaml.SequenceStartEvent():
                self.open([], self.spot(event.start_mark))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
            case yaml.DocumentStartEvent() if self.root is not None:
                raise _stop(self.place(event.start_mark), "a second document begins here", "take the line --- out")

    def scalar(self, text: str, spot: Spot) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self.key(top, text, spot)
        else:
            self.add(text, spot)

    def key(self, top: _Open, key: str, spot: Spot) -> None:
        path = (*top.path, key)
        if path in self.key_places:
            phrase = f'"{key}" is written twice, here and on line {self.key_places[path][0]}'
            self.messages.append(problem(Place(self.path, *spot), phrase, "keep one of the two"))
            if len(self.messages) >= _MAX_DUPLICATES:
                raise ContentProblems(self.messages)
        self.key_places[path] = spot
        top.key = key

    def open(self, value: dict[str, Any] | list[Any], spot: Spot) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            raise _stop(
                Place(self.path, *spot), "a key must be a plain text", "put the text in quotes if it begins with [ or {"
            )
        if len(self.stack) >= _MAX_DEPTH:
            phrase = f"this is nested more than {_MAX_DEPTH} levels deep"
            raise _stop(Place(self.path, *spot), phrase, "check the indentation and the brackets")
        self.stack.append(_Open(value, self.add(value, spot)))

    def add(self, value: Any, spot: Spot) -> _Path:
        """Put a value where the stream stands, and return its path."""
        if not self.stack:
            path: _Path = ()
            self.root = value
        else:
            top = self.stack[-1]
            if isinstance(top.value, dict):
                path = (*top.path, top.key or "")
                top.value[str(top.key)], top.key = value, None
            else:
                path = (*top.path, len(top.value))
                top.value.append(value)
        self.places[path] = spot
        return path


def read_document(text: str, path: str, first_line: int = 1) -> Document:
    """A YAML mapping with its places; an empty text is an empty mapping.

    `first_line` is the line of the file on which `text` begins. Raises ContentProblems for what is no YAML, for
    duplicate keys (all of them), aliases, more than one megabyte or twenty levels, and for what is no mapping.
    """
    reader, text = _Reader(path, first_line), text.translate(_NO_BREAKS)
    if len(text) > MAX_BYTES:
        raise _stop(
            Place(path, first_line),
            "the file is larger than a megabyte",
            "keep facts alone in it, and put words into content/",
        )
    try:
        for event in _events(text):
            reader.take(event)
    except yaml.YAMLError as error:
        found = _unclosed(reader, error) or _explain(error, text, path, first_line)
        raise ContentProblems([found, *reader.messages]) from None
    reader.messages += _comments_for_colors(text, reader)
    if not isinstance(reader.root, dict) and reader.root not in (None, ""):
        line, column = reader.places[()]
        phrase, remedy = "this is not a list of “key: value” lines", "write one key and its value on each line"
        raise _stop(Place(path, line, column), *(explain_line(_line(text, line - first_line)) or (phrase, remedy)))
    if reader.messages:
        raise ContentProblems(reader.messages)
    return Document(path, reader.root or {}, reader.places, reader.key_places)


def _events(text: str) -> Iterator[Any]:
    return yaml.parse(text, Loader=_LOADER)


def _stop(place: Place, phrase: str, remedy: str = "put the text in quotes") -> ContentProblems:
    return ContentProblems([problem(place, phrase, remedy)])


def _unclosed(reader: _Reader, error: yaml.YAMLError) -> Message | None:
    """A quotation mark without its end, which libyaml takes to end at the next one, lines below."""
    last, mark = reader.last, getattr(error, "problem_mark", None)
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"') or mark is None:
        return None
    if last.start_mark is None or last.end_mark is None or not last.start_mark.line < last.end_mark.line == mark.line:
        return None
    return problem(
        reader.place(last.start_mark), "a quotation mark is opened here and never closed", "close it on this line"
    )


def _comments_for_colors(text: str, reader: _Reader) -> Iterator[Message]:
    """A colour without quotes, of which YAML makes a comment."""
    if "#" not in text:  # as in nearly all front matter: to look for the pattern takes a fifth of the time
        return
    written = set(reader.key_places.values())
    for match in re.finditer(r"^([ \t]*)[\w-]+:[ \t]+(#[0-9A-Fa-f]{3,8})[ \t]*$", text, re.MULTILINE):
        line = reader.first_line + text.count("\n", 0, match.start())
        if (line, len(match[1]) + 1) in written:
            yield problem(
                Place(reader.path, line, match.start(2) - match.start() + 1),
                f'"{match[2]}" is read as a comment',
                f'write it in quotes: "{match[2]}"',
            )


# What libyaml says, as a pattern, and what it usually means to the person who typed the line.
_EXPLANATIONS = (
    (r"mapping values are not allowed", "the indentation of this line is not that of its neighbours", "align it with them, with spaces"),
    (r"tab character", "a tab indents this line", "indent with spaces, never with tabs"),
    (r"expected alphabetic or numeric", 'a text cannot begin with "*" or "&"', "put the whole text in quotes"),
    (r"expected <document start>", "a line above begins with % and is not a fact", "take the line with % out"),
    (r"escape", "a backslash within double quotes stands for something else", "write two backslashes, or use single quotes"),
    (r"cannot start any token", "this character cannot begin a value", 'put the text in "quotes"; indent with spaces, never with tabs'),
    (r"unexpected end of stream", "a quotation mark is opened here and never closed", "close it with the same mark, or double a mark inside the text"),
    (r"expected ',' or '[]}]'", "a bracket is opened and not closed, or a comma is missing", "close the bracket, with commas between the entries"),
    (r"could not find expected ':'", "a colon is missing after a key", "write “key: value”, and indent the lines that continue a text"),
    (r"expected <block end>|did not find expected (key|'-' indicator)", "the indentation or the quotes of this line do not fit the lines above", "align it with its neighbours; a text that goes on after a closing quote needs quotes around all of it"),
    (r"control characters|special characters|unacceptable character|invalid (leading|trailing) UTF-8", "the text holds a character that cannot be shown", "delete and retype the text"),
    (r"found another document", "a second document begins here", "take the line --- out"),
)  # fmt: skip


_OF_ONE_LINE = {
    phrase for _, phrase, _ in (_EXPLANATIONS[0], *_EXPLANATIONS[2:3], *_EXPLANATIONS[5:6], *_EXPLANATIONS[8:10])
}


def _explain(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Message:
    said = f"{getattr(error, 'problem', '') or ''} {getattr(error, 'context', '') or ''} {error}"
    phrase, remedy = next(
        ((phrase, remedy) for pattern, phrase, remedy in _EXPLANATIONS if re.search(pattern, said)),
        ("this line cannot be read as YAML", "write “key: value”, with texts that hold : # & * ! % @ in quotes"),
    )
    # libyaml notices a missing end at the next line or the last; the mistake is where the thing began.
    began = re.search("is opened|is missing", phrase) and getattr(error, "context_mark", None)
    mark = began or getattr(error, "problem_mark", None)
    if mark is None:
        return problem(_place_of_odd_character(text, path, first_line), phrase, remedy)
    line = min(mark.line, max(text.count("\n") - text.endswith("\n"), 0))
    if phrase in _OF_ONE_LINE:
        phrase, remedy = explain_line(_line(text, line)) or (phrase, remedy)
    return problem(Place(path, first_line + line, mark.column + 1 if line == mark.line else 1), phrase, remedy)


def _line(text: str, number: int) -> str:
    return text.split("\n")[number]


_PRINTABLE = regex("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _place_of_odd_character(text: str, path: str, first_line: int) -> Place:
    match = _PRINTABLE.search(text)
    before = text[: match.start()] if match else ""
    return Place(path, first_line + before.count("\n"), len(before) - before.rfind("\n"))
