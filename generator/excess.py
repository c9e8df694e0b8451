"""What nobody writes by hand, and Markdown's reader takes minutes for: told at its line before it is read.

Python-Markdown looks for the end of whatever begins. What never ends costs as much as all that follows, once for each
beginning: 4,000 opening brackets take two seconds, 8,000 take eight. Each limit is far above what is written for
people, and a text within them all takes time in proportion to its length (tests/test_excess.py).
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from generator.problems import Message, problem
from generator.regex import regex
from generator.sources import MarkdownText

_HARMLESS = 500  # characters: read at once, whatever they are
_SPLIT = "split the text into several pages"
_MOST_CODE = 2000
_FENCE = regex(r"^(`{3,}|~{3,})(.*)$", re.MULTILINE)
# What begins a block of its own, whatever stands around it (markdown.util.BLOCK_LEVEL_ELEMENTS, which a test compares).
_HTML_BLOCK = (
    r"</?(?:address|article|aside|blockquote|body|canvas|center|colgroup|d[dlt]|details|div|fieldset|figcaption|figure|"
    r"footer|form|group|h[1-6r]|header|hgroup|html|iframe|legend|li|main|map|math|menu|nav|noscript|object|[ou]l|option|"
    r"output|p|pre|progress|script|section|style|summary|table|tbody|t[dhr]|textarea|tfoot|thead|video)\b"
)
_LABEL = r"[ \t>]*\[[^\]\n]*\]:"
_ALONE = rf"{_LABEL}|[ \t>]*(?:#|{_HTML_BLOCK})"
# A table, whose rows are read one by one; or a line that is alone, or what stands below another without an empty line.
_PARAGRAPH = regex(
    r"^(?:(?P<table>[^|\n]*\|.*\n[ \t>]*(?=[-|:])(?=.*-)[-|: \t]+$(?:\n.*\S.*)*)"
    rf"|(?:{_ALONE}).*|.+(?:\n(?!{_ALONE}|[ \t>]*(?:$|[-+*][ \t]|\d+[.)][ \t])).+)*)",
    re.MULTILINE | re.IGNORECASE,
)
# What "[" and "](" begin ends with the paragraph; a tag may end anywhere.
_BRACKET = regex(r"\\.|(\[|(?<=\])\()|[\])]|\n[ \t]*\n")
_TAG = regex(r"\\.|`[^`\n]*`|(<(?=[a-zA-Z/!?]))|>")
# Elements that end by themselves (HTML, "void elements" and "optional tags") do not count, nor does <https://a.eu>.
_ELEMENT = regex(
    r"`[^`\n]*`|<(/?)(?!(?:area|base|br|col|d[dt]|embed|hr|img|input|li|link|meta|p|r[pt]|source|tbody|t[dhr]|tfoot|thead|track|wbr)\b)([a-z][a-z0-9-]*)(?=[\s/>])",
    re.IGNORECASE,
)
# Either end of a table; the end of another element, or one without.
_LOOSE = regex(r"<(/?)table\b|</|<hr\b|<\?", re.IGNORECASE)


class _Rule(NamedTuple):
    """`find` gives where in a text it is that there are more than `most`; asked only if there are as many of `sign`."""

    sign: str
    most: int
    find: Callable[[str, int], int | None]
    phrase: str
    remedy: str


def excesses(text: MarkdownText) -> Iterator[Message]:
    """A problem for each kind of excess, at the first."""
    if len(text.text) <= _HARMLESS:
        return
    prose = text.text
    if "```" in prose or "~~~" in prose:
        prose, unclosed = without_code(prose)
        if len(unclosed) > 20:
            place = text.place(unclosed[20])
            yield problem(place, "more than 20 blocks of code have no end", "close each with the signs it begins with")
        elif (offset := _match(_FENCE.pattern, text.text, 2 * _MOST_CODE)) is not None:
            yield problem(text.place(offset), f"more than {_MOST_CODE:,} blocks of code stand here", _SPLIT)
    for rule in _RULES:
        if prose.count(rule.sign) > rule.most and (offset := rule.find(prose, rule.most)) is not None:
            yield problem(text.place(offset), rule.phrase.format(rule.most), rule.remedy)


def without_code(text: str) -> tuple[str, list[int]]:
    """The text with spaces for its blocks of code, as long as it was, and where those begin that never end."""
    fences = [(found[1], not found[2].strip(), *found.span()) for found in _FENCE.finditer(text)]
    last = {fence: start for fence, may_end, start, _end in fences if may_end}
    pieces, unclosed, inside, done = [], [], "", 0
    for fence, may_end, start, end in fences:
        if inside:
            if may_end and fence == inside:
                pieces.append(re.sub(r"[^\n]", " ", text[done:end]))
                inside, done = "", end
        elif last.get(fence, 0) > start:
            pieces.append(text[done:start])
            inside, done = fence, start
        else:
            unclosed.append(start)
    return "".join([*pieces, text[done:]]), unclosed


def _match(pattern: str, text: str, number: int, *, nth: bool = True) -> int | None:
    """Where a pattern stands for the first time, or after so many times."""
    for place, found in enumerate(re.finditer(pattern, text, re.MULTILINE)):
        if not nth or place == number:
            return found.start()
    return None


def _long_paragraph(text: str, most: int) -> int | None:
    for found in _PARAGRAPH.finditer(text):
        parts = found[0].split("\n") if found["table"] else [found[0]]
        if any(len(part) > most for part in parts):
            return found.start()
    return None


def _depth(marks: re.Pattern[str], text: str, most: int) -> int | None:
    """Where more of the marks in the pattern's group are open than may be; other signs close one, a blank line all."""
    depth = 0
    for found in marks.finditer(text):
        if found[1]:
            depth += 1
        elif found[0] in "])>":
            depth = max(depth - 1, 0)
        elif found[0][0] == "\n":
            depth = 0
        if depth > most:
            return found.start()
    return None


