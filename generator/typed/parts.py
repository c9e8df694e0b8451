"""Parts of the schema out of mappings: their types, as pydantic's core is told of them."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from pydantic_core import ErrorDetails, SchemaValidator, ValidationError

from generator.fields import REQUIRED, Context, Reads, Says

_P = TypeVar("_P", bound=NamedTuple)
_Schema = dict[str, Any]


def read_part(part: type[_P], given: Mapping[str, Any], context: Context) -> _P | None:
    """The part of these keys; None where anything is wrong with them."""
    try:
        made: _P = _validator(part).validate_python(given, context=dict(context))
    except ValidationError:
        return None
    return made


def faults(part: type[NamedTuple], given: Mapping[str, Any], context: Context) -> list[ErrorDetails]:
    """All that is wrong with these keys."""
    try:
        _validator(part).validate_python(given, context=dict(context))
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


@cache
def _validator(part: type[NamedTuple]) -> SchemaValidator:
    return SchemaValidator(_schema(part))


def keys_of(part: type[NamedTuple]) -> dict[str, Any]:
    """The annotation of each key."""
    return get_type_hints(part, include_extras=True)


def is_part(kind: Any) -> bool:
    """Whether a type is one of the schema's, whose keys say what they are for."""
    return isinstance(kind, type) and hasattr(kind, "_fields") and any(map(says, keys_of(kind).values()))


def says(hint: Any) -> Says | None:
    """What a key with this annotation says."""
    return next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Says)), None)


def part_in(hint: Any) -> type[NamedTuple] | None:
    """The part that a key with this annotation holds, or a list of."""
    return hint if is_part(hint) else next(filter(None, map(part_in, get_args(hint))), None)


def _schema(hint: Any, *, is_read: bool = False) -> _Schema:
    """Raises TypeError for a type that has no reader; of one that `is_read`, the reader sees to what is left open."""
    if is_part(hint):
        return _function("after", partial(_made, hint), _mapping(hint))
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(*arguments)
    if origin is Literal:
        return {"type": "literal", "expected": list(arguments)}
    if origin is tuple:
        items = _schema(arguments[0], is_read=is_read)
        return {"type": "tuple", "items_schema": [items], "variadic_item_index": 0}
    if NoneType in arguments:
        return {"type": "nullable", "schema": _schema(arguments[0], is_read=is_read)}
    if not is_read and origin is not Mapping:
        raise TypeError(f"nothing says how {hint} is read")
    return {"type": "any" if is_read else "dict"}


def _mapping(part: type[NamedTuple]) -> _Schema:
    keys = {
        name: {"type": "typed-dict-field", "schema": _schema(hint), "required": part._field_defaults[name] is REQUIRED}
        for name, hint in keys_of(part).items()
    }
    return {"type": "typed-dict", "fields": keys, "extra_behavior": "forbid"}


def _annotated(kind: Any, *metadata: Any) -> _Schema:
    schema = _schema(kind, is_read=any(isinstance(each, Reads) for each in metadata))
    for each in metadata:
        if isinstance(each, Reads):
            schema = _function("before", each.read, schema, is_in_context=each.is_in_context)
        elif isinstance(each, Says) and each.least:
            schema["min_length"] = each.least
    return schema


def _function(mode: str, function: Callable[..., Any], schema: _Schema, *, is_in_context: bool = False) -> _Schema:
    kind, called = (
        ("with-info", lambda value, info: function(value, info.context)) if is_in_context else ("no-info", function)
    )
    return {"type": f"function-{mode}", "function": {"type": kind, "function": called}, "schema": schema}


def _made(part: type[_P], values: Mapping[str, Any]) -> _P:
    """The part with these values. Raises Refused where they contradict each other."""
    made: _P = part(**values)  # type: ignore[call-overload]  # mypy takes it for what makes such types
    if (contradiction := getattr(made, "contradiction", None)) and (refused := contradiction()):
        raise refused
    return made
