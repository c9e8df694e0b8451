"""HTML comments in Markdown: what authors write for each other, and nothing that is published says.

They are taken out as a file is read, and not by whoever reads it further: the readers of titles, field lines and
tables would each have to know of them, and what one forgets stands in calendars for ever.
"""

import re

from generator.excess import without_code
from generator.problems import Message, problem
from generator.regex import regex
from generator.sources import MarkdownText

_END = "-->"
# Code within a line, which may show a comment; or a comment, to the end of the text if it has none of its own.
_CODE_OR_COMMENT = regex(r"(?<!`)`++[^`\n]++`|<!--(.*?(?:-->|\Z))", re.DOTALL)


def split_comments(text: MarkdownText) -> tuple[MarkdownText, tuple[MarkdownText, ...], list[Message]]:
    """The text without its comments, on the lines it had; the comments; and a problem for one without an end."""
    if "<!--" not in text.text:
        return text, (), []
    pieces, comments, done = list[str](), list[MarkdownText](), 0
    for found in _CODE_OR_COMMENT.finditer(without_code(text.text)[0]):
        if found[1] is None:
            continue
        place = text.place(found.start())
        if not found[1].endswith(_END):
            return (
                text,
                (),
                [problem(place, "this comment has no end", f"write {_END} behind it, or `<!--` for the signs")],
            )
        comment, before = text.text[found.start() : found.end()], text.text[done : found.start()]
        follows = text.text[found.end() : found.end() + 1]
        # Two spaces at the end of a line would be a line break.
        pieces += [before.rstrip(" \t") if not follows.strip() else before, "\n" * comment.count("\n")]
        comments.append(MarkdownText(comment, text.path, place.line))
        done = found.end()
    return MarkdownText("".join([*pieces, text.text[done:]]), text.path, text.line), tuple(comments), []
