"""Stage two: what was read becomes a whole, typed Site, or all that is wrong with it is told at once.

Markdown is converted here and not in render, because a dead link is a problem like any other and belongs into
the same list; its HTML depends on the text alone (`generator.prose`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, repeat
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from generator import locale
from generator.agenda import read_agenda
from generator.agenda.conflicts import find_conflicts
from generator.content_links import dead_links, links_to_missing_files
from generator.credits import link_speakers
from generator.front_matter import AgendaFront, PageFront, SessionFront, SpeakerFront
from generator.leaks import leaked_facts
from generator.memory import recalled, remembered
from generator.model import Agenda, Session, Site, Speaker
from generator.page_files import convert, page_name, read_pages, with_prose
from generator.people import find_twins, misnamed_files, read_speakers, speaker_from_file
from generator.pictures.renditions import Picture
from generator.pictures.uses import picture_uses, read_pictures
from generator.placeholders import open_questions, placeholders
from generator.problems import ContentProblems, Message, is_problem, problem
from generator.prose import read_ahead
from generator.schema import Event, Facts
from generator.session_files import merge_session_files
from generator.sources import Document, MarkdownSource, MarkdownText, Sources
from generator.texts import Prose
from generator.translations.facts import languages_of, untranslated_facts
from generator.translations.originals import unlisted_editions
from generator.written import read_document_as

_F = TypeVar("_F", bound=NamedTuple)
_W = TypeVar("_W", Session, Speaker)


def validate(sources: Sources, base_url: str = "", now: datetime | None = None, *, with_drafts: bool = False) -> Site:
    """The site of these sources at the moment `now`; `base_url`, where given, stands for site.url.

    Drafts are left out unless asked for. Without a clock it is the moment when the content last changed, so that the
    same sources give the same site. Raises ContentProblems with every problem and notice of the content.
    """
    messages: list[Message] = []
    context = _context(sources.facts)
    document = _published_at(base_url, sources.facts)
    facts, found = read_document_as(Facts, document, context)
    messages += found
    originals, translations = _by_language(sources.pages, context["languages"])
    fronts = _fronts(originals, context, messages)
    drafts = tuple(path for path, front in fronts.items() if getattr(front, "draft", False))
    if with_drafts:
        fronts |= {path: _as_final(front) for path in drafts if (front := fronts[path])}
    if facts is None:
        pages = tuple(read_pages(originals, fronts, messages))
        raise ContentProblems([*messages, *links_to_missing_files(pages, sources)])
    messages += _unknown_places(facts, document)
    speakers, intro = _speakers(originals, fronts, messages)
    agenda = _agenda(originals, fronts, facts.event, speakers, messages)
    agenda, speakers, intro_prose = _with_prose(agenda, speakers, intro, messages)
    pages = tuple(read_pages(originals, fronts, messages))
    stamp = _stamp(facts.event, min(now or sources.newest, sources.newest))
    site = Site(
        facts=facts, pages=pages, agenda=agenda, speakers=speakers, speakers_intro=intro_prose, files=sources.files,
        templates=sources.templates, assets=sources.assets, pictures={}, stamp=stamp, now=now or stamp,
        drafts=drafts,
    )  # fmt: skip
    site = site._replace(translations=tuple(_translations(site, originals, translations, context, messages)))
    pictures, found = read_pictures(picture_uses(site, document.place), sources.files)
    messages += [*found, *placeholders(document), *leaked_facts(document)]
    if None in fronts.values():  # pages are missing because of what stands above them, and links to them are right
        messages += links_to_missing_files(pages, sources)
    else:
        messages += [found for edition in site.editions for found in dead_links(edition)]
    messages += chain.from_iterable(source.leaks for source in sources.pages)
    finished = (source for source in sources.pages if source.path not in site.drafts)
    messages += chain.from_iterable(open_questions(source.body) for source in finished)
    messages += unlisted_editions(sources.pages, facts.site.languages)
    messages += untranslated_facts(document, facts.site.languages)
    if any(map(is_problem, messages)):
        raise ContentProblems(messages)
    return _with_pictures(site, pictures, tuple(sorted(set(messages))))


def _with_pictures(site: Site, pictures: Mapping[str, Picture], notices: tuple[Message, ...]) -> Site:
    translations = tuple(edition._replace(pictures=pictures) for edition in site.translations)
    return site._replace(pictures=pictures, translations=translations, notices=notices)


def _by_language(
    sources: Iterable[MarkdownSource], languages: Sequence[str]
) -> tuple[list[MarkdownSource], dict[str, list[MarkdownSource]]]:
    """The files of the default language, and those below content/<language>/ of each of the others."""
    translations: dict[str, list[MarkdownSource]] = {tag: [] for tag in languages[1:]}
    originals: list[MarkdownSource] = []
    for source in sources:
        folder = source.path.split("/")[1]
        translations.get(folder, originals).append(source)
    return originals, translations


def _translations(
    site: Site, originals: Iterable[MarkdownSource], translations: Mapping[str, Sequence[MarkdownSource]],
    context: Mapping[str, Any], messages: list[Message],
) -> Iterator[Site]:  # fmt: skip
    by_name = {page_name(source.path): source for source in originals}
    if not translations or not locale.is_known_language(site.language):
        return  # the latter is told, and what is missing could not be named in it
    from generator.translations.editions import translated_site  # many sites have one language

    for tag in site.facts.site.languages[1:]:
        edition, found = translated_site(site, tag, translations[tag], by_name, context)
        messages += found
        yield edition


@remembered()
def _context(facts: Document) -> dict[str, Any]:
    """What single values need to know of the whole, as far as it is well written."""
    event = facts.data.get("event")
    zone = event.get("time_zone") if isinstance(event, dict) else None
    try:
        time_zone = ZoneInfo(zone) if isinstance(zone, str) and zone else None
    except (OSError, ValueError, KeyError):
        time_zone = None
    return {"time_zone": time_zone, "languages": languages_of(facts)}


@remembered(lambda base_url, facts: (base_url, id(facts)))
def _published_at(base_url: str, facts: Document) -> Document:
    """The document with `base_url`, where one is given, as its site.url."""
    site = facts.data.get("site")
    if not base_url or not isinstance(site, dict):
        return facts
    return facts._replace(data={**facts.data, "site": {**site, "url": base_url}})


def _fronts(
    sources: Sequence[MarkdownSource], context: Mapping[str, Any], messages: list[Message]
) -> dict[str, "NamedTuple | None"]:
    fronts: dict[str, NamedTuple | None] = {}
    for source, (front, found) in zip(sources, recalled(_front, sources, repeat(context)), strict=True):
        fronts[source.path] = front
        messages += found
    return fronts


@remembered()
def _front(source: MarkdownSource, context: Mapping[str, Any]) -> tuple["NamedTuple | None", list[Message]]:
    return read_document_as(_front_model(page_name(source.path)), source.front, context)


def _front_model(name: str) -> type[NamedTuple]:
    if name == "agenda":
        return AgendaFront
    if name.startswith("sessions/"):
        return SessionFront
    return SpeakerFront if name.startswith("speakers/") else PageFront


@remembered()
def _as_final(front: _F) -> _F:
    return front._replace(draft=False)


def _speakers(
    sources: Iterable[MarkdownSource], fronts: Mapping[str, "NamedTuple | None"], messages: list[Message]
) -> tuple[tuple[Speaker, ...], MarkdownText | None]:
    speakers: list[Speaker] = []
    intro, files = None, []
    for source in sources:
        front = fronts[source.path]
        if isinstance(front, SpeakerFront) and not front.draft:
            files.append((front, source))
        elif page_name(source.path) == "speakers" and not getattr(front, "draft", False):
            read, found = read_speakers(source.body)
            messages += found
            speakers += read.speakers
            intro = read.intro
    speakers += recalled(speaker_from_file, (front for front, _ in files), (source for _, source in files))
    messages += [*misnamed_files(speakers), *find_twins(speakers)]
    return tuple(speakers), intro


def _agenda(
    sources: Iterable[MarkdownSource], fronts: Mapping[str, "NamedTuple | None"], event: Event,
    speakers: tuple[Speaker, ...], messages: list[Message],
) -> Agenda:  # fmt: skip
    agenda, files = Agenda(), []
    for source in sources:
        front = fronts[source.path]
        if isinstance(front, AgendaFront) and not front.draft:
            agenda, found = read_agenda(source.body, event, front.state)
            messages += found
        elif isinstance(front, SessionFront):
            files.append((front, source))
    agenda, found = merge_session_files(agenda, files, event)
    agenda, unknown = link_speakers(agenda, speakers)
    messages += [*found, *unknown, *find_conflicts(agenda, event)]
    return agenda


def _with_prose(
    agenda: Agenda, speakers: tuple[Speaker, ...], intro: MarkdownText | None, messages: list[Message]
) -> tuple[Agenda, tuple[Speaker, ...], Prose]:
    """The same with every text as HTML too."""
    items: list[Session | Speaker] = [*agenda.sessions, *speakers]
    read_ahead([agenda.intro, intro, *(day.note for day in agenda.days), *(item.body for item in items)])

    def joined(items: Sequence[_W]) -> tuple[_W, ...]:
        found = recalled(with_prose, items)
        messages.extend(chain.from_iterable(told for _item, told in found))
        return tuple(item for item, _told in found)

    days = tuple(day._replace(sessions=joined(day.sessions), prose=convert(day.note, messages)) for day in agenda.days)
    agenda = replace(agenda, days=days, intro_prose=convert(agenda.intro, messages))
    return agenda, joined(speakers), convert(intro, messages)


def _stamp(event: Event, otherwise: datetime) -> datetime:
    updated = event.updated
    if updated is None:
        return otherwise
    return updated if isinstance(updated, datetime) else datetime(updated.year, updated.month, updated.day, tzinfo=UTC)


def _unknown_places(facts: Facts, document: Document) -> Iterator[Message]:
    """Codes of the right shape that CLDR does not know."""
    for number, attend in enumerate(facts.attend):
        if attend.venue and not locale.is_known_country(attend.venue.country):
            place = document.place(("attend", number, "venue", "country"))
            yield problem(
                place,
                f'"{attend.venue.country}" is not the code of a country',
                "write its two capital letters, such as BE",
            )
    tags = [("event", "languages_spoken", tag, i) for i, tag in enumerate(facts.event.languages_spoken)]
    tags += [("site", "languages", tag, i) for i, tag in enumerate(facts.site.languages)]
    for part, key, tag, number in tags:
        if not locale.is_known_language(tag):
            yield problem(
                document.place((part, key, number)),
                f'"{tag}" is not the code of a language',
                "write its code, such as en, fr or pt-BR",
            )
        elif part == "site" and not locale.has_catalogue(tag):
            yield problem(
                document.place((part, key, number)),
                f'there are no words for buttons and labels in "{tag}" yet',
                f"add generator/locale/{tag}.po as .github/CONTRIBUTING.md says, or take the language out",
            )
    for number, tag in enumerate(facts.site.languages):
        if tag in facts.site.languages[:number]:
            place = document.place(("site", "languages", number))
            yield problem(place, f'"{tag}" is written twice in the site\'s languages', "keep one of the two")
