"""What hosts and crawlers are told beside the pages."""

import re
import shutil
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import build
from generator.hosting import CONTENT_SECURITY_POLICY, headers, robots

BASE = Path(__file__).parents[1] / "templates" / "base.html"
FILES = ["/", "/404.html", "/agenda/", "/assets/style.0a1b2c.css", "/event.ics", "/agenda/a.ics", "/fr/agenda.ics"]


def _rules(text: str) -> dict[str, dict[str, str]]:
    rules: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            path = line
            assert path not in rules
            rules[path] = {}
        else:
            name, value = re.fullmatch(r"  ([A-Za-z-]+): (\S.*)", line).groups()  # type: ignore[union-attr]
            rules[path][name] = value
    return rules


def _sent(path: str, *, is_preview: bool = False) -> dict[str, list[str]]:
    """The headers a file gets, with every value that a host would join."""
    sent: dict[str, list[str]] = {}
    for pattern, values in _rules(headers(is_preview=is_preview).decode()).items():
        if fnmatchcase(path, pattern):
            for name, value in values.items():
                sent.setdefault(name, []).append(value)
    return sent


def test_the_policy_is_the_one_the_pages_carry() -> None:
    meta = re.search(r'Content-Security-Policy" content="([^"]+)"', BASE.read_text("utf-8"))
    assert meta
    assert meta[1] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("path", FILES)
def test_every_file_is_protected_and_gets_no_header_twice(path: str) -> None:
    sent = _sent(path)
    assert sent["Content-Security-Policy"] == [f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'"]
    assert sent["X-Content-Type-Options"] == ["nosniff"]
    assert "camera=()" in sent["Permissions-Policy"][0]
    assert {"Strict-Transport-Security", "Cross-Origin-Opener-Policy", "Referrer-Policy"} <= set(sent)
    assert [name for name, values in sent.items() if len(values) > 1] == []


def test_only_files_that_never_change_are_kept_for_ever() -> None:
    kept = [path for path in FILES if "immutable" in "".join(_sent(path).get("Cache-Control", []))]
    assert kept == ["/assets/style.0a1b2c.css"]


def test_calendars_say_their_encoding() -> None:
    typed = [path for path in FILES if _sent(path).get("Content-Type") == ["text/calendar; charset=utf-8"]]
    assert typed == ["/event.ics", "/agenda/a.ics", "/fr/agenda.ics"]


@pytest.mark.parametrize("is_preview", [True, False])
def test_cloudflare_takes_all_of_it(is_preview: bool) -> None:
    text = headers(is_preview=is_preview).decode()
    assert len(_rules(text)) <= 100
    assert max(map(len, text.splitlines())) <= 2000
    assert "\n!" not in text
    assert "\n  !" not in text


def test_a_preview_keeps_search_engines_away() -> None:
    assert all(_sent(path, is_preview=True)["X-Robots-Tag"] == ["noindex"] for path in FILES)
    assert "X-Robots-Tag" not in _sent("/")
    assert robots("https://a.test/sitemap.xml", is_preview=True) == b"User-agent: *\nDisallow: /\n"
    assert robots("https://a.test/sitemap.xml").endswith(b"Allow: /\nSitemap: https://a.test/sitemap.xml\n")


def test_a_preview_shows_drafts_says_what_it_is_and_names_no_host(tmp_path: Path) -> None:
    site, out = tmp_path / "site", tmp_path / "out"
    shutil.copytree(Path(__file__).parent / "cases" / "minimal", site)
    (site / "content" / "plan.md").write_text("---\ndraft: true\n---\nNot yet.\n", "utf-8")
    assert build.main(["--site", str(site), "--out", str(out), "--preview"]) == 0
    assert "noindex" in (out / "_headers").read_text("utf-8")
    assert "Disallow: /\n" in (out / "robots.txt").read_text("utf-8")
    assert not (out / "sitemap.xml").exists()
    assert "Draft: " in (out / "plan" / "index.html").read_text("utf-8")
    for page in ("index.html", "travel/index.html", "404.html"):
        text = (out / page).read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in text
        assert "Preview: this is not the published site" in text
        head, _, _body = text.partition("<body>")
        assert "https://minimal.event" not in head


def test_what_is_published_is_open_to_search_engines_and_has_no_bar(tmp_path: Path) -> None:
    assert build.main(["--site", str(Path(__file__).parent / "cases" / "minimal"), "--out", str(tmp_path / "out")]) == 0
    text = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "noindex" not in text + (tmp_path / "out" / "_headers").read_text("utf-8")
    assert "Preview" not in text
