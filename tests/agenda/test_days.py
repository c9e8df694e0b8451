"""Days as people write them."""

from datetime import date

import pytest

from generator.agenda.days import Dates, read_day
from tests.agenda.samples import THREE_DAYS, make_event, notices, problems, read, sessions

DATES = Dates(date(2024, 6, 6), date(2024, 6, 8))


@pytest.mark.parametrize(
    "written",
    [
        "Thursday 6 June 2024",
        "6. Juni 2024",
        "June 6",
        "June 6th, 2024",
        "2024-06-06",
        "06/06/2024",
        "6.6.2024",
        "Day 1",
        "Tag 1",
        "Jour 1",
        "Jeudi 6 juin",
        "Day 1: Thursday 6 June",
        "jueves, 6 de junio de 2024",
        "Thu 6 June",
        "Thursday, the 6th of June",
        "Thursday",
        "czwartek 6 czerwca 2024",
        "**Thursday 6 June**",
        "6 June",
    ],
)
def test_a_day_in_any_usual_spelling(written: str) -> None:
    reading = read_day(written, DATES)
    assert reading is not None
    assert (reading.date, reading.mistake) == (date(2024, 6, 6), "")


@pytest.mark.parametrize(
    "prose",
    [
        "Programme",
        "May the force be with you",
        "6 things",
        "3 reasons",
        "Room 2",
        "3–4 June 2024",
        "March of progress",
        "",
    ],
)
def test_other_headings_are_no_days(prose: str) -> None:
    assert read_day(prose, DATES) is None


def test_numbers_mean_the_day_first_unless_only_the_month_first_is_at_the_event() -> None:
    readings = [read_day(text, DATES) for text in ("07/06/2024", "06/07/2024", "25/06/2024")]
    assert [reading and reading.date for reading in readings] == [date(2024, 6, 7), date(2024, 6, 7), date(2024, 6, 25)]


def test_a_wrong_weekday_is_a_problem_with_the_right_line() -> None:
    event = make_event("2022-11-17")
    assert problems("# Friday 17 November 2022\n\n## 10:00–11:00 Opening\n", event) == [
        'content/agenda.md:1:3: 17 November 2022 is a Thursday, not a Friday\n    write "# Thursday 17 November 2022"'
    ]
    assert problems("# Vendredi 17 novembre\n\n## 10:00–11:00 Opening\n", event) == [
        'content/agenda.md:1:3: 17 November 2022 is a Thursday, not a Friday\n    write "# Jeudi 17 novembre"'
    ]


def test_a_date_that_does_not_exist_is_a_problem() -> None:
    assert problems("# 30 February 2024\n\n## 10:00–11:00 Opening\n") == [
        'content/agenda.md:1:3: there is no day "30 February 2024"\n    check the day and the month'
    ]


def test_sessions_before_any_day_are_a_problem_only_at_an_event_of_several() -> None:
    assert problems("## 10:00–11:00 Opening\n") == []
    assert problems("## 10:00–11:00 Opening\n\n## 11:00–12:00 Talk\n", THREE_DAYS) == [
        (
            "content/agenda.md:1:4: a day without a date: the event lasts from Thursday 6 June 2024 to Saturday 8 June 2024, "
            'and no day is named above this session\n    write "# Thursday 6 June 2024" above it'
        )
    ]


def test_days_hold_the_sessions_and_the_words_below_them() -> None:
    text = "Welcome.\n\n# Day 1\n\nBring a badge.\n\n## 10:00–11:00 Opening\n\n# Friday 7 June\n\n## 9:00–10:00 Talk\n"
    agenda, _ = read(text, THREE_DAYS)
    assert agenda.intro is not None and agenda.intro.text == "Welcome."
    assert [
        (day.date.day, day.note and (day.note.line, day.note.text), [each.title for each in day.sessions])
        for day in agenda.days
    ] == [(6, (5, "Bring a badge."), ["Opening"]), (7, None, ["Talk"])]


