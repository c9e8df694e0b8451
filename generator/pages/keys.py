"""What a page is made of, as one key: two pages of the same key and the same templates are the same page, and the second
need not be made.

The key of a page is the hash of the texts it shows, of the facts of those sessions and speakers that it names, and of
its *surroundings*: what any page can show of the site. So an edited word makes one page again; an edited room the
session's page and the agenda; an edited fact of the event all pages, since heads and feet may tell it. The home page,
which tells the time, has no key.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import Any

from generator.cache import content_key
from generator.entries import session_url_path
from generator.model import Page, Session, Speaker
from generator.pages.edition import Edition
from generator.texts import Prose

# Texts and where they stand: nothing that another page shows.
_OWN = {"body", "prose", "places", "place", "photo_place", "redirects"}
_FACTS: dict[type, Callable[[Any], tuple[object, ...]]] = {
    kind: attrgetter(*(name for name in kind._fields if name not in _OWN)) for kind in (Page, Session, Speaker)
}


class Keys:
    """The keys of an edition's pages, made when they are asked for."""

    def __init__(self, edition: Edition) -> None:
        self._edition, self._site = edition, edition.site

    def page(self, page: Page) -> str:
        return self._key("page", page.name, page.place.path, _words(page.prose))

    def session(self, session: Session) -> str:
        """What calendars are told of it is made of its facts, the event's and its words."""
        namesakes, path = self._edition.titles[session.title], session.body and session.body.path
        return self._key(
            "session", self._sessions[session.id], namesakes, session.place.path, path, _words(session.prose)
        )

    def speaker(self, speaker: Speaker) -> str:
        path = speaker.body and speaker.body.path
        return self._key("speaker", self._speakers[speaker.id], speaker.place.path, path, _words(speaker.prose))

    def agenda(self, page: Page | None) -> str:
        agenda = self._site.agenda
        days = [
            (day.date, day.note is None, day.words_language, _words(day.prose), [*map(self._listed, day.sessions)])
            for day in agenda.days
        ]
        intro = agenda.words_language, _words(agenda.intro_prose)
        return self._key("agenda", page and page.place.path, agenda.state, intro, days)

    def _listed(self, session: Session) -> tuple[object, ...]:
        """The agenda shows the words of sessions without a page, and calendars on the web are told all."""
        facts = self._sessions[session.id]
        if session.has_page and not self._edition.has_services("/agenda/"):
            return (facts,)
        return facts, session.body and session.body.path, _words(session.prose)

    def speakers(self, page: Page | None) -> str:
        people = [(self._speakers[each.id], each.place.path, _words(each.prose)) for each in self._site.speakers]
        return self._key("speakers", page and page.place.path, _words(self._site.speakers_intro), people)

    def _key(self, *parts: object) -> str:
        return content_key(self._surroundings, repr(parts))

    @cached_property
    def _surroundings(self) -> str:
        """The key of what any page can show beside its own texts, sessions and speakers."""
        edition, site = self._edition, self._site
        others = [
            (other.language, other.facts, other.prefix, [(page.name, page.url_path) for page in other.pages])
            for other in edition.editions
        ]
        shown = (
            edition.is_preview, site.prefix, site.drafts, site.facts, others, bool(site.agenda.sessions), bool(site.speakers),
            *map(_moment, (site.facts.event.starts_at, site.facts.event.ends_at)), sorted(edition.assets.items()),
            sorted(site.files), sorted(site.pictures.items()), sorted(edition.classes),
            sorted(edition.destinations.url_paths.items()), [_FACTS[Page](page) for page in site.pages],
        )  # fmt: skip
        return content_key(repr(shown))

    @cached_property
    def _sessions(self) -> dict[str, str]:
        """The facts of each session as a key, by its id."""
        return {session.id: content_key(repr(self._facts_of(session))) for session in self._site.agenda.sessions}

    def _facts_of(self, session: Session) -> tuple[object, ...]:
        names = [self._edition.speaker_names.get(each.speaker) for each in (*session.speakers, *session.moderators)]
        return *_FACTS[Session](session), names, _moment(session.start), session.end and _moment(session.end)

    @cached_property
    def _speakers(self) -> dict[str, str]:
        """The facts of each speaker and of their sessions as a key, by the speaker's id."""
        speakers = self._site.speakers
        return {each.id: content_key(repr((_FACTS[Speaker](each), self._appearances(each)))) for each in speakers}

    def _appearances(self, speaker: Speaker) -> list[tuple[object, ...]]:
        return [
            (session.title, session.start, _moment(session.start), session_url_path(session), session.status)
            for session in self._edition.sessions_of.get(speaker.id, ())
        ]


def _moment(moment: datetime) -> float:
    """A zone's name tells no offset, and its rules change."""
    return moment.timestamp()


def _words(prose: Prose) -> str:
    """The key of what pages show of a text; and calendars, since the plain text is made of the HTML."""
    return content_key(prose.html, repr(prose.links))
