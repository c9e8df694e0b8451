"""Parts of the schema as pydantic's models, and values of these parts out of what was written."""

import types
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    create_model,
)
from pydantic_core import ErrorDetails

from generator.fields import REQUIRED, Context, Reads, Says

_P = TypeVar("_P", bound=NamedTuple)


def read_part(part: type[_P], given: Mapping[str, Any], context: Context) -> _P | None:
    """The part of these keys; None where anything is wrong with them."""
    try:
        made: _P = _adapter(part).validate_python(given, context=dict(context))
    except ValidationError:
        return None
    return made


def faults(part: type[NamedTuple], given: Mapping[str, Any], context: Context) -> list[ErrorDetails]:
    """All that is wrong with these keys."""
    try:
        _adapter(part).validate_python(given, context=dict(context))
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


@cache
def _adapter(part: type[NamedTuple]) -> TypeAdapter[Any]:
    return TypeAdapter(_annotated(part))


@cache
def model_of(part: type[NamedTuple]) -> type[BaseModel]:
    """A model with the part's keys, and no others."""
    hints = get_type_hints(part, include_extras=True)
    keys: dict[str, Any] = {
        key: (_annotated(hint), _field(hint, part._field_defaults[key])) for key, hint in hints.items()
    }
    config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
    return create_model(part.__name__, __config__=config, __doc__=_documentation(part), **keys)


def _documentation(part: type[NamedTuple]) -> str | None:
    """Its docstring, and not the one that a named tuple has without."""
    return None if (part.__doc__ or "").startswith(f"{part.__name__}(") else part.__doc__


def _field(hint: Any, default: Any) -> Any:
    says = next(each for each in hint.__metadata__ if isinstance(each, Says))
    told: dict[str, Any] = {"description": says.description}
    if says.example:
        told["examples"] = [says.example]
    if says.least:
        told["min_length"] = says.least
    if is_part(type(default)):
        return Field(default_factory=lambda: default, **told)
    return Field(**told) if default is REQUIRED else Field(default, **told)


def is_part(kind: Any) -> bool:
    """Whether a type is one of the schema's, whose keys say what they are for."""
    hints = (
        get_type_hints(kind, include_extras=True).values()
        if isinstance(kind, type) and hasattr(kind, "_fields")
        else ()
    )
    return any(isinstance(each, Says) for hint in hints for each in getattr(hint, "__metadata__", ()))


def _annotated(hint: Any) -> Any:
    """The annotation with models in the place of parts, and pydantic's validators in that of readers."""
    if is_part(hint):
        return Annotated[model_of(hint), AfterValidator(partial(_made, hint))]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        inner = _annotated(arguments[0])
        for reads in (each for each in arguments[1:] if isinstance(each, Reads)):
            inner = Annotated[inner, BeforeValidator(_reader(reads))]
            inner = Annotated[inner, WithJsonSchema(dict(reads.schema))] if reads.schema else inner
        return inner
    if origin in (Union, types.UnionType):
        return Union[tuple(map(_annotated, arguments))]  # noqa: UP007 - of as many as there are
    return tuple[_annotated(arguments[0]), ...] if origin is tuple else hint  # type: ignore[misc]


def _reader(reads: Reads) -> Callable[..., Any]:
    if not reads.is_in_context:
        return reads.read

    def read(value: object, info: ValidationInfo[Any]) -> Any:
        return reads.read(value, info.context or {})

    return read


def _made(part: type[_P], model: BaseModel) -> _P:
    """The part with the values of its model. Raises Refused where they contradict each other."""
    made: _P = part(**model.__dict__)  # type: ignore[call-overload]  # mypy takes it for what makes such types
    if (contradiction := getattr(made, "contradiction", None)) and (refused := contradiction()):
        raise refused
    return made
