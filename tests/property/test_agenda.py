"""What holds for every agenda, whoever wrote it."""

import random
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.agenda import read_agenda
from generator.agenda.conflicts import find_conflicts
from generator.schema import Event
from generator.sources import MarkdownText
from tests.parts import make_part

EVENT = make_part(
    Event,
    {
        "id": "example",
        "title": "Example Conference",
        "summary": "An example.",
        "time_zone": ZoneInfo("Europe/Brussels"),
        "start": date(2024, 6, 6),
        "end": date(2024, 6, 8),
    },
)

Row = tuple[int, int, str, str]  # start and end in minutes, title, room

_WORDS = st.sampled_from(
    ["Opening", "Data", "Evidence", "Größe", "Übersicht", "Réseaux", "Closing", "Policy", "数据", "Q&A"]
)
_TITLES = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_ROOMS = st.sampled_from(["", "Aula", "Foyer", "Room 2", "Hemicycle"])


@st.composite
def _days(draw: st.DrawFn) -> list[list[Row]]:
    days = []
    for _ in range(draw(st.integers(1, 3))):
        starts = sorted(draw(st.sets(st.integers(6 * 12, 23 * 12 - 1), min_size=1, max_size=6)))
        days.append([(at * 5, at * 5 + draw(st.integers(1, 12)) * 5, draw(_TITLES), draw(_ROOMS)) for at in starts])
    return days


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _heading(row: Row) -> str:
    return f"## {_clock(row[0])}–{_clock(row[1])} {row[2]}\n" + (f"Room: {row[3]}\n" if row[3] else "")


def _item(row: Row) -> str:
    return f"- {_clock(row[0])} – {_clock(row[1])} - {row[2]}\n" + (f"  - Room: {row[3]}\n" if row[3] else "")


def _line(row: Row) -> str:
    return f"**{_clock(row[0])}-{_clock(row[1])}**: {row[2]}" + (f" *({row[3]})*" if row[3] else "") + "\n"


def _table(rows: list[Row]) -> str:
    cells = [f"| {row[2]} | {_clock(row[0])}–{_clock(row[1])} | {row[3]} |" for row in rows]
    return "\n".join(["| Session | Time | Room |", "|---|---|---|", *cells, ""])


def _html(rows: list[Row]) -> str:
    cells = [
        f"<tr><td>{_clock(row[0])}</td><td>{_clock(row[1])}</td><td>{row[2].replace('&', '&amp;')}</td><td>{row[3]}</td></tr>"
        for row in rows
    ]
    return "\n".join(["<table><tr><th>Start</th><th>End</th><th>Title</th><th>Room</th></tr>", *cells, "</table>", ""])


FORMS = [
    lambda rows: "\n".join(map(_heading, rows)),
    lambda rows: "".join(map(_item, rows)),
    lambda rows: "\n".join(map(_line, rows)),
    _table,
    _html,
]


def _write(days: list[list[Row]], forms: list[int]) -> str:
    parts = []
    for number, (rows, form) in enumerate(zip(days, forms, strict=False)):
        parts.append(f"# {date(2024, 6, 6) + timedelta(days=number):%Y-%m-%d}\n\n{FORMS[form](rows)}")
    return "\n".join(parts)


def _read(text: str) -> list[list[Row]]:
    agenda, messages = read_agenda(MarkdownText(text, "content/agenda.md"), EVENT)
    assert [message for message in messages if message.severity == "problem"] == []
    return [
        [
            (
                each.start.hour * 60 + each.start.minute,
                (each.end.hour * 60 + each.end.minute or 1440) if each.end else -1,
                each.title,
                each.room,
            )
            for each in day.sessions
        ]
        for day in agenda.days
    ]


@given(_days(), st.lists(st.integers(0, len(FORMS) - 1), min_size=3, max_size=3))
def test_what_was_written_in_any_form_is_read_back(days: list[list[Row]], forms: list[int]) -> None:
    assert _read(_write(days, forms)) == days


