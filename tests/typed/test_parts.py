"""Parts of the schema: every key is read by something."""

from typing import Annotated, NamedTuple

import pytest

from generator import front_matter, schema
from generator.fields import REQUIRED, Says
from generator.typed.parts import is_part, read_part


class _Unread(NamedTuple):
    number: Annotated[int, Says("A number that nothing reads.")] = REQUIRED


def test_a_type_without_a_reader_is_no_type_of_the_schema() -> None:
    with pytest.raises(TypeError, match="nothing says how <class 'int'> is read"):
        read_part(_Unread, {"number": "1"}, {})


def test_every_part_can_be_read() -> None:
    parts = {each for module in (schema, front_matter) for each in vars(module).values() if is_part(each)}
    assert parts >= {schema.Facts, schema.Event, front_matter.PageFront, front_matter.TranslatedSpeakerFront}
    for part in parts:
        assert read_part(part, {"no such key": "x"}, {}) is None
