"""A site on each host that README names, as a browser meets it there."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.hosts.host import HOSTS, Host
from tests.hosts.publications import Publication, Publications, publications

_WATCH = 'document.addEventListener("securitypolicyviolation", (event) => { (window.__refused ??= []).push(event.blockedURI) })'
_RUN_INLINE = """() => new Promise((refused) => {
    document.addEventListener("securitypolicyviolation", () => refused(!window.__ran));
    document.body.append(Object.assign(document.createElement("script"), { textContent: "window.__ran = true" }));
    setTimeout(() => refused(false), 2000);
})"""


@pytest.fixture(scope="module")
def all_publications(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publications]:
    with publications(tmp_path_factory.mktemp("published")) as found:
        yield found


@pytest.fixture(params=HOSTS, ids=lambda host: host.name)
def published(request: pytest.FixtureRequest, all_publications: Publications) -> Publication:
    host: Host = request.param
    return all_publications.publish("example", host)


@pytest.mark.parametrize("address", ["", "agenda/", "fr/a/wrong/address"])
def test_pages_load_all_they_need_from_their_host_and_nothing_else(
    browser: Any, published: Publication, address: str
) -> None:
    context = browser.new_context()
    context.add_init_script(_WATCH)
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(published.address + address, wait_until="networkidle")
    assert answer.status == (404 if "wrong" in address else 200)
    # Chromium says of the page itself that it was answered with 404.
    assert [text for text in said if "wrong" not in address or "status of 404" not in text] == []
    assert [url for url in asked if not url.startswith(published.address)] == []
    assert len(asked) >= 3
    loaded = "performance.getEntriesByType('resource').map((each) => each.responseStatus)"
    assert set(page.evaluate(loaded)) == {200}
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--serif')")
    assert page.evaluate("window.__refused") is None
    assert page.evaluate(_RUN_INLINE)
    page.get_by_role("link", name="Agenda", exact=True).first.click()
    assert page.url.startswith(f"{published.address}agenda/")
    context.close()
