"""Names, and what is made of any speakers.md."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from generator.names import edit_distance, fold_name, initials, is_slip, name_id, split_names
from generator.people import find_twins, read_speakers
from generator.sources import MarkdownText

words = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=2, max_size=12)
names = st.lists(words.map(str.capitalize), min_size=1, max_size=3).map(" ".join)
lines = st.one_of(
    st.text(max_size=30),
    names.map("## {}".format),
    words.map("Role: {}".format),
    words.map("- **Photo**: {}".format),
    st.sampled_from(["```", "# Title", "## ", "Rle: x", "URL: x", "Links:", "- https://example.org", "<!--", "{#id}"]),
)


@given(names, st.sampled_from(["NFC", "NFD"]), st.sampled_from(["\u200b", "\u00ad", "  ", "\u200f"]))
def test_spelling_does_not_change_the_fold(name: str, form: str, invisible: str) -> None:
    written = unicodedata.normalize(form, invisible.join(name).upper())  # type: ignore[arg-type]  # one of two forms
    assert fold_name(written) == fold_name(name)


@given(names, names)
def test_a_slip_is_one_both_ways(left: str, right: str) -> None:
    assert is_slip(left, right) == is_slip(right, left)


@given(words, st.data())
def test_a_letter_dropped_is_one_edit(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    assert edit_distance(word, word[:at] + word[at + 1 :], 2) == 1


@given(st.text())
def test_any_text_has_initials_and_an_id(text: str) -> None:
    assert 1 <= len(initials(text)) <= 2
    assert name_id(text)


@given(st.text())
def test_splitting_loses_no_letter(text: str) -> None:
    assert [c for c in "".join(split_names(text)) if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.lists(names, min_size=1, max_size=8, unique_by=fold_name))
def test_whoever_is_written_is_read(people: list[str]) -> None:
    text = "\n\n".join(f"## {name}\nRole: Role of {name}\n\nBiography of {name}." for name in people)
    found, messages = read_speakers(MarkdownText(text, "content/speakers.md"))
    assert not messages
    assert [(each.name, each.role, each.body and each.body.text) for each in found.speakers] == [
        (name, f"Role of {name}", f"Biography of {name}.") for name in people
    ]


@given(st.lists(lines, max_size=20).map("\n".join))
def test_no_text_gives_a_traceback(text: str) -> None:
    found, messages = read_speakers(MarkdownText(text, "content/speakers.md"))
    find_twins(found.speakers)
    count = text.count("\n") + 1
    assert all(1 <= message.place.line <= count and message.remedy is not None for message in messages)
    assert all(each.name and each.place.line <= count for each in found.speakers)
