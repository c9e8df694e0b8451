"""The command `translations`: it notes what is translated, and writes down what is not."""

import re
from pathlib import Path

import pytest

import build
from tests.translations.sample import build_site, read_page


@pytest.mark.parametrize(
    "text", ["## Train {#train}\n", "\ufeff---\r\ntitle: Voyage\r\n---\r\n\r\n## Train {#train}\r\n"]
)
def test_a_translation_older_than_its_original_is_told(
    site: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    translation = site / "content/fr/travel.md"
    translation.write_bytes(text.encode())
    assert build.main(["translations", "--site", str(site)]) == 0
    assert "noted: content/fr/travel.md\n" in capsys.readouterr().out
    kept = translation.read_bytes().decode().removeprefix("\ufeff")
    assert re.sub(r"(---\r?\n)?original: [0-9a-f]{12}\r?\n(---\n(?=##))?", "", kept) == text.removeprefix("\ufeff")
    assert "has changed" not in build_site(site, capsys)[1]
    (site / "content/travel.md").write_text(
        "---\ntitle: Travel\n---\n\n## Train {#train}\n\nBy night train.\n", "utf-8"
    )
    assert "content/travel.md has changed since it was translated here" in build_site(site, capsys)[1]
    assert build.main(["translations", "--site", str(site)]) == 0
    assert "has changed" in build_site(site, capsys)[1]
    assert build.main(["translations", "--site", str(site), "content/fr/travel.md"]) == 0
    assert "has changed" not in build_site(site, capsys)[1]


def test_a_declared_file_that_is_no_translation_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["translations", "--site", str(site), "content/fr/travels.md"]) == 1
    assert "content/fr/travels.md:1:1: there is no such translation\n    did you mean" in capsys.readouterr().err
    assert "original:" not in (site / "content/fr/travel.md").read_text("utf-8")


def test_what_a_language_lacks_is_written_to_be_translated(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/fr/agenda.md").unlink()
    assert build.main(["translations", "--site", str(site), "--new", "fr"]) == 0
    assert capsys.readouterr().out == "to translate: content/fr/agenda.md\n"
    draft = (site / "content/fr/agenda.md").read_text("utf-8")
    assert (
        "## Opening {#opening}\nSpeakers: Representative of the example\nRoom: Room A\nTrack: Beginnings\nTags: first; morning\n\nHow it begins.\n"
        in draft
    )
    assert "## Closing {#closing}\nRoom: Room B\n" in draft
    _status, said, out = build_site(site, capsys)
    assert "notice: content/fr/agenda.md:1:1: this is a draft, and its page is in English\n" in said
    assert 'class="untranslated"' in read_page(out, "fr/agenda")
    words = draft.replace("draft: true\n", "").replace("Representative of the example", "Représentante de l’exemple")
    (site / "content/fr/agenda.md").write_text(words, "utf-8")
    assert "content/fr" not in build_site(site, capsys)[1]


def test_a_language_is_chosen_before_it_is_translated(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["translations", "--site", str(site), "--new", "de"]) == 1
    said = capsys.readouterr().err
    assert '"de" is none of the site\'s other languages\n    write languages: [en, fr, ar, de] under site:' in said
