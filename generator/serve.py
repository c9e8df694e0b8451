"""The preview: the site on this machine, built again on every save, and the browser that shows it told so.

Of livereload this uses the socket with its register of browsers, and the watcher's interface. Its server is left out:
it looks at the disk every 0.8 s, drops a reload within 3 s of the last, lets any website's script connect, and puts
its own script before `</head>` only. Here the operating system's word starts a build (`_SystemWatcher`), every browser
is told what its page should be (`generator.preview.screen`), and other origins and names are refused.
"""

import asyncio
import errno
import gc
import ipaddress
import json
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler  # type: ignore[import-untyped]  # the library has no types
from livereload.watcher import Watcher  # type: ignore[import-untyped]
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from watchfiles import Change, awatch

from generator.preview.replies import OWN_PATH, Reply, reply
from generator.preview.screen import Screen
from generator.preview.snapshot import Builder, Snapshot
from generator.problems import ContentProblems, Message, Place, problem

_T = TypeVar("_T")
_PORTS = 20
_IDLE = 0.5  # seconds without a change, after which all files are tried
_STEP = 5  # milliseconds between two looks at what the system reported; changes with less between them are one
_DEBOUNCE = 50  # milliseconds that a stream of changes can put a build off


def serve(
    builder: Builder, *, host: str = "127.0.0.1", port: int = 8000, open_browser: Callable[[str], object] | None,
    report: Callable[[Snapshot, float], None], announce: Callable[[str], None],
) -> None:  # fmt: skip
    """Serve what `builder` builds as long as the process lives.

    `report` is told each state and the seconds its build took, `announce` the site's address. `open_browser`, if there
    is one, opens it, and browsers then follow to the page whose source changes. Raises ContentProblems where `host` is
    not this machine's, or has no free port among the twenty from `port` on; OSError where the system cannot watch.
    """
    gc.disable()  # looking for garbage would take a fifth of a save, and is left for the time between saves
    asyncio.run(_Preview(builder, open_browser, report, announce).run(host, port))


