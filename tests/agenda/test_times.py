"""Times as people write them, and what only looks like one."""

import pytest

from generator.agenda.times import read_leading_span, read_whole_span


def _span(text: str) -> tuple[str, str | None]:
    reading = read_leading_span(text)
    assert reading is not None and reading.span is not None, text
    start, end = reading.span.start, reading.span.end
    return f"{start // 60:02}:{start % 60:02}", None if end is None else f"{end // 60:02}:{end % 60:02}"


@pytest.mark.parametrize(
    "written",
    [
        "10:00 Opening",
        "10.00 Opening",
        "10h00 Opening",
        "10h Opening",
        "1000 Opening",
        "10 AM Opening",
        "10:00 a.m. Opening",
        "10\u00a0h\u00a000 Opening",
        "10 Uhr Opening",
        "١٠:٠٠ Opening",
        "10:00 CET Opening",
        "10： 00 Opening",
    ],
)
def test_a_start_in_any_spelling(written: str) -> None:
    assert _span(written) == ("10:00", None)


@pytest.mark.parametrize(
    "between", ["–", "-", " — ", " to ", " until ", " > ", " / ", " à ", " bis ", "\u2009–\u2009", "‑"]
)
def test_a_range_with_any_sign_between(between: str) -> None:
    assert _span(f"10:00{between}11:30 Opening") == ("10:00", "11:30")


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("8: 30-9: 15: Bus", "08:30", "09:15"),
        ("10–10:30 Talk", "10:00", "10:30"),
        ("2–3 pm Talk", "14:00", "15:00"),
        ("11–1 pm Talk", "11:00", "13:00"),
        ("11 am–1 pm Talk", "11:00", "13:00"),
        ("Noon–1 pm Lunch", "12:00", "13:00"),
        ("22:00–midnight Party", "22:00", "24:00"),
        ("0930-1000 Talk", "09:30", "10:00"),
        ("10:00 pm Party", "22:00", None),
        ("12 am Party", "00:00", None),
        ("12 pm Lunch", "12:00", None),
        ("10:00 - 5 tips", "10:00", None),
    ],
)
def test_ranges_and_halves_of_the_day(written: str, start: str, end: str | None) -> None:
    assert _span(written) == (start, end)


@pytest.mark.parametrize(
    "written",
    ["17:00 - onwards - Drinks", "17:00 onwards Drinks", "17:00–open end Drinks", "17:00+ Drinks", "17:00–TBC Drinks"],
)
def test_an_end_said_to_be_open(written: str) -> None:
    reading = read_leading_span(written)
    assert reading is not None and reading.span is not None
    assert reading.span.is_open and reading.span.end is None


@pytest.mark.parametrize(
    "prose",
    [
        "2022 was a good year",
        "10 things to know",
        "5G networks",
        "3 reasons to come",
        "3–4 June",
        "16:9 screens",
        "24h hackathon",
        "10.00 EUR",
        "3.11 Python",
        "06.06.2024",
        "1990–2020: thirty years",
        "10-12 people",
        "500.000 visitors",
        "May the force",
        "",
    ],
)
def test_prose_that_begins_with_a_number_is_no_time(prose: str) -> None:
    assert read_leading_span(prose) is None


@pytest.mark.parametrize(
    ("written", "mistake", "remedy"),
    [
        ("1O:00 Opening", '"1O:00" is not a time', 'write "10:00", with digits only'),
        (
            "25:00 Opening",
            '"25:00" is not a time',
            "hours go from 00 to 23, minutes from 00 to 59: write 10:00, or 10:00–10:30",
        ),
        (
            "10:75 Opening",
            '"10:75" is not a time',
            "hours go from 00 to 23, minutes from 00 to 59: write 10:00, or 10:00–10:30",
        ),
        ("13:30 PM Opening", '"13:30 PM" is not a time', 'write "13:30" or "1:30 pm"'),
        ("10:00–1l:30 Opening", '"1l:30" is not a time', 'write "11:30", with digits only'),
    ],
)
def test_what_looks_like_a_time_and_is_none_is_a_mistake(written: str, mistake: str, remedy: str) -> None:
    reading = read_leading_span(written)
    assert reading is not None
    assert (reading.span, reading.mistake, reading.remedy) == (None, mistake, remedy)


def test_a_cell_may_say_less_than_a_line() -> None:
    spans = [
        reading.span
        for reading in map(read_whole_span, ["from 10:00 to 11:00", "9-10", "ab 18 Uhr", "10:00 -"])
        if reading
    ]
    assert [(span.start, span.end, span.is_open) for span in spans if span] == [
        (600, 660, False),
        (540, 600, False),
        (1080, None, True),
        (600, None, True),
    ]


def test_a_cell_with_words_is_a_mistake_and_one_to_be_confirmed_is_not() -> None:
    words, unknown = read_whole_span("after lunch"), read_whole_span("TBC")
    assert words is not None and words.mistake == '"after lunch" is not a time'
    assert unknown is not None and (unknown.span, unknown.mistake) == (None, "")