def test_a_bold_line_is_a_day_too() -> None:
    days = [
        each.start.day
        for each in sessions("**Day 1**\n\n10:00–11:00 Opening\n\n**Day 2**\n10:00–11:00 Talk\n", THREE_DAYS)
    ]
    assert days == [6, 7]


def test_a_session_after_midnight_is_in_the_night_after_its_day() -> None:
    agenda, messages = read(
        "# Day 1\n\n## 22:00–23:00 Party\n\n## 23:00–01:00 Film\n\n## 01:30–02:00 Talk\n", THREE_DAYS
    )
    assert messages == []
    assert [(each.start.isoformat(), each.end and each.end.isoformat()) for each in agenda.days[0].sessions] == [
        ("2024-06-06T22:00:00+02:00", "2024-06-06T23:00:00+02:00"),
        ("2024-06-06T23:00:00+02:00", "2024-06-07T01:00:00+02:00"),
        ("2024-06-07T01:30:00+02:00", "2024-06-07T02:00:00+02:00"),
    ]


def test_one_o_clock_after_noon_is_asked_about() -> None:
    assert problems("## 12:00–13:00 Lunch\n\n## 1:00 Talk\n") == [
        (
            'content/agenda.md:3:4: "1:00" follows a session at noon or later: is it in the afternoon or in the night?\n'
            '    write "13:00" for the afternoon, "01:00" for the night'
        )
    ]


def test_an_end_before_its_start_is_a_problem() -> None:
    assert problems("## 11:00–10:30 Talk\n\n## 12:00–1:00 Lunch\n") == [
        'content/agenda.md:1:4: the session\'s end (10:30) is not after its start (11:00)\n    write "10:30–11:00"',
        'content/agenda.md:3:4: the session\'s end (01:00) is not after its start (12:00)\n    write "12:00–13:00"',
    ]


def test_the_hour_that_autumn_repeats_lasts_its_real_time() -> None:
    event = make_event("2024-10-26", "2024-10-27")
    night = sessions("# Day 1\n\n## 23:00–02:30 Party\n\n## 02:30–02:45 Talk\n\n## 02:15–03:15 Film\n", event)
    assert [each.start.utcoffset() and each.start.isoformat() for each in night] == [
        "2024-10-26T23:00:00+02:00",
        "2024-10-27T02:30:00+02:00",
        "2024-10-27T02:15:00+01:00",
    ]


def test_the_hour_that_spring_skips_is_a_problem() -> None:
    event = make_event("2024-03-31")
    assert problems("## 02:30–04:00 Talk\n", event) == [
        (
            "content/agenda.md:1:4: 2024-03-31 02:30 does not exist in Europe/Brussels: clocks go forward that night\n"
            "    take a time after the change"
        )
    ]


def test_an_end_left_out_is_the_next_start_in_the_same_room() -> None:
    text = "| Time | Title | Room |\n|-|-|-|\n| 9:00 | A | 1 |\n| 9:00 | B | 2 |\n| 9:30 | C | 2 |\n| 10:00 | D | 1 |\n| 11:00–12:00 | Lunch | |\n"
    ends = {each.title: (f"{each.end:%H:%M}", each.is_end_given) for each in sessions(text)}
    assert ends == {
        "A": ("10:00", False),
        "B": ("09:30", False),
        "C": ("11:00", False),
        "D": ("11:00", False),
        "Lunch": ("12:00", True),
    }


def test_the_last_end_left_open_is_a_notice_unless_it_is_said() -> None:
    assert notices("## 17:00 Drinks\n") == ['"Drinks" has no end, and nothing follows it on its day']
    assert notices("## 17:00 onwards Drinks\n") == []


def test_a_language_that_nobody_knows_is_no_reason_to_fail() -> None:
    """It is told with the facts; its words for days are not looked for."""
    event = make_event()._replace(languages_spoken=("xx", "fr"))
    assert [session.title for session in sessions("## Hall\n\n- 10:00 Opening", event)] == ["Opening"]
