"""What is noticed about finished pages."""

import pytest

from generator.check import check
from generator.files import OutputFile
from generator.problems import Place

PLACE = Place("content/a.md")


def _phrases(body: str, path: str = "a/index.html") -> list[str]:
    files = [
        OutputFile(path, f'<h1 id="top">A</h1>{body}'.encode(), PLACE),
        OutputFile("index.html", b'<h1 id="start">B</h1>', PLACE),
        OutputFile("a/b c/index.html", b'<h1 id="gr\xc3\xb6\xc3\x9fe">C</h1>', PLACE),
        OutputFile("event.ics", b"", PLACE),
    ]
    messages = check(files, "/sub/")
    assert all(message.severity == "notice" and message.place == PLACE for message in messages)
    return [message.phrase for message in messages]


@pytest.mark.parametrize(
    "link",
    ["../", "../#start", "./", "#top", "", "b%20c/", "b%20c/#gr%C3%B6%C3%9Fe", "../event.ics", "../a/", "/sub/", "/sub/a/#top", "../index.html",
     "https://example.org/gone", "mailto:a@example.org", "//example.org/", "../ ", " ../#start&#10;", " //[no-host"],
)  # fmt: skip
def test_links_that_lead_somewhere(link: str) -> None:
    assert _phrases(f'<a href="{link}">x</a>') == []


@pytest.mark.parametrize(
    "link",
    ["../gone/", "#gone", "../#top", "b", "../event.pdf", "/sub/gone", "/elsewhere/", "../../a/x", ".", "/\t/[no-host"],
)
def test_links_that_lead_nowhere(link: str) -> None:
    assert _phrases(f'<a href="{link}">x</a>') == [f'the page /a/index.html links to "{link}", which is not there']


@pytest.mark.parametrize(
    ("link", "is_there"),
    [("../../b%20c/", True), ("../../b%20c/#größe", True), ("../../../", True), ("../../../../", False), ("../../../b%20c/", False),
     ("../", False), ("../../", False), ("./#top", True), ("", True)],
)  # fmt: skip
def test_links_of_a_page_that_lies_deep(link: str, is_there: bool) -> None:
    assert (_phrases(f'<a href="{link}">x</a>', "a/d/e/index.html") == []) is is_there


def test_a_picture_and_a_style_that_are_not_there() -> None:
    phrases = _phrases(
        '<link rel="stylesheet" href="gone.css"><img alt="" src="gone.png"><script src="gone.js"></script>'
    )
    assert [phrase.split('"')[1] for phrase in phrases] == ["gone.css", "gone.png", "gone.js"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<meta id="x" content="y"><p id="x"></p>', 'the id "x" is written twice on /a/index.html'),
        ('<p id="x"></p><p id="x"></p><p id="y"></p>', 'the id "x" is written twice on /a/index.html'),
        ("<h1>Again</h1>", "/a/index.html has 2 headings of the first level"),
        ("<h2>B</h2><h4>C</h4>", "on /a/index.html a heading of level 4 follows one of level 2"),
        ('<img src="../event.ics">', 'the picture "../event.ics" has no text alternative'),
        ("<img>", 'the picture "" has no text alternative'),
    ],
)
def test_what_a_reader_stumbles_over(body: str, said: str) -> None:
    assert _phrases(body) == [said]


def test_headings_may_go_back_up_and_a_picture_may_be_ornament() -> None:
    assert _phrases('<h2>B</h2><h3>C</h3><h2>D</h2><img alt="" src="../event.ics">') == []


@pytest.mark.parametrize(
    "body",
    [
        "<a href='gone/'>x</a>", "<a href=gone/>x</a>", '<A class="a>b" HREF="gone/">x</A>', '<a\ntitle="it\'s" href="gone/"\n>x</a>',
        '<script>1 < 2</script><a href="gone/">x</a>', '<!-- " --><a href="gone/">x</a>', '<a href="&#103;one/">x</a>',
    ],
)  # fmt: skip
def test_tags_are_found_however_they_are_written(body: str) -> None:
    assert _phrases(body) == ['the page /a/index.html links to "gone/", which is not there']


def test_characters_may_be_written_as_references() -> None:
    body = (
        '<h2 id="R&amp;D">B</h2><a href="#R&amp;D">x</a><a href="#R%26D">x</a><a href="&#104;ttps://example.org/">x</a>'
    )
    assert _phrases(body) == []


@pytest.mark.parametrize(
    "body",
    ['<!--\n<a href="gone/"> -->', """<script>'<a href="gone/">'</script>""", "a < b", '<p title="<a href=gone/>">'],
)
def test_what_only_looks_like_a_tag_is_none(body: str) -> None:
    assert _phrases(body) == []
