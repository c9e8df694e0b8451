"""speakers.md and speakers/<id>.md as people, and the agenda's names linked to them."""

from datetime import UTC, date, datetime

import pytest

from generator.credits import link_speakers
from generator.fields import Text
from generator.front_matter import SpeakerFront
from generator.model import Agenda, Credit, Day, Session, Speaker
from generator.names import initials, is_group, is_slip, name_id, split_names
from generator.people import find_twins, read_speakers, speaker_from_file
from generator.problems import Message, Place
from generator.sources import Document, MarkdownSource, MarkdownText, Spot
from tests.parts import make_part

PATH = "content/speakers.md"


def read(text: str) -> tuple[list[Speaker], list[str]]:
    found, messages = read_speakers(MarkdownText(text, PATH))
    return list(found.speakers), [str(message) for message in messages]


def speaker(name: str, *also: str) -> Speaker:
    return Speaker(name_id(name), name, Place(PATH), also=also)


def link(credits: str | Credit, *speakers: Speaker) -> tuple[tuple[Credit, ...], list[Message]]:
    credit = Credit(credits) if isinstance(credits, str) else credits
    places = {"speakers": Place("content/agenda.md", 4)}
    start = datetime(2024, 6, 6, 10, tzinfo=UTC)
    place = Place("content/agenda.md", 3)
    session = Session("opening", "Opening", start, None, place, speakers=(credit,), places=places)
    agenda, messages = link_speakers(Agenda((Day(date(2024, 6, 6), (session,)),)), speakers)
    return agenda.sessions[0].speakers, messages


ENTRY = """\
# Speakers

Everyone who speaks.

## Speaker 1 {#first}

Role: Head of Research
- **Organisation:** Example Institute
Website: <https://example.org/one>
Photo: photos/one.jpg
Links: [Profile](https://example.org/profile), https://example.net/
Also: S. One; Speaker the First

Speaker 1 writes about **data**.

### Books

```
## Not a speaker
```

## Speaker 2

Says nothing of themselves: a biography.
"""


def test_an_entry_has_its_fields_and_its_biography_with_its_line() -> None:
    first = read(ENTRY)[0][0]
    assert (first.id, first.name, first.place) == ("first", "Speaker 1", Place(PATH, 5, 4))
    assert (first.role, first.organization, first.url) == (
        "Head of Research",
        "Example Institute",
        "https://example.org/one",
    )
    assert first.links == ("https://example.org/profile", "https://example.net/")
    assert (first.photo, first.also) == ("photos/one.jpg", ("S. One", "Speaker the First"))
    assert first.body is not None
    assert first.body.line == 14
    assert first.body.text.startswith("Speaker 1 writes") and first.body.text.endswith("```")


def test_prose_with_a_colon_is_no_field_line() -> None:
    speakers, messages = read(ENTRY)
    assert messages == []
    assert [each.id for each in speakers] == ["first", "speaker-2"]
    assert speakers[1].body is not None and "biography" in speakers[1].body.text


def test_the_introduction_ends_at_the_first_name() -> None:
    intro = read_speakers(MarkdownText(ENTRY, PATH))[0].intro
    assert intro is not None and intro.text == "# Speakers\n\nEveryone who speaks."


def test_links_may_be_a_list() -> None:
    speakers, messages = read("## Speaker 1\nLinks:\n- https://example.org/a\n- [b](https://example.org/b)\n\nBio.")
    assert messages == []
    assert speakers[0].links == ("https://example.org/a", "https://example.org/b")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "## Speaker 1\nOrganzation: X",
            f'{PATH}:2:1: unknown field "Organzation" of a speaker\n    did you mean "Organization"?',
        ),
        (
            "## Speaker 1\nRole: A\nRole: B",
            f'{PATH}:3:7: "role" is written twice, here as "B" and on line 2\n    keep one of the two',
        ),
        (
            "## Speaker 1\nURL: example.org",
            f'{PATH}:2:6: "example.org" is not a web address\n    write https://example.org',
        ),
        (
            "## Speaker 1\nPhoto: ../one.jpg",
            f'{PATH}:2:8: "../one.jpg" leaves content/\n    write one.jpg, its path below content/',
        ),
        (
            "## Speaker 1 {#First_One}",
            f'{PATH}:1:4: "First_One" is not an id: only a–z, 0–9 and single dashes\n    write {{#first-one}}',
        ),
        (
            "# Speakers\n\n### Speaker 1\n",
            f'{PATH}:3:1: the heading "### Speaker 1" names no speaker\n'
            '    write "## Speaker 1" for a person, "### Speaker 1" for a part of a biography',
        ),
        ("##\nText", f'{PATH}:1:3: this heading has no name\n    write "## Speaker 1", or take the line out'),
    ],
)
def test_a_mistake_is_named_with_its_remedy(text: str, message: str) -> None:
    assert read(text)[1] == [message]


def test_a_file_is_a_person_and_its_name_the_id() -> None:
    path = "content/speakers/one.md"
    at: dict[tuple[str | int, ...], Spot] = {("name",): (2, 7)}
    front = make_part(SpeakerFront, {"name": "Speaker 1", "links": ["https://example.org/"], "also": "S. One, S1"})
    found = speaker_from_file(front, MarkdownSource(path, Document(path, {}, at, {}), MarkdownText("Bio.", path, 5)))
    assert (found.id, found.place, found.also) == ("one", Place(path, 2, 7), ("S. One", "S1"))
    assert found.body == MarkdownText("Bio.", path, 5)


