"""What cannot all be true of an agenda."""

from generator.agenda.conflicts import find_conflicts
from generator.schema import Event
from tests.agenda.samples import ONE_DAY, THREE_DAYS, read


def _conflicts(text: str, event: Event = ONE_DAY) -> list[str]:
    return [f"{message.place.line}: {message.phrase}" for message in find_conflicts(read(text, event)[0], event)]


def test_two_sessions_in_one_room() -> None:
    text = (
        "## 9:00–10:30 Talk\nRoom: Aula\n\n## 10:00–11:00 Film\nRoom: aula\n\n## 10:00–11:00 Coffee break\nRoom: Aula\n"
    )
    assert _conflicts(text) == ['4: "Talk" (line 1) and "Film" (line 4) are both in "aula" at 10:00']


def test_one_person_in_two_places() -> None:
    text = "## 9:00–10:30 Talk\nSpeakers: Anna Exämple\n\n## 10:00–11:00 Film\nModerator: anna Example\n\n## 10:00–11:00 Panel\nSpeakers: TBC\n"
    assert _conflicts(text) == ['4: "Talk" (line 1) and "Film" (line 4) are both with "anna Example" at 10:00']


def test_outside_the_event() -> None:
    assert _conflicts("# 9 June 2024\n\n## 9:00–10:00 Talk\n", THREE_DAYS) == [
        '3: "Talk" is on Sunday 9 June 2024, which is outside the event (Thursday 6 June 2024 to Saturday 8 June 2024)'
    ]


def test_a_gap_of_hours() -> None:
    assert _conflicts("## 9:00–10:00 Talk\n\n## 14:00–15:00 Film\n") == [
        '3: nothing happens from 10:00 to 14:00, between "Talk" (line 1) and "Film"'
    ]


def test_out_of_order() -> None:
    assert _conflicts("## 11:00–12:00 Talk\n\n## 9:00–10:00 Film\n") == [
        '3: "Film" at 09:00 is listed after "Talk" (line 1), which starts later, at 11:00'
    ]


def test_a_good_agenda_has_none() -> None:
    assert (
        _conflicts("## 9:00–10:00 Talk\nRoom: Aula\n\n## 10:00 Film\nRoom: Aula\n\n## 22:00–01:00 Party\nRoom: Foyer\n")
        == []
    )
