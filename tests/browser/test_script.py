"""What the script adds to any page, in a real browser: registration on the minute, links to copy; and that nothing moves."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.script_pages import (
    Open,
    long_agenda,
    open_filters,
    seen,
    small_day,
    write_agenda,
    write_day,
    write_document,
    write_home,
    write_session,
)
from tests.browser.violations import violations


@pytest.mark.parametrize(
    ("at", "words", "is_open"),
    [
        ("2024-03-31T00:59:30Z", "Online: not yet open", False),
        ("2024-03-31T01:00:00Z", "Apply", True),  # the night Brussels skips from 2 to 3
        ("2024-05-30T09:59:30Z", "Apply", True),
        ("2024-06-01T10:00:00Z", "Online: closed", False),
        ("2024-06-07T15:00:00Z", "This event is over", False),
    ],
)
@pytest.mark.parametrize("built", ["upcoming", "open", "closed"])
def test_registration_stands_as_its_dates_say(show: Open, at: str, words: str, is_open: bool, built: str) -> None:
    body = write_home(opens="2024-03-31T03:00:00+02:00", closes="2024-06-01T12:00:00+02:00", now=built)
    page = show(body, at, stands_still=True)
    first = page.locator(".register li").first
    assert first.get_by_role("link").count() == is_open
    said = page.locator(".register .button, .register .closed").all()
    assert {each.inner_text() for each in said if each.is_visible()} == {words}
    assert not page.get_by_text("Closing soon").first.is_visible()


def test_registration_changes_on_the_minute(show: Open) -> None:
    body = write_home(opens="2024-05-30T12:00:00+02:00", closes="2024-06-01T12:01:00+02:00")
    page = show(body, "2024-05-30T09:59:30Z", stands_still=True)
    button, soon = page.get_by_role("link", name="Apply").first, page.get_by_text("Closing soon").first
    assert not button.is_visible()
    page.clock.run_for(29_000)
    assert not button.is_visible()
    page.clock.run_for(1_500)
    assert button.is_visible()
    assert not soon.is_visible()
    assert page.get_by_text("Until Saturday.").first.is_visible()
    page.clock.run_for(60_000)
    assert soon.is_visible()
    assert not page.get_by_text("Until Saturday.").first.is_visible()


def test_after_the_event_one_sentence_is_enough(show: Open) -> None:
    page = show(write_home(state="full", now="open"), "2024-06-07T15:00:00Z")
    assert page.get_by_text("This event is over").filter(visible=True).count() == 1
    assert page.get_by_role("link").count() == 0


@pytest.mark.parametrize(
    "change", [{"status": "postponed"}, {"state": "waiting-list", "now": "waiting-list"}, {"state": "open"}]
)
def test_what_people_decided_is_left_alone(show: Open, change: dict[str, str]) -> None:
    at = "2024-06-08T12:00:00Z" if "status" in change else "2024-06-06T12:00:00Z"
    page = show(write_home(opens="2024-01-01T00:00:00Z", closes="2024-02-01T00:00:00Z", **change), at)
    assert page.get_by_role("link", name="Apply").count() == 2


SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


@pytest.mark.parametrize("width", [320, 390, 1366])
@pytest.mark.parametrize(
    ("body", "at"),
    [
        (small_day(), "2024-06-06T07:30:00Z"),
        (long_agenda(), "2024-06-06T07:30:00Z"),
        (write_home(opens="2024-06-02T12:00:00+02:00"), "2024-06-01T12:00:00Z"),
        (write_home(opens="2024-05-02T12:00:00+02:00", now="upcoming"), "2024-06-01T12:00:00Z"),
        (write_home(closes="2024-06-02T12:00:00+02:00"), "2024-06-01T12:00:00Z"),
        (write_home(), "2025-06-01T12:00:00Z"),
    ],
)
def test_nothing_moves_when_the_script_comes_late(
    browser: Any, folder: Path, address: str, body: str, at: str, width: int
) -> None:
    (folder / "page.html").write_text(write_document(body), "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, timezone_id="Asia/Tokyo")
    page = context.new_page()

    held: list[Any] = []
    page.route("**/script.js", lambda route: held.append(route))
    page.add_init_script(f"Date.now = () => Date.parse('{at}')")  # page.clock would take the measures away
    page.goto(f"{address}page.html", wait_until="commit")
    page.evaluate("new Promise((done) => new PerformanceObserver(done).observe({ type: 'paint', buffered: true }))")
    held[0].continue_()
    page.wait_for_load_state("load")
    assert page.evaluate(SHIFT) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_links_are_copied_and_said(show: Open, address: str) -> None:
    page = show(long_agenda(), query="?room=Attic", permissions=["clipboard-read", "clipboard-write"])
    copy = page.get_by_role("button", name="Copy link Session 12")
    copy.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copied Session 12").wait_for()
    assert page.locator("[role=status]", has_text="Copied").count() == 1
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}page.html#s12"
    page.clock.run_for(2_000)
    assert copy.count() == 1


def test_a_session_with_its_own_page_is_linked_there(show: Open, address: str) -> None:
    item = write_session(1, title='<a href="session/1/">Session 1</a>')
    page = show(write_agenda(write_day("2024-06-06", item)), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link Session 1").click()
    page.get_by_role("button", name="Copied Session 1").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}session/1/"


@pytest.mark.parametrize("is_allowed", [True, False])
def test_without_a_clipboard_the_address_is_offered(show: Open, address: str, is_allowed: bool) -> None:
    page = show(small_day())
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.add_init_script(f"document.execCommand = () => {str(is_allowed).lower()}")
    page.reload()
    page.get_by_role("button", name="Copy link Session 1").click()
    if is_allowed:
        assert page.get_by_role("button", name="Copied Session 1").evaluate("(one) => one === document.activeElement")
    else:
        assert page.evaluate("getSelection().toString()") == f"{address}page.html#s1"
        page.keyboard.press("Tab")
    assert page.locator(".address").count() == 0


def test_a_sessions_own_page_has_link_and_star(show: Open) -> None:
    page = show(
        '<article class="page session-page" data-event="example" data-uid="uid-7"><h1>A session</h1>'
        '<div class="actions"></div></article>'
    )
    page.get_by_role("button", name="Star A session").click()
    assert page.evaluate("localStorage.getItem('starred:example')") == '["uid-7"]'
    assert page.get_by_role("button", name="Copy link A session").is_visible()


def test_a_page_with_nothing_for_the_script_is_left_alone(show: Open) -> None:
    page = show("<h1>Words</h1>")
    assert page.locator("main").inner_html() == "<h1>Words</h1>"


def test_right_to_left_pages_have_the_same(show: Open) -> None:
    page = show(long_agenda(), language="ar", direction="rtl", viewport={"width": 320, "height": 800})
    open_filters(page)
    page.get_by_label("Room").select_option("Attic")
    assert page.get_by_role("status").first.inner_text() == "10 of 25 sessions"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_the_script_adds_is_accessible(show: Open) -> None:
    page = show(long_agenda(), "2024-06-06T07:30:00Z", query="?q=a")
    assert violations(page) == []


def test_the_agenda_works_from_the_file_system(browser: Any, folder: Path) -> None:
    (folder / "page.html").write_text(write_document(long_agenda()), "utf-8")
    page = browser.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((folder / "page.html").as_uri())
    page.get_by_role("button", name="Star Café 21").click()
    page.get_by_role("button", name="Starred (1)").click()
    assert seen(page) == ["s21"]
    assert not page.get_by_role("button", name="Starred sessions (.ics)").is_visible()
    assert faults == []
    page.close()
