"""The editor's loop in a real browser: save, see, understand. Needs the group `browser` and Chromium."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.violations import violations
from tests.preview.program import TEMPLATE, make_site
from tests.preview.running import Running, eventually, running


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    with running(make_site(tmp_path / "site"), "--open") as preview:
        yield preview


@pytest.fixture
def page(browser: Any, preview: Running) -> Iterator[Any]:
    """The home page, connected; whatever the browser complains about fails the test."""
    page = browser.new_page(viewport={"width": 800, "height": 600})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    told: list[object] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: told.append(frame)))
    page.goto(preview.address)
    eventually(lambda: page.wait_for_timeout(5) or told)
    yield page
    page.close()
    assert [fault for fault in faults if not re.search("WebSocket|404|net::ERR", fault)] == []


def _shows(page: Any, text: str) -> None:
    page.get_by_text(text).first.wait_for()


def test_an_edit_is_shown_and_the_place_on_the_page_stays(preview: Running, page: Any) -> None:
    preview.write("content/index.md", "first" + "<p>line</p>" * 200)
    _shows(page, "first")
    page.locator("preview-panel").wait_for(state="attached")  # what keeps the place has begun
    page.evaluate("scrollTo(0, 1234)")
    preview.write("content/index.md", "second" + "<p>line</p>" * 200)
    _shows(page, "second")
    eventually(lambda: page.evaluate("scrollY === 1234"))
    preview.write("content/index.md", "too short")
    _shows(page, "too short")
    preview.write("content/index.md", "third" + "<p>line</p>" * 200)
    _shows(page, "third")
    eventually(lambda: page.evaluate("scrollY === 1234"))


def test_two_quick_edits_end_with_the_second(preview: Running, page: Any) -> None:
    for pause in (0, 5, 20, 50, 100):
        preview.write("content/index.md", f"one {pause}")
        page.wait_for_timeout(pause)
        preview.write("content/index.md", f"two {pause}")
        _shows(page, f"two {pause}")
        assert page.get_by_text("one").count() == 0


def test_a_mistake_is_a_panel_over_the_last_good_page_until_it_is_mended(preview: Running, page: Any) -> None:
    preview.write("content/index.md", "fine\nbut MISTAKE here")
    panel = page.get_by_role("alert")
    panel.get_by_text("content/index.md, line 2").wait_for()
    assert "Home" in page.locator("main").inner_text()
    assert panel.locator("mark").inner_text() == "MISTAKE"
    assert panel.locator("pre").inner_text() == "but MISTAKE here"
    for text in ("1 problem", '"MISTAKE" is <b>wrong</b>', "write something else"):
        panel.get_by_text(text).wait_for()
    preview.write("content/index.md", "mended")
    _shows(page, "mended")
    eventually(
        lambda: page.evaluate("document.querySelector('preview-panel')?.shadowRoot.querySelector('.problems') === null")
    )


def test_a_panel_reaches_also_a_page_that_is_opened_later(preview: Running, page: Any) -> None:
    preview.write("content/index.md", "MISTAKE")
    page.get_by_role("alert").get_by_text("1 problem").wait_for()
    page.goto(preview.address + "agenda/")
    page.get_by_role("alert").get_by_text("1 problem").wait_for()
    assert "Agenda" in page.locator("main").inner_text()


def test_a_template_s_mistake_leaves_the_page_standing(preview: Running, page: Any) -> None:
    preview.write("templates/page.html", TEMPLATE.replace("TEXT", "{{ MISTAKE }}"))
    page.get_by_role("alert").get_by_text("templates/page.html, line 9").wait_for()
    assert "Home" in page.locator("main").inner_text()
    preview.write("templates/page.html", TEMPLATE.replace("TEXT", "<p>other template</p>TEXT"))
    _shows(page, "other template")
    assert page.get_by_role("alert").locator("details").count() == 0


def test_a_style_arrives_without_a_reload(preview: Running, page: Any) -> None:
    page.evaluate("window.isStillTheSame = true")
    for color in ("rgb(10, 0, 0)", "rgb(20, 0, 0)", "rgb(30, 0, 0)"):
        preview.write("assets/style.css", f"main {{ color: {color} }}")
        is_styled = f"getComputedStyle(document.querySelector('main')).color === '{color}'"
        eventually(lambda is_styled=is_styled: page.evaluate(is_styled))
    eventually(lambda: page.evaluate("document.querySelectorAll('link[rel=stylesheet]').length === 1"))
    assert page.evaluate("window.isStillTheSame")


def test_a_page_that_is_deleted_shows_the_404_page_and_comes_back(preview: Running, page: Any) -> None:
    page.goto(preview.address + "agenda/")
    (preview.site / "content/agenda.md").unlink()
    _shows(page, "Not here")
    preview.write("content/agenda.md", "Agenda again")
    _shows(page, "Agenda again")


def test_another_base_path_is_followed(preview: Running, page: Any) -> None:
    preview.write("site.yaml", "/elsewhere/")
    page.wait_for_url("**/elsewhere/")
    _shows(page, "Home")


def test_the_page_of_the_changed_source_is_opened(preview: Running, page: Any) -> None:
    assert {"opened": preview.address} in preview.reports()
    preview.write("content/agenda.md", "Agenda, changed")
    page.wait_for_url(preview.address + "agenda/")
    _shows(page, "Agenda, changed")


def test_notices_stay_folded_in_their_corner(preview: Running, page: Any) -> None:
    preview.write("content/index.md", "a HINT")
    corner = page.get_by_role("status")
    corner.get_by_text("1 notice").wait_for()
    assert not corner.get_by_text("write something else").is_visible()
    corner.locator("summary").focus()
    page.keyboard.press("Enter")
    assert corner.get_by_text("write something else").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_is_accessible_and_itself_under_any_style(browser: Any, preview: Running, scheme: str) -> None:
    preview.write("assets/style.css", "html * { display: none; color: red !important; font-size: 3px }")
    page = browser.new_page(viewport={"width": 320, "height": 600}, color_scheme=scheme, reduced_motion="reduce")
    page.goto(preview.address)
    eventually(lambda: page.evaluate("getComputedStyle(document.querySelector('main')).display") == "none")
    preview.write("content/agenda.md", "\n".join(["MISTAKE and " + "x" * 200, "HINT", *["MISTAKE"] * 30]))
    page.get_by_role("alert").locator("ol").wait_for()
    assert (
        page.get_by_role("alert").locator(".phrase").first.evaluate("(it) => getComputedStyle(it).fontSize") == "16px"
    )
    about_the_toy = ("page-has-heading-one", "region", "landmark-one-main")
    assert [rule for rule, _html in violations(page) if rule not in about_the_toy] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert not page.get_by_role("alert").locator("ol").is_visible()
    page.close()


def test_a_broken_start_shows_the_panel_and_then_the_site(browser: Any, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "site.yaml").unlink()
    with running(site) as preview:
        page = browser.new_page()
        page.goto(preview.address)
        page.get_by_role("alert").get_by_text("there is no site.yaml here").wait_for()
        preview.write("site.yaml", "/event/")
        _shows(page, "Home")
        assert page.url.endswith("/event/")
        page.close()


def test_a_browser_comes_back_to_a_preview_that_starts_again(preview: Running, page: Any, tmp_path: Path) -> None:
    preview.process.terminate()
    page.get_by_role("status").get_by_text("The preview has stopped").wait_for()
    preview.write("content/index.md", "while it was away")
    port = preview.address.split(":")[2].split("/")[0]
    with running(preview.site, "--port", port, said=tmp_path / "again"):
        _shows(page, "while it was away")
        eventually(lambda: page.get_by_text("The preview has stopped").count() == 0)
