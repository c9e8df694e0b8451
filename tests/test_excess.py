"""A text takes time in proportion to its length, or is refused at the line where it takes more."""

import re
import time
from collections.abc import Callable

import pytest
from markdown.util import BLOCK_LEVEL_ELEMENTS

from generator.excess import _HTML_BLOCK
from generator.leaks import leaked_words
from generator.problems import Place
from generator.prose import read_prose
from generator.sources import MarkdownText

WORDS = "Words of a text. " * 60 + "\n\n"

# What begins without an end, or lies in itself, so many times; before there were limits 8,000 took seconds or minutes.
REFUSED: dict[str, Callable[[int], str]] = {
    'more than 20 "[" or "](" are open here': lambda n: "[" * n,
    'more than 20 "[" or "](" are open here ': lambda n: "![a](" * n,
    'more than 20 "[" or "](" are open here  ': lambda n: "[a\n" * n,
    'more than 20 "<" are open here': lambda n: "<a " * n,
    'more than 20 "<" are open here ': lambda n: "<![CDATA[" * n,
    'more than 20 "<" are open here  ': lambda n: '<a b="' * n,
    "more than 200 HTML tags are open here": lambda n: "<div>\n" * n,
    "more than 200 HTML tags are open here ": lambda n: "<ul>\n<li>a\n" * n,
    "more than 20 tables of contents stand here": lambda n: "[TOC]\n\n" * n,
    "more than 50 quotes lie in each other": lambda n: ">" * n + " a",
    "more than 50 lists lie in each other": lambda n: "\n".join("    " * (level % 99) + "- a" for level in range(n)),
    "a row of a table has more than 1,000 cells": lambda n: "a|b\n-|-\n" + "`|" * n,
    "more than 100 labels of links take two lines": lambda n: "[a\nb]: c\n" * n,
    "more than 500 labels of links stand right below words": lambda n: "`a`\n[b]: c\n" * n,
    "more than 500 footnotes stand here": lambda n: "[^1] \n" * n + "\n[^1]: a",
    "more than 2,000 headings stand here": lambda n: "# a\n" * n,
    "more than 20,000 paragraphs stand here": lambda n: "a\n\n" * 3 * n,
    "more than 2,000 blocks of code stand here": lambda n: "```\na\n```\n\n" * n,
    "more than 20 blocks of code have no end": lambda n: "```a\nb\n\n" * n,
    "more than 20 blocks of code have no end ": lambda n: "\n".join("`" * (3 + each % 500) + "a" for each in range(n)),
    "this paragraph is longer than 30,000 characters": lambda n: "*a*" * 2 * n,
    'more than 20 "[" or "](" are open here   ': lambda n: "a\n- [b\n" * n,
    "this paragraph is longer than 30,000 characters ": lambda n: "><b>a</b>\n" * n,
    "this paragraph is longer than 30,000 characters  ": lambda n: "*a*|<i>b</i>\n" * n,
    "this paragraph is longer than 30,000 characters   ": lambda n: "<b>a</b>\n" * n,
    "this paragraph is longer than 30,000 characters    ": lambda n: "a|b\n-|-\n" + "*a*" * 2 * n,
    "more than 10,000 HTML tags stand here": lambda n: "</div>\n" * 2 * n,
    "more than 10,000 HTML tags stand here ": lambda n: "<table></table>\n\n</td>\n" * 2 * n,
}


@pytest.mark.parametrize("phrase", REFUSED)
def test_excess_is_told_at_its_line(phrase: str) -> None:
    _, messages = read_prose(MarkdownText(WORDS + REFUSED[phrase](8000), "content/a.md", 4))
    assert phrase.strip() in [message.phrase for message in messages]
    assert all(message.place >= Place("content/a.md", 6) for message in messages)


def test_every_block_of_html_is_known() -> None:
    assert [tag for tag in BLOCK_LEVEL_ELEMENTS if not re.fullmatch(_HTML_BLOCK, f"<{tag}")] == []


# What may be taken for excess, and is none; and what libraries are known to stumble over.
READ: dict[str, Callable[[int], str]] = {
    "links": lambda n: "- [a](b.md) and [b]\n" * n + "\n[b]: c.md",
    "abstract": lambda n: "word *of* `it` " * n + "\n",
    "paragraphs with what is left open": lambda n: ("[" * 20 + "word " * 90 + "\n\n") * (n // 9),
    "emphasis": lambda n: "*a **b _c __d " * n,
    "emphasis in turns": lambda n: "*_" * n + "a",
    "quotes": lambda n: "> > > a\n> > b\n\n" * n,
    "ampersands": lambda n: "&" * n + "&amp;" * n + "&#1" * n,
    "backticks": lambda n: "".join("`" * (1 + each % 20) + " " for each in range(n)),
    "code with brackets": lambda n: "```c\n" + "if (a[b<c[\n" * n + "```\n\nWords.",
    "a table": lambda n: "a|b\n-|-\n" + "[a](b.md)|`c`\n" * n,
    "a table below its heading": lambda n: "# a\na|b\n-|-\n" + "[a](b.md)|words of *it*\n" * 9 * n,
    "a quote of many paragraphs": lambda n: "> word *of* `it`\n>\n" * 4 * n,
    "HTML": lambda n: "<p>Words <b>of</b> it.</p>\n" * n,
    "a table in HTML without ends": lambda n: "<table>\n" + "<tr><td>a<td>b<br>\n" * n + "</table>",
    "addresses in signs": lambda n: "<https://a.eu/b> and <c@a.eu>\n\n" * n,
    "elements in a row": lambda n: "<div><b>a</b></div>\n\n`<b>`\n\n" * n,
    "a table in HTML": lambda n: "<table>\n" + "<tr><td>a</td></tr>\n" * n + "</table>",
    "spaces": lambda n: "a" + " " * n + "b\n" + "\t" * n + "a" + "\n" * n,
    "backslashes": lambda n: "\\" * n + "\\[" * n,
}


@pytest.mark.parametrize("name", READ)
def test_what_is_read_takes_time_in_proportion(name: str) -> None:
    """Four times the text, four times the time; it would be sixteen times if each part were compared with each."""
    number = 100
    while (spent := _seconds(READ[name](number))) < 0.02 and number < 400:
        number *= 2
    assert _seconds(READ[name](4 * number)) < 9 * max(spent, 0.02)


def _seconds(text: str) -> float:
    taken = []
    for attempt in range(3):
        started = time.process_time()
        _, messages = read_prose(MarkdownText(text, "content/a.md", attempt))  # another text to what keeps results
        taken.append(time.process_time() - started)
        assert messages == []
    return min(taken)


def test_a_code_among_many_addresses_is_found_in_time() -> None:
    text = MarkdownText("https://zoom.us/j/1" * 20_000 + "?pwd=x\n", "content/a.md")
    started = time.process_time()
    assert len(list(leaked_words(text))) == 1
    assert time.process_time() - started < 5


def test_each_link_has_its_place() -> None:
    text = "[a](b.md)\n[c](b.md)\n\n[d](e.md) [a][r] [b][r]\n\n[r]: f.md\n"
    prose, _ = read_prose(MarkdownText(text, "content/a.md", 3))
    assert [(link.target, str(link.place)) for link in prose.links] == [
        ("b.md", "content/a.md:3:5"),
        ("b.md", "content/a.md:4:5"),
        ("e.md", "content/a.md:6:5"),
        ("f.md", "content/a.md:8:6"),
        ("f.md", "content/a.md:8:6"),
    ]
