"""YAML as people write it, and what they are told when it goes wrong."""

import time

import pytest

from generator.document import read_document
from generator.problems import ContentProblems, Message
from generator.sources import MAX_BYTES


def _messages(text: str, first_line: int = 1) -> list[Message]:
    with pytest.raises(ContentProblems) as caught:
        read_document(text, "site.yaml", first_line)
    return list(caught.value.messages)


def test_every_scalar_is_text() -> None:
    text = "a: 10:00\nb: NO\nc: 2022-11-17\nd: 007\ne: 1.50\nf: true\ng: '~'\nh: ~\ni:\n"
    assert read_document(text, "site.yaml").data == {
        "a": "10:00", "b": "NO", "c": "2022-11-17", "d": "007", "e": "1.50", "f": "true", "g": "~", "h": "", "i": "",
    }  # fmt: skip


def test_places_of_keys_and_values() -> None:
    document = read_document("a:\n  - b: c\n    d: {e: f}\n", "content/x.md", 5)
    assert str(document.place(("a", 0, "b"))) == "content/x.md:6:8"
    assert str(document.place(("a", 0, "d", "e"))) == "content/x.md:7:12"
    assert str(document.key_place(("a", 0, "d"))) == "content/x.md:7:5"
    assert str(document.place(("a", 0, "missing"))) == "content/x.md:6:5"


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n", "~\n"])
def test_nothing_is_an_empty_mapping(text: str) -> None:
    assert read_document(text, "site.yaml").data == {}


def test_every_key_that_is_written_twice_is_told() -> None:
    messages = _messages("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n", 3)
    assert [(str(each.place), each.phrase) for each in messages] == [
        ("site.yaml:6:3", '"c" is written twice, here and on line 5'),
        ("site.yaml:7:1", '"a" is written twice, here and on line 3'),
    ]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a: b: c\n", "1:5", "a second colon"),
        ("a: 1\n\tb: 2\n", "2:1", ""),
        ('a: 1\nb: "open\nc: 2\n', "2:4", "quotation mark"),
        ("a: 1\nb: [1, 2\nc: 3\n", "2:4", "bracket"),
        ("a: @home\n", "1:4", 'cannot begin with "@"'),
        ("a: &x 1\n", "1:4", "&"),
        ("a: *x\n", "1:4", "*"),
        ("a: !!python/object:os.system x\n", "1:4", "!"),
        ("- a\n- b\n", "1:1", "key: value"),
        ("words\n", "1:1", "key: value"),
        ("[a]: b\n", "1:1", "a key must be a plain text"),
        ("a: 1\n---\nb: 2\n", "2:1", "a second document"),
        ("a: 1\nb: x\x00y\n", "2:5", "character"),
        ("a: 1\n b: 2\n", "2:", ""),
        ("a: [b, *]\n", "1:9", 'cannot begin with "*" or "&"'),
        ("a: [b, @c]\n", "1:8", "cannot begin a value"),
        ("%a\nb: 1\n", "1:3", "cannot be read as YAML"),
    ],
)
def test_a_mistake_is_told_where_it_is(text: str, place: str, said: str) -> None:
    message = _messages(text)[0]
    assert str(message.place).startswith(f"site.yaml:{place}")
    assert said in message.phrase
    assert message.remedy


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a: " + "{a: " * 100_000,
        "- " * 100_000,
        "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a, *a]\n" for i in range(50)),
    ],
    ids=["brackets", "braces", "dashes", "billion laughs"],
)
def test_a_bomb_is_refused_in_a_second(text: str) -> None:
    _is_refused_in_a_second(text)


def test_fifty_megabytes_are_refused_in_a_second() -> None:
    _is_refused_in_a_second("a: " + "x" * 50_000_000)


def _is_refused_in_a_second(text: str) -> None:
    started = time.perf_counter()
    assert len(_messages(text)) == 1
    assert time.perf_counter() - started < 1


def test_a_file_just_small_enough_is_read() -> None:
    text = "a: " + "x" * (MAX_BYTES - 3)
    assert len(read_document(text, "site.yaml").data["a"]) == MAX_BYTES - 3
