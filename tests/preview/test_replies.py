"""What the preview answers to an address, as a static host would."""

import pytest

from generator.preview.replies import content_type, header_rules, reply
from generator.preview.screen import Screen
from generator.preview.snapshot import Snapshot

FILES = {
    "index.html": b"<!DOCTYPE html>\n<title>Home</title>", "agenda/index.html": b"<!-- no end", "404.html": b"Not here",
    "agenda/a b.ics": b"BEGIN", "_headers": b"/*\n  X-Frame-Options: DENY\n",
}  # fmt: skip


def _screen(base_path: str = "/event/", files: dict[str, bytes] = FILES) -> Screen:
    snapshot = Snapshot(frozenset(files), lambda path: files[path], (), True, base_path, {}, lambda _: [])
    screen = Screen(lambda: snapshot)
    screen.renew([])
    return screen


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/event/", 200, b"Home"), ("/event/index.html", 200, b"Home"), ("/event/agenda/", 200, b"no end"),
        ("/event/agenda/a%20b.ics", 200, b"BEGIN"), ("/event/none/", 404, b"Not here"), ("/none", 404, b"Not here"),
        ("/agenda/", 404, b"Not here"), ("/.preview/client.js", 200, b"WebSocket"), ("/.preview/panel.py", 404, b""),
    ],
)  # fmt: skip
def test_addresses_below_the_base_path_are_files(path: str, status: int, body: bytes) -> None:
    answer = reply(_screen(), path)
    assert answer.status == status
    assert body in answer.body


@pytest.mark.parametrize(
    ("path", "location"), [("/", "/event/"), ("/event", "/event/"), ("/event/agenda", "/event/agenda/")]
)
def test_a_folder_without_its_slash_is_redirected(path: str, location: str) -> None:
    answer = reply(_screen(), path)
    assert (answer.status, answer.headers["Location"]) == (302, location)


@pytest.mark.parametrize(
    "path",
    [
        "/event/../../etc/passwd", "/event/%2e%2e/%2e%2e/etc/passwd", "/event//etc/passwd", "/event/..%5c..%5cboot.ini",
        "/.preview/../screen.py", "/.preview/%2e%2e/screen.py", "/.preview//etc/passwd", "/event/%00", "//event/", "/event/%ff",
    ],
)  # fmt: skip
@pytest.mark.parametrize("base_path", ["/event/", "/"])
def test_nothing_else_is_served(path: str, base_path: str) -> None:
    assert reply(_screen(base_path), path).status == 404


def test_every_page_gets_the_script_before_anything_can_hide_it() -> None:
    assert reply(_screen(), "/event/").body.startswith(b'<!DOCTYPE html><script src="/.preview/client.js" data-page="')
    assert reply(_screen(), "/event/agenda/").body.startswith(b"<script ")
    commented = {"index.html": b"\xef\xbb\xbf<!-- ours -->\n<!doctype html><p>"}
    assert b"<!doctype html><script" in reply(_screen("/", commented), "/").body
    assert b"<script" not in reply(_screen(), "/event/agenda/a%20b.ics").body


def test_a_start_without_a_whole_site_is_a_page_that_can_wait() -> None:
    answer = reply(_screen("/", {}), "/")
    assert answer.status == 404
    assert b"client.js" in answer.body


def test_headers_are_those_of_the_site() -> None:
    assert reply(_screen(), "/event/").headers["X-Frame-Options"] == "DENY"
    assert reply(_screen(), "/event/none").headers["X-Frame-Options"] == "DENY"


RULES = """# for everybody
/*
  X-Frame-Options: DENY
  Link: </a>; rel=preload
/assets/*.css
  Link: <https://host.example/b>
/event/:page/
\tX-Page: yes
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/event/", {"X-Frame-Options": "DENY", "Link": "</a>; rel=preload"}),
        ("/event/agenda/", {"X-Frame-Options": "DENY", "Link": "</a>; rel=preload", "X-Page": "yes"}),
        ("/event/assets/a.css", {"X-Frame-Options": "DENY", "Link": "</a>; rel=preload, <https://host.example/b>"}),
    ],
)  # fmt: skip
def test_rules_apply_where_their_pattern_fits(path: str, expected: dict[str, str]) -> None:
    assert header_rules(RULES, path, "/event/") == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("event.ics", "text/calendar; charset=utf-8"), ("manifest.webmanifest", "application/manifest+json"),
        ("a.css", "text/css; charset=utf-8"), ("a.js", "text/javascript; charset=utf-8"), ("a.svg", "image/svg+xml"),
        ("event.json", "application/json"), ("a.avif", "image/avif"), (".nojekyll", "application/octet-stream"),
    ],
)  # fmt: skip
def test_types(path: str, expected: str) -> None:
    assert content_type(path) == expected
