"""The UI words in every language: complete, with their placeholders, and with plural forms as CLDR has them."""

import re
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import build
from generator import locale

ROOT = Path(build.__file__).parent
CATALOGUES = sorted((ROOT / "generator" / "locale").glob("*.po"))
EUROPE = {
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "es",
    "et",
    "fi",
    "fr",
    "ga",
    "hr",
    "hu",
    "it",
    "lt",
    "lv",
    "mt",
    "nl",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "sv",
}
METHODS = [("generator/**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]


def _words() -> set[str | tuple[str, str]]:
    """Every UI text of the code and the templates."""
    keywords = {"_": None, "_forms": (1, 2), "_plural": (1, 2), "plural_form": (1, 2)}
    found = extract_from_dir(ROOT, METHODS, keywords=keywords, options_map={"templates/**.html": {"trimmed": "true"}})
    return {message for _path, _line, message, _comments, _context in found}


WORDS = _words()


def _ids(path: Path) -> dict[str | tuple[str, ...], object]:
    with path.open("rb") as file:
        return {
            message.id: message.string for message in read_po(file, locale=path.stem.replace("-", "_")) if message.id
        }


def test_there_is_a_catalogue_for_every_language_of_the_union_and_more() -> None:
    assert {path.stem for path in CATALOGUES} >= EUROPE | {"nb", "uk", "tr", "ar", "he", "zh", "ja"}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_text_is_translated_and_keeps_its_placeholders(path: Path) -> None:
    known = _ids(path)
    singular = {each for message in known for each in (message if isinstance(message, tuple) else (message,))}
    assert {word for word in WORDS if isinstance(word, str)} - singular == set()
    assert {word for word in WORDS if isinstance(word, tuple)} - set(known) == set()
    for source, text in known.items():
        for form in text if isinstance(text, tuple) else (text,):
            original = source[-1] if isinstance(source, tuple) else source
            assert form, source
            assert set(re.findall(r"{\w*}", str(form))) == set(re.findall(r"{\w*}", original)), source


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_text_waits_to_be_looked_at(path: Path) -> None:
    assert [message.id for message in locale.catalogue(path.stem) if message.fuzzy and message.id] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_text_is_kept_that_nobody_says(path: Path) -> None:
    said = {each for word in WORDS for each in (word if isinstance(word, tuple) else (word,))}
    left = [each for each in _ids(path) if not (set(each) if isinstance(each, tuple) else {each}) & said]
    assert left == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_numbers_of_one_plural_category_have_one_form(path: Path) -> None:
    """Unicode CLDR, "Language Plural Rules"."""
    catalogue = locale.catalogue(path.stem)
    index_of, category_of = (
        c2py(catalogue.plural_expr),
        Locale.parse({"pt": "pt-PT"}.get(path.stem, path.stem), sep="-").plural_form,
    )
    forms: dict[str, set[int]] = {}
    for number in range(1001):
        forms.setdefault(category_of(number), set()).add(index_of(number))
    assert all(len(indexes) == 1 for indexes in forms.values()), forms
    assert {index for indexes in forms.values() for index in indexes} == set(range(catalogue.num_plurals))


def test_words_of_another_language_are_taken_from_the_nearest_catalogue() -> None:
    assert locale.translate("de-AT")("Agenda") == locale.translate("de")("Agenda") != "Agenda"
    assert locale.translate("no")("Speakers") == locale.translate("nb")("Speakers")
    assert locale.translate("en-US")("Agenda") == "Agenda"
    assert locale.translate("zh-SG")("Agenda") == locale.translate("zh")("Agenda")
    assert not locale.has_catalogue("cy")


@pytest.mark.parametrize("language", ["zh-Hant", "zh-TW", "sr-Latn"])
def test_words_in_another_script_are_no_words(language: str) -> None:
    assert not locale.has_catalogue(language)


def test_a_catalogue_that_is_added_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = (ROOT / "generator" / "locale" / "zh.po").read_text("utf-8")
    (tmp_path / "zh-Hant.po").write_text(text.replace("议程", "議程"), "utf-8")
    monkeypatch.setattr(locale, "_CATALOGUES", tmp_path)
    assert locale.translate.__wrapped__("zh-Hant")("Agenda") == "議程"
    assert locale.has_catalogue("zh-TW")
    assert not locale.has_catalogue("zh")
