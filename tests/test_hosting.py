"""What hosts and crawlers are told beside the pages."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

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
