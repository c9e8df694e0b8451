"""The schema for editors and the reference table of README.md, both made from `generator.schema`."""

import json
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.schema import Facts
from generator.typed.parts import model_of

_Row = tuple[str, str, str]


def site_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of site.yaml, as YAML reads it."""
    schema: dict[str, Any] = _trim(model_of(Facts).model_json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def dump(schema: dict[str, Any]) -> str:
    """The text of generator/site.schema.json."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def reference_table() -> str:
    """Markdown: a table for each part of site.yaml, a row for each key."""
    return "\n".join(line for heading, part in _parts("", model_of(Facts)) for line in _table(heading, part))


def _trim(value: Any, is_properties: bool = False) -> Any:
    """The schema without the titles that pydantic makes of names; a property may be called title."""
    if isinstance(value, dict):
        return {
            key: _trim(each, key in ("properties", "$defs"))
            for key, each in value.items()
            if is_properties or key != "title"
        }
    return [_trim(each) for each in value] if isinstance(value, list) else value


def _parts(path: str, part: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Every mapping within `part` with where it stands, in the order it is written."""
    yield path, part
    for name, field in part.model_fields.items():
        inner = _inner_part(field.annotation)
        if inner is not None:
            each = ", each entry" if "tuple" in str(field.annotation) else ""
            yield from _parts(f"{path} → `{name}:`{each}" if path else f"`{name}:`{each}", inner)


def _inner_part(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _inner_part(each))), None)


def _table(heading: str, part: type[BaseModel]) -> Iterator[str]:
    yield f"### {heading or 'The whole file'}"
    yield ""
    yield "| Key | What it says | Example or default |"
    yield "|---|---|---|"
    properties = part.model_json_schema()["properties"]
    for name, field in part.model_fields.items():
        yield "| {} | {} | {} |".format(*(cell.replace("|", "\\|") for cell in _row(name, field, properties[name])))
    yield ""


def _row(name: str, field: FieldInfo, schema: dict[str, Any]) -> _Row:
    choices = ", ".join(f"`{choice}`" for choice in schema.get("enum", ()))
    what = f"{field.description or ''}{' One of ' + choices + '.' if choices else ''}"
    key = f"`{name}` (required)" if field.is_required() else f"`{name}`"
    if field.examples:
        return key, what, f"`{name}: {field.examples[0]}`"
    default = schema.get("default")
    return (
        key,
        what,
        f"default: `{_written(default)}`"
        if default not in (None, "", [], {}) and not isinstance(default, dict)
        else "",
    )


def _written(default: Any) -> str:
    """A default as one would write it in YAML."""
    return f"[{', '.join(default)}]" if isinstance(default, list) else str(default)
