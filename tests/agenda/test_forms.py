"""The same agenda in every form people paste it in."""

import pytest

from tests.agenda.samples import THREE_DAYS, brief, notices, problems, read, sessions

EXPECTED = ["09:00–09:30 Registration", "09:30–10:00 Opening", "10:00–10:30 Coffee break"]


@pytest.mark.parametrize(
    "text",
    [
        "## 9:00–9:30 Registration\n## 9:30–10:00 Opening\n## 10:00–10:30 Coffee break\n",
        "##9:00–9:30 Registration\n\nBody.\n\n### Deeper\n\n##9:30–10:00 Opening\n##10:00–10:30 Coffee break\n",
        "| Time | Session |\n|---|---|\n| 9:00 | Registration |\n| 9:30 | Opening |\n| 10:00–10:30 | Coffee break |\n",
        "| Activité | Horaire |\n|---|---|\n| Registration | 9h00 – 9h30 |\n| Opening | 9h30 – 10h |\n| Coffee break | 10h – 10h30 |\n",
        "| | |\n|---|---|\n| 9.00 | Registration |\n| 9.30 | Opening |\n| 10.00-10.30 | Coffee break |\n",
        "| 9:00 | Registration |\n| 9:30 | Opening |\n| 10:00-10:30 | Coffee break |\n",
        "| Von | Bis | Thema |\n|---|---|---|\n| 9:00 | 9:30 | Registration |\n| 9:30 | 10:00 | Opening |\n| 10:00 | 10:30 | Coffee break |\n",
        "- 9:00 – 9:30 - Registration\n- 9:30 – 10:00 - Opening\n- 10:00 – 10:30 - Coffee break\n",
        "* **9:00–9:30** Registration\n\n* **9:30–10:00** Opening\n\n* **10:00–10:30** Coffee break\n",
        "**9:00-9:30**: Registration\n\n**9:30-10:00**: Opening\n\n**10:00-10:30:** Coffee break\n",
        "**9:00 Registration**\n\n**9:30 Opening**\n\n**10:00–10:30 Coffee break**\n",
        "9:00 Registration\n9:30 Opening\n10:00–10:30 Coffee break\n",
        "9:00–9:30\nRegistration\n\n9:30–10:00\nOpening\n\n10:00–10:30\nCoffee break\n",
        "[9:00] Registration\n\n(9:30) Opening\n\n🕙 10:00–10:30 Coffee break\n",
        (
            "<table>\n<tr><th>Time</th><th>What</th></tr>\n\n<tr><td>9:00</td><td>Registration</td></tr>\n\n<tr><td>9:30</td><td><b>Opening</b></td></tr>\n"
            "<tr><td>10:00&ndash;10:30</td><td>Coffee break</td></tr>\n</table>\n"
        ),
        "## 9:00–9:30 Registration\n\n# Morning\n\n9:30 Opening\n\n| Time | Session |\n|---|---|\n| 10:00–10:30 | Coffee break |\n",
    ],
)
def test_every_form_gives_the_same_sessions(text: str) -> None:
    assert brief(text) == EXPECTED


def test_field_lines_in_every_dress() -> None:
    text = (
        "## 10:00–11:00 Talk {#the-talk}\nSpeakers: Speaker 1, Speaker 2 (Group, Town) (to be confirmed)\n- **Raum**: Aula\n"
        "**Track:** Evidence\n\nLangue : français\nSlides: [here](https://example.org/a)\nKind: Podiumsdiskussion\n\nWhat it is about.\n"
    )
    (talk,) = sessions(text)
    assert (talk.id, talk.room, talk.track, talk.language, talk.slides, talk.kind) == (
        "the-talk",
        "Aula",
        "Evidence",
        "fr",
        "https://example.org/a",
        "panel",
    )
    assert [(each.name, each.is_confirmed) for each in talk.speakers] == [
        ("Speaker 1", True),
        ("Speaker 2 (Group, Town)", False),
    ]
    assert talk.body is not None and (talk.body.text, talk.body.line) == ("What it is about.", 10)
    assert talk.places["room"].line == 3


