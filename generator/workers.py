"""Work on many items at once, in one process for each processor, where that pays and is safe.

This process is one of them, and the others are forked: they have all that this one has, so nothing is handed over but
results on their way back. (A fork for each processor would be one more copy of a large site than is needed.)
Forking is left to Linux; on macOS system libraries fail after it, and Windows has no such thing. A process with
several threads, as in the preview, may hold a lock that nobody would ever open in its copy: it works alone too.

What a process has made it writes into a file of its own, and says in a pipe where: it waits for nobody, and ends when
there is nobody to read (those of Python 3.11's concurrent.futures wait for ever once this one is killed).
What none of them has made, since it was killed, had no room or met a mistake, is made here.
"""

import os
import pickle
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

_T = TypeVar("_T")
_Take = Callable[[Any], Any]

# Fewer are done before other processes have begun,
_WORTH_IT = 200
# or are left to one of them, where this process has other things to do.
_FEW = 100
_SHARES = 16
_NUMBER = struct.Struct("=I")
# By function, where a process waits to be asked: where to, its file, and where to read that it has done.
_expected: dict[Callable[..., object], tuple[IO[bytes], IO[bytes], int]] = {}
# Which share, by which process, and where its results lie in that one's file: start and size.
_RECORD = struct.Struct("=IIQQ")


def map_forked(
    function: Callable[[_T], Any], items: Sequence[_T], workers: int | None = None, take: _Take = lambda result: result
) -> list[Any]:
    """`function` of each item, in their order, as `take` takes them here; `workers` is for tests.

    Results must be picklable. Raises what `function` raises; the processes are gone then as well.
    """
    if workers is None:
        workers = _others() if len(items) >= _WORTH_IT else 0
    with begun(function, items, workers, take) as results:
        return list(results)


