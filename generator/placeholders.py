"""Facts that still wait to be filled in: addresses that lead nowhere, and words left from a draft."""

import re
from collections.abc import Iterator

from generator.fields import quote
from generator.problems import Message, notice
from generator.regex import regex
from generator.sources import Document, MarkdownText

# RFC 2606 and RFC 6761 reserve these names, so nobody's site can have them.
_RESERVED = regex(
    r"(?:^|[/@.])(example\.(?:com|org|net)|[\w-]+\.(?:example|invalid|test)|localhost)(?=[:/?#\s]|$)", re.IGNORECASE
)
_TODO = regex(r"\b(TODO|FIXME|XXX|lorem ipsum)\b")


def is_placeholder(address: str) -> bool:
    """Whether this is an address, or holds one, that nobody can have."""
    return bool(_RESERVED.search(address))


def placeholders(facts: Document) -> Iterator[Message]:
    """A notice for every value of site.yaml that is a placeholder, `extra` aside."""
    for path in facts.places:
        value = facts.value(path)
        if not isinstance(value, str) or path[:1] == ("extra",):
            continue
        if is_placeholder(value):
            yield notice(facts.place(path), f"{quote(value)} is a placeholder", "write the real address")
        elif word := _TODO.search(value):
            yield notice(facts.place(path), f'"{word[0]}" is a placeholder', "write the real words")


def open_questions(text: MarkdownText) -> Iterator[Message]:
    """A notice for every question of Markdown that its author has not answered yet: ``TODO: Who …?``.

    Only with the colon: TODO alone is a Spanish word.
    """
    if "TODO:" not in text.text:  # which is a hundred times quicker to find out
        return
    for question in re.finditer(r"\bTODO:.*", text.text):
        place = text.place(question.start())
        yield notice(place, f"{quote(question[0])} is not answered yet", "answer it, or delete the line")
