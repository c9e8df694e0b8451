"""Results kept from one build to the next: what a pure function has made of the same arguments.

Nothing is kept on trust: a result is found by its arguments' values, or by their being the very objects of the last
time, which frozen values may be. What the last whole state of the site did not ask for is forgotten with the next, and
so are broken states but for the first and the last since then: a preview which runs all day holds no more. Nothing is
kept at all before `remember` is called.

Results found by values outlive the process too, in a file (`generator.kept`).
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import wraps
from itertools import chain, islice
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from generator.kept import Kept, Pickled, Spool, read_results, write_results
from generator.workers import begun, expected, map_forked

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T")
Key = tuple[Hashable, ...]
# With each result the arguments it is found by, if by identity: while they are alive, no other object can have theirs.
_Results = dict[Key, tuple[Any, Any]]
_Rows = tuple[tuple[Any, ...], ...]

_FEW = 100  # one in so many
_ROWS = 50  # fewer take longer to look for, more take longer where one has changed

_recent: _Results | None = None
_older: _Results = {}
_is_lasting = False  # whether this process makes more than one state of the site
_begun: dict[Callable[..., Any], Iterable[tuple[Key, Any]]] = {}
_spool: Spool | None = None  # where it makes one and ends: for what is large, or only the next build may ask for
_whole: _Results = {}  # while the state is broken, what is asked for again once it is mended
_left: object = None  # of the last build, for its process to end with: to take it apart takes a thirtieth of a build


def identities(*arguments: object) -> Key:
    """The key of arguments that cannot be hashed, or not quickly."""
    return tuple(map(id, arguments))


def values(*arguments: Hashable) -> Key:
    """The key of texts, bytes and other small values."""
    return arguments


def remembered(
    key: Callable[..., Key] = identities, *, for_good: bool = False, is_shared: bool = False
) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Make a function give the same result for arguments of the same `key`; `for_good`, beyond the process too.

    The function has to be pure, and nobody may change its result. For good, its key has to be of values alone, and
    they and the result to be picklable. A build that is the only one of its process keeps in memory only what
    `is_shared`: asked for several times by one state of the site. All else would be kept there for nobody.
    """

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        known_as = f"{function.__module__}.{function.__qualname__}" if for_good else function

        @wraps(function)
        def recall(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            if _recent is None or (_spool and not for_good and not is_shared):
                return function(*args, **kwargs)
            name = (known_as, *key(*args, **kwargs))
            kept = _recent.get(name) or _older.get(name)
            if kept is None:
                kept = () if for_good else (args, kwargs), function(*args, **kwargs)
            result: _R = _settle(_recent, name, kept, is_shared)
            return result

        recall.__dict__["is_shared"] = is_shared
        recall.__dict__["name"] = lambda *args: (known_as, *key(*args))
        # Arguments that are the same objects have the same key, whatever it is made of, and are told apart sooner.
        recall.__dict__["key_of_row"] = values if key is values else identities
        return recall

    return decorate


def _settle(recent: _Results, name: Key, kept: tuple[Any, Any], is_shared: bool) -> Any:
    """Keep a result from now on, and give it. What a lone build does not ask for again is kept on the disk."""
    held, result = kept
    value = result.load() if isinstance(result, Pickled) else result
    if is_shared or _spool is None or isinstance(result, Kept | Pickled):
        recent[name] = held, value if is_shared else result
    else:
        recent[name] = held, _spool.pickle(value)
    return value


def recalled(function: Callable[..., _R], *columns: Iterable[Any]) -> list[_R]:
    """The results of a remembered function for each row of arguments: of many that are as they were, for the cost of a
    few, since fifty at a time are looked for first.
    """
    if _recent is None or _spool:
        return [function(*row) for row in zip(*columns, strict=False)]
    fifties = ((rows, _name_of(function, rows)) for rows in _fifties(columns))
    return [result for rows, name in fifties for result in _recalled(function, rows, name, _recent)]


def _recalled(function: Callable[..., _R], rows: _Rows, name: Key, recent: _Results) -> Iterable[_R]:
    kept = recent.get(name) or _older.get(name)
    if kept is None:
        results, name_of = [function(*row) for row in rows], function.__dict__["name"]
        one_by_one = {each: recent[each] for each in (name_of(*row) for row in rows)} if _is_lasting else {}
        kept = rows, (results, one_by_one)
    else:
        results, one_by_one = kept[1]
        recent.update(one_by_one)  # for the time when one of them differs
    if _is_lasting:
        recent[name] = kept
    return results


def _fifties(columns: Iterable[Iterable[Any]]) -> Iterator[_Rows]:
    rows = zip(*columns, strict=False)  # a value that all rows share is one that repeats without end
    while some := tuple(islice(rows, _ROWS)):
        yield some


def _name_of(function: Callable[..., Any], rows: _Rows) -> Key:
    return recalled, function, *function.__dict__["key_of_row"](*chain.from_iterable(rows))


def learn(function: Callable[[_T], _R], arguments: Iterable[_T]) -> None:
    """Have the results of a function remembered for good. Where nothing is kept, nothing is done.

    They also stay in memory where only what is made of them is asked for.
    """
    if _recent is not None:
        learned(function, arguments)


def learned(function: Callable[[_T], Any], arguments: Iterable[_T]) -> list[Any]:
    """The results of a function remembered for good, made in as many processes as pay.

    Bytes are `spooled`.
    """
    arguments = list(arguments)
    if _recent is None:
        return map_forked(function, arguments)
    if _is_lasting:
        return recalled(function, arguments)
    recent, bare, is_shared = _recent, *(function.__dict__[name] for name in ("__wrapped__", "is_shared"))
    names = _names(function, arguments)
    for name, result in _begun.pop(function, ()):
        _settle(recent, name, ((), result), is_shared)
    unknown = _unknown(names, arguments)
    made = zip(unknown, map_forked(bare, list(unknown.values()), take=spooled), strict=True)
    known = {name: ((), result) for name, result in made}
    return [_settle(recent, name, known.get(name) or recent.get(name) or _older[name], is_shared) for name in names]


@contextmanager
def learning(function: Callable[[_T], Any], arguments: Iterable[_T], worth: range) -> Iterator[None]:
    """Begin with the results which `learned` will ask for within, in other processes, while this one is about other
    things; where it is `worth` while for how many are unknown.
    """
    arguments = [] if _recent is None or _is_lasting else list(arguments)
    unknown = _unknown(_names(function, arguments), arguments)
    if len(unknown) not in worth:
        unknown = {}
    with begun(function.__dict__["__wrapped__"], list(unknown.values()), take=spooled) as results:
        _begun[function] = zip(unknown, results, strict=True)
        try:
            yield
        finally:
            _begun.pop(function, None)


def expecting(function: Callable[[_T], Any], prepare: Callable[[], object]) -> AbstractContextManager[None]:
    """Within, another process has done with `prepare` when `learning` begins with a few results for the first time."""
    return expected(function.__dict__["__wrapped__"], prepare)


def _names(function: Callable[[_T], Any], arguments: Iterable[_T]) -> list[Key]:
    return [function.__dict__["name"](each) for each in arguments]


def _unknown(names: Iterable[Key], arguments: Iterable[_T]) -> dict[Key, _T]:
    named = zip(names, arguments, strict=True)
    return {name: each for name, each in named if name not in (_recent or {}) and name not in _older}


def spooled(result: Any) -> Any:
    """Where bytes are kept, in a build that is the only one of its process: on the disk. Anything else, as it is."""
    return _spool.put(result) if _spool and isinstance(result, bytes) else result


@contextmanager
def remembering(file: Path, version: str) -> Iterator[None]:
    """Keep results within, those that are for good from one build of this version of the generator to the next."""
    global _older, _spool, _left
    remember()
    _older, _spool = {name: ((), each) for name, each in read_results(file, version).items()}, Spool()
    try:
        yield
        _keep(file, version)
    finally:
        _left = _recent, _older
        forget()


def remembers_nothing() -> bool:
    return not _older


def remember() -> None:
    """Keep results from now on."""
    global _recent
    _recent = {} if _recent is None else _recent


def forget_unused(is_whole: bool = True) -> None:
    """Another state of the site is there, whole or broken: drop what nobody has asked for since the one before."""
    global _recent, _older, _whole, _is_lasting
    if _recent is None:
        return
    _is_lasting = True
    if is_whole:
        _older, _whole = _whole | _recent, {}
    else:
        _whole = _whole or _older | _recent
        _older = _whole | _recent
    _recent = {}


def forget() -> None:
    """Keep nothing any more."""
    global _recent, _older, _whole, _is_lasting, _spool
    _recent, _older, _whole, _is_lasting, _spool = None, {}, {}, False, None


def _keep(file: Path, version: str) -> None:
    """Write down what has been asked for, unless nearly all of it is written there: to write all again takes longer
    than to make a little again.
    """
    kept = {name: each for name, (_, each) in (_recent or {}).items() if isinstance(name[0], str)}
    if _FEW * len(kept.keys() - _older.keys()) > len(kept):
        with suppress(OSError):  # what cannot be kept is made again
            write_results(file, version, kept)