@contextmanager
def begun(
    function: Callable[[_T], Any], items: Sequence[_T], workers: int | None = None, take: _Take = lambda result: result
) -> Iterator[Iterator[Any]]:
    """The same begun at once by `workers` processes, while this one is about other things. Once it asks for the results,
    it helps with what is left, unless that is so little that it would have to import more than it would do.
    """
    are_few = workers is None and len(items) < _FEW
    if are_few and function in _expected:
        with _asked(function, items, take) as results:
            yield results
        return
    if workers is None:
        workers = min(_others(), 1 + len(items) // _FEW)
    with ExitStack() as stack:
        files = _files(workers, stack) if items else []
        if not files:
            yield (take(function(item)) for item in items)
            return
        size = len(items) if are_few else max(1, len(items) // ((workers + 1) * _SHARES))
        shares = [items[start : start + size] for start in range(0, len(items), size)]
        numbers, reader, writer = _queue(len(shares), stack), *os.pipe()
        stack.callback(os.close, reader)
        for worker, file in enumerate(files):
            with suppress(OSError):  # the system allows no more processes
                stack.enter_context(_forked(partial(_work, function, shares, numbers, worker, file, reader, writer)))
        os.close(writer)
        yield _results(function, shares, _queue(0, stack) if are_few else numbers, files, reader, take)


@contextmanager
def expected(function: Callable[[_T], object], prepare: Callable[[], object]) -> Iterator[None]:
    """Within, a process which has done with `prepare` waits for the first few items that `function` is begun with."""
    with ExitStack() as stack:
        files = _files(1, stack) if _others() else []
        if files:
            (asked, asking), (reader, writer) = os.pipe(), os.pipe()
            stack.callback(os.close, reader)
            ask = stack.enter_context(open(asking, "wb"))
            with suppress(OSError):
                work = partial(_work_when_asked, function, prepare, (asked, asking), files[0], (reader, writer))
                stack.enter_context(_forked(work))
                _expected[function] = ask, files[0], reader
            os.close(asked)
            os.close(writer)
        try:
            yield
        finally:
            _expected.pop(function, None)


@contextmanager
def _asked(function: Callable[[_T], Any], items: Sequence[_T], take: _Take) -> Iterator[Iterator[Any]]:
    ask, file, reader = _expected.pop(function)
    with suppress(OSError), ask:  # if that process is gone, its results will be missed
        pickle.dump(items, ask)
    with ExitStack() as stack:
        yield _results(function, [items], _queue(0, stack), [file], reader, take)


@contextmanager
def meanwhile(function: Callable[[_T], object], items: Sequence[_T]) -> Iterator[None]:
    """Have `function`, which leaves its result on the disk, work on the items, a thousand at most, in a process beside
    this one; on leaving, this one helps it with those that are left.

    What goes wrong there is left to whoever misses the result, and nothing is done where no process can be forked.
    """
    with ExitStack() as stack:
        child = None
        if items and _others():
            numbers = _queue(len(items), stack)
            with suppress(OSError):
                child = stack.enter_context(_forked(partial(_do, function, items, numbers)))
        yield
        if child:
            _do(function, items, numbers)
            os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)


def _do(function: Callable[[_T], object], items: Sequence[_T], numbers: int) -> None:
    """Take numbers and do what they stand for, until there are none or something goes wrong."""
    with suppress(Exception):
        for number in _taken(numbers):
            function(items[number])


def _taken(numbers: int) -> Iterator[int]:
    while written := os.read(numbers, _NUMBER.size):
        yield _NUMBER.unpack(written)[0]


def _others() -> int:
    """How many processes may be at work beside this one. Where SIGCHLD is ignored, which whoever started this one may
    have seen to, nobody could wait for them (wait(2)).
    """
    if sys.platform != "linux" or threading.active_count() > 1 or signal.getsignal(signal.SIGCHLD) == signal.SIG_IGN:
        return 0
    return len(os.sched_getaffinity(0)) - 1


@contextmanager
def _forked(work: Callable[[], object]) -> Iterator[int]:
    """A process that does `work`, and no more, until leaving."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)  # it must not go on with what this process is about
    try:
        yield child
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _files(number: int, stack: ExitStack) -> list[IO[bytes]]:
    """One for each process; none, where there is no room for any."""
    try:
        return [stack.enter_context(TemporaryFile(buffering=0)) for _ in range(number)]
    except OSError:
        return []


def _queue(number: int, stack: ExitStack) -> int:
    """A pipe that holds the numbers from 0, which have to find room there: each process takes the next when it has done
    with one.
    """
    reader, writer = os.pipe()
    stack.callback(os.close, reader)
    with open(writer, "wb") as file:
        file.writelines(map(_NUMBER.pack, range(number)))
    return reader


def _work(
    function: Callable[[_T], object], shares: Sequence[Sequence[_T]], numbers: int, worker: int, file: IO[bytes], reader: int,
    writer: int,
) -> None:  # fmt: skip
    os.close(reader)  # so that to write fails once the process that reads is gone
    end = 0
    for number in _taken(numbers):
        data = pickle.dumps([function(item) for item in shares[number]], protocol=5)
        if file.write(data) < len(data):
            return  # the disk is full
        os.write(writer, _RECORD.pack(number, worker, end, len(data)))  # as a whole, since it is short (pipe(7))
        end += len(data)


def _work_when_asked(
    function: Callable[[_T], object], prepare: Callable[[], object], request: tuple[int, int], file: IO[bytes],
    answer: tuple[int, int],
) -> None:  # fmt: skip
    os.close(request[1])  # so that to read ends once the process that asks is gone
    prepare()
    with open(request[0], "rb") as asked, ExitStack() as stack:
        items = pickle.load(asked)  # noqa: S301 - from the process that this one was forked from
        _work(function, [items], _queue(1, stack), 0, file, *answer)


def _results(
    function: Callable[[_T], Any], shares: Sequence[Sequence[_T]], numbers: int, files: Sequence[IO[bytes]], reader: int,
    take: _Take,
) -> Iterator[Any]:  # fmt: skip
    own = {number: [take(function(item)) for item in shares[number]] for number in _taken(numbers)}
    made: dict[int, tuple[int, int, int]] = {}
    for number, share in enumerate(shares):
        while number not in own and number not in made and (record := os.read(reader, _RECORD.size)):
            done, *place = _RECORD.unpack(record)
            made[done] = place[0], place[1], place[2]
        if number in own:
            yield from own.pop(number)
        elif number in made:
            worker, start, size = made.pop(number)
            yield from map(take, pickle.loads(os.pread(files[worker].fileno(), size, start)))  # noqa: S301 - written above
        else:
            yield from (take(function(item)) for item in share)
