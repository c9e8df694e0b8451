"""Starting another event: few questions, plain complaints, and files that build as they are."""

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
from generator.document import read_document
from generator.starter import Answers, StarterRefused, read_answers, refuse_folder, start, starter_files

IN_PERSON = {
    "title": "Example Conference", "venue": "Example House", "city": "Ghent", "country": "BE",
    "start": "2027-11-17 10:00", "end": "17:00", "organizer": "Example Organisation",
}  # fmt: skip
ONLINE = {
    "title": "Example Webinar", "venue": "online", "time_zone": "Pacific/Auckland",
    "start": "2027-02-01 09:00", "end": "10:30", "organizer": "Example Organisation",
}  # fmt: skip
EVENTS = {
    "in person": IN_PERSON,
    "online": ONLINE,
    "title with YAML's marks": IN_PERSON | {"title": """@ "quoted": it's #1 {a} [b] & *c* \\ %d $title"""},
    "title that YAML takes for a word": IN_PERSON | {"title": "No", "organizer": "1e3", "city": "~", "venue": "null"},
    "title on two lines": IN_PERSON | {"title": "One\nTwo \U0001f389"},
    "Arabic title": IN_PERSON | {"title": "مؤتمر المثال"},
    "a day": IN_PERSON | {"start": "2027-11-17", "end": ""},
    "some days": IN_PERSON | {"start": "2027-11-17", "end": "2027-11-19"},
    "some days with hours": IN_PERSON | {"end": "2027-11-19 12:00"},
    "ten minutes": IN_PERSON | {"end": "10:10"},
    "over midnight": IN_PERSON | {"start": "2027-11-17 23:50", "end": "2027-11-18 02:00"},
    "the night clocks go forward": IN_PERSON | {"start": "2027-03-28 01:50", "end": "2027-03-28 05:00"},
}


def _answers(options: Mapping[str, str]) -> Answers:
    return read_answers({key: value for key, value in options.items() if value})


def _typist(*lines: str) -> tuple[Callable[[str], str], list[str]]:
    """Somebody who types these lines, and what they were shown before each."""
    shown: list[str] = []
    rest = iter(lines)

    def ask(text: str) -> str:
        shown.append(text)
        return next(rest)

    return ask, shown


def _text(page: Path) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page.read_text("utf-8").partition("<main")[2]))


