"""A site published to each host that README names: every page, link, asset, calendar and old address works there."""

import gzip
import json
import re
from collections.abc import Iterator
from urllib.parse import quote, urljoin

import brotli
import pytest

from tests.hosts.publications import CASES, IDS, Publications, publications
from tests.hosts.visitor import Visitor

_POLICY = "default-src 'none'; script-src 'self';"
# Old addresses in each event's front matter, and where they lead now.
_PAGE = quote("страница/")
_OLD = {
    "example": {"info/": "practical/"},
    "letters": {"caf%C3%A9/": _PAGE, "%C3%BCber%20uns.html": _PAGE},
}
_TYPES = {
    ".ics": "text/calendar", ".css": "text/css", ".webmanifest": r"application/manifest\+json",
    ".js": "(text|application)/javascript",  # RFC 9239: the second is the old name
}  # fmt: skip


@pytest.fixture(scope="module")
def all_publications(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publications]:
    with publications(tmp_path_factory.mktemp("published")) as found:
        yield found


@pytest.fixture(scope="module", params=CASES, ids=IDS)
def visitor(request: pytest.FixtureRequest, all_publications: Publications) -> Visitor:
    return Visitor(all_publications.publish(*request.param))


def test_every_link_of_every_page_leads_straight_there(visitor: Visitor) -> None:
    assert len(visitor.publication.pages) > 5
    assert list(visitor.walk()) == []


def test_every_address_told_to_machines_is_answered(visitor: Visitor) -> None:
    assert len(visitor.told()) > 5
    assert list(visitor.ask_what_is_told()) == []


def test_every_file_has_the_type_that_programs_go_by(visitor: Visitor) -> None:
    files = [path for path in visitor.publication.root.rglob("*") if path.suffix in _TYPES]
    assert {path.suffix for path in files} == set(_TYPES)
    for path in files:
        answer, _ = visitor.ask(visitor.publication.address + path.relative_to(visitor.publication.root).as_posix())
        assert re.fullmatch(f"{_TYPES[path.suffix]}(;.*)?", answer.headers["Content-Type"]), path


def test_an_address_that_leads_nowhere_gets_a_page_whose_links_work(visitor: Visitor) -> None:
    assert list(visitor.go_astray()) == []


def test_an_address_without_its_slash_leads_to_the_page(visitor: Visitor) -> None:
    for page in filter(None, visitor.publication.pages):
        answer, _ = visitor.ask((visitor.publication.address + page).rstrip("/"))
        assert urljoin(visitor.publication.origin, answer.headers["Location"]) == visitor.publication.address + page


def test_old_addresses_lead_to_their_pages(visitor: Visitor) -> None:
    for old, page in _OLD[visitor.publication.site].items():
        new = visitor.publication.address + page
        assert _arrives(visitor, visitor.publication.address + old) == new
        assert _arrives(visitor, (visitor.publication.address + old).rstrip("/")) == new


def _arrives(visitor: Visitor, url: str) -> str:
    """Where a browser ends that asks for `url`."""
    for _ in range(4):
        answer, body = visitor.ask(url)
        refresh = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', body.decode("utf-8", "replace"))
        if answer.status not in (301, 302, 308) and not refresh:
            assert answer.status == 200
            return url
        url = urljoin(url, refresh[1] if refresh else answer.headers["Location"])
    raise AssertionError(f"{url} leads on and on")


def test_pages_are_protected_by_headers_or_by_themselves(visitor: Visitor) -> None:
    for page in visitor.publication.pages:
        answer, body = visitor.ask(visitor.publication.address + page)
        assert f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}' in body.decode()
        sent = answer.headers["Content-Security-Policy"] or ""
        assert sent.startswith(_POLICY) == visitor.publication.host.obeys_headers
        assert ("frame-ancestors 'none'" in sent) == visitor.publication.host.obeys_headers


def test_what_never_changes_is_kept_and_pages_are_fresh(visitor: Visitor) -> None:
    style = next((visitor.publication.root / "assets").glob("style.*.css")).name
    kept = visitor.ask(f"{visitor.publication.address}assets/{style}")[0].headers["Cache-Control"] or ""
    assert ("immutable" in kept) == visitor.publication.host.obeys_headers
    assert "immutable" not in (visitor.ask(visitor.publication.address)[0].headers["Cache-Control"] or "")


def test_what_was_compressed_beforehand_is_sent_so(visitor: Visitor) -> None:
    answer, plain = visitor.ask(visitor.publication.address)
    assert answer.headers["Content-Encoding"] is None
    for encoding in visitor.publication.host.compressed:
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress}[encoding]
        answer, body = visitor.ask(visitor.publication.address, encoding)
        assert answer.headers["Content-Encoding"] == encoding
        assert unpack(body) == plain
        assert len(body) < len(plain) / 2


def test_the_last_publication_can_be_read_back(visitor: Visitor) -> None:
    """``--since published`` asks the host for event.json, and for one that is not there when nothing is published."""
    answer, body = visitor.ask(f"{visitor.publication.address}event.json?1704500000")
    assert answer.status == 200
    assert json.loads(body)["event"]["id"]
    assert visitor.ask(f"{visitor.publication.address}fresh/event.json")[0].status == 404
