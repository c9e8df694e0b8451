"""The facts of site.yaml in one language."""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

from generator.fields import Text
from generator.memory import remembered
from generator.problems import Message, notice
from generator.schema import Facts
from generator.sources import Document

_P = TypeVar("_P", bound=NamedTuple)

# What is written once is meant for all languages where it is a name; these are sentences and words on buttons.
_SENTENCES = ("title", "summary", "status_note", "access_note", "label", "note")


@remembered(lambda facts, language: (id(facts), language))
def localized_facts(facts: Facts, language: str) -> Facts:
    """The facts of the edition in `language`: its texts, its own address, and its language as the first of the site's."""
    found = localized(facts, language, facts.site.languages[0])
    others = tuple(tag for tag in facts.site.languages if tag != language)
    site = found.site._replace(languages=(language, *others), url=edition_url(facts.site.url, language))
    return found._replace(site=site)


def edition_url(base_url: str, language: str) -> str:
    return f"{base_url.rstrip('/')}/{language}/"


def localized(part: _P, language: str, original: str) -> _P:
    """The same part with each text in `language`; one that has none there says that it is in the `original` language."""
    values = zip(part._fields, part, strict=True)
    found: dict[str, Any] = {name: _localized(old, language, original, name in _SENTENCES) for name, old in values}
    return part._replace(**found)


def _localized(value: Any, language: str, original: str, is_sentence: bool) -> Any:
    if isinstance(value, Text):
        return value.localized(language, original) if value and (value.translations or is_sentence) else value
    if hasattr(value, "_fields"):
        return localized(value, language, original)
    if isinstance(value, tuple):
        return tuple(_localized(each, language, original, is_sentence) for each in value)
    return value


def languages_of(document: Document) -> tuple[str, ...]:
    """The site's languages, the default first, as far as site.yaml is well written."""
    site = document.data.get("site")
    languages = site.get("languages") if isinstance(site, dict) else None
    known = [tag for tag in languages if isinstance(tag, str)] if isinstance(languages, list) else []
    return tuple(known) or ("en",)


def untranslated_facts(document: Document, languages: tuple[str, ...]) -> Iterator[Message]:
    """A notice for each text of site.yaml that is written in some of the site's languages and not in all."""
    if len(languages) == 1:
        return
    for path in document.places:
        key, value = path[-1] if path else "", document.value(path)
        if path[:1] == ("extra",) or not value:
            continue
        if isinstance(value, str) and key in _SENTENCES:
            remedy = f"write {{{', '.join(f'{tag}: …' for tag in languages)}}}"
            yield notice(document.place(path), f'the {key} "{_short(value)}" is the same in every language', remedy)
        elif isinstance(value, dict) and languages[0] in value:
            for tag in (tag for tag in languages if tag not in value):
                yield notice(document.place(path), f'the {key} has no "{tag}" text', f'add "{tag}: …"')


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
