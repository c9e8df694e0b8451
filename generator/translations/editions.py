"""The whole site in another language, from the files below ``content/<language>/``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar

from generator.agenda.pieces import Fact
from generator.fields import Text
from generator.front_matter import (
    Nav,
    TranslatedPageFront,
    TranslatedSessionFront,
    TranslatedSpeakerFront,
)
from generator.locale import language_name
from generator.memory import remembered
from generator.model import Agenda, Day, Page, Session, Site, Speaker
from generator.page_files import PROGRAMME, convert, page_name, take_title, url_path, with_prose
from generator.problems import Message, Place, did_you_mean, notice, problem
from generator.redirects import Redirect, read_redirects
from generator.sources import MarkdownSource, MarkdownText
from generator.translations.agenda import AgendaWords, SessionWords, read_agenda_words, translated_agenda
from generator.translations.facts import localized_facts
from generator.translations.names import NAMES, NamesWords
from generator.translations.originals import stale
from generator.translations.people import localized_speaker, read_speakers_words, translated_speaker
from generator.written import read_document_as

_W = TypeVar("_W", Session, Speaker)


def translated_site(
    site: Site, language: str, sources: Sequence[MarkdownSource], originals: Mapping[str, MarkdownSource],
    context: Mapping[str, Any],
) -> tuple[Site, list[Message]]:  # fmt: skip
    """The edition in `language`; `sources` are its files and `originals` the default language's, by name.

    With it come a problem for each fact that differs, and a notice for each text that is missing or out of date.
    """
    edition = _Edition(site, language, originals, context)
    edition.read(sources)
    speakers, intro = edition.speakers()
    translated = site._replace(
        facts=localized_facts(site.facts, language),
        prefix=f"/{language}",
        pages=tuple(edition.page(page) for page in site.pages),
        agenda=edition.agenda(),
        speakers=speakers,
        speakers_intro=convert(intro, edition.messages) if intro else site.speakers_intro,
    )
    return translated, edition.messages


@dataclass(slots=True)
class _Edition:
    site: Site
    language: str
    originals: Mapping[str, MarkdownSource]
    context: Mapping[str, Any]
    files: dict[str, tuple[MarkdownSource, NamedTuple]] = field(default_factory=dict)
    drafts: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)

    @property
    def _folder(self) -> str:
        return f"content/{self.language}/"

    def read(self, sources: Sequence[MarkdownSource]) -> None:
        """Take the files that translate one of the default language's; any other is a problem."""
        for source in sources:
            name = page_name(source.path, self._folder)
            original = self.originals.get(name)
            if original is None:
                remedy = did_you_mean(f"{name}.md", [f"{each}.md" for each in self.originals])
                phrase = f"there is no content/{name}.md that this translates"
                self.messages.append(problem(Place(source.path), phrase, remedy or f"write content/{name}.md first"))
                continue
            front = self._front(source, name)
            if front is None:
                self.unread.add(name)
            elif getattr(front, "draft", False):
                self.drafts.add(name)
            else:
                self.files[name] = source, front
                self.messages += stale(source, original)
        self.messages += self._missing()

    def _front(self, source: MarkdownSource, name: str) -> "NamedTuple | None":
        model: type[NamedTuple] = TranslatedPageFront
        if name.startswith("sessions/"):
            model = TranslatedSessionFront
        elif name.startswith("speakers/"):
            model = TranslatedSpeakerFront
        front, found = read_document_as(model, source.front, self.context)
        self.messages += found
        return front

    def _missing(self) -> Iterator[Message]:
        shown = language_name(self.site.language, "en")
        for name, source in self.originals.items():
            if name in self.files or name in self.unread:
                continue
            if source.path not in self.site.drafts and source.body.text.strip():
                place = Place(f"{self._folder}{name}.md")
                phrase, remedy = f"this file is missing, and its page is in {shown}", f"translate {source.path}"
                if name in self.drafts:
                    phrase, remedy = (
                        f"this is a draft, and its page is in {shown}",
                        "translate it, and take draft: true out",
                    )
                yield notice(place, phrase, remedy)

    def page(self, page: Page) -> Page:
        source, front = self.files.get(page.name, (None, None))
        if source is None or not isinstance(front, TranslatedPageFront):
            inherited = tuple(self._redirects(page, page.url_path, page.title))
            return page._replace(words_language=self.site.language, redirects=inherited)
        title, body = take_title(front.title, source.body)
        nav = page.front.nav
        if isinstance(nav, Nav):
            nav = nav._replace(label=front.label)
        merged = page.front._replace(title=Text(title), description=front.description, nav=nav)
        address = url_path(page.name, front.slug or page.front.slug)
        prose = page.prose if page.name in PROGRAMME else convert(body, self.messages)
        title = title or page.title
        redirects, found = read_redirects(source.front, f"/{self.language}{address}", title)
        self.messages += found
        known = {each.url_path: each for each in (*self._redirects(page, address, title), *redirects)}
        return page._replace(
            title=title, front=merged, prose=prose, url_path=address, place=body.place(),
            redirects=tuple(known.values()),
        )  # fmt: skip

    def _redirects(self, page: Page, address: str, title: str) -> Iterator[Redirect]:
        """What the original's old addresses were in this language, where they are not the page's own still."""
        own = f"/{self.language}{address}"
        for each in page.redirects:
            old = f"/{self.language}{each.url_path}"
            if old != own:
                yield each._replace(url_path=old, target=own, title=title)

    def agenda(self) -> Agenda:
        original = self.site.agenda
        words = AgendaWords(NamesWords(original), intro=original.intro)
        if "agenda" in self.files:
            source = self.files["agenda"][0]
            words = read_agenda_words(source.body, original, self.language)
            self.messages += [*words.messages, *self._left_out(original, words, source.path)]
        for session in original.sessions:
            self._take_session_file(session, words)
        if "agenda" in self.files:
            self.messages += self._unnamed(words, self.files["agenda"][0].path)
        agenda = translated_agenda(original, words, self.site.language)
        if "agenda" not in self.files:
            agenda = replace(agenda, words_language=self.site.language)
        days = tuple(self._day(day) for day in agenda.days)
        return replace(agenda, days=days, intro_prose=convert(agenda.intro, self.messages))

    def _take_session_file(self, session: Session, words: AgendaWords) -> None:
        source, front = self.files.get(f"sessions/{session.id}", (None, None))
        if source is not None and isinstance(front, TranslatedSessionFront):
            words.sessions[session.id] = _words_of_file(source, front, session, words.sessions.get(session.id))
            for name in NAMES:
                values = getattr(front, name)
                written = [values] if isinstance(values, str) else values
                facts = [Fact(each, source.front.place((name,))) for each in written if each]
                if facts:
                    self.messages += words.names.take(name, facts, session)

    def _unnamed(self, words: AgendaWords, path: str) -> Iterator[Message]:
        """A notice for the words that sessions are sorted by; rooms may be called the same in every language."""
        for name, key, several in (("track", "Track", "tracks"), ("tags", "Tags", "tags")):
            if missing := words.names.missing(name):
                phrase = f"{several} not translated yet: {_some(missing)}"
                yield notice(Place(path), phrase, f'write "{key}: …" below the heading of a session of each')

    def _left_out(self, original: Agenda, words: AgendaWords, path: str) -> Iterator[Message]:
        told = [each.id for each in original.sessions if each.id not in words.sessions]
        left = [id_ for id_ in told if f"sessions/{id_}" not in self.files]
        if left:
            phrase = f"{len(left)} of {len(original.sessions)} sessions are not translated"
            names = _some([f"{{#{id_}}}" for id_ in left])
            yield notice(Place(path), phrase, f"add a heading for each that ends with its id: {names}")
        titled = {id_ for id_, session in words.sessions.items() if session.body is None}
        bare = [each.id for each in original.sessions if each.id in titled and each.body]
        if bare := [id_ for id_ in bare if f"sessions/{id_}" not in self.files]:
            phrase = f"the text below {_some([f'{{#{id_}}}' for id_ in bare])} is not translated"
            yield notice(Place(path), phrase, "write it below the heading as the original has it")

    def _day(self, day: Day) -> Day:
        sessions = tuple(session if session.words_language else self._with_prose(session) for session in day.sessions)
        prose = day.prose if day.words_language else convert(day.note, self.messages)
        return day._replace(sessions=sessions, prose=prose)

    def speakers(self) -> tuple[tuple[Speaker, ...], MarkdownText | None]:
        originals = [localized_speaker(speaker, self.language, self.site.language) for speaker in self.site.speakers]
        intro, words = None, dict[str, Speaker]()
        if "speakers" in self.files:
            intro, words, found = read_speakers_words(self.files["speakers"][0].body, originals)
            self.messages += found
        for speaker in originals:
            source, front = self.files.get(f"speakers/{speaker.id}", (None, None))
            if source is not None and isinstance(front, TranslatedSpeakerFront):
                words[speaker.id] = _speaker_of_file(source, front, speaker)
        return tuple(self._speaker(each, words.get(each.id)) for each in originals), intro

    def _speaker(self, speaker: Speaker, words: Speaker | None) -> Speaker:
        found = translated_speaker(speaker, words, self.site.language)
        is_new = words is not None and words.body is not None
        return self._with_prose(found) if is_new else found

    def _with_prose(self, item: _W) -> _W:
        found, told = with_prose(item)
        self.messages += told
        return found


@remembered()
def _words_of_file(
    source: MarkdownSource, front: TranslatedSessionFront, session: Session, known: SessionWords | None
) -> SessionWords:
    """The words of sessions/<id>.md, and of the translated agenda what that file has not."""
    title, body = take_title(front.title, source.body)
    title = title or (known.title if known else session.title)
    return replace(known or SessionWords(title, body, body.place()), title=title, body=body)


@remembered()
def _speaker_of_file(source: MarkdownSource, front: TranslatedSpeakerFront, speaker: Speaker) -> Speaker:
    body = source.body if source.body.text.strip() else None
    return speaker._replace(role=front.role, organization=front.organization, body=body)


def _some(names: Sequence[str]) -> str:
    """The first of many names."""
    return ", ".join(names[:4]) + (", …" if len(names) > 4 else "")
