"""The command, as a person types it."""

import re
from pathlib import Path

import pytest

from generator import __version__
from tests.bench.kill_test import read_tree
from tests.command import copy_tiny, run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_tiny(tmp_path / "site")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_site_is_built(site: Path, out: Path) -> None:
    result = run("--site", site, "--out", out)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"built {len(read_tree(out))} files in {out}")
    assert "A Small Meeting" in (out / "index.html").read_text("utf-8")


def test_a_page_may_be_named_at_the_foot_instead(site: Path, out: Path) -> None:
    _edit(site / "content" / "travel.md", "# Getting", "---\nnav: {foot: true}\n---\n# Getting")
    assert run("--site", site, "--out", out).returncode == 0
    head, _main, foot = (out / "index.html").read_text("utf-8").partition("</header>")
    assert 'href="travel/"' not in head
    assert 'href="travel/"' in foot.partition("<footer")[2]


@pytest.mark.parametrize("written", ["By train.", "By train, " * 30])
def test_a_description_is_as_long_as_search_engines_show(site: Path, out: Path, written: str) -> None:
    _edit(site / "content" / "travel.md", "# Getting", f"---\ndescription: {written}\n---\n# Getting")
    assert run("--site", site, "--out", out).returncode == 0
    found = re.search('name="description" content="([^"]*)"', (out / "travel" / "index.html").read_text("utf-8"))
    assert found
    assert found[1].startswith("By train")
    assert 50 <= len(found[1]) <= 160


def test_without_out_the_site_goes_to_the_folder_one_is_in(site: Path, tmp_path: Path) -> None:
    assert run("--site", site, cwd=tmp_path).returncode == 0
    assert (tmp_path / "_site" / "index.html").exists()


def test_the_same_input_gives_the_same_bytes(site: Path, out: Path, tmp_path: Path) -> None:
    run("--site", site, "--out", out, PYTHONHASHSEED="1")
    run("--site", site, "--out", tmp_path / "again", PYTHONHASHSEED="2", TZ="Asia/Tokyo")
    assert read_tree(out) == read_tree(tmp_path / "again")
    assert len(read_tree(out)) > 10


def test_a_page_that_is_gone_is_gone_from_the_output(site: Path, out: Path) -> None:
    (site / "content" / "old.md").write_text("Old.\n", "utf-8")
    run("--site", site, "--out", out)
    assert (out / "old" / "index.html").exists()
    (site / "content" / "old.md").unlink()
    assert run("--site", site, "--out", out).returncode == 0
    assert not (out / "old").exists()


def test_strict_refuses_placeholders_by_name_and_leaves_the_output(site: Path, out: Path) -> None:
    _edit(site / "site.yaml", "https://minimal.event/", "https://events.example.org/")
    loose = run("--site", site, "--out", out)
    assert loose.returncode == 0
    assert 'notice: site.yaml:12:8: "https://events.example.org/" is a placeholder' in loose.stderr
    before = read_tree(out)
    (site / "content" / "index.md").write_text("Other words.\n", "utf-8")
    strict = run("--site", site, "--out", out, "--strict")
    assert strict.returncode == 1
    assert strict.stderr.startswith('site.yaml:12:8: "https://events.example.org/" is a placeholder\n')
    assert "1 problem; nothing was written" in strict.stderr
    assert read_tree(out) == before


def test_problems_of_facts_and_of_words_are_told_at_once(site: Path, out: Path) -> None:
    run("--site", site, "--out", out)
    before = read_tree(out)
    _edit(site / "site.yaml", "  title:", "  titel:")
    (site / "content" / "index.md").write_text("[a](javascript:steal())\n", "utf-8")
    (site / "content" / "travel.md").write_text("---\nnavv: false\n---\n", "utf-8")
    result = run("--site", site, "--out", out)
    assert result.returncode == 1
    assert 'site.yaml:3:3: unknown key "titel"' in result.stderr
    assert 'did you mean "title"?' in result.stderr
    assert 'content/travel.md:2:1: unknown key "navv"' in result.stderr
    assert "content/index.md:1:5:" in result.stderr
    assert "Traceback" not in result.stderr
    assert read_tree(out) == before


