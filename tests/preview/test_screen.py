"""What a browser is to show, after builds that succeed and builds that do not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import generator
from generator.preview.screen import BLANK, Screen, page_key
from generator.preview.snapshot import Snapshot
from generator.problems import ContentProblems, Place, problem

MISTAKE = problem(Place("templates/page.html", 3), "the template fails")
WHOLE = Snapshot(frozenset({"index.html"}), lambda _: b"one", (), True, "/", {"content/index.md": "/"}, lambda _: [])


def _fails(error: Exception) -> Callable[[str], bytes]:
    def read(path: str) -> bytes:
        raise error

    return read


def _screen(*snapshots: Snapshot | Exception) -> Screen:
    waiting = list(snapshots)

    def build() -> Snapshot:
        if isinstance(waiting[0], Exception):
            raise waiting.pop(0)  # type: ignore[misc]
        return waiting.pop(0)  # type: ignore[return-value]

    screen = Screen(build)
    screen.renew([])
    return screen


def test_a_page_whose_template_fails_stays_as_it_was_until_it_is_mended() -> None:
    screen = _screen(WHOLE, replace(WHOLE, read=_fails(ContentProblems([MISTAKE]))), WHOLE)
    before = screen.state("/")
    screen.renew([])
    broken = screen.state("/")
    assert broken.page == before.page
    assert "the template fails" in broken.problems
    assert not screen.snapshot.is_whole
    screen.renew([])
    assert screen.state("/") == before


def test_a_page_is_called_the_last_good_one_only_where_it_is_older_than_what_is_written() -> None:
    def read(path: str) -> bytes:
        return b"one" if path == "index.html" else _fails(ContentProblems([MISTAKE]))(path)

    both = replace(WHOLE, paths=frozenset({"index.html", "agenda/index.html"}))
    screen = _screen(both, replace(both, read=read), replace(both, is_whole=False, messages=(MISTAKE,)))

    def is_said(url_path: str) -> bool:
        return "You see the last good state." in screen.state(url_path).problems

    assert (is_said("/"), is_said("/agenda/")) == (False, False)
    screen.renew([])
    assert (is_said("/agenda/"), is_said("/")) == (True, False)
    assert "the template fails" in screen.state("/").problems
    screen.renew([])
    assert (is_said("/agenda/"), is_said("/")) == (True, True)


def test_a_page_that_never_was_whole_is_blank_with_the_problem() -> None:
    screen = _screen(replace(WHOLE, read=_fails(ContentProblems([MISTAKE]))))
    assert screen.page("/") == BLANK
    assert "the template fails" in screen.state("/").problems
    assert "You see" not in screen.state("/").problems


def test_a_fault_of_the_generator_is_told_with_its_traceback_and_survived() -> None:
    screen = _screen(WHOLE, KeyError("oops"), WHOLE)
    screen.renew([])
    state = screen.state("/")
    assert "not your fault" in state.problems
    assert "Traceback (most recent call last)" in state.problems
    assert screen.page("/") == b"one"
    screen.renew([])
    assert screen.state("/").problems == ""


def test_a_fault_in_one_file_is_survived_too() -> None:
    screen = _screen(replace(WHOLE, read=_fails(ZeroDivisionError())))
    assert "not your fault" in screen.state("/").problems


def test_a_fault_in_an_excerpt_does_not_hide_the_message() -> None:
    screen = _screen(replace(WHOLE, messages=(MISTAKE,), lines=_fails(OSError())))  # type: ignore[arg-type]
    assert "the template fails" in screen.state("/").problems


def test_a_change_of_the_generator_asks_for_a_new_start() -> None:
    screen = _screen(WHOLE, WHOLE, WHOLE)
    screen.renew([Path(generator.__file__).parent / "plan.py"])
    assert "stop and start serve again" in screen.state("/").problems
    screen.renew([Path("content/index.md")])
    assert "stop and start serve again" in screen.state("/").problems


def test_a_page_that_is_deleted_has_another_key() -> None:
    screen = _screen(WHOLE, replace(WHOLE, paths=frozenset({"404.html"}), read=lambda _: b"gone"))
    before = screen.state("/")
    screen.renew([])
    assert screen.state("/").page != before.page
    assert screen.page("/") == b"gone"


def test_the_key_stays_when_only_the_stylesheet_gets_another_name() -> None:
    page = b'<link rel="stylesheet" href="a.%s.css"><link href=b.css rel=stylesheet><p>%s'
    assert page_key(page % (b"1", b"x")) == page_key(page % (b"2", b"x"))
    assert page_key(page % (b"1", b"x")) != page_key(page % (b"1", b"y"))
    screen = _screen(replace(WHOLE, read=lambda _: page % (b"1&amp;2", b"x")))
    assert screen.state("/").styles == ["a.1&2.css", "b.css"]


def test_the_page_of_a_changed_source() -> None:
    screen = _screen(replace(WHOLE, base_path="/event/", page_of={"content/a.md": "/a/", "content/b.md": "/b/"}))
    assert screen.page_of([Path("/site/content/a.md")]) == "/event/a/"
    assert screen.page_of([Path("/site/content/a.md"), Path("/site/content/b.md")]) == ""
    assert screen.page_of([Path("/site/content/aa.md")]) == ""
