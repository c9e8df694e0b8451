"""Questions that wait in Markdown."""

from generator.placeholders import open_questions
from generator.sources import MarkdownText


def test_every_open_question_is_told_with_its_place() -> None:
    text = MarkdownText("Words.\n\n- TODO: Who answers?\n\nTODO el mundo\n\nTODO: " + "x" * 99, "content/a.md", 5)
    found = [str(each).split("\n") for each in open_questions(text)]
    assert found == [
        ['content/a.md:7:3: "TODO: Who answers?" is not answered yet', "    answer it, or delete the line"],
        [f'content/a.md:11:1: "TODO: {"x" * 53}…" is not answered yet', "    answer it, or delete the line"],
    ]
