"""What a schema refuses, for whoever wrote the file: kinds of mistakes that have no sentence of their own yet."""

import pytest
from pydantic import BaseModel, ValidationError

from generator.complaints import complaints
from generator.document import read_document


class _Part(BaseModel):
    number: int


def test_a_kind_of_mistake_nobody_thought_of_is_told_at_its_place() -> None:
    document = read_document("number: several\n", "site.yaml")
    with pytest.raises(ValidationError) as caught:
        _Part.model_validate(document.data)
    assert list(map(str, complaints(caught.value, _Part, document))) == [
        "site.yaml:1:9: number: input should be a valid integer, unable to parse string as an integer\n"
        "    see the reference in README.md"
    ]
