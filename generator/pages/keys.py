"""What a page is made of, as one key: two pages of the same key are the same page, and the second need not be made.

The key of a page is the hash of the texts it shows, of what it tells of sessions and speakers, and of its
*surroundings*: all else that can be seen of the site from any page. So an edited word makes one page again; an edited
room the session's page and the agenda; an edited fact of the event all pages, since heads and feet may tell it. The
home page, which tells the time, has no key.
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


class Keys:
    """The keys of an edition's pages, made when they are asked for."""

    def __init__(self, edition: Edition) -> None:
        self._edition, self._site = edition, edition.site

    def page(self, page: Page) -> str:
        return self._key("page", page.name, page.place.path, *_words(page.prose))

    def session(self, session: Session) -> str:
        """What calendars are told of it is made of its facts, the event's and its words."""
        path, namesakes = session.body.path if session.body else "", self._edition.titles[session.title]
        told = self._sessions[session.id], *_words(session.prose)
        return self._key("session", session.id, path, session.place.path, str(namesakes), *told)

    def speaker(self, speaker: Speaker) -> str:
        path = speaker.body.path if speaker.body else ""
        told = self._speakers[speaker.id], *_words(speaker.prose)
        return self._key("speaker", speaker.id, path, speaker.place.path, *told)

    def agenda(self, page: Page | None) -> str:
        """The agenda shows the words of sessions without a page, and calendars on the web are told all."""
        agenda = self._site.agenda
        are_told = self._edition.has_services("/agenda/")
        intro = _words(agenda.intro_prose), agenda.words_language, page and page.place.path, agenda.state
        days = [(day.date, _words(day.prose), day.words_language) for day in agenda.days]
        texts = [
            (each.id, _words(each.prose), each.body.path)
            for each in agenda.sessions
            if each.body and (are_told or not each.has_page)
        ]
        return self._key("agenda", repr((intro, days, texts)), *self._sessions.values())

    def speakers(self, page: Page | None) -> str:
        texts = [(_words(each.prose), each.place.path) for each in self._site.speakers]
        seen = _words(self._site.speakers_intro), page and page.place.path, texts
        return self._key("speakers", repr(seen), *self._speakers.values())

    def _key(self, *parts: str) -> str:
        return content_key(self._surroundings, *parts)

    @cached_property
    def _surroundings(self) -> str:
        """The key of all that any page can show beside its own texts, sessions and speakers."""
        edition, site = self._edition, self._site
        others = [
            (other.language, other.facts, other.prefix, [(page.name, page.url_path) for page in other.pages])
            for other in edition.editions
        ]
        seen = (
            edition.is_preview, site.prefix, site.drafts, site.facts, others,
            *map(_moment, (site.facts.event.starts_at, site.facts.event.ends_at)), sorted(edition.assets.items()),
            sorted(site.files), sorted(site.pictures.items()), sorted(edition.classes),
            sorted(edition.destinations.url_paths.items()), [_seen(page) for page in site.pages],
        )  # fmt: skip
        return content_key(repr(seen))

    @cached_property
    def _sessions(self) -> dict[str, str]:
        """What may be told of each session, by its id."""
        return {session.id: repr(self._told_of(session)) for session in self._site.agenda.sessions}

    def _told_of(self, session: Session) -> tuple[object, ...]:
        names = [self._edition.speaker_names.get(each.speaker) for each in (*session.speakers, *session.moderators)]
        return *_seen(session), names, _moment(session.start), session.end and _moment(session.end)

    @cached_property
    def _speakers(self) -> dict[str, str]:
        """What may be told of each speaker, by their id."""
        return {speaker.id: repr((_seen(speaker), self._appearances(speaker))) for speaker in self._site.speakers}

    def _appearances(self, speaker: Speaker) -> list[tuple[object, ...]]:
        return [
            (session.title, session.start, _moment(session.start), session_url_path(session), session.status)
            for session in self._edition.sessions_of.get(speaker.id, ())
        ]


def _moment(moment: datetime) -> float:
    """A zone's name tells no offset, and its rules change."""
    return moment.timestamp()


def _words(prose: Prose) -> tuple[str, str]:
    """What pages show of a text; and calendars, since the plain text is made of the HTML."""
    return prose.html, repr(prose.links)


def _seen(item: Page | Session | Speaker) -> tuple[object, ...]:
    return _FIELDS[type(item)](item)


_FIELDS: dict[type, Callable[[Any], tuple[object, ...]]] = {
    kind: attrgetter(*(name for name in kind._fields if name not in _OWN)) for kind in (Page, Session, Speaker)
}
