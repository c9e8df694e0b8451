"""Results kept from one build to the next: what a pure function has made of the same arguments.

Nothing is kept on trust: a result is found by its arguments' values, or by their being the very objects of the last
time, which frozen values may be. What the last whole state of the site did not ask for is forgotten with the next, and
so are broken states but for the first and the last since then: a preview which runs all day holds no more. Nothing is
kept at all before `remember` is called.
"""

from collections.abc import Callable, Hashable, Iterable
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
_whole: _Results = {}  # while the state is broken, what is asked for again once it is mended


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


def learn(function: Callable[[_T], _R], arguments: Iterable[_T]) -> None:
    """Have the results of a remembered function, in as many processes as pay. Where nothing is kept, nothing is done.

    They also stay in memory where only what is made of them is asked for.
    """
    if _recent is None:
        return
    bare, key = function.__dict__["__wrapped__"], function.__dict__["key"]
    named = {(bare, *key(each)): each for each in arguments}
    _recent.update((name, _older[name]) for name in named if name in _older)
    unknown = {name: each for name, each in named.items() if name not in _recent}
    results = map_forked(bare, list(unknown.values()))
    _recent.update(
        (name, (((each,), {}), result)) for (name, each), result in zip(unknown.items(), results, strict=True)
    )


def remember() -> None:
    """Keep results from now on."""
    global _recent
    _recent = {} if _recent is None else _recent


def forget_unused(is_whole: bool = True) -> None:
    """Another state of the site is there, whole or broken: drop what nobody has asked for since the one before."""
    global _recent, _older, _whole
    if _recent is None:
        return
    if is_whole:
        _older, _whole = _whole | _recent, {}
    else:
        _whole = _whole or _older | _recent
        _older = _whole | _recent
    _recent = {}


def forget() -> None:
    """Keep nothing any more."""
    global _recent, _older, _whole
    _recent, _older, _whole = None, {}, {}
