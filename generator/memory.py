"""Results kept from one build to the next: what a pure function has made of the same arguments.

Nothing is kept on trust: a result is found by its arguments' values, or by their being the very objects of the last
time, which frozen values may be. What the last whole state of the site did not ask for is forgotten with the next, so
a preview which runs all day holds no more than two. Nothing is kept at all before `remember` is called.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from generator.workers import map_forked

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T")
Key = tuple[Hashable, ...]
# With each result its arguments: while those are alive, no other object can have their identity.
_Results = dict[Key, tuple[Any, Any]]

_recent: _Results | None = None
_older: _Results = {}


def identities(*arguments: object) -> Key:
    """The key of arguments that cannot be hashed, or not quickly."""
    return tuple(map(id, arguments))


def values(*arguments: Hashable) -> Key:
    """The key of texts, bytes and other small values."""
    return arguments


def remembered(key: Callable[..., Key] = identities) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Make a function give the same result for arguments of the same `key`.

    The function has to be pure, and nobody may change its result.
    """

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        @wraps(function)
        def recall(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            if _recent is None:
                return function(*args, **kwargs)
            name = (function, *key(*args, **kwargs))
            kept = _recent.get(name)
            if kept is None:
                kept = _recent[name] = _older.get(name) or ((args, kwargs), function(*args, **kwargs))
            result: _R = kept[1]
            return result

        recall.__dict__["key"] = key
        return recall

    return decorate


def map_remembered(function: Callable[[_T], _R], items: Sequence[_T]) -> list[_R]:
    """`map_forked` of a remembered function: only what is not known of the items is worked out."""
    bare, key = function.__dict__["__wrapped__"], function.__dict__["key"]
    if _recent is None:
        return map_forked(bare, items)
    names = [(bare, *key(item)) for item in items]
    missing = {
        name: item for name, item in zip(names, items, strict=True) if name not in _recent and name not in _older
    }
    results = map_forked(bare, list(missing.values()))
    _recent.update((name, (item, result)) for (name, item), result in zip(missing.items(), results, strict=True))
    return [function(item) for item in items]


def remember() -> None:
    """Keep results from now on."""
    global _recent
    _recent = {} if _recent is None else _recent


def forget_unused() -> None:
    """Another state of the site is whole: drop what nobody has asked for since the one before."""
    global _recent, _older
    if _recent is not None:
        _recent, _older = {}, _recent


def forget() -> None:
    """Keep nothing any more."""
    global _recent, _older
    _recent, _older = None, {}
