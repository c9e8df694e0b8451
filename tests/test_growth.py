"""What a build costs grows with the event and not with its square."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import build
from generator.model import Session
from generator.options import build_options
from generator.parallel import parallel
from generator.problems import ContentProblems, Place

TINY = Path(__file__).parent / "cases" / "minimal"


def _sessions(content: Path, number: int) -> None:
    day = (TINY / "site.yaml").read_text("utf-8").partition("start: ")[2][:10]
    for each in range(number):
        hour = f"{9 + each % 9:02}"
        front = f"title: Session {each}\nstart: {day} {hour}:00\nend: {hour}:50\nroom: Room {each}\nspeakers: [Speaker {each}]"
        _write(content / f"sessions/session-{each}.md", f"---\n{front}\n---\nWords.\n")


def _agenda(content: Path, number: int) -> None:
    lines = (
        f"### {9 + each * 9 // number:02}:00 Session {each}\n\nRoom: Room {each}\n\nWords.\n" for each in range(number)
    )
    _write(content / "agenda.md", "\n".join(lines))


def _links(content: Path, number: int) -> None:
    lines = (f"- [inside](index.md) and [outside](https://words.internal/{each})" for each in range(10 * number))
    _write(content / "links.md", "\n".join(lines))


def _dead_links(content: Path, number: int) -> None:
    for each in range(number):
        _write(content / f"files/paper-{each}.txt", "Words.")
    _write(content / "links.md", "\n".join(f"- [paper](files/papre-{each}.txt)" for each in range(number)))


def _panel(content: Path, number: int) -> None:
    _sessions(content, 1)
    path = content / "sessions/session-0.md"
    names = ", ".join(f"Speaker {each}" for each in range(number))
    path.write_text(path.read_text("utf-8").replace("[Speaker 0]", f"[{names}]"), "utf-8")


def _backticks(content: Path, number: int) -> None:
    _write(content / "agenda.md", f"## 09:00 {'`' * 25 * number}\n")


def _namesakes(content: Path, number: int) -> None:
    _write(content / "speakers.md", "## Speaker 1\n\nWords.\n\n" * 20 * number)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("fill", [_sessions, _agenda, _links, _dead_links, _panel, _backticks, _namesakes])
def test_four_times_the_event_takes_four_times_as_long(fill: Callable[[Path, int], None], tmp_path: Path) -> None:
    """It would be sixteen times if each were compared with each."""
    _seconds(tmp_path, fill, 1)  # what is imported and made but once
    assert _seconds(tmp_path, fill, 400) < 9 * max(_seconds(tmp_path, fill, 100), 0.1)


def test_a_long_agenda_leaves_the_calendar_services_to_the_pages_of_the_sessions(tmp_path: Path) -> None:
    outlook = 'href="https://outlook.live.com/'
    for number, is_short in ((300, True), (301, False)):
        _seconds(tmp_path, _sessions, number)
        out = tmp_path / f"out-{number}" / "agenda"
        assert (outlook in (out / "index.html").read_text("utf-8")) == is_short
        assert 'href="session-0.ics"' in (out / "index.html").read_text("utf-8")
        assert outlook in (out / "session-0" / "index.html").read_text("utf-8")


def test_many_sessions_at_one_time_are_put_side_by_side_in_time() -> None:
    """Each compared with each took twenty seconds."""
    start = datetime(2024, 6, 3, 9, tzinfo=UTC)
    session = Session("session", "Session", start, start + timedelta(hours=1), Place("content/agenda.md"))
    before = _spent()
    assert len(parallel([session] * 5000)) == 1
    assert _spent() - before < 2


def _seconds(folder: Path, fill: Callable[[Path, int], None], number: int) -> float:
    site = folder / str(number)
    shutil.copytree(TINY, site, ignore=shutil.ignore_patterns("expected"))
    fill(site / "content", number)
    options = build_options(["--site", str(site), "--out", str(folder / f"out-{number}")], build.HOUSE)
    before = _spent()
    with suppress(ContentProblems):  # what is told takes time too
        build.build(options, inputs="")
    return _spent() - before


def _spent() -> float:
    """Seconds of the processor, in this process and those it started."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
