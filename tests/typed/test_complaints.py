"""What a schema refuses, for whoever wrote the file: kinds of mistakes that have no sentence of their own yet."""

from typing import Annotated, NamedTuple

from generator.document import read_document
from generator.fields import REQUIRED, Reads, Says
from generator.typed.complaints import complaints


def _count(written: object) -> int:
    return int(str(written))


class _Part(NamedTuple):
    number: Annotated[int, Reads(_count), Says("A number, whose reader has no words of its own for what is none.")] = (
        REQUIRED
    )


def test_a_kind_of_mistake_nobody_thought_of_is_told_at_its_place() -> None:
    document = read_document("number: several\n", "site.yaml")
    assert list(map(str, complaints(_Part, document.data, {}, document))) == [
        "site.yaml:1:9: number: value error, invalid literal for int() with base 10: 'several'\n"
        "    see the reference in README.md"
    ]
