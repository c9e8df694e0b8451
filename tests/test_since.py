"""What was published before: calendars keep their numbers, and the command tells what has changed."""

import subprocess
from pathlib import Path

import pytest

from tests.bench.kill_test import read_tree
from tests.command import copy_tiny, run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_tiny(tmp_path / "site")


def _publish(site: Path, out: Path, *since: object) -> subprocess.CompletedProcess[str]:
    return run("--site", site, "--out", out, *since, SOURCE_DATE_EPOCH="1700000000")


def test_since_keeps_numbers_and_tells_what_changed(site: Path, tmp_path: Path) -> None:
    agenda = site / "content" / "agenda.md"
    agenda.write_text("## 10:00–10:30 Opening\n\n## 10:30–11:00 Talk 1\n\n## 11:00–11:30 Talk 2\n", "utf-8")
    assert _publish(site, tmp_path / "first").returncode == 0
    agenda.write_text("## 10:00–10:30 Opening\n\n## 10:40–11:00 Talk 1\n", "utf-8")
    news = tmp_path / "news.md"
    last = tmp_path / "first" / "event.json"
    result = _publish(site, tmp_path / "second", "--since", last, "--changes", news)
    assert result.returncode == 0
    assert "changed: Talk 1 moved from 10:30 to 10:40" in result.stdout
    assert "Talk 1 moved from 10:30 to 10:40" in news.read_text("utf-8")
    entries = {name: (tmp_path / "second/agenda" / f"{name}.ics").read_text("utf-8") for name in ("opening", "talk-1")}
    assert "SEQUENCE:0" in entries["opening"]
    assert "SEQUENCE:1" in entries["talk-1"]
    assert "STATUS:CANCELLED" in (tmp_path / "second/agenda/talk-2.ics").read_text("utf-8")
    again = _publish(site, tmp_path / "third", "--since", tmp_path / "second" / "event.json")
    assert again.returncode == 0
    assert read_tree(tmp_path / "second") == read_tree(tmp_path / "third")


def test_a_session_that_became_a_break_is_cancelled_in_calendars_and_offered_on_no_page(
    site: Path, tmp_path: Path
) -> None:
    agenda, last = site / "content" / "agenda.md", tmp_path / "first" / "event.json"
    agenda.write_text("## 10:00–10:30 Opening\n\n## 10:30–11:00 Mingling {#coffee}\n", "utf-8")
    assert _publish(site, tmp_path / "first").returncode == 0
    assert "coffee.ics" in (tmp_path / "first/agenda/index.html").read_text("utf-8")
    agenda.write_text(agenda.read_text("utf-8") + "\nKind: break\n", "utf-8")
    assert _publish(site, tmp_path / "second", "--since", last).returncode == 0
    assert "STATUS:CANCELLED" in (tmp_path / "second/agenda/coffee.ics").read_text("utf-8")
    assert "coffee.ics" not in (tmp_path / "second/agenda/index.html").read_text("utf-8")


def test_a_last_publication_that_cannot_be_had_stops_the_build(site: Path, tmp_path: Path) -> None:
    result = _publish(site, tmp_path / "out", "--since", "http://127.0.0.1:9/event.json")
    assert result.returncode == 1
    assert "127.0.0.1:9" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_changes_that_cannot_be_written_stop_the_build(site: Path, tmp_path: Path) -> None:
    assert run("--site", site, "--out", tmp_path / "first").returncode == 0
    since = ("--since", tmp_path / "first" / "event.json", "--changes", tmp_path / "nowhere" / "news.md")
    assert run("--site", site, "--out", tmp_path / "second", *since).returncode == 1
    assert not (tmp_path / "second").exists()
