"""Results are kept as long as they may be asked for again, and no longer."""

from collections.abc import Iterator
from weakref import WeakSet

import pytest

from generator import memory


class _Result:
    pass


@pytest.fixture(autouse=True)
def _remembering() -> Iterator[None]:
    memory.remember()
    yield
    memory.forget()


def test_an_afternoon_of_broken_states_is_forgotten_and_the_whole_one_is_not() -> None:
    alive: WeakSet[_Result] = WeakSet()

    @memory.remembered(memory.values)
    def make(text: str) -> _Result:
        result = _Result()
        alive.add(result)
        return result

    whole = [make("untouched"), make("edited")]
    memory.forget_unused()
    for number in range(50):
        make(f"broken {number}")
        memory.forget_unused(is_whole=False)
        assert len(alive) <= len(whole) + 2
    assert [make("untouched"), make("edited")] == whole
    memory.forget_unused()
    memory.forget_unused()
    del whole
    assert len(alive) == 0
