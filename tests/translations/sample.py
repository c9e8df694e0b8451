"""A day in three languages, one of which has few words of its own."""

import re
from pathlib import Path

import pytest

import build

SITE = """event:
  id: example
  title: {en: Example Day, fr: Journée Exemple}
  summary: {en: A day of examples., fr: Une journée d’exemples.}
  start: 2024-06-06 10:00
  end: 2024-06-06 12:00
  time_zone: Europe/Brussels
  updated: 2024-05-01
attend:
  - id: online
    mode: online
    registration: {url: "https://register.event/", label: {en: Register, fr: S’inscrire}}
organizers: [{name: Example Organisation}]
site:
  url: https://example.event/day/
  languages: [en, fr, ar]
"""
AGENDA = """# Thursday 6 June 2024

## 10:00–11:00 Opening {#opening}
Room: Room A
Track: Beginnings
Tags: first, morning
Speakers: Representative of the example (to be confirmed)

How it begins.

## 11:00–12:00 Closing {#closing}
Room: Room B
Track: Beginnings
"""


def build_site(site: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, Path]:
    out = site.parent / "out"
    status = build.main(["--site", str(site), "--out", str(out), *options])
    return status, capsys.readouterr().err, out


def read_page(out: Path, path: str) -> str:
    return re.sub(r"\s+", " ", (out / path / "index.html").read_text("utf-8"))