def _open_elements(text: str, most: int) -> int | None:
    depth = 0
    for found in _ELEMENT.finditer(text):
        if found[2]:
            depth = max(depth - 1, 0) if found[1] else depth + 1
        if depth > most:
            return found.start()
    return None


def _loose_elements(text: str, most: int) -> int | None:
    """Where more elements have ended than may; those of a table in HTML, which is read as one, do not count."""
    number, is_in_table = 0, False
    for found in _LOOSE.finditer(text):
        if found[1] is not None:
            is_in_table = not found[1]
        elif not is_in_table:
            number += 1
            if number > most:
                return found.start()
    return None


_first = partial(_match, nth=False)
_LEVELS = "use fewer levels of lists and quotes"
_RULES = (
    _Rule("", 30_000, _long_paragraph, "this paragraph is longer than {:,} characters", "break it up with empty lines"),
    _Rule("[", 20, partial(_depth, _BRACKET), 'more than {} "[" or "](" are open here', "close each, or write \\[ for a bracket"),
    _Rule("<", 20, partial(_depth, _TAG), 'more than {} "<" are open here', "close each with >, or write &lt; for the sign"),
    _Rule("<", 200, _open_elements, "more than {} HTML tags are open here", "close each, <div> with </div>"),
    _Rule("[TOC]", 20, partial(_match, r"\[TOC\]"), "more than {} tables of contents stand here", "keep one"),
    _Rule(">", 50, partial(_first, r"^(?:[ \t]*>){51}"), "more than {} quotes lie in each other", _LEVELS),
    _Rule(" " * 200, 0, partial(_first, r"^ {200,}(?:[-+*]|\d+[.)])\s"), "more than 50 lists lie in each other", _LEVELS),
    _Rule("|", 1000, partial(_first, r"^(?:[^|\n]*\|){1001}"), "a row of a table has more than {:,} cells", "split the table"),
    _Rule("]:", 100, partial(_match, r"^[^[\n]*\]:"), "more than {} labels of links take two lines", "write each [label]: on one line"),
    _Rule("]:", 500, partial(_match, rf"^(?!{_LABEL})(?=.*\S).*\n{_LABEL}"), "more than {} labels of links stand right below words", "put them at the end of the page, below an empty line"),
    _Rule("[^", 500, partial(_match, r"\[\^"), "more than {} footnotes stand here", _SPLIT),
    # The reader takes each from the front of a list, and all others move up.
    _Rule("\n", 20_000, partial(_match, r"^[ \t]*\n(?=.*\S)"), "more than {:,} paragraphs stand here", _SPLIT),
    _Rule("<", 10_000, _loose_elements, "more than {:,} HTML tags stand here", _SPLIT),
    _Rule("\n", 2000, partial(_match, r"^#|^(?:=+|-+) *$"), "more than {:,} headings stand here", _SPLIT),
)  # fmt: skip
