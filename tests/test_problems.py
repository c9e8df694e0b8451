"""How the build speaks: one shape for every message that a golden file shows."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.problems import Message, Place, annotation, nearest, notice, problem, terminal_text

GOLDEN = "\n".join(
    file.read_text(encoding="utf-8") for file in sorted((Path(__file__).parent / "cases").glob("*/problems.txt"))
)
# A place, a phrase, and below it the remedy.
_MESSAGE = re.compile(r"^(?:notice: )?(content/|templates/|site\.yaml)(?:.*?):\d+:\d+: (.+)\n(.*)$", re.MULTILINE)
SAID = {phrase: remedy for _, phrase, remedy in _MESSAGE.findall(GOLDEN)}


def test_every_message_has_one_shape() -> None:
    assert len(SAID) > 300
    for phrase, remedy in SAID.items():
        assert not phrase[0].isupper() and not phrase.endswith((".", "!")), phrase
        assert re.fullmatch(r"    \S.*", remedy), phrase
        assert not remedy.strip()[0].isupper() and not remedy.endswith((".", "!")), remedy


@pytest.mark.parametrize(("make", "color", "level"), [(problem, "31", "error"), (notice, "33", "warning")])
def test_a_message_on_a_terminal_and_in_ci(make: Callable[[Place, str, str], Message], color: str, level: str) -> None:
    message = make(Place("site.yaml", 2, 5), '"5 %" is not an id', "write five")
    plain = 'site.yaml:2:5: "5 %" is not an id\n    write five'
    assert str(message) == plain
    assert re.sub(r"\x1b\[[\d;]*m", "", terminal_text(message)) == plain
    assert terminal_text(message).startswith(f"\x1b[1;{color}msite.yaml:2:5\x1b[0m: ")
    assert annotation(message) == f'::{level} file=site.yaml,line=2,col=5::"5 %25" is not an id; write five'


def test_ci_reads_a_file_name_with_marks_of_its_own() -> None:
    message = problem(Place("content/how, when: 5 %.md", 1, 1), "this is empty", "write words")
    assert (
        annotation(message) == "::error file=content/how%2C when%3A 5 %25.md,line=1,col=1::this is empty; write words"
    )


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("Rooms", ["speakers", "room"], "room"),
        ("talks/session-7.md", ["sessions/session-1.md", "sessions/session-7.md"], "sessions/session-7.md"),
        ("short title", ["title", "short_title"], "short_title"),
        ("travel.html", ["base.html", "page.html"], None),
    ],
)
def test_a_word_is_taken_for_another_only_if_it_is_close(word: str, known: list[str], meant: str | None) -> None:
    assert nearest(word, known) == meant
