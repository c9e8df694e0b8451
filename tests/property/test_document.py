"""Whatever someone types, the answer is a document or messages with places; never anything else."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator import front_matter, schema
from generator.document import read_document
from generator.problems import ContentProblems
from generator.schema import Facts
from generator.sources import Document, Sources, Spot
from generator.typed.parts import is_part
from generator.validate import validate

_YAMLISH = st.text(alphabet="ab:- \n\t[]{}#&*!|>'\"?%@`,~0129.\x00\x85\ufeff\ue000é", max_size=60)


@given(st.one_of(st.text(max_size=200), _YAMLISH), st.integers(1, 9))
@settings(max_examples=400, deadline=None)
def test_any_text_is_a_document_or_told(text: str, first_line: int) -> None:
    try:
        document = read_document(text, "site.yaml", first_line)
    except ContentProblems as error:
        assert error.messages
        last = first_line + len(text.splitlines()) + 1
        assert all(
            message.place.path == "site.yaml" and first_line <= message.place.line <= last for message in error.messages
        )
        assert all(message.remedy for message in error.messages)
    else:
        assert _scalars(document.data) <= {str}


def _scalars(value: Any) -> set[type]:
    """The types of all that is neither a mapping nor a list."""
    if isinstance(value, dict | list):
        return {found for each in (value.values() if isinstance(value, dict) else value) for found in _scalars(each)}
    return {type(value)}


_PARTS = [each for module in (schema, front_matter) for each in vars(module).values() if is_part(each)]
_KEYS = sorted({name for part in _PARTS for name in part._fields})
_VALUES = st.sampled_from(
    ["", "2022-11-17 10:00", "2022-11-17", "2022-02-30", "Europe/Brussels", "Europe/Brusels", "CET", "../etc", "\x00", "en", "in-person",
     "online", "https://a.eu/", "javascript:x", "http://[", "someone@a.eu", "#12345", "#123456", "-1", "1e999", "nan", "BE", "xx", "rescheduled"]
)  # fmt: skip
_SHAPES = st.recursive(
    st.one_of(_VALUES, st.text(max_size=12)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(_KEYS), st.text(max_size=5)), inner, max_size=6),
    ),
    max_leaves=25,
)
_GOOD: dict[str, Any] = {
    "event": {
        "id": "a",
        "title": "A",
        "summary": "B",
        "start": "2022-11-17 10:00",
        "end": "2022-11-17 12:00",
        "time_zone": "Europe/Brussels",
    },
    "attend": [{"id": "online", "mode": "online", "registration": {"url": "https://a.eu/"}}],
    "organizers": [{"name": "A"}],
    "contact": {"email": "someone@europarl.europa.eu"},
    "site": {"url": "https://a.eu/", "languages": ["en"]},
}


def _sources(data: dict[str, Any]) -> Sources:
    document = Document("site.yaml", data, _places(data), _places(data))
    return Sources(document, (), {}, {}, {}, datetime(2022, 11, 1, tzinfo=UTC))


def _places(value: Any, path: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], Spot]:
    """A line of its own for every value."""
    found = {path: (1 + len(path), 1)}
    inner: Mapping[Any, Any] = (
        value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, list) else {}
    )
    for key, each in inner.items():
        found |= _places(each, (*path, key))
    return found


def _validate(data: dict[str, Any]) -> None:
    try:
        site = validate(_sources(data))
    except ContentProblems as error:
        assert error.messages
        assert all(message.place.path == "site.yaml" for message in error.messages)
    else:
        assert site.facts.event.id == data["event"]["id"]


@given(st.dictionaries(st.sampled_from([*Facts._fields, "other"]), _SHAPES, max_size=6))
@settings(max_examples=300, deadline=None)
def test_facts_of_any_shape_are_a_site_or_told(data: dict[str, Any]) -> None:
    _validate(data)


@example(("site", "languages"), ["nan", "en"])  # CLDR knows no words of the first
@given(st.sampled_from([path for path in _places(_GOOD) if path]), _SHAPES)
@settings(max_examples=400, deadline=None)
def test_good_facts_with_one_value_replaced_are_a_site_or_told(path: tuple[str | int, ...], value: Any) -> None:
    _validate(_replaced(_GOOD, path, value))


def _replaced(tree: Any, path: tuple[str | int, ...], value: Any) -> Any:
    if not path:
        return value
    copy: Any = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = _replaced(tree[path[0]], path[1:], value)
    return copy


def test_the_good_facts_are_good() -> None:
    assert validate(_sources(_GOOD)).notices == ()


@pytest.mark.parametrize("text", ["[" * 100_000, "{" * 100_000, "- " * 50_000, "a: " + "[" * 500 + "]" * 500])
def test_a_bomb_of_brackets_is_told(text: str) -> None:
    with pytest.raises(ContentProblems):
        read_document(text, "site.yaml")
