"""An address that was printed somewhere goes on leading to its page."""

import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

import build
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
        ("../secret/", "not an address", '"/old/"'),
        ("/a/%2e%2e/b/", "not an address", '"/old/"'),
        ("/a//b/", "not an address", '"/old/"'),
        ("/old/*", "not an address", '"/old/"'),
        ("/old/:name/", "not an address", '"/old/"'),
        ("/a\\b/", "not an address", '"/old/"'),
        ("/old\x7f/", "not an address", '"/old/"'),
        ("/old.php", "not an address", '"/old/"'),
        ("/programme.pdf", "not an address", '"/old/"'),
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


@pytest.fixture
def site(tmp_path: Path) -> Path:
    minimal = Path(__file__).parent / "cases" / "minimal"
    return Path(shutil.copytree(minimal, tmp_path / "site", ignore=shutil.ignore_patterns("expected")))


def test_a_built_site_has_page_and_line(site: Path, tmp_path: Path) -> None:
    (site / "content" / "way.md").write_text("---\nredirect_from: [/route/]\n---\nBy train.\n", "utf-8")
    assert build.main(["--site", str(site), "--out", str(tmp_path / "out")]) == 0
    assert '<a href="../way/">Way</a>' in (tmp_path / "out" / "route" / "index.html").read_text("utf-8")
    assert (tmp_path / "out" / "_redirects").read_text("utf-8") == "/route/ /way/ 301\n/route /way/ 301\n"
    assert "route" not in (tmp_path / "out" / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("claimed", ["/travel/", "/TRAVEL/"])
def test_an_address_in_use_is_refused_and_both_are_named(
    site: Path, tmp_path: Path, claimed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "content" / "way.md").write_text(f"---\nredirect_from: [{claimed}]\n---\nBy train.\n", "utf-8")
    assert build.main(["--site", str(site), "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert "content/way.md:2:17" in said
    assert "content/travel.md:1:1" in said


def test_two_pages_cannot_have_had_one_address(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (site / "content" / f"{name}.md").write_text("---\nredirect_from: [old]\n---\nWords.\n", "utf-8")
    assert build.main(["--site", str(site), "--out", str(tmp_path / "out")]) == 1
    assert "content/b.md:2:17: this and content/a.md:2:17 both become /old/index.html" in capsys.readouterr().err
