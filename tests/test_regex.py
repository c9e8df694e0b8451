"""Regular expressions that are compiled late: the mistakes that would come late are looked for here."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import generator
from generator.regex import _Pattern, regex


def _patterns() -> Iterator[_Pattern]:
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        for value in vars(import_module(module.name)).values():
            yield from (each for each in (value if isinstance(value, tuple) else [value]) if isinstance(each, _Pattern))


def test_every_one_can_be_compiled() -> None:
    patterns = {(each.pattern, each.flags) for each in _patterns()}
    assert len(patterns) > 100
    for pattern, flags in patterns:
        re.compile(pattern, flags)


def test_it_does_what_a_compiled_one_does() -> None:
    late = regex("A(?P<rest>.*)", re.IGNORECASE)
    assert late.pattern == "A(?P<rest>.*)"
    for _ in range(2):
        match = late.search("an")
        assert match and match["rest"] == "n"
    assert late.groupindex == {"rest": 1}
    assert late.sub("b", "a") == "b"
