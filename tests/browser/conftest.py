"""What is tested in a browser has it here, and a server. .ci/run brings Chromium and requires these tests."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
import yaml

import build
from generator.entry import Calendar, Entry
from generator.ical import write_calendar
from tests.browser.script_pages import ASSETS, Open, write_document

CHROMIUM = Path("/usr/bin/chromium")


# For one module and no longer: while Playwright is there, no other test's asyncio may run in its process.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not os.environ.get("REQUIRE_BROWSER"):
        pytest.importorskip("playwright", reason="the group `browser` is not installed; .ci/run runs these tests")
        if not CHROMIUM.exists():
            pytest.skip("there is no Chromium here; .ci/run installs it")
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=quiet)
        yield browser
        browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder and gives its address."""
    with ExitStack() as servers:

        def serve(folder: Path) -> str:
            server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
            servers.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}/"

        yield serve


class Published(NamedTuple):
    address: str
    pages: list[str]


@pytest.fixture(scope="session")
def publish(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Published]:
    """Builds a site and serves it below the path it is published at; the second time it is there."""

    @cache
    def publish(site: Path) -> Published:
        host = tmp_path_factory.mktemp("host") / "root"
        path = urlsplit(yaml.safe_load((site / "site.yaml").read_text("utf-8"))["site"]["url"]).path
        out = host / path.strip("/")
        assert build.main(["--site", str(site), "--out", str(out)]) == 0
        # One that leads on at once is no page anyone stays on.
        stays = [page for page in out.rglob("*.html") if b'http-equiv="refresh"' not in page.read_bytes()]
        pages = sorted(page.relative_to(out).as_posix().removesuffix("index.html") for page in stays)
        return Published(serve(host) + path.lstrip("/"), pages)

    return publish


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name in ("script.js", "style.css"):
        copyfile(ASSETS / name, folder / name)
    (folder / "other.html").write_text(write_document("<h1>Other</h1>"), "utf-8")
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    hours = [datetime(2024, 6, 6, 9 + n, tzinfo=UTC) for n in range(4)]
    entries = [Entry(f"uid-{n}", start, end, "Ü" * 60) for n, (start, end) in enumerate(pairwise(hours))]
    (folder / "agenda.ics").write_bytes(write_calendar(Calendar(tuple(entries), name="Example")))
    return folder


@pytest.fixture(scope="module")
def address(serve: Callable[[Path], str], folder: Path) -> str:
    return serve(folder)


@pytest.fixture
def show(browser: Any, folder: Path, address: str) -> Iterator[Open]:
    """Opens a page with this body at this moment, from which time goes on unless told; at the end of the test no page may have had an error."""
    contexts, faults = [], []

    def show(
        body: str,
        at: str | None = "2024-01-01T12:00:00Z",
        query: str = "",
        zone: str = "Europe/Brussels",
        stands_still: bool = False,
        **options: Any,
    ) -> Any:
        document = {name: options.pop(name) for name in ("language", "direction") if name in options}
        (folder / "page.html").write_text(write_document(body, **document), "utf-8")
        context = browser.new_context(timezone_id=zone, **options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        if at:
            page.clock.install(time=0 if stands_still else at)
        if stands_still:
            page.clock.pause_at(at)
        page.goto(f"{address}page.html{query}")
        return page

    yield show
    for context in contexts:
        context.close()
    assert [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault] == []