def test_one_person_entered_twice_is_a_problem_with_both_places() -> None:
    other = speaker("speaker  1")._replace(place=Place("content/speakers/one.md", 2, 7))
    assert [str(message) for message in find_twins([speaker("Speaker 1"), other, speaker("Speaker 2")])] == [
        'content/speakers/one.md:2:7: "speaker  1" has an entry already, at content/speakers.md:1:1\n'
        '    keep one of the two; for two people of one name write "speaker  1 (Organisation)"'
    ]


def test_two_people_with_one_id_or_one_alias_are_a_problem() -> None:
    assert len(find_twins([speaker("Speaker 1"), speaker("Other")._replace(id="speaker-1")])) == 1
    assert len(find_twins([speaker("Speaker 1", "S."), speaker("Other", "s")])) == 1


@pytest.mark.parametrize(
    "written",
    [
        "Zoë O'Neil-Example",
        "ZOE  O’NEIL‑EXAMPLE",
        "Zoe\u0308 O\u00adNeil\u200b Example",
        "Zoë O'Neil–Example (Example Org)",
        "Dr. Zoë O'Neil-Example",
        "Zoë O'Neil-Example, Example Org",
        "Z. Example",
        "\ufeffZoë\u00a0O'Neil-Example\u200f",
    ],
)
def test_a_name_is_found_however_it_is_written(written: str) -> None:
    credits, messages = link(written, speaker("Zoë O'Neil-Example", "Z. Example"), speaker("Speaker 2"))
    assert messages == []
    assert credits == (Credit(written, "zoe-o-neil-example"),)


def test_two_names_joined_by_and_are_two_people_only_if_both_have_entries() -> None:
    one, two = speaker("Speaker 1"), speaker("Speaker 2")
    assert [each.speaker for each in link("Speaker 1 and Speaker 2", one, two)[0]] == ["speaker-1", "speaker-2"]
    assert link("Research and Development", one, two)[0] == (Credit("Research and Development"),)


def test_a_near_miss_is_a_problem_with_the_suggestion() -> None:
    assert [str(message) for message in link("Example Persom", speaker("Example Person"))[1]] == [
        'content/agenda.md:4:1: "Example Persom" is not among the speakers\n'
        '    did you mean "Example Person"? if it is somebody else, add "## Example Persom" to content/speakers.md'
    ]


def test_an_unknown_name_is_a_notice_and_stays_text() -> None:
    credits, messages = link("Somebody Else", speaker("Example Person"))
    assert credits == (Credit("Somebody Else"),)
    assert [(message.severity, message.phrase) for message in messages] == [
        ("notice", '"Somebody Else" has no entry among the speakers')
    ]


@pytest.mark.parametrize(
    "name", ["TBC", "N.N.", "(to be confirmed)", "?", "Representatives of Example Persons", "All speakers"]
)
def test_nobody_expects_an_entry_for_a_group_or_somebody_unknown(name: str) -> None:
    assert link(name, speaker("Example Person"))[1] == []


def test_silence_for_the_unconfirmed_and_on_a_site_without_speakers() -> None:
    assert link(Credit("Example Persom", is_confirmed=False), speaker("Example Person"))[1] == []
    assert link("Example Person")[1] == []


def test_a_name_of_two_people_is_a_problem() -> None:
    two = speaker("Example Person (Here)"), speaker("Example Person (There)")
    assert link("Example Person (There)", *two)[0] == (Credit("Example Person (There)", "example-person-there"),)
    assert [str(message) for message in link("Example Person", *two)[1]] == [
        'content/agenda.md:4:1: "Example Person" may be any of 2 speakers, '
        "at content/speakers.md:1:1 and content/speakers.md:1:1\n"
        '    write "Example Person (Here)" or "Example Person (There)"'
    ]


@pytest.mark.parametrize(
    ("written", "meant", "expected"),
    [
        ("Exmaple Person", "Example Person", True),
        ("Example Persson", "Example Person", True),
        ("Person Example", "Example Person", True),
        ("Speaker 8", "Speaker 7", False),
        ("Martina Person", "Martin Person", False),
        ("Jan Person", "Jon Person", False),
        ("Other Person", "Example Person", False),
        ("Danil", "Daniel", False),
        ("-", "--", False),
    ],
)
def test_a_slip_is_told_from_another_person(written: str, meant: str, expected: bool) -> None:
    assert is_slip(written, meant) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Example van Person", "EP"),
        ("Speaker 7", "S7"),
        ("Mononym", "MO"),
        ("Dr. élan ßharp (Org)", "ÉS"),
        ("Étienne", "ÉT"),
        ("山田太郎", "山田"),
        ("", "?"),
        ("…", "?"),
        ("O'Person", "OP"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_names_are_split_outside_brackets() -> None:
    assert split_names("Speaker 1 (Org, Town), Speaker 2") == ("Speaker 1 (Org, Town)", "Speaker 2")
    assert split_names("One, Speaker; Two, Speaker;") == ("One, Speaker", "Two, Speaker")


def test_a_name_without_latin_letters_has_a_lasting_id() -> None:
    assert name_id("山田太郎") == name_id("山田 太郎") != name_id("山田花子")


def test_a_group_is_none_with_a_number() -> None:
    assert is_group("Representative of Example Org") and not is_group("Speaker 7")


def test_translated_roles_keep_their_translations() -> None:
    front = make_part(SpeakerFront, {"name": "Speaker 1", "role": Text("Head", {"fr": "Chef"})})
    source = MarkdownSource("content/speakers/a.md", Document("x", {}, {}, {}), MarkdownText("", "x"))
    role = speaker_from_file(front, source).role
    assert isinstance(role, Text) and role.localized("fr") == "Chef"
