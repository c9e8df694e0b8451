"""An address that was printed somewhere goes on leading to its page."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from generator.document import read_document
from generator.problems import Message
from generator.redirects import Redirect, read_redirects, redirect_lines, redirect_pages

URL = "https://events.conference.test/data/"


def _read(*written: str, url_path: str = "/getting-there/") -> tuple[tuple[Redirect, ...], list[Message]]:
    lines = "".join(f"  - {each!r}\n" for each in written)
    return read_redirects(
        read_document(f"redirect_from:\n{lines}", "content/travel.md", 2), url_path, "Getting <there>"
    )


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        key = values.get("http-equiv") or values.get("name") or values.get("rel") or tag
        self.found[key] = values.get("content") or values.get("href") or values.get("lang") or ""

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("/old/", "old/index.html"),
        ("old", "old/index.html"),
        ("/old.html", "old.html"),
        ("2021/old.htm", "2021/old.htm"),
        ("/old/index.html", "old/index.html"),
        ("/myindex.html", "myindex.html"),
        ("/caf%C3%A9/", "café/index.html"),
    ],
)
def test_a_page_stands_at_the_old_address(written: str, file: str) -> None:
    redirects, messages = _read(written)
    assert messages == []
    (target,) = redirect_pages(redirects, URL, "en")
    assert (target.path, str(target.place)) == (file, "content/travel.md:3:5")
    page = _Page()
    page.feed(target.content.decode())
    assert urljoin(URL + file, page.found["a"]) == f"{URL}getting-there/"
    assert page.found["refresh"] == f"0; url={page.found['a']}"
    assert page.found["canonical"] == f"{URL}getting-there/"
    assert page.found["robots"] == "noindex"
    assert page.words.count("Getting <there>") == 2


def test_the_page_speaks_the_language_of_the_one_it_leads_to() -> None:
    (target,) = redirect_pages(_read("old")[0], URL, "fr", {"This page has moved:": "Page déplacée :"}.get)  # type: ignore[arg-type]
    assert b'<html lang="fr" dir="ltr">' in target.content
    assert "<h1>Page déplacée : <a ".encode() in target.content


def test_hosts_that_redirect_get_a_line_each_way_it_may_be_typed() -> None:
    redirects, _messages = _read("/old/", "café.html")
    assert redirect_lines(redirects, URL).decode().splitlines() == [
        "/old/ /data/getting-there/ 301",
        "/old /data/getting-there/ 301",
        "/caf%C3%A9.html /data/getting-there/ 301",
    ]


@pytest.mark.parametrize(
    ("written", "phrase", "remedy"),
    [
        ("https://www.conference.test/old/", "whole address", '"/old/"'),
        ("//elsewhere.test/old/", "whole address", '"/old/"'),
        ("javascript:alert(1)", "whole address", '"/old/"'),
        ("/2021/travel?page=2", 'after "?" or "#"', '"/2021/travel"'),
        ("/travel#hotels", 'after "?" or "#"', '"/travel"'),
        ("../secret/", "no address", '"/old/"'),
        ("/a/%2e%2e/b/", "no address", '"/old/"'),
        ("/a//b/", "no address", '"/old/"'),
        ("/old/*", "no address", '"/old/"'),
        ("/old/:name/", "no address", '"/old/"'),
        ("/a\\b/", "no address", '"/old/"'),
        ("/old\x7f/", "no address", '"/old/"'),
        ("/old.php", "no address", '"/old/"'),
        ("/programme.pdf", "no address", '"/old/"'),
    ],
)
def test_what_no_page_can_have_had_is_told(written: str, phrase: str, remedy: str) -> None:
    redirects, (message,) = _read(written)
    assert redirects == ()
    assert phrase in message.phrase
    assert message.remedy.endswith(remedy)


@pytest.mark.parametrize("written", ["/getting-there/", "getting-there", "/Getting-There/index.html"])
def test_a_page_does_not_lead_to_itself(written: str) -> None:
    redirects, (message,) = _read("/fine/", written)
    assert [each.url_path for each in redirects] == ["/fine/"]
    assert "this page itself" in message.phrase
    assert message.place.line == 4
