"""HTML as the plain text that calendars take."""

import pytest

from generator.plain_text import plain_text, shorten


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("plain\n words", "plain words"),
        ("<h2>Head</h2>\n<p>One\nline.</p>\n<p>Two<br>lines.</p>", "Head\n\nOne line.\n\nTwo\nlines."),
        ("<ul><li><p>one</p></li><li>two<ol><li>three</li></ol></li></ul>", "- one\n\n- two\n\n- three"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
        ("<a href='https://example.org/'>words</a>", "words (https://example.org/)"),
        ("<a href='https://example.org/'>https://example.org/</a>", "https://example.org/"),
        ("<a href='practical.md#access'>access</a> <a href='mailto:a@example.org'>mail</a>", "access mail"),
        ("<img alt='A picture' src='x.png'> a &lt;b&gt; &amp;amp;", "A picture a <b> &amp;"),
        ("<b>a </b> b&nbsp; c", "a b c"),
        ("<a href='https://example.org/?a=1&amp;b'>&nbsp;</a>", "https://example.org/?a=1&b"),
        ("<a href='https://example.org/?a=1&amp;b'>https://example.org/?a=1&amp;b</a>", "https://example.org/?a=1&b"),
        ("<script>alert(1)</script><style>p {}</style>left", "left"),
        ("</a></script><p>unbalanced <b>tags", "unbalanced tags"),
    ],
)
def test_html_becomes_the_text_a_person_would_type(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two", 4, "one…"),
        ("x" * 20, 10, "x" * 9 + "…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_texts_are_cut_after_a_word(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short
