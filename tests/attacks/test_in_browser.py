"""The attacks that become pages, in a real browser: nothing runs, nothing is asked for, nothing breaks.

Needs the group `browser` and Chromium; .ci/run brings both.
"""

import os
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import build
from tests.attacks import pictures
from tests.attacks.fields import COMMAS, LISTS, MARKUP, REVERSED, TEXTS
from tests.attacks.sites import write_site
from tests.attacks.texts import CLEANED

CHROMIUM = Path("/usr/bin/chromium")
_DRAWINGS = {f"drawing-{n}.svg": data for n, (data, said) in enumerate(pictures.DRAWINGS.values()) if not said}
_WATCH = """
window.attack = () => { window.__attacked = true };
window.alert = window.prompt = window.confirm = window.attack;
document.addEventListener("securitypolicyviolation", (event) => { (window.__refused ??= []).push(event.blockedURI) });
"""

if not os.environ.get("REQUIRE_BROWSER"):
    pytest.importorskip("playwright", reason="the group `browser` is not installed; .ci/run runs these tests")
    if not CHROMIUM.exists():
        pytest.skip("there is no Chromium here; .ci/run installs it", allow_module_level=True)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One event whose every fact and text is an attack, each text on a page of its own."""
    folder = tmp_path_factory.mktemp("attacked")
    places: dict[str, Any] = dict.fromkeys(TEXTS, MARKUP)
    places |= {place: [MARKUP, COMMAS, REVERSED] for place in LISTS}
    places |= {f"content/text-{n}.md": f"Words.\n\n{text}" for n, text in enumerate(CLEANED.values())}
    places |= {f"content/{name}": data for name, data in _DRAWINGS.items()}
    places["content/drawings.md"] = "\n\n".join(f"![A drawing]({name})" for name in _DRAWINGS)
    places["content/x.png"] = pictures.PHOTOS["text of attack.png"][0]
    site = write_site(folder, places)
    assert build.main(["--site", str(site), "--out", str(folder / "host/2024")]) == 0
    _gather(folder / "host/2024")
    return folder / "host"


def _gather(out: Path) -> None:
    """All the texts once more, below each other on few pages: an id or a tag of one must not change the next."""
    pages = [(out / f"text-{n}/index.html").read_text("utf-8") for n in range(len(CLEANED))]
    bodies = [re.split('<div class="prose">|</div>\n</div>\n</main>', page)[1] for page in pages]
    for number in range(0, len(bodies), 40):
        together = "".join(f"<div>{body}</div>" for body in bodies[number : number + 40])
        (out / f"all-{number}").mkdir()
        (out / f"all-{number}/index.html").write_text(pages[0].replace(bodies[0], together), "utf-8")


@pytest.fixture(scope="module")
def address(out: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def context() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=quiet)
        context = browser.new_context()
        context.add_init_script(_WATCH)
        yield context
        browser.close()


def test_nothing_acts_in_a_browser(context: Any, out: Path, address: str) -> None:
    faults: list[str] = []
    page = context.new_page()
    page.on("dialog", lambda dialog: faults.append(f"dialog on {page.url}"))
    page.on("pageerror", lambda error: faults.append(f"{error} on {page.url}"))
    page.on("request", lambda request: None if request.url.startswith(address) else faults.append(request.url))
    context.on("page", lambda other: faults.append(f"a window from {page.url}"))
    documents = sorted(
        path.relative_to(out).as_posix()
        for path in [*out.rglob("*.html"), *out.rglob("*.svg")]
        if not re.search(r"/text-\d+/", str(path))
    )
    assert len(documents) > 20
    for document in documents:
        page.goto(address + document)
        page.wait_for_timeout(50)
        where = page.url
        page.mouse.move(50, 50)
        page.evaluate(
            "document.querySelectorAll('a, b, p, div, rect, circle, details, input').forEach((each) => {"
            " for (const kind of ['mouseover', 'pointerover', 'focus', 'toggle']) each.dispatchEvent(new Event(kind)) })"
        )
        faults += [f"attacked: {document}"] if page.evaluate("window.__attacked") else []
        faults += [f"{each} on {document}" for each in page.evaluate("window.__refused") or []]
        faults += [f"left {document}"] if page.url != where else []
    assert faults == []
