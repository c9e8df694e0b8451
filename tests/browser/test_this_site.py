"""The first event's pages in a real browser. Needs the group `browser` and Chromium; .ci/run brings both."""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import build

CHROMIUM = Path("/usr/bin/chromium")
PAGES = ["", "agenda/", "practical/", "accessibility/", "privacy/", "404.html"]

if not os.environ.get("REQUIRE_BROWSER"):
    pytest.importorskip("playwright", reason="the group `browser` is not installed; .ci/run runs these tests")
    if not CHROMIUM.exists():
        pytest.skip("there is no Chromium here; .ci/run installs it", allow_module_level=True)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The first event served below a sub-path, as it is published."""
    root = tmp_path_factory.mktemp("host")
    assert build.main(["--out", str(root / "data-for-change")]) == 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/data-for-change/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=quiet)
        yield browser
        browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_pages_are_accessible_and_fit(browser: Any, address: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: None if request.url.startswith(address) else faults.append(request.url))
    for path in PAGES:
        page.goto(address + path)
        violations = Axe().run(page).response["violations"]
        assert [each["id"] for each in violations] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert [fault for fault in faults if "favicon" not in fault and "404 (File not found)" not in fault] == []
    context.close()


def test_everything_can_be_reached_without_script(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.get_by_role("link", name="Apply to attend in person").count() == 2
    assert page.get_by_role("link", name="Register to join online").count() == 2
    page.get_by_role("link", name="Agenda", exact=True).click()
    assert page.url == f"{address}agenda/"
    page.locator("li summary").first.click()
    assert page.locator("li details a[href='opening.ics']").is_visible()
    context.close()


def test_the_first_tab_stop_skips_to_the_words(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.close()


def test_pages_work_from_the_file_system(browser: Any, tmp_path: Path) -> None:
    assert build.main(["--out", str(tmp_path / "site")]) == 0
    page = browser.new_page()
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.get_by_role("link", name="Agenda", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Agenda"
    page.close()
