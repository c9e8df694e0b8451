"""The larger example of tests/example: three days with every form an agenda knows, built and read back."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import icalendar
import pytest
from jsonschema import Draft202012Validator, FormatChecker

import build
from generator import event_json

EXAMPLE = Path(__file__).with_name("example")
SESSIONS_BY_DAY = {"2024-06-06": 10, "2024-06-07": 10, "2024-06-08": 5}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("example") / "site"
    assert build.main(["--site", str(EXAMPLE), "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def event(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "event.json").read_text("utf-8"))
    return found


class _Reader(HTMLParser):
    """The addresses, ids and visible words of a page, and its words by the list item that has an id."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: set[str] = set()
        self.ids: list[str] = []
        self.items: dict[str, str] = {}
        self.words = ""
        self._item = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.hrefs.add(given.get("href", ""))
        if id_ := given.get("id"):
            self.ids.append(id_)
            self._item = id_ if tag == "li" else self._item

    def handle_data(self, data: str) -> None:
        self.words += data
        self.items[self._item] = self.items.get(self._item, "") + data


def read(site: Path, path: str) -> _Reader:
    reader = _Reader()
    reader.feed((site / path / "index.html").read_text("utf-8"))
    return reader


def entries(file: Path) -> list[Any]:
    return list(icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT"))


def session_of(event: dict[str, Any], id_: str) -> dict[str, Any]:
    return next(each for each in event["sessions"] if each["id"] == id_)


def test_strict_names_the_one_page_that_is_not_translated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["--site", str(EXAMPLE), "--out", str(tmp_path / "site"), "--strict"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "content/ar/travel/hotels.md:1:1: this file is missing, and its page is in English",
        "    translate content/travel/hotels.md",
        "1 problem; nothing was written",
    ]


def test_every_session_speaker_and_day_is_read(event: dict[str, Any]) -> None:
    days = [session["start"][:10] for session in event["sessions"]]
    assert {day: days.count(day) for day in days} == SESSIONS_BY_DAY
    assert sorted(speaker["name"] for speaker in event["speakers"]) == sorted(f"Speaker {n}" for n in range(1, 13))
    assert len(event["attend"]) == 2


def test_event_json_keeps_to_its_schema(event: dict[str, Any]) -> None:
    schema = json.loads(Path(event_json.__file__).with_name("event.schema.json").read_text("utf-8"))
    assert [
        error.message for error in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(event)
    ] == []


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("everything-at-once", {"kind": "keynote", "room": "Room A", "track": "Foundations"}),
        ("coffee-0606-1015", {"kind": "break", "end": "2024-06-06T10:45:00+02:00"}),
        ("mots-simples", {"language": "fr", "room": "Room B", "speakers": ["speaker-4", "speaker-5"]}),
        ("rooms-or-streams", {"kind": "panel", "moderators": ["speaker-6"]}),
        ("measuring-silence", {"status": "cancelled"}),
        ("files-that-last", {"speaker_names": ["Speaker 10", "A guest"]}),
        ("accessible-by-default", {"kind": "talk", "speakers": ["speaker-11", "speaker-12"], "end": "2024-06-06T15:00:00+02:00"}),
        ("names-and-their-spellings", {"speakers": ["speaker-11"], "room": "Room A"}),
        ("tables-from-a-word-processor", {"speakers": ["speaker-5"], "start": "2024-06-07T13:00:00+02:00"}),
        ("long-table", {"kind": "social", "start": "2024-06-07T22:00:00+02:00", "end": "2024-06-08T01:00:00+02:00"}),
        ("lists-with-times", {"speakers": ["speaker-6", "speaker-7"]}),
        ("what-we-heard", {"start": "2024-06-08T11:15:00+02:00", "end": "2024-06-08T11:45:00+02:00"}),
    ],
)  # fmt: skip
def test_facts_of_every_form_arrive(event: dict[str, Any], id_: str, expected: dict[str, Any]) -> None:
    session = session_of(event, id_)
    assert {name: session[name] for name in expected} == expected


def test_every_calendar_is_read_back(site: Path, event: dict[str, Any]) -> None:
    timed = {session["id"] for session in event["sessions"] if session["kind"] != "break"}
    assert {file.stem for file in (site / "agenda").glob("*.ics")} == timed
    for file in sorted(site.rglob("*.ics")):
        uids = [str(entry["UID"]) for entry in entries(file)]
        assert uids and len(uids) == len(set(uids)), file.name
    assert len(entries(site / "agenda.ics")) == len(timed)


def test_social_ends_on_the_next_day(site: Path) -> None:
    (entry,) = entries(site / "agenda" / "long-table.ics")
    assert (entry["DTEND"].dt - entry["DTSTART"].dt).total_seconds() == 3 * 3600


def test_cancelled_session_says_so_everywhere(site: Path) -> None:
    (alone,) = entries(site / "agenda" / "measuring-silence.ics")
    assert alone["STATUS"] == "CANCELLED"
    assert [str(entry["UID"]) for entry in entries(site / "agenda.ics") if entry.get("STATUS") == "CANCELLED"] == [
        str(alone["UID"])
    ]
    items = read(site, "agenda").items
    assert [id_ for id_, words in items.items() if id_ and "Cancelled" in words] == ["measuring-silence"]


def test_every_session_stands_on_the_agenda(site: Path, event: dict[str, Any]) -> None:
    agenda = read(site, "agenda")
    for session in event["sessions"]:
        assert session["title"] in agenda.items.get(session["id"], ""), session["id"]
    assert len(agenda.ids) == len(set(agenda.ids))
    assert [id_ for id_ in agenda.ids if re.fullmatch(r"day-[\d-]+", id_)] == [f"day-{day}" for day in SESSIONS_BY_DAY]


def test_speakers_and_sessions_link_each_other(site: Path, event: dict[str, Any]) -> None:
    agenda = read(site, "agenda")
    with_page = {session["id"] for session in event["sessions"] if "#" not in session["url"]}
    assert with_page == {"files-that-last", "accessible-by-default"}
    for session in event["sessions"]:
        for speaker in (*session["speakers"], *session["moderators"]):
            assert f"../speakers/{speaker}/" in agenda.hrefs
            there = f"../../agenda/{session['id']}/" if session["id"] in with_page else f"../../agenda/#{session['id']}"
            assert there in read(site, f"speakers/{speaker}").hrefs, (speaker, session["id"])
            if session["id"] in with_page:
                assert f"../../speakers/{speaker}/" in read(site, f"agenda/{session['id']}").hrefs
    for speaker in event["speakers"]:
        assert speaker["sessions"] == [
            s["id"] for s in event["sessions"] if speaker["id"] in (*s["speakers"], *s["moderators"])
        ]


def test_one_speaker_has_a_photo_and_the_others_initials(site: Path, event: dict[str, Any]) -> None:
    pictured = [
        s["id"] for s in event["speakers"] if "<img" in (site / "speakers" / s["id"] / "index.html").read_text("utf-8")
    ]
    assert pictured == ["speaker-1"]


def test_words_of_pages_are_kept(site: Path) -> None:
    practical = (site / "practical" / "index.html").read_text("utf-8")
    assert 'rowspan="2"' in practical and "<dl>" in practical and "footnote" in practical
    assert any(href.startswith("../assets/files/packing-list.") for href in read(site, "practical").hrefs)
    assert "../../practical/#getting-in" in read(site, "travel/hotels").hrefs
    assert not (site / "press").exists()
    assert "<h2" in (site / "speakers" / "speaker-1" / "index.html").read_text("utf-8"), (
        "a part of a biography stands below the name"
    )
