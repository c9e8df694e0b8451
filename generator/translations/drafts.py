"""What is still to be translated, as files to write over: drafts of the original's words, which stay out of the site."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.locale import format_date
from generator.model import Agenda, Session, Site
from generator.problems import ContentProblems, Place, problem
from generator.sources import MarkdownSource
from generator.translations.names import NAMES, names_of
from generator.translations.originals import fingerprint

_AGENDA = "content/agenda.md"
_WORDS = ("title", "description", "role", "organization", *NAMES)


def write_drafts(site_dir: Path, site: Site, sources: Iterable[MarkdownSource], language: str) -> Iterator[str]:
    """Write each file that the edition in `language` lacks, and tell its path. Raises ContentProblems if the site has
    no such edition.
    """
    languages = site.facts.site.languages
    if language not in languages[1:]:
        phrase, remedy = f'"{language}" is none of the site\'s other languages', ", ".join((*languages, language))
        raise ContentProblems([problem(Place("site.yaml"), phrase, f"write languages: [{remedy}] under site:")])
    pages = {source.path: source for source in sources}
    for path, source in pages.items():
        translation = f"content/{language}/{path.removeprefix('content/')}"
        is_original = path.split("/")[1] not in languages[1:] and path not in site.drafts
        if is_original and translation not in pages and source.body.text.strip():
            body = "\n".join(_agenda(site.agenda, language)) if path == _AGENDA else source.body.text
            (site_dir / translation).parent.mkdir(parents=True, exist_ok=True)
            (site_dir / translation).write_text(f"{_front(source)}\n{body.strip()}\n", "utf-8")
            yield translation


def _front(source: MarkdownSource) -> str:
    nav = source.front.data.get("nav")
    label = nav.get("label") if isinstance(nav, dict) else None
    words = {"label": label, **{name: source.front.data.get(name) for name in _WORDS}}
    lines = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in words.items() if text]
    return "\n".join(["---", *lines, "draft: true", f"original: {fingerprint(source)}", "---", ""])


def _agenda(agenda: Agenda, language: str) -> Iterator[str]:
    """The agenda without its facts: titles with their ids, texts, and each name where it first stands."""
    named = set[tuple[str, str]]()
    group, level = "", "###" if any(session.group for session in agenda.sessions) else "##"
    yield agenda.intro.text if agenda.intro else ""
    for day in agenda.days:
        if len(agenda.days) > 1 or day.note:
            yield f"\n# {format_date(day.date, language)}\n\n{day.note.text if day.note else ''}"
        for session in day.sessions:
            if session.group != group:
                group = session.group
                yield f"\n## {group}"
            if session.place.path == _AGENDA:
                yield f"\n{level} {session.title} {{#{session.id}}}"
                yield from _names(session, named)
                if session.body and not session.has_page:
                    yield f"\n{session.body.text.strip()}"


def _names(session: Session, named: set[tuple[str, str]]) -> Iterator[str]:
    for field, credits in (("Speakers", session.speakers), ("Moderator", session.moderators)):
        if any(not credit.speaker for credit in credits):
            yield f"{field}: {'; '.join(credit.name for credit in credits)}"
    for name in NAMES:
        names = names_of(session, name)
        if set(names) - {own for field, own in named if field == name}:
            yield f"{name.capitalize()}: {'; '.join(names)}"
            named |= {(name, own) for own in names}
