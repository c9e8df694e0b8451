"""Which outbound links there are to ask, in which order, and where each is written."""

from datetime import UTC, datetime

import pytest

from generator.document import read_document
from generator.files import OutputFile
from generator.outbound.links import outbound_links
from generator.problems import Place
from generator.schema import SiteSettings
from generator.sources import MarkdownSource, MarkdownText, Sources

FACTS = """\
attend:
  - registration: {url: https://tickets.museum/ä?b#top}
organizers: [{url: https://host.museum}, {url: https://events.example.org/}]
site: {url: https://us.museum/fair/}
extra: {map: https://unseen.museum/}
"""
SITE = SiteSettings(url="https://us.museum/fair", edit_url="https://code.museum/edit/{path}?main")
BODY = "# A\n\nSee [it](https://host.museum/) and https://far.museum/x, or https://draft.museum/.\n"


def _links(html: str, path: str = "a/index.html") -> list[str]:
    """The outbound links of a small site, as `url places`."""
    body = MarkdownText(BODY, "content/a.md", 4)
    page = MarkdownSource("content/a.md", read_document("links: [https://me.museum/]", "content/a.md", 2), body)
    sources = Sources(read_document(FACTS, "site.yaml"), (page,), {}, {}, {}, datetime(2026, 1, 1, tzinfo=UTC))
    files = [OutputFile(path, html.encode(), Place("content/b.md")) for path in (path, f"c/{path}")]
    return [f"{link.url} {' '.join(map(str, link.places))}" for link in outbound_links(files, sources, SITE)]


KNOWN = [
    "https://tickets.museum/%C3%A4?b site.yaml:2:25",
    "https://host.museum/ content/a.md:6:10 site.yaml:3:20",
]


def test_registration_comes_first_and_places_are_where_it_is_written() -> None:
    html = '<a href="https://far.museum/x#y">f</a><a href="https://host.museum">h</a><a href="https://me.museum/">m</a>'
    assert _links(html) == [
        KNOWN[0], "https://me.museum/ content/a.md:2:9", KNOWN[1], "https://far.museum/x content/a.md:6:36",
    ]  # fmt: skip


def test_a_link_of_many_pages_is_one_and_has_their_source() -> None:
    html = '<img src="//pics.museum/b.png"><img src="https://pics.museum/a.png?b&amp;c"><a href="HTTPS://Pics.museum/a.png?b&amp;c#d">p</a>'
    assert _links(html) == [
        *KNOWN,
        *(f"https://pics.museum/{each} content/b.md:1:1" for each in ("a.png?b&c", "b.png")),
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="mailto:a@far.museum">', '<a href="tel:+3225550100">', '<a href="b/">', '<a href="#c">', "<a href>",
        '<a href="https://us.museum/fair/x/">', '<a href="https://us.museum/fair">', '<a href="http://localhost:8000/">',
        '<a href="https://code.museum/edit/content/a.md?main">',
        '<a href="https://registration.example.org/in-person">', '<a href="https://a.test/">',
        '<a href="https://calendar.google.com/calendar/render?text=A">', '<link rel="canonical" href="https://far.museum/">',
        "https://far.museum/x", "<!-- <a href='https://far.museum/x'> -->",
    ],
)  # fmt: skip
def test_what_is_not_asked(html: str) -> None:
    assert _links(html) == KNOWN
    assert _links('<a href="https://us.museum/fairground">') != KNOWN
    assert _links('<a href="https://far.museum/x">', "event.ics") == KNOWN


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://Größe.museum/", "https://xn--gre-6ka8i.museum/"),
        ("https://far.museum:443", "https://far.museum/"),
        ("https://far.museum/a b/%C3%A4/ö?q=ü", "https://far.museum/a%20b/%C3%A4/%C3%B6?q=%C3%BC"),
        ("https://[bad/", "https://[bad/"),
        ("https://far.museum/" + "long" * 3000, "https://far.museum/" + "long" * 3000),
    ],
)
def test_an_address_is_asked_as_a_browser_does(written: str, asked: str) -> None:
    assert f"{asked} content/b.md:1:1" in _links(f'<a href="{written}">x</a>')
