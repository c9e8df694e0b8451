"""The panel says what, where, shows the line with the place marked, and the remedy."""

import re

from generator.preview.panel import notices_html, problems_html
from generator.problems import Place, notice, problem

LINES = ["event:", '  time_zome: "<Brussels>"']
UNKNOWN = problem(Place("site.yaml", 2, 3), 'unknown key "time_zome"', 'did you mean "time_zone"?')


def test_a_problem_is_shown_whole() -> None:
    html = problems_html([UNKNOWN], lambda path: LINES if path == "site.yaml" else [])
    assert "<strong>1 problem</strong>" in html
    assert "site.yaml, line 2" in html
    assert "unknown key &quot;time_zome&quot;" in html
    assert "<pre>  <mark>time_zome</mark>: &quot;&lt;Brussels&gt;&quot;</pre>" in html
    assert "did you mean &quot;time_zone&quot;?" in html


def test_a_whole_file_has_no_line() -> None:
    told = problem(Place("content/travel.md", 0), "you have no right to read this", "ask whoever it belongs to")
    assert '<p class="place">content/travel.md</p>' in problems_html([told], lambda _: ["Words"])


def test_nothing_to_say_is_nothing_to_see() -> None:
    assert problems_html([notice(Place("site.yaml"), "a placeholder")], lambda _: LINES) == ""
    assert notices_html([UNKNOWN], lambda _: LINES) == ""


def test_problems_are_open_and_notices_folded() -> None:
    assert problems_html([UNKNOWN], lambda _: []).startswith('<details class="problems" open>')
    assert notices_html([notice(Place("a.md"), "it")], lambda _: []).startswith('<details class="notices">')


def test_a_line_that_is_gone_or_empty_is_left_out() -> None:
    for line in (0, 3, 99):
        assert "<pre>" not in problems_html([problem(Place("a.md", line, 80), "it")], lambda _: ["one", "two", " "])


def test_a_place_behind_the_line_is_marked_at_its_end() -> None:
    assert "<pre>one<mark></mark></pre>" in problems_html([problem(Place("a.md", 1, 80), "it")], lambda _: ["one"])


def test_a_long_line_is_cut_around_the_place() -> None:
    html = problems_html([problem(Place("a.md", 1, 5001), "it")], lambda _: ["x " * 2500 + "here" + " y" * 2500])
    found = re.search("<pre>(.*)</pre>", html)
    assert found
    assert found[1].startswith("…x ")
    assert "<mark>here</mark>" in found[1]
    assert len(found[1]) < 300


def test_hundreds_of_problems_do_not_flood_the_page() -> None:
    html = problems_html([problem(Place("a.md", line), "it") for line in range(1, 301)], lambda _: [])
    assert "<strong>300 problems</strong>" in html
    assert html.count("<li>") == 20
    assert "280 more in the terminal" in html


def test_a_traceback_is_folded_and_escaped() -> None:
    html = problems_html([UNKNOWN], lambda _: [], "File <string>")
    assert "<details><summary>Traceback</summary><pre>File &lt;string&gt;</pre></details>" in html
