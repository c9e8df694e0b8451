"""content/sessions/<id>.md joined to the agenda."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from generator.document import read_document
from generator.front_matter import SessionFront
from generator.model import Agenda, Credit, Day, Session
from generator.problems import Place
from generator.schema import Event
from generator.session_files import merge_session_files
from generator.sources import MarkdownSource, MarkdownText
from tests.parts import make_part

ZONE = ZoneInfo("Europe/Brussels")
AGENDA = "content/agenda.md"


def event(start: str = "2024-06-06 09:00", end: str = "2024-06-07 18:00") -> Event:
    facts = {"id": "example", "title": "Example Conference", "summary": "An example.", "time_zone": "Europe/Brussels"}
    return make_part(Event, {**facts, "start": start, "end": end}, {"time_zone": ZONE})


def file(id_: str, front: str = "", body: str = "") -> tuple[SessionFront, MarkdownSource]:
    path = f"content/sessions/{id_}.md"
    document = read_document(front, path, 2)
    model = make_part(SessionFront, document.data, {"time_zone": ZONE})
    return model, MarkdownSource(path, document, MarkdownText(body, path, front.count("\n") + 4))


def session(id_: str, hour: int, **facts: Any) -> Session:
    start = datetime(2024, 6, 6, hour, tzinfo=ZONE)
    places = {name: Place(AGENDA, hour + 1, 7) for name in facts if name in ("room", "speakers", "track")}
    return Session(id_, id_.title(), start, start.replace(hour=hour + 1), Place(AGENDA, hour), places=places, **facts)


def agenda(*sessions: Session) -> Agenda:
    return Agenda((Day(date(2024, 6, 6), sessions),) if sessions else ())


File = tuple[SessionFront, MarkdownSource]


def merge(given: Agenda, *files: File, of: Event | None = None) -> tuple[Agenda, list[str]]:
    merged, messages = merge_session_files(given, files, of or event())
    return merged, [str(message) for message in messages]


def only_message(given: Agenda, *files: File, of: Event | None = None) -> str:
    messages = merge(given, *files, of=of)[1]
    assert len(messages) == 1, messages
    return messages[0]


def test_a_file_adds_to_the_session_of_its_name() -> None:
    front = "room: Hall\nspeakers: Speaker 1, Speaker 2 (to be confirmed)\nslides: https://example.org/s"
    merged, messages = merge(agenda(session("opening", 10), session("lunch", 12)), file("opening", front, "More."))
    opening, lunch = merged.sessions
    assert messages == []
    assert (opening.title, opening.start.hour, opening.room) == ("Opening", 10, "Hall")
    assert opening.speakers == (Credit("Speaker 1"), Credit("Speaker 2", is_confirmed=False))
    assert (opening.has_page, lunch.has_page) == (True, False)
    assert opening.body == MarkdownText("More.", "content/sessions/opening.md", 6)
    assert (opening.places["room"], opening.place) == (Place("content/sessions/opening.md", 2, 7), Place(AGENDA, 10))


def test_a_file_without_words_keeps_those_of_the_agenda() -> None:
    teaser = MarkdownText("Short.", AGENDA, 12)
    merged, messages = merge(agenda(session("opening", 10, body=teaser)), file("opening", "tags: [a, b]"))
    assert (merged.sessions[0].body, merged.sessions[0].tags, messages) == (teaser, ("a", "b"), [])


def test_a_file_may_give_the_end_that_the_agenda_left_out() -> None:
    open_ended = session("opening", 10)._replace(is_end_given=False)
    merged, messages = merge(agenda(open_ended), file("opening", "end: 10:30"))
    end = merged.sessions[0].end
    assert messages == [] and end == datetime(2024, 6, 6, 10, 30, tzinfo=ZONE) and merged.sessions[0].is_end_given


def test_a_file_with_a_start_is_a_session_of_its_own_in_order() -> None:
    files = [
        file("late", "title: Late\nstart: 2024-06-06 16:00\nend: 17:00"),
        file("early", "title: Early\nstart: 2024-06-06 09:00\nend: 2024-06-06 10:00"),
        file("next-day", "title: Next\nstart: 2024-06-07 09:00\nend: 10:00\nkind: talk"),
    ]
    merged, messages = merge(agenda(session("opening", 10)), *files)
    assert messages == []
    assert [(day.date.day, [each.id for each in day.sessions]) for day in merged.days] == [
        (6, ["early", "opening", "late"]),
        (7, ["next-day"]),
    ]
    assert merged.sessions[-1].kind == "talk" and merged.sessions[-1].has_page


def test_the_title_may_be_a_heading_above_the_words() -> None:
    merged, messages = merge(agenda(), file("one", "start: 2024-06-06 09:00\nend: 10:00", "# A *fine* title\n\nWords."))
    assert messages == []
    assert (merged.sessions[0].title, merged.sessions[0].body) == (
        "A fine title",
        MarkdownText("Words.", "content/sessions/one.md", 7),
    )


def test_the_heading_above_the_words_may_repeat_the_agendas_title() -> None:
    merged, messages = merge(agenda(session("opening", 10)), file("opening", "", "# opening\nWords."))
    assert messages == []
    assert merged.sessions[0].title == "Opening"
    assert merged.sessions[0].body == MarkdownText("Words.", "content/sessions/opening.md", 5)


def test_a_time_alone_is_enough_on_an_event_of_one_day() -> None:
    of = event("2024-06-06 09:00", "2024-06-06 18:00")
    merged, messages = merge(agenda(), file("one", "title: One\nstart: 10:00\nend: 10:45"), of=of)
    assert messages == [] and merged.sessions[0].start == datetime(2024, 6, 6, 10, tzinfo=ZONE)


def test_an_end_left_out_is_the_next_start_in_the_same_room() -> None:
    files = [
        file("a", "title: A\nstart: 2024-06-06 09:00\nroom: Hall"),
        file("b", "title: B\nstart: 2024-06-06 09:30\nroom: Foyer"),
        file("c", "title: C\nstart: 2024-06-06 10:00\nroom: Hall\nend: 11:00"),
    ]
    merged, messages = merge(agenda(), *files)
    assert [each.end and each.end.hour for each in merged.sessions] == [10, None, 11]
    assert messages == [
        'content/sessions/b.md:3:8: "B" has no end, and nothing follows it on its day\n    add "end: 2024-06-06 10:30"'
    ]


def test_a_session_may_end_after_midnight() -> None:
    merged, messages = merge(agenda(), file("party", "title: Party\nstart: 2024-06-06 22:00\nend: 02:00"))
    assert messages == [] and merged.sessions[0].end == datetime(2024, 6, 7, 2, tzinfo=ZONE)


def test_durations_are_real_on_the_night_when_clocks_go_back() -> None:
    of = event("2024-10-26 09:00", "2024-10-27 18:00")
    merged, messages = merge(agenda(), file("night", "title: N\nstart: 2024-10-27 01:30\nend: 2024-10-27 02:30"), of=of)
    assert messages == [] and merged.sessions[0].end == datetime(2024, 10, 27, 2, 30, tzinfo=ZONE)


def test_drafts_are_left_out() -> None:
    given = agenda(session("opening", 10))
    assert merge(given, file("opening", "draft: true\nroom: Hall"), file("x", "draft: yes")) == (given, [])


def test_every_fact_in_both_is_a_problem_with_both_places() -> None:
    given = agenda(session("opening", 10, room="Hall"))
    merged, messages = merge(given, file("opening", "title: Opening\nstart: 2024-06-06 10:00\nroom: Foyer"))
    assert merged == given
    at = "content/sessions/opening.md"
    assert messages == [
        f'{at}:2:8: "title" of session "opening" is written twice, here and at {AGENDA}:10:1\n    keep one of the two',
        f'{at}:3:8: "start" of session "opening" is written twice, here and at {AGENDA}:10:1\n    keep one of the two',
        f'{at}:4:7: "room" of session "opening" is written twice, here and at {AGENDA}:11:7\n    keep one of the two',
    ]


def test_words_in_both_are_a_problem() -> None:
    given = agenda(session("opening", 10, body=MarkdownText("Short.", AGENDA, 12)))
    assert only_message(given, file("opening", "", "Long.")) == (
        f'content/sessions/opening.md:4:1: session "opening" has a text here and at {AGENDA}:12:1\n'
        "    move the text of agenda.md into this file"
    )


def test_a_file_that_belongs_nowhere_is_told_the_nearest_id() -> None:
    assert only_message(agenda(session("opening", 10)), file("openning")) == (
        'content/sessions/openning.md:1:1: the agenda has no session "openning", and this file has no start\n'
        '    did you mean "opening"? rename the file to opening.md, or add "start: 2024-06-06 10:00"'
    )


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("start: 2024-06-06 10:00\nend: 11:00", '1:1: session "one" has no title\n    add "title: …"'),
        ("title: One\nstart: 2024-06-06", '3:8: "2024-06-06" has no time\n    write "start: 2024-06-06 10:00"'),
        ("title: One\nstart: 10:00", '3:8: 10:00 may be on any day of the event\n    write "start: 2024-06-06 10:00"'),
        (
            "title: One\nstart: 2024-06-06 10:00\nend: 09:00",
            "4:6: the session's end (2024-06-06 09:00) is not after its start (2024-06-06 10:00)\n"
            '    write a later end, such as "2024-06-06 11:00"',
        ),
        (
            "title: One\nstart: 1990-01-01 00:30\nend: 01:00",
            "3:8: 1990-01-01 is years away from the event\n    check the year",
        ),
    ],
)
def test_a_mistake_is_named_with_its_remedy(front: str, message: str) -> None:
    assert merge(agenda(), file("one", front))[1][0] == f"content/sessions/one.md:{message}"


def test_a_time_that_spring_skips_is_a_problem() -> None:
    of = event("2024-03-31 01:00", "2024-03-31 18:00")
    assert only_message(agenda(), file("one", "title: One\nstart: 02:30"), of=of) == (
        "content/sessions/one.md:3:8: 2024-03-31 02:30 does not exist in Europe/Brussels: "
        "clocks go forward that night\n"
        "    take a time after the change"
    )


def test_a_name_that_is_no_id_and_an_id_of_two_files_are_problems() -> None:
    assert only_message(agenda(), file("My Talk")) == (
        'content/sessions/My Talk.md:1:1: the file\'s name "My Talk" is not an id: only a–z, 0–9 and single dashes\n'
        "    rename it to my-talk.md"
    )
    assert only_message(agenda(session("one", 10)), file("one"), file("day-2/one")) == (
        'content/sessions/day-2/one.md:1:1: session "one" has another file, content/sessions/one.md\n'
        "    keep one of the two, or rename it"
    )


def test_a_name_with_a_comma_stays_one_in_a_list() -> None:
    merged, _ = merge(agenda(session("one", 10)), file("one", "speakers: ['One, Speaker']\nmoderators: A; B, C"))
    assert merged.sessions[0].speakers == (Credit("One, Speaker"),)
    assert merged.sessions[0].moderators == (Credit("A"), Credit("B, C"))
