"""The line a session opens with, in the forms that are lines of text: time, separator, title.

The time may stand in bold, in brackets or behind an emoji, and a title that is wrapped goes on in the next line
(its brackets are still open, or the line is as long as lines get where an editor wraps them).
"""

from typing import NamedTuple

from generator.agenda import titles
from generator.agenda.blocks import Lines, Page
from generator.agenda.field_lines import is_field_line, read_fields
from generator.agenda.pieces import DayMark, Entry, Fact, Facts, Piece, Prose
from generator.agenda.times import Span, SpanReading, begins_unknown, read_leading_span
from generator.problems import Place, notice, problem
from generator.regex import regex

_LEAD = regex(
    r"[\s\U0001F300-\U0001FAFF\u2600-\u27BF\u231A-\u23FF\uFE0F\u200d\u200e\u200f\ufeff]*(?P<open>[*_~`]{0,3}[(\[]?[*_]{0,2})\s*"
)
_CLOSING = regex(r"[ ]*[:.,]?(?P<marks>[*_~`]*[)\]]?[*_~`]*)")
_SEPARATORS = regex(r"^[ \t]*(?:[-–—−:|•·,;→>]+[ \t]*)*")
_BLOCK = regex(r"\s*(?:[-*+]\s|\d+[.)]\s|#|>|```|~~~|\|)")
_WRAP, _TIME_WIDTH, _LONGEST_TITLE = 76, 12, 500


class Opening(NamedTuple):
    """The time a line begins with, the text after it, and whether the time is set off by bold or brackets."""

    reading: SpanReading
    rest: str
    column: int
    is_marked: bool


def read_opening(line: str) -> Opening | None:
    """What a line opens, or None where it does not begin with a time."""
    lead = _LEAD.match(line)
    column = lead.end() if lead else 0
    text = line[column:]
    mark = lead["open"] if lead else ""
    reading = read_leading_span(text)
    if reading is None:
        if not begins_unknown(text):
            return None
        reading = SpanReading(None, text)
    after = text[len(reading.written) :] if reading.span else text
    return Opening(reading, _unmark(mark, after), column, bool(mark))


def _unmark(mark: str, after: str) -> str:
    """The text after the time: without the marks that close around the time, with those that close later."""
    closing = _CLOSING.match(after) if mark else None
    if closing and closing["marks"]:
        return _SEPARATORS.sub("", after[closing.end() :])
    return mark + _SEPARATORS.sub("", after)


def is_opening(line: str) -> bool:
    """Whether a line begins with a time, or with what has the shape of one."""
    return read_opening(line) is not None


def is_strong_opening(line: str) -> bool:
    """Whether a line within a paragraph begins a session, and no sentence merely goes on with a time there."""
    opening = read_opening(line)
    if opening is None:
        return False
    has_end = opening.reading.span is not None and opening.reading.span.end is not None
    return has_end or opening.is_marked or not opening.rest[:1].islower()


def read_session(page: Page, number: int, opening: Opening, below: Lines, takes_following: bool = False) -> list[Piece]:
    """The session that a line opens, with the lines below that are its own."""
    reading = opening.reading
    place, written = page.place(number, opening.column), titles.plain(reading.written)
    if reading.mistake:
        return [problem(place, reading.mistake, reading.remedy)]
    if reading.span is None:
        phrase = f'"{written}" has no time yet, so it is not among the sessions'
        remedy = "write a time such as 10:00 when it is known"
        return [notice(place, phrase, remedy), Prose(((number, page.lines[number]), *below))]
    title, below = _read_title(opening.rest, below)
    fields = read_fields(page, below)
    if not title.title:
        return [
            *fields.messages,
            problem(place, f'the session at "{written}" has no title', f'write "{written} Opening"'),
        ]
    body = with_links(number, title, fields.rest)
    return [*fields.messages, make_entry(reading.span, title, place, fields.facts, body, takes_following)]


def _read_title(text: str, below: Lines) -> tuple[titles.TitleReading, Lines]:
    """The title, which may stand or go on in the lines below the time."""
    while below and below[0][1].strip() and _goes_on(text, below[0][1]):
        text, below = f"{text.rstrip()} {below[0][1].strip()}", below[1:]
    return titles.read_title(text), below


def _goes_on(text: str, following: str) -> bool:
    if len(text) > _LONGEST_TITLE or text.endswith(("  ", "\\")) or _BLOCK.match(following):
        return False
    if not titles.plain(text):
        return True
    if text.count("[") > text.count("]") or text.count("](") and text.count("(") > text.count(")"):
        return True
    return len(text) + _TIME_WIDTH + len(following.split()[0]) > _WRAP and not is_field_line(following)


def with_links(number: int, title: titles.TitleReading, body: Lines) -> Lines:
    """The body with the links of the title, which itself is plain text, as its first paragraph."""
    if not title.links:
        return body
    is_tight = bool(body) and body[0][0] == number + 1
    return ((number - is_tight, " ".join(title.links)), *body)


def make_entry(
    span: Span,
    title: titles.TitleReading,
    place: Place,
    facts: Facts,
    body: Lines,
    takes_following: bool = False,
    day: DayMark | None = None,
) -> Entry:
    """A session of what its title line says and of its facts, which count for more."""
    said = {"room": title.room, "id": title.id}
    from_title = {name: (Fact(value, place),) for name, value in said.items() if value}
    return Entry(span, title.title, place, {**from_title, **facts}, body, takes_following, day)
