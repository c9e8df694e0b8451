"""Attacks on an event's site by someone who writes a part of it. Each ends in a message, or in a site without harm.

A case that has `said` must be refused in these words, or, where they are "", in any; a case without must be built.
What "without harm" is stands in judge.py.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import build
from tests.attacks import fields, files, pictures
from tests.attacks.judge import faults
from tests.attacks.sites import HOME, PAGE, SPEAKER, TALK, write_site
from tests.attacks.texts import CLEANED, REFUSED


class Attack(NamedTuple):
    name: str
    places: dict[str, Any]
    said: str | None = None
    prepare: files.Prepare = lambda _site: None


def _in_prose(text: str) -> dict[str, Any]:
    return dict.fromkeys((HOME, PAGE, SPEAKER, TALK), f"Words.\n\n{text}")


def _attacks() -> Iterator[Attack]:
    yield Attack("none at all", {})
    for name, text in CLEANED.items():
        yield Attack(f"prose: {name}", _in_prose(text))
    for name, (text, said) in REFUSED.items():
        yield Attack(f"prose: {name}", _in_prose(text), said)
    for place, value in fields.SHOWN:
        yield Attack(f"{place}: {value!a}"[:90], {place: value})
    for place, value, said in fields.REFUSED:
        yield Attack(f"{place}: {value!a}"[:90], {place: value}, said)
    for each in files.attacks():
        yield Attack(each.name, {PAGE: each.page}, each.said or None, each.prepare)
    for name, places, said in pictures.attacks():
        yield Attack(f"picture: {name}", places, said or None)


ATTACKS = list(_attacks())

_COMMAND = re.compile(r"::(error|warning) file=(content|site\.yaml|templates|assets)")
_MESSAGE = re.compile(r"^(content|site\.yaml|templates/|assets/).*:\d+:\d+: ", re.MULTILINE)
_BESIDE = {"site", "out", ".event-site-out", "outside.md", "outside", "elsewhere"}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack(
    attack: Attack, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setattr(build, "CACHE", cache)
    site, out = write_site(tmp_path, attack.places), tmp_path / "out"
    attack.prepare(site)
    status = build.main(["--site", str(site), "--out", str(out)])
    printed = capsys.readouterr()
    assert out.exists() == (status == 0)
    assert (status == 0) == (attack.said is None), printed.err
    assert (attack.said or "") in printed.err
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", printed.err + printed.out) is None
    commands = re.findall(r"^::.*", printed.out + printed.err, re.MULTILINE)
    assert [each for each in commands if not _COMMAND.match(each)] == []
    assert status == 0 or _MESSAGE.search(printed.err)
    assert (faults(out) if status == 0 else []) == []
    assert {path.name for path in tmp_path.iterdir()} <= _BESIDE


def test_there_are_enough() -> None:
    assert len({attack.name for attack in ATTACKS}) > 300
