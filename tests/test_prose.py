"""Markdown as a reader of the page meets it."""

import inspect
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.converter import _PARTS, _markdown, _markdown_for
from generator.problems import Message
from generator.prose import finish, read_prose
from generator.sources import MarkdownText


def _html(text: str) -> str:
    """The finished HTML, with every link to another source in square brackets."""
    prose = read_prose(MarkdownText(text, "content/a.md"))[0]
    return str(finish(prose, lambda target: f"[{target}]", _picture))


def _picture(target: str, alt: str, is_lazy: bool) -> Markup:
    return Markup("<picture {} {} {}>").format(target, alt, "late" if is_lazy else "at once")


def _messages(text: str, line: int = 1) -> list[Message]:
    return read_prose(MarkdownText(text, "content/a.md", line))[1]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("| a | b |\n|---|--:|\n| 1 | 2 |", '<td class="align-right">2</td>'),
        ("Term\n: what it is", "<dd>what it is</dd>"),
        ("Said[^1].\n\n[^1]: By whom.", "By whom."),
        ("## Access {#how-to-get-in}", '<h2 id="how-to-get-in">Access</h2>'),
        ("## Größe & Ort", '<h2 id="grosse-ort">'),
        ("```\n<b>\n```", "<code>&lt;b&gt;"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("![A hall](hall.jpg)", "<picture hall.jpg A hall at once>"),
        ('![A](a.jpg) ![B & "C"](a%20b.jpg)', "<picture a%20b.jpg B &amp; &#34;C&#34; late>"),
        ("[a](b.md?x=1&y=2)", 'href="[b.md?x=1&amp;y=2]"'),
        ("[a](https://example.org/b.md)", 'href="https://example.org/b.md"'),
        ("[a](mailto:someone@example.org)", 'href="mailto:someone@example.org"'),
    ],
)
def test_markdown(text: str, html: str) -> None:
    assert html in _html(text)
    assert _messages(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("![](hall.jpg)", 'the picture "hall.jpg" has no text alternative'),
        ("![ ](hall.jpg)", 'the picture "hall.jpg" has no text alternative'),
        ("![hall.jpg](hall.jpg)", '"hall.jpg" is the picture\'s file name, not what it shows'),
        ("![IMG 20](photos/IMG%2020.jpg)", '"IMG 20" is the picture\'s file name, not what it shows'),
        ('<img src="hall.jpg">', 'the picture "hall.jpg" has no text alternative'),
        ("![A hall](https://example.org/hall.jpg)", 'the picture "https://example.org/hall.jpg" lies on another host'),
    ],
)
def test_a_picture_that_not_everyone_can_have_is_a_problem(text: str, said: str) -> None:
    (message,) = _messages(f"Words.\n\n{text}")
    assert (message.phrase, message.severity, message.place.line) == (said, "problem", 3)


def test_the_first_level_is_left_to_the_page() -> None:
    assert re.findall("<(h[0-9])", _html("# One\n\n## Two\n\n# Three")) == ["h2", "h3", "h2"]
    assert re.findall("<(h[0-9])", _html("## Two\n\n### Three")) == ["h2", "h3"]


def test_a_text_does_not_know_the_one_before() -> None:
    first = _html("## Access\n\nSaid[^1].\n\n[^1]: By A.")
    assert _html("## Access\n\nSaid[^1].\n\n[^1]: By A.") == first


@pytest.mark.parametrize(
    ("text", "gone", "said"),
    [
        ("<script>steal()</script>", "steal", "<script>"),
        ('<p onclick="steal()">a</p>', "steal", "onclick="),
        ('a <b onmouseover="steal()">b</b>', "steal", "onmouseover="),
        ('<iframe src="https://example.org/"></iframe>', "example.org", "<iframe>"),
        ('<p style="color: red">a</p>', "red", "style="),
        ('a <a href="javascript:steal()">b</a>', "steal", "javascript:"),
        ('a <a class="x" href=" JAVASCRIPT:steal()">b</a>', "steal", "JAVASCRIPT:"),
        ('<img alt="" src="data:image/png;base64,AAAA">', "AAAA", "data:"),
        ("<form action='https://example.org/'><input></form>", "example.org", "<form>"),
        ("<style>body { display: none }</style>", "display", "<style>"),
    ],
)
def test_html_that_acts_goes_and_is_told(text: str, gone: str, said: str) -> None:
    assert gone not in _html(f"Before.\n\n{text}\n\nAfter.")
    assert "After." in _html(f"Before.\n\n{text}\n\nAfter.")
    messages = _messages(f"Before.\n\n{text}\n\nAfter.", line=5)
    assert said in messages[0].phrase
    assert {(each.severity, each.place.line) for each in messages} == {("notice", 7)}


@pytest.mark.parametrize("scheme", ["javascript", "JavaScript", "vbscript", "data", "file"])
def test_an_unsafe_link_is_a_problem_at_its_line(scheme: str) -> None:
    text = f"Words.\n\nA [link]({scheme}:steal) here."
    assert "steal" not in _html(text)
    assert [(each.severity, each.place.line, each.place.column) for each in _messages(text)] == [("problem", 3, 10)]


def test_html_that_only_says_something_stays() -> None:
    text = 'H<sub>2</sub>O, <abbr title="World Wide Web">WWW</abbr>\n\n<details><summary>More</summary>Words</details>'
    assert "<sub>2</sub>" in _html(text)
    assert '<abbr title="World Wide Web">' in _html(text)
    assert "<summary>More</summary>" in _html(text)
    assert _messages(text) == []


def test_links_know_where_they_stand() -> None:
    prose, _ = read_prose(MarkdownText("A [b](c.md).\n\n[d](c.md) and [e](f.md#g)", "content/a.md", 10))
    assert [(link.target, link.place.line) for link in prose.links] == [("c.md", 10), ("c.md", 12), ("f.md#g", 12)]


def test_a_text_too_deep_for_the_reader_is_told() -> None:
    """With hardly any depth left: what would need more than Python's own is refused before."""
    before = sys.getrecursionlimit()
    read_prose(MarkdownText("- a\n", "content/a.md"))  # what is made once is made
    sys.setrecursionlimit(len(inspect.stack()) + 30)
    try:
        _prose, messages = read_prose(
            MarkdownText("".join(f"{'    ' * depth}- a\n" for depth in range(12)), "content/a.md")
        )
    finally:
        sys.setrecursionlimit(before)
    assert [message.phrase for message in messages] == ["the text is nested too deeply to be read"]
    assert _html("- b\n\nwords") == "<ul>\n<li>b</li>\n</ul>\n<p>words</p>"


def test_a_thousand_quotes_in_each_other_are_told_or_read() -> None:
    prose, messages = read_prose(MarkdownText("> " * 3000 + "deep", "content/a.md"))
    assert "deep" in prose.html or "more than 50 quotes" in messages[0].phrase


_PIECES = [
    "a", "b ", "  \n", "\n\n", "*", "**", "_", "`", "\\", "[", "]", "(x)", "![", "<b>", "&amp;", "&", "http://a.eu", "<http://a.eu>", "# ", "- ", "|",
    "\t\n", "## a\u2028b c\n", "[^1]", "[^1]: ", "\n: ", "{#i}", "\x02", "~~~\n", "> ", "[TOC]", "\n\n## a b", "\n|a|b|\n|-|-|\n", "]: ",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))
def test_what_is_spared_the_search_for_markup_has_none(text: str) -> None:
    thorough = _markdown.__wrapped__(*_PARTS)
    thorough.treeprocessors.deregister("spare_plain")
    assert _markdown_for(text).reset().convert(text) == thorough.convert(text)
