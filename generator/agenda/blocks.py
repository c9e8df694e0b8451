"""A Markdown text as blocks with their lines, from markdown-it: Python-Markdown, which renders, knows no line numbers.

Only the block structure is read, so the work is linear in the text, and nesting beyond twenty levels is not followed.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from generator.memory import remembered, values
from generator.problems import Place
from generator.regex import regex
from generator.sources import MarkdownText

BlockKind = Literal["heading", "paragraph", "list", "item", "table", "html", "rule", "other"]
Lines = tuple[tuple[int, str], ...]  # lines that belong together, each with its number in the page, from 0

_KINDS: dict[str, BlockKind] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "table_open": "table",
    "html_block": "html",
    "hr": "rule",
    "fence": "other",
    "code_block": "other",
    "blockquote_open": "other",
}
_HEADING_MARK = regex(r"\s{0,3}(?P<mark>#{1,6})\s*")
_UNCLOSED = -1
_HTML_TABLE = regex(r"<(/?)table\b", re.IGNORECASE)


class Block(NamedTuple):
    """A block and the lines it covers, from 0, `stop` exclusive; `level` is a heading's."""

    kind: BlockKind
    start: int
    stop: int
    level: int = 0
    children: tuple["Block", ...] = ()


class Page(NamedTuple):
    """A Markdown text cut into lines and blocks."""

    path: str
    first_line: int
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]

    def place(self, line: int, column: int = 0) -> Place:
        return Place(self.path, self.first_line + line, column + 1)

    def slice(self, start: int, stop: int) -> Lines:
        """The lines from `start` to before `stop`, without the blank ones at the end."""
        while stop > start and not self.lines[stop - 1].strip():
            stop -= 1
        return tuple((number, self.lines[number]) for number in range(start, stop))

    def text(self, lines: Lines) -> MarkdownText | None:
        """The lines as one Markdown text; where lines between them belong elsewhere, blank ones keep the count."""
        written = [(number, line) for number, line in lines if line.strip()]
        if not written:
            return None
        first, result = written[0][0], list[str]()
        for number, line in (each for each in lines if first <= each[0] <= written[-1][0]):
            result.extend([""] * (number - first - len(result)))
            result.extend(line.split("\n"))
        return MarkdownText("\n".join(result), self.path, self.first_line + first)


@remembered(values, for_good=True)
def read_page(body: MarkdownText) -> Page:
    """Cut a Markdown text into its lines and blocks."""
    from markdown_it import MarkdownIt  # few builds meet another text than the last one

    lines = tuple(body.text.replace("\r\n", "\n").replace("\r", " ").replace("\0", " ").split("\n"))
    # Python-Markdown makes a heading of "##10:00", CommonMark does not; the page follows the one that renders it.
    spaced = "\n".join(re.sub(r"^(#{1,6})(?=[^#\s])", r"\1 ", line) for line in lines)
    parser = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join", "reference"])
    return Page(body.path, body.line, lines, tuple(_join_html_tables(_nest(parser.parse(spaced), lines), lines)))


def heading_text(page: Page, block: Block) -> tuple[str, int]:
    """A heading's text without its marks, and the column where it starts."""
    line = page.lines[block.start]
    mark = _HEADING_MARK.match(line)
    column = mark.end() if mark else len(line) - len(line.lstrip())
    text = line[column:].rstrip()
    bare = text.rstrip("#")
    return (bare.rstrip() if bare[-1:].isspace() else text), column


def _nest(tokens: Iterable[Any], lines: Sequence[str]) -> tuple[Block, ...]:
    stack: list[tuple[Any, list[Block]]] = [(None, [])]
    for token in tokens:
        if token.nesting == 1:
            stack.append((token, []))
        elif token.nesting == -1:
            opened, children = stack.pop()
            _append(stack[-1][1], opened, tuple(children), lines)
        else:
            _append(stack[-1][1], token, (), lines)
    return tuple(stack[0][1])


def _append(blocks: list[Block], token: Any, children: tuple[Block, ...], lines: Sequence[str]) -> None:
    kind = _KINDS.get(token.type)
    if kind is None or token.map is None:
        return
    start, stop = token.map
    if kind == "heading" and token.markup in ("-", "=") and _is_rule_below(lines[start:stop]):
        blocks.append(Block("paragraph", start, stop - 1))
        blocks.append(Block("rule", stop - 1, stop))
        return
    level = int(token.tag[1]) if kind == "heading" else 0
    blocks.append(Block(kind, start, stop, level, children if kind in ("list", "item") else ()))


def _is_rule_below(lines: Sequence[str]) -> bool:
    """Whether "---" right under a text was meant as a line across the page rather than to make it a heading."""
    return len(lines) > 2 or lines[-1].strip() == "---"


def _join_html_tables(blocks: Iterable[Block], lines: Sequence[str]) -> Iterable[Block]:
    """The blocks with each HTML table as one: Markdown ends a block of HTML at a blank line, tables go on."""
    skip_to, can_close = 0, True
    for block in blocks:
        if block.start < skip_to:
            continue
        stop = _table_stop(block, lines) if block.kind == "html" and can_close else None
        can_close = can_close and stop != _UNCLOSED
        if stop is not None and stop != _UNCLOSED:
            skip_to = stop
            yield Block("html", block.start, stop)
        else:
            yield block


def _table_stop(block: Block, lines: Sequence[str]) -> int | None:
    """The line after the tables a block of HTML opens, `_UNCLOSED` if they go on, or None where there are none."""
    depth, has_table = 0, False
    for number in range(block.start, len(lines)):
        for mark in _HTML_TABLE.finditer(lines[number]):
            depth, has_table = depth + (-1 if mark[1] else 1), True
        if number >= block.stop - 1 and not has_table:
            return None
        if has_table and depth <= 0 and number >= block.stop - 1:
            return number + 1
    return _UNCLOSED
