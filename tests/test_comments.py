"""What authors write for each other in comments stays among them, and moves nothing."""

import pytest

from generator.comments import split_comments
from generator.sources import MarkdownText


def _split(text: str) -> tuple[str, list[str], list[str]]:
    body, comments, messages = split_comments(MarkdownText(text, "content/page.md", 5))
    told = [f"{each.place}: {each.phrase}" for each in messages]
    return body.text, [f"{each.line}: {each.text}" for each in comments], told


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Words <!-- a --> and more", "Words and more"),
        ("Words  <!-- a -->\nmore", "Words\nmore"),
        ("a<!-- b -->c", "ac"),
        ("# Title <!-- a -->\n", "# Title\n"),
        ("One\n\n<!--\nTwo\n\nThree\n-->\n\nFour", "One\n\n\n\n\n\n\n\nFour"),
        ("<!-- a --><!-- b -->x<!---->", "x"),
        ("<!-- a <!-- b --> c", " c"),
    ],
)
def test_a_comment_goes_and_every_line_keeps_its_number(written: str, left: str) -> None:
    text, comments, told = _split(written)
    assert (text, told) == (left, [])
    assert written.count("\n") == text.count("\n")
    assert len(comments) == written.count("-->")


@pytest.mark.parametrize(
    "written",
    [
        "Write `<!-- a -->` or ``<!--``.",
        "```html\n<!-- a -->\n```\n",
        "~~~\n<!-- never closed\n~~~\n",
        "a < b, a <- b, <!doctype>, --> and &lt;!-- a",
    ],
)
def test_code_and_other_signs_are_no_comments(written: str) -> None:
    assert _split(written) == (written, [], [])


def test_a_comment_without_an_end_is_told_where_it_begins() -> None:
    assert _split("One <!-- two -->\n`<!--` x <!-- three\n\nfour -- >\n")[2] == [
        "content/page.md:6:10: this comment has no end"
    ]


def test_a_comment_is_found_again_at_its_line() -> None:
    assert _split("a\n<!-- b -->\nc <!--\nd -->")[1] == ["6: <!-- b -->", "7: <!--\nd -->"]
