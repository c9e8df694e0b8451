"""How long a save takes to be served and to be seen: `python -m tests.bench.serve_latency [NUMBER [SITE]]`.

Medians of NUMBER (50) saves of one file of SITE (this repository's event), a session's where there is one, with
`build.py serve`: until the first answer that has the word, and until the page in a browser has it.
"""

import http.client
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from tests.preview.real import HOUSE, Preview, copy_site, previewing

QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
TELL_WORDS = """
new MutationObserver(() => seen(document.querySelector("main")?.textContent ?? ""))
    .observe(document, { childList: true, subtree: true });
"""


def until_served(preview: Preview, path: str, save: Callable[[str], None], number: int) -> float:
    """Milliseconds from a save to the first answer that has it."""
    address = urlsplit(preview.address + path)
    connection = http.client.HTTPConnection("127.0.0.1", address.port or 0)
    started = time.perf_counter()
    save(f"served{number}.")
    while True:
        connection.request("GET", address.path)
        if f"served{number}.".encode() in connection.getresponse().read():
            return (time.perf_counter() - started) * 1000
        time.sleep(0.001)


@contextmanager
def browser_at(address: str) -> Iterator[Callable[[Callable[[str], None], str], float]]:
    """Gives a function that saves a word and tells after how many milliseconds the page in a browser has it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        page = browser.new_page()
        texts: list[str] = []
        page.expose_function("seen", lambda text: texts.append(text))
        page.add_init_script(TELL_WORDS)
        page.goto(address)

        def until_seen(save: Callable[[str], None], word: str) -> float:
            page.wait_for_timeout(200)
            texts.clear()
            started = time.perf_counter()
            save(word)
            while not any(word in text for text in texts):
                page.wait_for_timeout(1)
            return (time.perf_counter() - started) * 1000

        yield until_seen
        browser.close()


def measure(site: Path, number: int) -> dict[str, list[float]]:
    file = next(iter(sorted(site.glob("content/sessions/*.md"))), site / "content" / "index.md")
    path = f"agenda/{file.stem}/" if file.parent.name == "sessions" else ""
    text = file.read_text("utf-8")

    def save(word: str) -> None:
        file.write_text(f"{text}\n\n{word}\n", "utf-8")

    with previewing(site) as preview:
        served = []
        for each in range(number):
            time.sleep(0.2)
            served.append(until_served(preview, path, save, each))
        with browser_at(preview.address + path) as until_seen:
            seen = [until_seen(save, f"seen{each}.") for each in range(number)]
    return {"served": served, "seen": seen}


def main(number: int, original: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = measure(copy_site(original, Path(folder) / "site"), number)
    for name, times in found.items():
        sys.stdout.write(f"{name}: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms of {number}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50, Path(sys.argv[2]) if len(sys.argv) > 2 else HOUSE)
