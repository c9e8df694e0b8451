"""The real event: the only test that knows it."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

import build
from generator.options import build_options
from tests.hosts.host import HOSTS
from tests.hosts.publications import publications
from tests.hosts.visitor import Visitor

ROOT = Path(build.__file__).parent
IN_PERSON, ONLINE = "https://registration.example.org/in-person", "https://registration.example.org/online"


class _Text(HTMLParser):
    """What a visitor reads, in order, and where the links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    out = tmp_path_factory.mktemp("site") / "out"
    options = build_options(["--site", str(ROOT), "--out", str(out)], ROOT)
    return out, [message.phrase for message in build.build(options, inputs="").notices]


def test_all_that_is_left_to_do_is_to_fill_in_three_addresses(built: tuple[Path, list[str]]) -> None:
    addresses = (IN_PERSON, ONLINE, "https://events.example.org/data-for-change/")
    assert built[1] == [f'"{address}" is a placeholder' for address in addresses]


def test_the_home_page_shows_the_facts(built: tuple[Path, list[str]]) -> None:
    page = _Text()
    page.feed((built[0] / "index.html").read_text("utf-8").partition("<body>")[2])
    text = " ".join(page.words)
    main = text.partition("Safe Digital Futures for Children: Data for Change")[2]
    for fact in (
        "Thursday 17 November 2022", "10:00 – 12:00", "CET (Brussels)", "European Parliament, Rue Wiertz 60, 1047 Brussels, Belgium", "Zoom",
        "Organised by European Parliament End Violence’s Safe Online Initiative WeProtect Global Alliance",
    ):  # fmt: skip
        assert fact in main


def test_both_registrations_are_at_the_top_and_at_the_foot(built: tuple[Path, list[str]]) -> None:
    page = _Text()
    page.feed((built[0] / "index.html").read_text("utf-8"))
    assert [link for link in page.links if link in (IN_PERSON, ONLINE)] == [IN_PERSON, ONLINE, IN_PERSON, ONLINE]


@pytest.mark.parametrize(
    ("name", "part"),
    [("agenda", "header"), ("practical", "header"), ("accessibility", "footer"), ("privacy", "footer")],
)
def test_every_page_is_in_the_menu(built: tuple[Path, list[str]], name: str, part: str) -> None:
    page = _Text()
    page.feed((built[0] / "index.html").read_text("utf-8").partition(f"<{part} ")[2].partition(f"</{part}>")[0])
    assert f"{name}/" in page.links
    assert (built[0] / name / "index.html").exists()


def test_it_is_whole_on_every_host(tmp_path: Path) -> None:
    with publications(tmp_path) as published:
        for host in HOSTS:
            visitor = Visitor(published.publish("first", host))
            assert len(visitor.publication.pages) > 5
            assert [*visitor.walk(), *visitor.ask_what_is_told(), *visitor.go_astray()] == []