@given(_days(), st.lists(st.integers(0, len(FORMS) - 1), min_size=3, max_size=3), st.randoms(use_true_random=False))
def test_damage_never_raises_and_the_days_are_a_partition_in_order(
    days: list[list[Row]], forms: list[int], chance: random.Random
) -> None:
    lines = _write(days, forms).split("\n")
    if len(lines) > 3:
        first, second = chance.sample(range(len(lines)), 2)
        lines[first], lines[second] = lines[second], lines[first]
    text = "".join(character for character in "\n".join(lines) if chance.random() > 0.03)
    _assert_partition(text)


_PIECES = st.sampled_from(
    [
        "10:00",
        "–",
        "11:30 ",
        "## ",
        "- ",
        "| ",
        "|-|-|\n",
        "\n",
        "\n\n",
        "**",
        "*(",
        ")*",
        "Room: Aula",
        "1O:00 ",
        "25:00",
        "<table>",
        "<tr><td>",
        "</td>",
        "Talk ",
        "{#a}",
        "[",
        "](",
        "6 June 2024",
        "# Day 2",
        "Speakers: ",
        ";",
        "`",
        "> ",
        "    ",
        "TBC: ",
        "onwards ",
        "\u00a0",
        "٠٩",
        "\r",
        "\0",
        "---\n",
    ]
)


@settings(max_examples=300)
@given(st.one_of(st.text(), st.lists(_PIECES, max_size=40).map("".join)))
def test_no_text_raises(text: str) -> None:
    _assert_partition(text)


def _assert_partition(text: str) -> None:
    agenda, _ = read_agenda(MarkdownText(text, "content/agenda.md"), EVENT)
    find_conflicts(agenda, EVENT)
    assert [day.date for day in agenda.days] == sorted({day.date for day in agenda.days})
    for day in agenda.days:
        starts = [each.start.timestamp() for each in day.sessions]
        assert starts == sorted(starts)
        assert all(day.date <= each.start.date() <= day.date + timedelta(days=1) for each in day.sessions)
        assert all(each.end is None or each.end.timestamp() > each.start.timestamp() for each in day.sessions)
    assert all(each.id and each.title and each.place.line >= 1 for each in agenda.sessions)


_BLOCKS = st.sampled_from(
    [
        "## {t} w{n}\n\n",
        "### w{n}\n\n",
        "w{n} and more\n\n",
        "- {t} w{n}\n",
        "- w{n}\n",
        "  - w{n}\n\n",
        "**{t}** w{n}\n",
        "{t} w{n}\n",
        "# Day 1: w{n}\n\n",
        "| Time | Title |\n|-|-|\n| {t} | w{n} |\n| w{n} | |\n\n",
        "| Time | Hall w{n} | Other |\n|-|-|-|\n| {t} | w{n} | |\n\n",
        "> w{n}\n\n",
        "---\n\n",
        "    w{n}\n\n",
        "<table><tr><td>{t}</td><td>w{n}</td><td>w{n}</td></tr></table>\n\n",
        "Room: w{n}\n",
        "# Track w{n}\n\n",
        "TBC: w{n}\n\n",
        "[w{n}]: https://example.org/\n\n",
        "```\n{t} w{n}\n```\n",
    ]
)


@settings(max_examples=300)
@given(st.lists(_BLOCKS, max_size=12))
def test_every_word_ends_up_somewhere(blocks: list[str]) -> None:
    text = "".join(
        block.format(t=f"{8 + number}:{number:02}", n=f"{number:02}x") for number, block in enumerate(blocks)
    )
    agenda, messages = read_agenda(MarkdownText(text, "content/agenda.md"), EVENT)
    known = f"{agenda!r} {messages!r}"
    for number, block in enumerate(blocks):
        assert "w{n}" not in block or f"w{number:02}x" in known, text
