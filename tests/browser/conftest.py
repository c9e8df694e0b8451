"""What is tested in a browser has it here, and a server. .ci/run brings Chromium and requires these tests."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
import yaml

import build

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
