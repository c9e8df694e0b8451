"""Work on many items at once, in one process for each processor, where that pays and is safe.

The processes are forked: they have all that this one has, so nothing is handed over but results on their way back.
Forking is left to Linux; on macOS system libraries fail after it, and Windows has no such thing. A process with
several threads, as in the preview, may hold a lock that nobody would ever open in its copy: it works alone too.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

# Fewer are done before other processes have begun.
_WORTH_IT = 200
_SHARES = 16
_work: tuple[Callable[[Any], Any], Sequence[Any]]


def map_forked(
    function: Callable[[_T], Any],
    items: Sequence[_T],
    workers: int | None = None,
    take: Callable[[Any], Any] = lambda result: result,
) -> list[Any]:
    """`function` of each item, in their order, as `take` takes them here, one after the other; `workers` is for tests.

    Results must be picklable. Raises what `function` raises; the processes are gone then as well.
    """
    workers = workers or (_processors() if len(items) >= _WORTH_IT else 1)
    if workers == 1:
        return [take(function(item)) for item in items]
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    share = max(1, len(items) // (workers * _SHARES))
    with ProcessPoolExecutor(workers, get_context("fork"), _take, (function, items)) as pool:
        return [take(result) for result in pool.map(_do, range(len(items)), chunksize=share)]


@contextmanager
def meanwhile(function: Callable[[_T], object], items: Sequence[_T]) -> Iterator[None]:
    """Have `function`, which leaves its result on the disk, work on the items in a process beside this one, until leaving.

    Where none can be forked nothing is done, and what goes wrong there is left to whoever misses the result.
    """
    if not items or _processors() == 1:
        yield
        return
    child = os.fork()
    if not child:
        try:
            for item in items:
                function(item)
        finally:
            os._exit(0)  # it must not go on with what this process is about
    try:
        yield
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.waitpid(child, 0)


def _processors() -> int:
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def _take(function: Callable[[_T], _R], items: Sequence[_T]) -> None:
    """What this process is for, kept where `_do` finds it: a fork inherits it, and a queue would have to pickle it."""
    global _work
    _work = function, items


def _do(number: int) -> Any:
    function, items = _work
    return function(items[number])
