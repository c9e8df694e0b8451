"""The event as the stages know it: whole, typed and frozen. Only validate makes one.

The facts of site.yaml keep the types of `generator.schema`; the rest is here. Times are aware datetimes in the
event's time zone. Values, here and elsewhere, are named tuples where nothing speaks against it: a dataclass takes
four times as long to define (0.17 ms against 0.7), and a hundred of them are a tenth of a small site's build.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal, NamedTuple

from generator.front_matter import AgendaFront, PageFront
from generator.pictures.renditions import Picture
from generator.problems import Message, Place
from generator.redirects import Redirect
from generator.schema import Facts, Kind, Status
from generator.sources import MarkdownText
from generator.texts import NO_WORDS, Prose


class Page(NamedTuple):
    """One Markdown page. `name` is its path below content/, or content/<language>/, without ``.md``: ``travel/hotels``.

    `words_language`, here and elsewhere, is the language of words that stand in for a missing translation.
    """

    name: str
    title: str
    front: PageFront | AgendaFront
    prose: Prose
    url_path: str
    place: Place
    words_language: str = ""
    redirects: tuple[Redirect, ...] = ()


class Credit(NamedTuple):
    """A person, or a group, named with a session: as written, and which speaker that is (`Speaker.id`), if any."""

    name: str
    speaker: str = ""
    is_confirmed: bool = True


class Speaker(NamedTuple):
    """A person with an entry of their own in speakers.md or speakers/<id>.md."""

    id: str
    name: str
    place: Place
    role: str = ""
    organization: str = ""
    url: str = ""
    photo: str = ""
    links: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    body: MarkdownText | None = None
    prose: Prose = NO_WORDS
    words_language: str = ""
    photo_place: Place | None = None


class Session(NamedTuple):
    """One entry of the agenda, wherever and in whatever form it was written.

    `end` is None when nobody knows it; `is_end_given` is False when it was taken from the next session's start.
    `body` is Markdown as written and `prose` the same as HTML. `places` says where single facts stand, by their
    field's name ("speakers", "room"); `place` where the session itself does. `group` is the heading it stands under
    that is neither day, track nor room ("Morning talks"). `has_page` is True for one with a
    file of its own. `word_languages` are those of what stands in for its translation below a translated title, by
    its field's name ("room", "track", "tags", "group", "body").
    """

    id: str
    title: str
    start: datetime
    end: datetime | None
    place: Place
    kind: Kind = "session"
    is_end_given: bool = True
    room: str = ""
    track: str = ""
    group: str = ""
    language: str = ""
    status: Status = "scheduled"
    online: str = ""
    slides: str = ""
    recording: str = ""
    tags: tuple[str, ...] = ()
    speakers: tuple[Credit, ...] = ()
    moderators: tuple[Credit, ...] = ()
    body: MarkdownText | None = None
    prose: Prose = NO_WORDS
    has_page: bool = False
    words_language: str = ""
    word_languages: Mapping[str, str] = {}
    places: Mapping[str, Place] = {}


class Day(NamedTuple):
    """A day of the agenda with its sessions in order of their starts; `note` is Markdown under the day's heading."""

    date: date
    sessions: tuple[Session, ...]
    note: MarkdownText | None = None
    prose: Prose = NO_WORDS
    words_language: str = ""


@dataclass(frozen=True)
class Agenda:
    """The programme. `intro` is the Markdown before the first day or session."""

    days: tuple[Day, ...] = ()
    state: Literal["provisional", "final"] = "final"
    intro: MarkdownText | None = None
    intro_prose: Prose = NO_WORDS
    words_language: str = ""

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(session for day in self.days for session in day.sessions)


class Site(NamedTuple):
    """A whole, valid event site in one language, with its `translations` into the others.

    `stamp` is when it last changed, `now` when it is built; `pictures` are the files of content/ that pages show, by
    name. `prefix` leads from the default language's home page to this one's: "" or "/fr".
    """

    facts: Facts
    pages: tuple[Page, ...]
    agenda: Agenda
    speakers: tuple[Speaker, ...]
    speakers_intro: Prose
    files: Mapping[str, bytes]
    templates: Mapping[str, str]
    assets: Mapping[str, bytes]
    pictures: Mapping[str, Picture]
    stamp: datetime
    now: datetime
    prefix: str = ""
    drafts: tuple[str, ...] = ()
    translations: tuple["Site", ...] = ()
    notices: tuple[Message, ...] = ()

    @property
    def language(self) -> str:
        return self.facts.site.languages[0]

    @property
    def editions(self) -> tuple["Site", ...]:
        """The site in all its languages, the default first."""
        return (self, *self.translations)