def test_a_name_ending_in_a_separator_does_not_swallow_the_next_field() -> None:
    (talk,) = sessions("## 10:00–11:00 Talk\nSpeakers: Speaker 1;\nRoom: Aula\n")
    assert ([each.name for each in talk.speakers], talk.room) == (["Speaker 1"], "Aula")


def test_wrong_fields_are_problems_with_a_remedy() -> None:
    text = (
        "## 10:00–11:00 Talk\nSpeekers: Speaker 1\nKind: brake\nOnline: javascript:alert(1)\nRoom: Aula\nRoom: Foyer\n"
    )
    assert problems(text) == [
        'content/agenda.md:2:1: unknown field "Speekers" of a session\n    did you mean "Speakers"?',
        'content/agenda.md:3:7: "brake" is not a kind\n    did you mean "break"?',
        'content/agenda.md:4:9: "javascript:alert(1)" is not a web address\n    write one that starts with https://',
        'content/agenda.md:6:7: "room" is written twice, here as "Foyer" and on line 5\n    keep one of the two',
    ]


def test_inside_a_body_nothing_is_a_session() -> None:
    text = "## 10:00–12:00 Workshop\n\n### 10:30 First part\n\n- 11:00 Second part\n\n| Time | Session |\n|-|-|\n| 11:30 | Third |\n"
    (workshop,) = sessions(text)
    assert workshop.body is not None and workshop.body.text == text.partition("\n\n")[2].strip()


def test_columns_of_rooms_are_sessions_in_them() -> None:
    text = "| Time | Room 1 | Room 2 |\n|-|-|-|\n| 9:00 | Opening | Opening |\n| 10:00 | Talk A | Talk B |\n| 11:00 | Lunch | |\n| 12:00–13:00 | | Talk C |\n"
    assert [(each.title, each.room) for each in sessions(text)] == [
        ("Opening", ""),
        ("Talk A", "Room 1"),
        ("Talk B", "Room 2"),
        ("Lunch", ""),
        ("Talk C", "Room 2"),
    ]


def test_cells_over_several_rows_and_columns() -> None:
    text = (
        "<table><tr><th></th><th>Track A</th><th>Track B</th></tr><tr><td>9:00-10:00</td><td rowspan=2>Workshop</td><td>Talk</td></tr>"
        "<tr><td>10:00-11:00</td><td>Film</td></tr><tr><td>11:00-12:00</td><td colspan=2>Closing</td></tr></table>\n"
    )
    assert [(each.title, each.track, each.end and each.end.hour) for each in sessions(text)] == [
        ("Workshop", "Track A", 11),
        ("Talk", "Track B", 10),
        ("Film", "Track B", 11),
        ("Closing", "", 12),
    ]


def test_columns_of_days() -> None:
    text = "| Time | Thursday | Friday |\n|-|-|-|\n| 9:00–10:00 | Opening | Talk |\n"
    assert [(each.title, each.start.day) for each in sessions(text, THREE_DAYS)] == [("Opening", 6), ("Talk", 7)]


def test_a_row_without_a_time_is_at_the_time_above() -> None:
    text = "| Time | Session | Room | Speaker(s) |\n|-|-|-|-|\n| 9:00–10:00 | Talk A | Aula | Speaker 1, Speaker 2 |\n| | Talk B | Foyer | |\n"
    assert [(each.title, each.room, len(each.speakers), each.start.hour) for each in sessions(text)] == [
        ("Talk A", "Aula", 2, 9),
        ("Talk B", "Foyer", 0, 9),
    ]


def test_a_table_without_times_is_prose() -> None:
    agenda, messages = read("| Fee | Price |\n|-|-|\n| Early | 10 |\n| Late | 20 |\n")
    assert (agenda.sessions, messages) == ((), [])
    assert agenda.intro is not None