def test_broken_yaml_here_and_there_is_told_at_once(site: Path, out: Path) -> None:
    _edit(site / "site.yaml", "title: A Small Meeting", "title: A Small: Meeting")
    (site / "content" / "travel.md").write_text("---\ntitle: [\n---\n", "utf-8")
    result = run("--site", site, "--out", out)
    assert result.returncode == 1
    assert "site.yaml:3:" in result.stderr
    assert "content/travel.md:2:" in result.stderr


def test_a_missing_site_yaml(tmp_path: Path, out: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "site.yml").write_text("", "utf-8")
    result = run("--site", tmp_path / "empty", "--out", out)
    assert result.returncode == 1
    assert result.stderr.startswith("site.yaml:1:1: there is no site.yaml here\n")
    assert "site.yml" in result.stderr
    assert not out.exists()


def test_an_output_folder_that_is_not_ours_is_refused(site: Path, out: Path) -> None:
    out.mkdir()
    (out / "thesis.txt").write_text("ten years", "utf-8")
    result = run("--site", site, "--out", out)
    assert result.returncode == 2
    assert "was not made by a build" in result.stderr
    assert read_tree(out) == {"thesis.txt": b"ten years"}


@pytest.mark.parametrize("where", [".", "site", "site/content", "site/content/new", "site/site.yaml"])
def test_an_output_folder_with_sources_in_it_is_refused(site: Path, where: str, tmp_path: Path) -> None:
    before = read_tree(tmp_path)
    result = run("--site", site, "--out", tmp_path / where)
    assert result.returncode == 2
    assert "choose another folder with --out" in result.stderr
    assert read_tree(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sit", "x", "--nonsense"], "--nonsense"),
        (["--site", "/no/such/folder"], "/no/such/folder"),
        (["--base-url", "events.eu"], "does not start with https://"),
        (["serve", "--port", "99999"], "99999 is no port; choose a number from 1024 to 65535"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, tmp_path: Path) -> None:
    result = run(*arguments, "--out", tmp_path / "out")
    assert result.returncode == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_sites_own_template_stands_for_the_houses_of_that_name(site: Path, out: Path) -> None:
    (site / "templates").mkdir()
    (site / "templates" / "page.html").write_text("Mine: {{ title }}", "utf-8")
    assert run("--site", site, "--out", out).returncode == 0
    assert (out / "travel" / "index.html").read_text("utf-8") == "Mine: Getting there"
    assert "<!doctype html>" in (out / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("template", "place", "said"),
    [
        ("one\n{{ titel }}\n", "templates/page.html:2:1", "'titel' is undefined"),
        ("one\ntwo\n{% if %}\n", "templates/page.html:3:1", "the template cannot be read"),
        ('one\n{% include "_nothing.html" %}\n', "templates/page.html:2:1", 'there is no template "_nothing.html"'),
    ],
)  # fmt: skip
def test_a_mistake_in_a_template_is_told_at_its_line(
    site: Path, out: Path, template: str, place: str, said: str
) -> None:
    (site / "templates").mkdir()
    (site / "templates" / "page.html").write_text(template, "utf-8")
    result = run("--site", site, "--out", out)
    assert result.returncode == 1
    assert result.stderr.startswith(f"{place}: ")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_page_with_an_unknown_template(site: Path, out: Path) -> None:
    (site / "content" / "travel.md").write_text("---\ntemplate: pages.html\n---\n\n## By train\n", "utf-8")
    result = run("--site", site, "--out", out)
    assert result.returncode == 1
    assert result.stderr.startswith("content/travel.md:")
    assert 'did you mean "page.html"?' in result.stderr


def test_another_address_for_this_build(site: Path, out: Path) -> None:
    result = run("--site", site, "--out", out, "--base-url", "https://preview.eu/small")
    assert (result.returncode, result.stderr) == (0, "")
    said = b"".join(read_tree(out).values()).decode("utf-8", "replace")
    assert "https://preview.eu/small/travel/" in said
    assert "minimal.event" not in said
    assert 'href="/small/"' in (out / "404.html").read_text("utf-8")


def test_github_shows_messages_on_their_lines(site: Path, out: Path) -> None:
    (site / "content" / "index.md").write_text("[a](nowhere.md)\n", "utf-8")
    result = run("--site", site, "--out", out, GITHUB_ACTIONS="true")
    assert result.stdout.startswith("::error file=content/index.md,line=1,col=5::")


def test_github_finds_the_file_of_a_site_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    site = tmp_path / "events" / "2024"
    copy_tiny(site)
    (site / "content" / "index.md").write_text("[Nowhere](nowhere.md)\n", "utf-8")
    (site / "templates").mkdir()
    (site / "templates" / "page.html").write_text("{% if %}", "utf-8")
    result = run("--site", "2024", cwd=tmp_path / "events", GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(tmp_path))
    assert "::error file=events/2024/content/index.md,line=1," in result.stdout
    (site / "content" / "index.md").write_text("Words.\n", "utf-8")
    result = run("--site", "2024", cwd=tmp_path / "events", GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(tmp_path))
    assert "::error file=events/2024/templates/page.html,line=1," in result.stdout


def test_the_version() -> None:
    result = run("--version")
    assert (result.returncode, result.stdout) == (0, f"build.py {__version__}\n")


def test_a_file_may_be_called_as_its_author_likes(site: Path, out: Path) -> None:
    (site / "content" / "Über uns.md").write_text("Words.\n", "utf-8")
    (site / "content" / "more.md").write_text("[us](Über%20uns.md)\n", "utf-8")
    assert run("--site", site, "--out", out).returncode == 0
    assert (out / "uber-uns" / "index.html").exists()
    assert '<a href="../uber-uns/">us</a>' in (out / "more" / "index.html").read_text("utf-8")


def test_extra_is_handed_to_templates(site: Path, out: Path) -> None:
    (site / "site.yaml").write_text((site / "site.yaml").read_text("utf-8") + "extra:\n  hashtag: example\n", "utf-8")
    (site / "content" / "more.md").write_text(
        "---\ntemplate: badge.html\nextra:\n  badge: blue\n---\nWords.\n", "utf-8"
    )
    (site / "templates").mkdir()
    (site / "templates" / "badge.html").write_text("{{ frame.extra.hashtag }} {{ extra.badge }}", "utf-8")
    assert run("--site", site, "--out", out).returncode == 0
    assert (out / "more" / "index.html").read_text("utf-8") == "example blue"


def test_dead_links_are_named_beside_broken_facts(site: Path, out: Path) -> None:
    _edit(site / "site.yaml", "time_zone:", "time_zome:")
    (site / "content" / "more.md").write_text("[there](index.md) and [nowhere](nowhere.md)\n", "utf-8")
    result = run("--site", site, "--out", out)
    assert result.returncode == 1
    assert 'unknown key "time_zome"' in result.stderr
    assert 'content/more.md:1:33: "nowhere.md" leads nowhere' in result.stderr
    assert '"index.md" leads nowhere' not in result.stderr


def test_an_open_question_is_a_notice_and_under_strict_a_problem(site: Path, out: Path) -> None:
    (site / "content" / "privacy.md").write_text("TODO: Who runs registration?\n", "utf-8")
    (site / "content" / "later.md").write_text("---\ndraft: true\n---\nTODO: Later?\n", "utf-8")
    said = 'content/privacy.md:1:1: "TODO: Who runs registration?" is not answered yet\n'
    loose, strict = run("--site", site, "--out", out), run("--site", site, "--out", out, "--strict")
    assert (loose.returncode, strict.returncode) == (0, 1)
    assert f"notice: {said}" in loose.stderr
    assert strict.stderr.startswith(said)
    assert "Later?" not in loose.stderr


def test_new_starts_an_event_that_builds(tmp_path: Path) -> None:
    facts = ["--online", "--time-zone", "UTC", "--start", "2027-02-01", "--organizer", "Example Organisation"]
    result = run("new", tmp_path / "my event", "--title", "Example Webinar", *facts)
    assert (result.returncode, result.stderr) == (0, "")
    assert f"uv run build.py --site '{tmp_path / 'my event'}'" in result.stdout
    assert run("--site", tmp_path / "my event", "--out", tmp_path / "out").returncode == 0


def test_new_says_what_is_missing_and_leaves_what_is_there(site: Path, tmp_path: Path) -> None:
    missing = run("new", tmp_path / "event", "--online")
    assert missing.returncode == 2
    assert "an answer is missing; add --title" in missing.stderr
    assert not (tmp_path / "event").exists()
    before = read_tree(site)
    taken = run("new", site)
    assert taken.returncode == 2
    assert f"{site} is not empty; name a new folder" in taken.stderr
    assert read_tree(site) == before