class _Preview:
    """A running preview: builds in a thread, one at a time, and tells browsers and terminal."""

    def __init__(
        self, builder: Builder, open_browser: Callable[[str], object] | None,
        report: Callable[[Snapshot, float], None], announce: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._builder, self._open_browser, self._report, self._announce = builder, open_browser, report, announce
        self._screen = Screen(builder.build)
        self._turn = threading.Lock()
        self._changed: set[Path] = set()
        self._has_changed = asyncio.Event()
        self._told: tuple[Message, ...] = ()
        self._seconds = 0.0
        self._took: dict[str, float] = {}  # by path; what takes long comes last, since a save has to wait for its end
        self._address = self._announced = ""

    async def run(self, host: str, port: int) -> None:
        sockets = _listen(host, port)
        watcher = _SystemWatcher()
        for path in self._builder.watched():
            watcher.watch(path.resolve())
        watcher.start(self._note)
        await asyncio.sleep(0)  # its tasks register with the system in their first step, so no change is missed
        self._address = _address(host, sockets[0].getsockname()[1])
        await self._renew()
        rules = [(f"{OWN_PATH}socket", _Socket), (".*", _Site)]
        application = Application([(path, handler, {"preview": self, "host": host}) for path, handler in rules])
        application.settings["log_function"] = lambda _: None  # what browsers fetch is no news
        HTTPServer(application).add_sockets(sockets)
        if self._open_browser:
            self._open_browser(self._announced)
        await asyncio.gather(watcher.task, self._keep_up())

    async def answer(self, path: str) -> Reply:
        answer = await self._aside(partial(reply, self._screen, path))
        if self._screen.snapshot.messages != self._told:  # making the file has brought a mistake to light
            await self._tell()
        return answer

    async def greet(self, browser: "_Socket", open_path: str = "") -> None:
        """Tell a browser what it should show."""
        state = await self._aside(partial(self._screen.state, browser.url_path))
        if browser in LiveReloadHandler.waiters:
            browser.send_message({**asdict(state), "open": open_path})

    def _note(self, changed: set[Path]) -> None:
        self._changed |= changed
        self._has_changed.set()

    async def _keep_up(self) -> None:
        """Build after each change; what changes meanwhile is built next. In between, try the files nobody looks at."""
        while True:
            trial = asyncio.create_task(self._try_files())
            await self._has_changed.wait()
            trial.cancel()
            await self._renew()

    async def _renew(self) -> None:
        self._has_changed.clear()
        changed, self._changed = self._changed, set()
        started = time.perf_counter()
        await self._aside(partial(self._screen.renew, changed))
        self._seconds = time.perf_counter() - started
        is_whole = self._screen.snapshot.is_whole
        if is_whole or not self._has_changed.is_set():  # else half-way through many changes: the next build is due
            await self._tell(self._screen.page_of(changed) if is_whole and self._open_browser else "")

    async def _try_files(self) -> None:
        await asyncio.sleep(_IDLE)
        if await self._aside(self._is_outdated):
            self._note(set())  # watchfiles copies its list and then clears it: what comes between the two is never told
            return
        await self._aside(gc.collect)
        for path in sorted(self._screen.snapshot.paths, key=lambda path: (self._took.get(path, 0), path)):
            started = time.perf_counter()
            try:
                await self._aside(partial(self._screen.read, path))
            finally:
                self._took[path] = time.perf_counter() - started
        await self._aside(self._screen.check)
        if self._screen.snapshot.messages != self._told:
            await self._tell()

    def _is_outdated(self) -> bool:
        try:
            return self._builder.is_outdated()
        except OSError:
            return False  # a folder goes at this moment, of which the system will tell

    async def _tell(self, open_path: str = "") -> None:
        """Bring all browsers and the terminal up to date."""
        base_path = self._screen.snapshot.base_path
        has_moved = self._announced != self._address + base_path
        self._told = self._screen.snapshot.messages
        for browser in LiveReloadHandler.waiters.copy():
            await self.greet(browser, base_path if has_moved else open_path)
        self._told = self._screen.snapshot.messages
        self._report(self._screen.snapshot, self._seconds)
        if has_moved:
            self._announced = self._address + base_path
            self._announce(self._announced)

    async def _aside(self, work: Callable[[], _T]) -> _T:
        """Run in a thread, one piece of work at a time, so that signals are heard meanwhile."""
        future: Future[_T] = Future()
        future.set_running_or_notify_cancel()

        def run() -> None:
            with self._turn:
                try:
                    future.set_result(work())
                except BaseException as error:
                    future.set_exception(error)

        threading.Thread(target=run, daemon=True).start()
        return await asyncio.wrap_future(future)


class _SystemWatcher(Watcher):  # type: ignore[misc]  # the library has no types
    """livereload's watcher, told by the operating system; a folder may also come, go, and be replaced by another."""

    def start(self, callback: Callable[[set[Path]], None]) -> bool:
        """Call `callback` with the changed files from now on; true: livereload need not look itself."""
        self._callback = callback
        self._below = asyncio.create_task(self._follow_folders())
        self.task = asyncio.create_task(self._follow_parents())
        return True

    async def _follow_folders(self) -> None:
        folders = [path for path in self._tasks if path.is_dir()]
        async for changes in awatch(*folders, step=_STEP, debounce=_DEBOUNCE):
            self._callback({Path(path) for _change, path in changes})

    async def _follow_parents(self) -> None:
        """Watching a file or folder itself would end when an editor or git puts another in its place."""
        parents = {path.parent for path in self._tasks}

        def matters(_change: Change, path: str) -> bool:
            return Path(path) in self._tasks

        async for changes in awatch(*parents, watch_filter=matters, recursive=False, step=_STEP, debounce=_DEBOUNCE):
            if any(change != Change.modified for change, _path in changes):
                self._below.cancel()
                self._below = asyncio.create_task(self._follow_folders())
                await asyncio.sleep(0)
            self._callback({Path(path) for _change, path in changes})


class _Guarded(RequestHandler):
    """Answers nobody but a browser that was pointed here by its user: DNS rebinding and foreign scripts are refused."""

    def initialize(self, preview: _Preview, host: str) -> None:
        self._preview, self._host = preview, host

    def prepare(self) -> None:
        origin = self.request.headers.get("Origin")
        is_foreign = origin is not None and urlsplit(origin).netloc.lower() != self.request.host.lower()
        if is_foreign or not _is_own_name(self.request.host_name, self._host):
            self.set_status(403)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish("refused: use the address that serve prints, or name this host with --host\n")


class _Site(_Guarded):
    async def get(self) -> None:
        answer = await self._preview.answer(self.request.path)
        self.set_status(answer.status)
        for name, value in answer.headers.items():
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")
        self.finish(answer.body)

    head = get

    def compute_etag(self) -> None:
        """None: nothing is stored, so nothing is compared."""


class _Socket(_Guarded, LiveReloadHandler):  # type: ignore[misc]  # the library has no types
    """livereload's socket. It joins the register of browsers when it has said which page it shows."""

    url_path = ""

    async def on_message(self, message: str) -> None:
        super().on_message(message)
        self.url_path = urlsplit(json.loads(message).get("url", "")).path
        await self._preview.greet(self)


def _is_own_name(name: str, host: str) -> bool:
    """Whether nobody else can have made this name lead here: an address is no name, and localhost is our own."""
    try:
        return name in ("localhost", host) or bool(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        return False


def _listen(host: str, port: int) -> list[socket.socket]:
    for candidate in range(port, port + _PORTS):
        try:
            return bind_sockets(candidate, host)
        except OSError as error:
            if error.errno == errno.EACCES:
                phrase = "ports below 1024 are kept for the system"
                raise ContentProblems(
                    [problem(Place(f"--port {port}", 0), phrase, "name one above, such as 8000")]
                ) from error
            if error.errno != errno.EADDRINUSE:
                phrase, remedy = "this machine has no such address", "leave --host out, or name an address it has"
                raise ContentProblems([problem(Place(f"--host {host}", 0), phrase, remedy)]) from error
    phrase = f"every port from {port} to {candidate} is taken"
    raise ContentProblems([problem(Place(f"--port {port}", 0), phrase, "name another")])


def _address(host: str, port: int) -> str:
    """The server's address, without a path; of a server on all interfaces, the one that works here."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return f"http://{host}:{port}"
    if address.is_unspecified:
        return f"http://localhost:{port}"
    return f"http://[{host}]:{port}" if address.version == 6 else f"http://{host}:{port}"