@pytest.mark.parametrize("name", EVENTS)
def test_a_new_event_builds_at_once(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start(tmp_path / "event", starter_files(_answers(EVENTS[name])))
    assert build.main(["--site", str(tmp_path / "event"), "--out", str(tmp_path / "out")]) == 0
    notices = re.findall("^notice: (.*)", capsys.readouterr().err, re.MULTILINE)
    assert notices
    assert [
        each
        for each in notices
        if not each.endswith((" is a placeholder", " is not answered yet", " its font lacks them"))
    ] == []
    home = _text(tmp_path / "out" / "index.html")
    assert " ".join(EVENTS[name]["title"].split()) in home
    assert EVENTS[name]["start"][:4] in home


@pytest.mark.parametrize("name", ["in person", "online", "a day", "some days with hours"])
def test_whatever_is_switched_off_can_be_switched_on(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = starter_files(_answers(EVENTS[name]))
    switched_on = re.sub(r"^( *)#(?=\S)", r"\1", files["site.yaml"].decode(), flags=re.MULTILINE)
    assert switched_on.count("\n    registration:") == 2
    start(tmp_path / "event", files | {"site.yaml": switched_on.encode()})
    status = build.main(["--site", str(tmp_path / "event"), "--out", str(tmp_path / "out")])
    assert (status, re.findall("^(?!notice:| ).*", capsys.readouterr().err, re.MULTILINE)) == (0, [""])


def test_visitors_see_the_questions_and_no_hint(tmp_path: Path) -> None:
    start(tmp_path / "event", starter_files(_answers(IN_PERSON)))
    build.main(["--site", str(tmp_path / "event"), "--out", str(tmp_path / "out")])
    for name in ("", "agenda", "practical", "accessibility", "privacy"):
        source = (tmp_path / "event" / "content" / f"{name or 'index'}.md").read_text("utf-8")
        shown = _text(tmp_path / "out" / name / "index.html")
        hints, questions = (
            re.findall(r"<!--(.*?)-->", source, re.DOTALL),
            re.findall(r"^TODO: .*\?$", source, re.MULTILINE),
        )
        assert hints
        assert questions
        assert [hint for hint in hints if hint.split("\n")[0].strip() in shown or "TODO" in hint] == []
        assert [question for question in questions if question not in shown] == []
    assert "10:00–10:15" in _text(tmp_path / "out" / "agenda" / "index.html")


def test_an_event_online_has_neither_badge_nor_entrance() -> None:
    at_the_door, at_home = (
        starter_files(_answers(each))["content/practical.md"].decode() for each in (IN_PERSON, ONLINE)
    )
    assert "{#badge}" in at_the_door
    assert "{#badge}" not in at_home
    assert "{#online}" in at_home


@given(st.text())
def test_any_title_is_kept_or_refused(title: str) -> None:
    try:
        answers = read_answers({**ONLINE, "title": title})
    except StarterRefused:
        return
    site = read_document(starter_files(answers)["site.yaml"].decode(), "site.yaml")
    assert " ".join(site.data["event"]["title"].split()) == " ".join(title.split())


@pytest.mark.parametrize(
    ("option", "typed", "said"),
    [
        ("title", "  ", "--title: this needs an answer"),
        ("title", "\ud83d", "--title: the text holds a character that cannot be kept; delete and retype it"),
        ("country", "be", '--country: "be" is not the code of a country; write BE'),
        ("country", "XX", '--country: "XX" is not the code of a country; write its two capital letters, such as BE'),
        ("time_zone", "Europe/Brusels", '--time-zone: "Europe/Brusels" is not a time zone; did you mean "Europe/Brussels"?'),
        ("start", "17/11/2027", '--start: "17/11/2027" is not a date and time; write 2027-11-17'),
        ("start", "2027-03-28 02:30", "--start: 2027-03-28 02:30 does not exist in Europe/Brussels: clocks go forward that night; take a time after the change"),
        ("end", "09:00", "--end: the event's end (2027-11-17 09:00) is not after its start (2027-11-17 10:00); check both dates and times"),
        ("end", "2027-11-18", '--end: event has a start with a time but no end with a time; write "end: 2022-11-17 12:00" under "event:"'),
        ("venue", "online", "--city: an event that is online only has none; give --venue as well"),
    ],
)  # fmt: skip
def test_a_wrong_option_is_named(option: str, typed: str, said: str) -> None:
    with pytest.raises(StarterRefused) as refused:
        read_answers({**IN_PERSON, option: typed})
    assert str(refused.value) == said


def test_missing_options_are_named_together() -> None:
    with pytest.raises(StarterRefused) as refused:
        read_answers({"title": "Example Webinar", "venue": "online", "start": "2027-02-01", "organizer": None})
    assert str(refused.value) == (
        'an answer is missing; add --time-zone "Europe/Brussels" --organizer "Example Organisation"'
    )


def test_a_question_comes_again_until_the_answer_will_do() -> None:
    ask, shown = _typist(
        "", "Example Forum", "Example House", "Berlin", "de", "DE", "Europe/Berlin", "2027-11-17", "", "Org"
    )
    answers = read_answers({}, ask)
    assert answers == Answers(
        "Example Forum", "Europe/Berlin", "2027-11-17", "", "Org", "Example House", "Berlin", "DE"
    )
    assert shown[1].startswith("  this needs an answer\nTitle of the event")
    assert shown[5].startswith('  "de" is not the code of a country; write DE\n')
    assert shown[6] == "Time zone (such as Europe/Berlin): "  # Germany has two
    assert shown[8] == "End (Enter: the same day): "


def test_what_is_given_is_not_asked() -> None:
    ask, shown = _typist("", "18:00")
    given_options = {key: value for key, value in IN_PERSON.items() if key != "end"}
    answers = read_answers(given_options, ask)
    assert (answers.time_zone, answers.end) == ("Europe/Brussels", "2027-11-17 18:00")
    assert shown[0] == "Time zone (Enter: Europe/Brussels): "


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Example Conference", "example-conference-2027"),
        ("Größe 2027", "grosse-2027"),
        ("مؤتمر", "event-2027"),
        ("x" * 200, "x" * 70 + "-2027"),
    ],
)
def test_the_event_is_named_after_its_title_and_year(title: str, id_: str) -> None:
    assert f"\n  id: {id_} #" in starter_files(_answers(IN_PERSON | {"title": title}))["site.yaml"].decode()


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    for folder, said in ((tmp_path, "is not empty"), (tmp_path / "notes.txt", "is a file")):
        with pytest.raises(StarterRefused, match=f"{folder.name} {said}; name a new folder"):
            refuse_folder(folder)
    with pytest.raises(StarterRefused):
        start(tmp_path, {"site.yaml": b""})
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_repository_will_do(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    start(tmp_path, {"site.yaml": b"", "content/index.md": b"words"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "content", "site.yaml"]


def test_a_disk_that_refuses_leaves_nothing_half_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="content"):
        start(tmp_path / "event", {"site.yaml": b"", "content": b"", "content/index.md": b""})
    assert list((tmp_path / "event").iterdir()) == []
