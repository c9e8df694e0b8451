"""A comms officer's afternoon: `build.py serve` on a real site, edited as people and their tools do, in a real browser."""

import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.preview.real import HOUSE, Preview, copy_site, previewing
from tests.preview.running import eventually

MISTAKE = "## 25:00 Too late\n"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    site = copy_site(HOUSE / "tests" / "cases" / "minimal", tmp_path_factory.mktemp("real") / "site")
    (site / "content" / "agenda.md").write_text("## 10:00–11:00 Welcome {#welcome}\n\nWords.\n", "utf-8")
    with previewing(site, "--open") as preview:
        yield preview


@pytest.fixture
def page(browser: Any, preview: Preview) -> Iterator[Any]:
    """The agenda, connected, of the site as it was at first."""
    kept = preview.site.with_name("kept")
    if not kept.exists():
        shutil.copytree(preview.site, kept)
    page = browser.new_page(viewport={"width": 800, "height": 600})
    page.set_default_timeout(60_000)
    page.goto(f"{preview.address}agenda/")
    page.get_by_role("heading", name="Welcome").wait_for()
    yield page
    page.close()
    shutil.copytree(kept, preview.site, dirs_exist_ok=True)
    for path in sorted(preview.site.rglob("*")):
        if path.is_file() and not (kept / path.relative_to(preview.site)).exists():
            path.unlink()


def _agenda(title: str) -> str:
    return f"## 10:00–11:00 {title} {{#welcome}}\n\nWords.\n"


def _shows(page: Any, title: str) -> None:
    page.get_by_role("heading", name=title, exact=True).wait_for()


def test_an_edit_and_two_at_once(preview: Preview, page: Any) -> None:
    preview.write("content/agenda.md", _agenda("Edited"))
    _shows(page, "Edited")
    preview.write("content/agenda.md", _agenda("First"))
    preview.write("content/agenda.md", _agenda("Second"))
    _shows(page, "Second")


def test_an_editor_s_rename(preview: Preview, page: Any) -> None:
    fresh = preview.site / "content" / ".agenda.md.swp"
    fresh.write_text(_agenda("Renamed"), "utf-8")
    fresh.rename(preview.site / "content" / "agenda.md")
    _shows(page, "Renamed")


def test_a_mistake_and_its_remedy(preview: Preview, page: Any) -> None:
    preview.write("content/agenda.md", _agenda("Good") + MISTAKE)
    panel = page.get_by_role("alert")
    panel.get_by_text("content/agenda.md, line 4").wait_for()
    assert panel.locator("mark").inner_text() in "25:00"
    _shows(page, "Welcome")
    preview.write("content/agenda.md", _agenda("Mended"))
    _shows(page, "Mended")
    panel.get_by_text("content/agenda.md").wait_for(state="detached")


def test_a_mistake_in_site_yaml(preview: Preview, page: Any) -> None:
    preview.replace("site.yaml", "event:", "evnt:")
    page.get_by_role("alert").get_by_text('unknown key "evnt"').wait_for()
    preview.replace("site.yaml", "evnt:", "event:")
    page.get_by_role("alert").get_by_text('unknown key "evnt"').wait_for(state="detached")


def test_a_template_s_mistake(preview: Preview, page: Any) -> None:
    preview.replace("templates/agenda.html", "<h1>{{ title }}</h1>", "<h1>{{ titel }}</h1>")
    page.get_by_role("alert").get_by_text("templates/agenda.html, line").wait_for()
    _shows(page, "Welcome")
    preview.replace("templates/agenda.html", "<h1>{{ titel }}</h1>", "<h1>New {{ title }}</h1>")
    _shows(page, "New Agenda")


def test_a_style_arrives_without_a_reload(preview: Preview, page: Any) -> None:
    page.evaluate("window.isStillTheSame = true")
    preview.write("assets/style.css", "main { color: rgb(10, 20, 30) }")
    eventually(lambda: page.evaluate("getComputedStyle(document.querySelector('main')).color") == "rgb(10, 20, 30)")
    assert page.evaluate("window.isStillTheSame")


def test_a_notice_that_only_the_finished_page_tells(preview: Preview, page: Any) -> None:
    preview.write("content/agenda.md", '<p id="twice">x</p>\n\n' + _agenda("Told") + '\n<p id="twice">x</p>\n')
    page.get_by_role("status").get_by_text("twice").first.wait_for(state="attached")


def test_a_deletion_and_a_page_of_many(preview: Preview, page: Any) -> None:
    preview.write("content/extra.md", "# Extra\n\nWords.\n")
    page.wait_for_url("**/extra/")  # opened by --open; to go there as well would abort one of the two
    _shows(page, "Extra")
    (preview.site / "content" / "extra.md").unlink()
    _shows(page, "This page does not exist")
    for number in range(200):
        preview.write(f"content/page-{number}.md", f"# Page {number}\n\nWords.\n")
    preview.write("content/extra.md", "# Extra again\n\nWords.\n")
    _shows(page, "Extra again")
    page.goto(f"{preview.address}page-199/")
    _shows(page, "Page 199")


def test_a_folder_is_renamed(preview: Preview, page: Any) -> None:
    (preview.site / "content").rename(preview.site / "words")
    page.get_by_role("heading", name="This page does not exist").or_(page.get_by_role("alert")).first.wait_for()
    (preview.site / "words").rename(preview.site / "content")
    _shows(page, "Welcome")


def test_another_branch_is_checked_out(preview: Preview, page: Any) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=Editor", "-c", "user.email=editor@conference.internal"]
        subprocess.run(["git", *who, *arguments], cwd=preview.site, check=True, capture_output=True)

    git("init", "--initial-branch=main")
    git("add", ".")
    git("commit", "--message=first")
    git("checkout", "-b", "other")
    preview.write("content/agenda.md", _agenda("Other branch"))
    git("commit", "--all", "--message=second")
    _shows(page, "Other branch")
    git("checkout", "main")
    _shows(page, "Welcome")
    git("checkout", "other")
    _shows(page, "Other branch")
    shutil.rmtree(preview.site / ".git")
