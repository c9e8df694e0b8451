"""What another process does at the beginning is there when it is asked for, and is never waited for in vain."""

import os
from pathlib import Path

import pytest
from jinja2.bccache import bc_magic

from generator import workers
from generator.ahead import ready
from generator.load import load_templates

HOUSE = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_others", lambda: 1)


def _compiled(site: Path, cache: Path) -> int:
    with ready(load_templates, site, HOUSE, cache):
        pass
    return sum(bc_magic in path.read_bytes() for path in cache.rglob("*") if path.is_file())


def test_the_templates_of_a_new_site_are_compiled_its_own_among_them(tmp_path: Path) -> None:
    house = _compiled(tmp_path, tmp_path / "cache")
    assert house == len(load_templates(tmp_path, HOUSE)) > 10
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "own.html").write_text("{{ own }}", "utf-8")
    assert _compiled(tmp_path, tmp_path / "other") == house + 1


def test_what_is_no_template_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    os.mkfifo(tmp_path / "templates" / ".hidden.html")
    os.mkfifo(tmp_path / "templates" / "pipe.html")
    (tmp_path / "templates" / ".#locked.html").symlink_to("nobody@nowhere")
    assert _compiled(tmp_path, tmp_path / "cache") == len(load_templates(HOUSE, HOUSE))


def test_a_template_that_cannot_be_read_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "broken.html").write_text("{% if %}", "utf-8")
    assert _compiled(tmp_path, tmp_path / "cache") == len(load_templates(HOUSE, HOUSE))
