"""The first event as its visitors use it, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

import build

SITE = Path(__file__).parents[2]
BUTTONS = ["Apply to attend in person", "Register to join online"]


@pytest.fixture
def address(publish: Any) -> str:
    return str(publish(SITE).address)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def page_without_script(browser: Any) -> Iterator[Any]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_everything_can_be_reached_without_script(page_without_script: Any, address: str) -> None:
    page = page_without_script
    page.goto(address)
    for name in BUTTONS:
        assert page.get_by_role("link", name=name).count() == 2
    page.get_by_role("link", name="Agenda", exact=True).click()
    assert page.url == f"{address}agenda/"
    page.locator("li summary").first.click()
    assert page.locator("li details a[href='opening.ics']").is_visible()


@pytest.fixture(scope="module")
def rescheduled(publish: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the event is served as it would stand with a new date, and a reason for it."""
    site = tmp_path_factory.mktemp("rescheduled")
    copytree(SITE / "content", site / "content")
    facts = yaml.safe_load((SITE / "site.yaml").read_text("utf-8"))
    note = "The speakers could not travel. Those who registered have been told by e-mail."
    facts["event"] |= {"status": "rescheduled", "previous_start": "2022-10-20 10:00", "status_note": note}
    (site / "site.yaml").write_text(yaml.safe_dump(facts, allow_unicode=True), "utf-8")
    return str(publish(site).address)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768)])
@pytest.mark.parametrize("is_changed", [False, True], ids=["as planned", "rescheduled"])
def test_the_first_screen_says_what_when_where_and_how_to_come(
    page_without_script: Any, address: str, rescheduled: str, is_changed: bool, width: int, height: int
) -> None:
    page = page_without_script
    page.set_viewport_size({"width": width, "height": height})
    page.goto(rescheduled if is_changed else address)
    hero = page.locator(".hero")
    texts = ["Thursday 17 November 2022", "10:00", "CET (Brussels)", "European Parliament,", "Zoom", "WeProtect"]
    facts = [hero.get_by_text(text).first for text in texts]
    facts += [hero.get_by_role("heading", level=1), hero.locator(".calendar summary")]
    facts += [hero.get_by_role("link", name=name) for name in BUTTONS]
    facts += [hero.locator(".banner")] if is_changed else []
    for fact in facts:
        box = fact.bounding_box()
        assert box["y"] + box["height"] <= height, fact


def test_after_the_event_nothing_invites_to_it(page: Any, address: str) -> None:
    page.goto(address)
    page.locator(".hero").get_by_text("This event has taken place.").first.wait_for()
    assert [name for name in BUTTONS if page.get_by_role("link", name=name).count()] == []
    assert not page.get_by_role("heading", name="Take part").is_visible()


def test_pages_work_from_the_file_system(page: Any, tmp_path: Path) -> None:
    assert build.main(["--out", str(tmp_path / "site")]) == 0
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.get_by_role("link", name="Agenda", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Agenda"
