"""Parts of the schema for tests, out of what somebody might have written."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from generator.fields import Context
from generator.typed.parts import faults, read_part

_P = TypeVar("_P", bound=NamedTuple)


def make_part(part: type[_P], given: Mapping[str, Any], context: Context | None = None) -> _P:
    made = read_part(part, given, context or {})
    assert made is not None, faults(part, given, context or {})
    return made
