"""Parts of the schema out of what was written; for what an earlier build has read, pydantic's core is not even imported."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from generator.fields import Context
from generator.kept import digest_of
from generator.memory import remembered
from generator.problems import Message
from generator.sources import Document

_P = TypeVar("_P", bound=NamedTuple)


def read_document_as(part: type[_P], document: Document, context: Context) -> tuple[_P | None, list[Message]]:
    """The part that a document is, or all that is wrong with it."""
    given = _given(document.data)
    if (made := read_part(part, given, context)) is not None:
        return made, []
    from generator.typed.complaints import complaints

    return None, list(complaints(part, given, context, document))


def _given(value: Any) -> Any:
    """The value without the keys that were left empty: an empty text is one that is not given."""
    if isinstance(value, dict):
        return {key: _given(each) for key, each in value.items() if each != ""}
    return [_given(each) for each in value] if isinstance(value, list) else value


@remembered(
    lambda part, given, context: (part.__name__, digest_of(repr((given, context)).encode())),
    for_good=True,
)
def read_part(part: type[_P], given: Mapping[str, Any], context: Context) -> _P | None:
    """The part of these keys; None where anything is wrong with them."""
    from generator.typed import parts  # there, and not where it would be waited for by all

    return parts.read_part(part, given, context)