def test_a_nested_list_is_the_body_or_the_speakers() -> None:
    text = "- 9:00–10:00 [A title that goes on\n  below](talks.md#a)\n  - Anna Example _(Aula)_\n- 10:00–11:00 Talk\n  - GROUP, Example (Town)\n  - Room: Foyer\n"
    first, second = sessions(text)
    assert (first.title, first.room, [each.name for each in first.speakers]) == (
        "A title that goes on below",
        "Aula",
        ["Anna Example"],
    )
    assert first.body is not None and first.body.text == "[A title that goes on below](talks.md#a)"
    assert second.speakers == () and second.body is not None and "GROUP" in second.body.text


def test_a_room_in_emphasized_brackets_ends_the_title() -> None:
    titles = [
        (each.title, each.room)
        for each in sessions(
            "**9:00-9:30**: Welcome *(Foyer)*\n\n**9:30-10:00** Talk (Room 2)\n\n10:00–11:00 Talk (in French)\n"
        )
    ]
    assert titles == [("Welcome", "Foyer"), ("Talk", "Room 2"), ("Talk (in French)", "")]


def test_headings_between_sessions_group_them() -> None:
    text = "# Programme\n\n### Morning talks\n\n- 9:00–10:00 Opening\n\n### Track B\n\n- 10:00–11:00 Talk\n"
    agenda, _ = read(text)
    assert [(each.group, each.track) for each in agenda.sessions] == [("Morning talks", ""), ("", "Track B")]
    assert agenda.intro is not None and agenda.intro.text == "# Programme"


def test_what_follows_a_list_of_several_sessions_is_the_days() -> None:
    agenda, _ = read("- 9:00–10:00 Opening\n- 10:00–11:00 Talk\n\nAll times are local.\n")
    assert agenda.sessions[1].body is None
    assert "All times are local." in (
        (agenda.days[0].note or agenda.intro).text if agenda.days[0].note or agenda.intro else ""
    )


def test_a_sentence_that_goes_on_with_a_time_is_no_session() -> None:
    agenda, messages = read("The doors open at\n10:00 sharp, so come early.\n")
    assert (agenda.sessions, messages) == ((), [])


def test_a_time_to_be_confirmed_is_kept_as_words_with_a_notice() -> None:
    agenda, _ = read("## 9:00–10:00 Opening\n\n## TBC: Panel\n")
    assert [each.title for each in agenda.sessions] == ["Opening"]
    assert notices("## 9:00–10:00 Opening\n\n## TBC: Panel\n") == [
        '"TBC: Panel" has no time yet, so it is not among the sessions'
    ]


def test_breaks_and_keynotes_are_known_by_their_whole_title() -> None:
    text = "9:00 Keynote: the future\n9:30 ☕️ Coffee break\n10:00 Pause café\n10:30 Kaffeepause\n11:00 Breaking news\n12:00–13:00 Lunch with Speaker 7\n"
    assert [each.kind for each in sessions(text)] == ["keynote", "break", "break", "break", "session", "session"]


def test_ids_are_distinct_and_do_not_hang_on_the_order() -> None:
    text = "## 9:00–10:00 Talk\n\n## 10:00–11:00 Talk\n\n## 11:00–12:00 محادثة\n"
    first = [each.id for each in sessions(text)]
    assert first[:2] == ["talk-0900", "talk-1000"] and first[2].startswith("session-")
    assert sessions("## 10:00–11:00 Talk\n\n## 9:00–10:00 Talk\n")[1].id == "talk-1000"


def test_one_id_twice_is_a_problem_that_names_both_lines() -> None:
    assert problems("## 9:00–10:00 Talk {#a}\n\n## 10:00–11:00 Film {#a}\n") == [
        'content/agenda.md:3:4: the id "a" is written twice, here and on line 1\n    write another after one of them, such as {#a-2}'
    ]


def test_a_time_without_a_title_is_a_problem() -> None:
    assert problems("## 10:00\n") == [
        'content/agenda.md:1:4: the session at "10:00" has no title\n    write "10:00 Opening"'
    ]
