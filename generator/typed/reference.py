"""The schema for editors and the reference table of README.md, both made from `generator.schema`."""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from generator.fields import REQUIRED, Reads
from generator.schema import Facts
from generator.typed.parts import is_part, keys_of, part_in, says

_Row = tuple[str, str, str]
_Part = type[NamedTuple]


def site_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of site.yaml, as YAML reads it."""
    inner = {part.__name__: _of_part(part) for _heading, part in _parts("", Facts) if part is not Facts}
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": dict(sorted(inner.items()))}
    return schema | dict(sorted((_of_part(Facts) | {"description": Facts.__doc__}).items()))


def dump(schema: dict[str, Any]) -> str:
    """The text of generator/site.schema.json."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def reference_table() -> str:
    """Markdown: a table for each part of site.yaml, a row for each key."""
    return "\n".join(line for heading, part in _parts("", Facts) for line in _table(heading, part))


def _of_part(part: _Part) -> dict[str, Any]:
    keys = keys_of(part)
    properties = {name: _of_key(hint, part._field_defaults[name]) for name, hint in keys.items()}
    required = [name for name in keys if part._field_defaults[name] is REQUIRED]
    schema = {"additionalProperties": False, "properties": properties, "required": required, "type": "object"}
    return {name: value for name, value in schema.items() if value != []}


def _of_key(hint: Any, default: Any) -> dict[str, Any]:
    said, schema = says(hint), _of_type(hint)
    if said:
        schema |= {"description": said.description}
        schema |= {"examples": [said.example]} if said.example else {}
        schema |= {"minItems": said.least} if said.least else {}
    is_told = default is not REQUIRED and not is_part(type(default))
    return dict(sorted((schema | ({"default": default} if is_told else {})).items()))


def _of_type(hint: Any) -> dict[str, Any]:
    if is_part(hint):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        read = next(
            (dict(sorted(each.schema.items())) for each in arguments[1:] if isinstance(each, Reads) and each.schema),
            None,
        )
        return read or _of_type(arguments[0])
    if origin is Literal:
        return {"enum": list(arguments), "type": "string"}
    if origin is tuple:
        return {"items": _of_type(arguments[0]), "type": "array"}
    if origin is Mapping:
        return {"additionalProperties": True, "type": "object"}
    return {"anyOf": [_of_type(arguments[0]), {"type": "null"}]}


def _parts(path: str, part: _Part) -> Iterator[tuple[str, _Part]]:
    """Every mapping within `part` with where it stands, in the order it is written."""
    yield path, part
    for name, hint in keys_of(part).items():
        if inner := part_in(hint):
            each = ", each entry" if get_origin(get_args(hint)[0]) is tuple else ""
            yield from _parts(f"{path} → `{name}:`{each}" if path else f"`{name}:`{each}", inner)


def _table(heading: str, part: _Part) -> Iterator[str]:
    yield f"### {heading or 'The whole file'}"
    yield ""
    yield "| Key | What it says | Example or default |"
    yield "|---|---|---|"
    for name, schema in _of_part(part)["properties"].items():
        row = _row(name, schema, is_required=part._field_defaults[name] is REQUIRED)
        yield "| {} | {} | {} |".format(*(cell.replace("|", "\\|") for cell in row))
    yield ""


def _row(name: str, schema: Mapping[str, Any], *, is_required: bool) -> _Row:
    choices = ", ".join(f"`{choice}`" for choice in schema.get("enum", ()))
    what = f"{schema['description']}{' One of ' + choices + '.' if choices else ''}"
    key = f"`{name}` (required)" if is_required else f"`{name}`"
    if examples := schema.get("examples"):
        return key, what, f"`{name}: {examples[0]}`"
    default = schema.get("default")
    return key, what, f"default: `{_written(default)}`" if default or default == 0 else ""


def _written(default: Any) -> str:
    """A default as one would write it in YAML."""
    return f"[{', '.join(default)}]" if isinstance(default, tuple) else str(default)
