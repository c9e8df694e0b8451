"""How long a save takes to be served and to be seen: `python -m tests.bench.serve_latency [NUMBER]`.

Medians of NUMBER (50) saves of the toy site, which costs next to nothing to build: what is left is the preview's own.
"""

import http.client
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from tests.preview.program import make_site
from tests.preview.running import Running, running

QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
TELL_WORDS = """
new MutationObserver(() => seen(document.querySelector("main")?.textContent ?? ""))
    .observe(document, { childList: true, subtree: true });
"""


def until_served(preview: Running, number: int) -> float:
    """Milliseconds from a save to the first answer that has it."""
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(preview.address).port or 0)
    started = time.perf_counter()
    preview.write("content/index.md", f"served {number}")
    while True:
        connection.request("GET", "/event/")
        if f"served {number}<".encode() in connection.getresponse().read():
            return (time.perf_counter() - started) * 1000
        time.sleep(0.001)


def until_seen(preview: Running, number: int, wait: Callable[[str], None]) -> float:
    """Milliseconds from a save to the browser's DOM having it."""
    started = time.perf_counter()
    preview.write("content/index.md", f"seen {number}")
    wait(f"seen {number}")
    return (time.perf_counter() - started) * 1000


def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as folder, running(make_site(Path(folder) / "site")) as preview:
        served = []
        for each in range(number):
            time.sleep(0.1)
            served.append(until_served(preview, each))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
            page = browser.new_page()
            texts: list[str] = []
            page.expose_function("seen", lambda text: texts.append(text))
            page.add_init_script(TELL_WORDS)
            page.goto(preview.address)

            def wait(text: str) -> None:
                while text not in texts:
                    page.wait_for_timeout(1)

            seen = []
            for each in range(number):
                page.wait_for_timeout(150)
                seen.append(until_seen(preview, each, wait))
            browser.close()
    for name, times in (("served", served), ("seen", seen)):
        sys.stdout.write(f"{name}: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms of {number}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
