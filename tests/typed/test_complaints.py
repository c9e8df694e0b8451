"""What a schema refuses, for whoever wrote the file: kinds of mistakes that have no sentence of their own yet."""

from typing import Annotated, NamedTuple

from generator.document import read_document
from generator.fields import REQUIRED, Says
from generator.typed.complaints import complaints


class _Part(NamedTuple):
    number: Annotated[int, Says("A number, which no type of the house reads.")] = REQUIRED


def test_a_kind_of_mistake_nobody_thought_of_is_told_at_its_place() -> None:
    document = read_document("number: several\n", "site.yaml")
    assert list(map(str, complaints(_Part, document.data, {}, document))) == [
        "site.yaml:1:9: number: input should be a valid integer, unable to parse string as an integer\n"
        "    see the reference in README.md"
    ]
