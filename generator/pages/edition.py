"""What all pages of a site share: its values, the addresses of everything, and finished HTML of its texts."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from generator import locale
from generator.addresses import permalink, relative, rooted
from generator.calendar_links import calendar_links
from generator.calendars import Entries
from generator.color import cover_color
from generator.content_links import Destinations, destinations, resolve
from generator.entries import is_online_only, session_url_path
from generator.entry import Entry
from generator.model import Credit, Session, Site
from generator.own_classes import own_classes, without_classes
from generator.pictures.markup import Use, picture_markup
from generator.pictures.renditions import Picture
from generator.prose import finish
from generator.terms import detailed
from generator.texts import Prose
from generator.views import CalendarMenu, PersonLink

# A thousand sessions with four addresses each are most of an agenda's bytes.
_LINK_LIMIT = 700
# A longer agenda has each session's calendar file alone, and its page the services: 5,000 sessions were 21 MB.
_MOST_WITH_SERVICES = 300


@dataclass(frozen=True)
class Edition:
    """One language of the site. Addresses are those below its own home page, as if there were no other language.

    `assets` gives the address of each file of assets/ and content/ by name, the same for all languages; `editions`
    are the site in all of them. `_` translates UI words.
    """

    site: Site
    entries: Entries
    assets: Mapping[str, str]
    editions: Sequence[Site]
    _: Callable[[str], str] = str
    is_preview: bool = False

    @property
    def language(self) -> str:
        return self.site.language

    @cached_property
    def title(self) -> str:
        """The event's name where room is short."""
        return self.site.facts.event.short_title or self.site.facts.event.title

    @cached_property
    def dates(self) -> str:
        event = self.site.facts.event
        return locale.format_date_range(event.starts_at.date(), event.last_day, self.language)

    @cached_property
    def event_line(self) -> str:
        """The event's whole name and its dates."""
        return detailed((self.site.facts.event.title, self.dates), self._)

    @cached_property
    def zone(self) -> str:
        """The event's zone as people there call it, and its city: "CET (Brussels)"."""
        event = self.site.facts.event
        return f"{locale.zone_name(event.starts_at, self.language)} ({locale.city_name(event.time_zone.key, self.language)})"

    @cached_property
    def color(self) -> str:
        return cover_color(self.site.facts.site.accent_color)

    @cached_property
    def destinations(self) -> Destinations:
        return destinations(self.site)

    @cached_property
    def classes(self) -> frozenset[str]:
        return own_classes(self.site.templates.values())

    @cached_property
    def speaker_names(self) -> dict[str, str]:
        return {speaker.id: speaker.name for speaker in self.site.speakers}

    @cached_property
    def titles(self) -> Counter[str]:
        """How many sessions have each title."""
        return Counter(session.title for session in self.site.agenda.sessions)

    @cached_property
    def sessions_of(self) -> dict[str, list[Session]]:
        """Each speaker's sessions, in agenda order."""
        found: dict[str, list[Session]] = {}
        for session in self.site.agenda.sessions:
            for speaker in dict.fromkeys(c.speaker for c in (*session.speakers, *session.moderators) if c.speaker):
                found.setdefault(speaker, []).append(session)
        return found

    @property
    def social_photo(self) -> Picture | None:
        """The picture for link previews; none where one is drawn, as always when the event is off."""
        event = self.site.facts.event
        return self.site.pictures[event.image] if event.image and event.status == "scheduled" else None

    def social_path(self, shape: str) -> str:
        """The address of the link preview ("social") or of the picture of another shape, "16x9"."""
        name = "social" if shape == "social" else f"social-{shape}"
        return f"/{name}.{'jpg' if self.social_photo else 'png'}"

    def permalink(self, url_path: str) -> str:
        return permalink(self.site.facts.site.url, url_path)

    def href(self, url_path: str, start: str) -> str:
        """An address from the page at `start`; the 404 page is shown at any depth, so its own carry the base path."""
        if start == "/404.html":
            return rooted(self.site.facts.site.url, url_path)
        return relative(url_path, start)

    def shared_href(self, url_path: str, start: str, prefix: str = "") -> str:
        """An address outside this language: of a file that all share, or below the `prefix` of another one."""
        if start == "/404.html":
            return self.href(f"{prefix}{url_path}", start)
        return relative(f"{prefix}{url_path}", f"{self.site.prefix}{start}")

    def counterparts(self, url_path: str) -> Iterator[tuple[Site, str]]:
        """The page at `url_path` in each language: the edition, and the page's address there."""
        name = next((page.name for page in self.site.pages if page.url_path == url_path), None)
        for edition in self.editions:
            yield edition, next((page.url_path for page in edition.pages if page.name == name), url_path)

    def body(self, prose: Prose, source: str, start: str) -> Markup:
        """Finished HTML of a text that stands in `source` (below content/), for the page at `start`."""

        def show(target: str, alt: str, is_lazy: bool) -> Markup:
            name = (resolve(target, source, self.destinations) or "").removeprefix("content:")
            return self.picture(name, "text", start, alt, is_lazy)

        own = prose._replace(html=without_classes(prose.html, self.classes))
        return finish(own, lambda target: self.address(target, source, start), show)

    def picture(self, name: str, use: Use, start: str, alt: str = "", is_lazy: bool = True) -> Markup:
        """The picture of this name in content/, in the sizes its use asks for; empty where there is none."""
        picture = self.site.pictures.get(name)
        if picture is None:
            return Markup()
        return picture_markup(picture, use, lambda path: self.shared_href(f"/assets/{path}", start), alt, is_lazy)

    def address(self, target: str, source: str, start: str) -> str:
        """Where a link leads that is written as `target` in `source`, for the page at `start`."""
        address = resolve(target, source, self.destinations) or target
        if address.startswith("content:"):
            return self.shared_href(self.assets[address.removeprefix("content:")], start)
        return self.href(address, start)

    def calendar(self, entry: Entry, files: Sequence[tuple[str, str]], title: str, start: str) -> CalendarMenu:
        """The menu of an entry; `files` are (name, address) of its calendar files."""
        facts = self.site.facts
        services: tuple[tuple[str, str], ...] = ()
        if self.has_services(start):
            links = calendar_links(entry, facts.event.time_zone, is_online_only(facts), limit=_LINK_LIMIT)
            services = tuple((link.service, link.url) for link in links)
        return CalendarMenu(title, tuple((name, self.href(path, start)) for name, path in files), services)

    def entry(self, session: Session) -> Entry | None:
        """What calendars are told of a session that people may add. That a session has become a break they are told
        too, as its end: no page offers that.
        """
        return self.entries.sessions.get(session.id) if session.kind != "break" else None

    def has_services(self, start: str) -> bool:
        """Whether the page at `start` offers to add entries to calendars on the web."""
        return start != "/agenda/" or len(self.site.agenda.sessions) <= _MOST_WITH_SERVICES

    def person(self, credit: Credit, start: str) -> PersonLink:
        if not credit.speaker:
            return PersonLink(credit.name, is_confirmed=credit.is_confirmed)
        href = self.href(f"/speakers/{credit.speaker}/", start)
        return PersonLink(self.speaker_names[credit.speaker], href, credit.is_confirmed)

    def session_href(self, session: Session, start: str) -> str:
        return self.href(session_url_path(session), start)
