"""What pydantic's core finds wrong, in the words of the house: place, phrase, remedy."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, get_args, get_origin

from pydantic_core import ErrorDetails

from generator.fields import REQUIRED, Context, Refused
from generator.problems import Message, Place, did_you_mean, nearest, problem
from generator.sources import Document
from generator.typed.parts import faults, keys_of, part_in, says

_Path = tuple[str | int, ...]


def complaints(
    part: type[NamedTuple], given: Mapping[str, Any], context: Context, document: Document
) -> Iterator[Message]:
    """One message for each mistake in `document`, whose keys as far as `given` fail to be the part."""
    seen: set[_Path] = set()
    details = faults(part, given, context)
    misspelt = {_meant(each["loc"], part) for each in details if each["type"] == "extra_forbidden"}
    for detail in details:
        path = detail["loc"]
        if detail["type"] == "missing" and path in misspelt:
            continue
        if detail["type"] == "too_short" and any(
            len(each["loc"]) > len(path) and each["loc"][: len(path)] == path for each in details
        ):
            continue  # its entries are wrong, and each of them is told
        if path not in seen or detail["type"] == "missing":
            seen.add(path)
            yield _complaint(detail, path, part, document)


def refusals(part: type[NamedTuple], given: Mapping[str, str]) -> Iterator[tuple[str, Refused]]:
    """What is wrong with each of these keys, by its name."""
    for fault in faults(part, given, {}):
        refused = fault.get("ctx", {}).get("error")
        yield str(fault["loc"][0]), refused if isinstance(refused, Refused) else Refused(fault["msg"])


def _meant(path: _Path, part: type[NamedTuple]) -> _Path:
    """The path of the known key that an unknown one probably stands for."""
    owner = _part_at(part, path[:-1])
    return (*path[:-1], nearest(str(path[-1]), owner._fields if owner else ()) or "")


def _complaint(detail: ErrorDetails, path: _Path, part: type[NamedTuple], document: Document) -> Message:
    context: Mapping[str, Any] = detail.get("ctx") or {}
    match detail["type"]:
        case "value_error" if isinstance(refused := context["error"], Refused):
            phrase, at = refused.phrase, (*path, *refused.at)
            phrase = f"{_label(path)} {phrase.removeprefix('this ')}" if phrase.startswith("this ") else phrase
            return problem(_value_place(at if at in document.places else path, document), phrase, refused.remedy)
        case "missing":
            return _missing(path, part, document)
        case "extra_forbidden":
            return _unknown_key(path, part, document)
        case "literal_error":
            known = re.findall(r"'([^']*)'", context["expected"])
            phrase = (
                f'"{detail["input"]}" is not a {path[-1]}'
                if isinstance(detail["input"], str)
                else f"{path[-1]} must be a word"
            )
            return problem(
                document.place(path),
                phrase,
                did_you_mean(str(detail["input"]), known, f"choose one of: {', '.join(known)}"),
            )
        case "tuple_type":
            is_word = isinstance(detail["input"], str) and len(detail["input"].split()) == 1
            entry = detail["input"] if is_word else "…"
            return problem(
                document.place(path), f"{_label(path)} must be a list", f"begin each entry with a dash: - {entry}"
            )
        case "dict_type":
            return problem(
                document.place(path),
                f"{_label(path)} must hold keys of its own",
                f"write them below, indented: {_keys(part, path)}",
            )
        case "too_short":
            return problem(
                document.key_place(path), f"{_label(path)} has no entry", "add at least one, beginning with a dash: - …"
            )
        case _:
            return problem(
                _value_place(path, document),
                f"{_label(path)}: {detail['msg'].lower()}",
                "see the reference in README.md",
            )


def _value_place(path: _Path, document: Document) -> Place:
    """A mistake of a whole part is shown at its key; of a value, where the value stands."""
    return (
        document.key_place(path)
        if isinstance(document.value(path), dict) and path and isinstance(path[-1], str)
        else document.place(path)
    )


def _missing(path: _Path, part: type[NamedTuple], document: Document) -> Message:
    key, parent = str(path[-1]), path[:-1]
    if path in document.key_places:
        return problem(document.key_place(path), f"{_label(path)} is empty", f"write {_example(part, path)}")
    owner = _label(parent) if parent else document.path
    is_entry = bool(parent) and isinstance(parent[-1], int)
    place = document.place(parent) if is_entry else document.key_place(parent) if parent else Place(document.path)
    remedy = f"add {_example(part, path)}"
    if path[:-1] == () and not document.data and document.path.endswith(".md"):
        remedy = f"begin the file with three lines: ---, then {_example(part, path)}, then ---"
    return problem(place, f'{owner} has no "{key}"', remedy)


def _example(part: type[NamedTuple], path: _Path) -> str:
    hint = keys_of(owner)[str(path[-1])] if (owner := _part_at(part, path[:-1])) else None
    if inner := part_in(hint):
        required = [name for name, default in inner._field_defaults.items() if default is REQUIRED]
        dash = ", each entry with a dash" if get_origin(get_args(hint)[0]) is tuple else ""
        return f'"{path[-1]}:" and below it, indented{dash}: {", ".join(required or inner._fields)}'
    said = says(hint)
    return f'"{path[-1]}: {said.example if said and said.example else "…"}"'


def _unknown_key(path: _Path, part: type[NamedTuple], document: Document) -> Message:
    key, owner = str(path[-1]), _part_at(part, path[:-1])
    known = list(owner._fields) if owner else []
    where = f" in {_label(path[:-1])}" if len(path) > 1 else ""
    tops = [(name, inner) for top in (owner, part) if top for name, inner in _parts(top)]
    elsewhere = [f"{name}:" for name, inner in tops if key in inner._fields]
    otherwise = f'"{key}" belongs under "{elsewhere[0]}"' if elsewhere else f"known keys: {', '.join(known)}"
    remedy = did_you_mean(key, known, otherwise) if not elsewhere or nearest(key, known) == key else otherwise
    return problem(document.key_place(path), f'unknown key "{key}"{where}', remedy)


def _parts(part: type[NamedTuple]) -> list[tuple[str, type[NamedTuple]]]:
    return [(name, inner) for name, hint in keys_of(part).items() if (inner := part_in(hint))]


def _part_at(part: type[NamedTuple], path: _Path) -> type[NamedTuple] | None:
    """The part that a path of the document leads to; list positions lead to the list's entries."""
    current: type[NamedTuple] | None = part
    for step in path:
        if isinstance(step, str) and current is not None:
            current = part_in(keys_of(current).get(step))
    return current


def _keys(part: type[NamedTuple], path: _Path) -> str:
    owner = _part_at(part, path)
    return ", ".join(owner._fields) if owner else "key: value"


def _label(path: _Path) -> str:
    """How a person would name the place: ``attend``, ``entry 2 of attend``."""
    if path and isinstance(path[-1], int):
        return f"entry {path[-1] + 1} of {_label(path[:-1])}"
    return str(path[-1]) if path else "the file"
