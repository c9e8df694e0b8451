"""From the Site to the views of single pages: every text in the page's language, every address from its own place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from generator import locale
from generator.addresses import base_path, permalink, relative
from generator.calendar_links import calendar_links
from generator.calendars import Entries
from generator.content_links import Destinations, destinations, resolve
from generator.entries import is_online_only, session_url_path
from generator.facts_view import calendar_files, facts_view
from generator.ical import Entry
from generator.jsonld import event_json_ld
from generator.model import Credit, Page, Prose, Session, Site, Speaker
from generator.names import initials
from generator.parallel import parallel
from generator.prose import finish, raise_headings
from generator.schema import Nav
from generator.views import (
    AgendaView,
    CalendarMenu,
    DayView,
    FactsView,
    Frame,
    HomeView,
    NavLink,
    PageView,
    PersonLink,
    SessionPageView,
    SessionView,
    SlotView,
    SpeakerPageView,
    SpeakersView,
    SpeakerView,
    Subscription,
)  # fmt: skip

# A thousand sessions with four addresses each are most of an agenda's bytes.
_LINK_LIMIT = 700


@dataclass(frozen=True)
class Pages:
    """Makes views. `assets` gives the address of each file of assets/ and content/ by name; `_` translates UI words."""

    site: Site
    entries: Entries
    assets: Mapping[str, str]
    _: Callable[[str], str] = str

    @cached_property
    def language(self) -> str:
        return self.site.facts.site.languages[0]

    @cached_property
    def destinations(self) -> Destinations:
        return destinations(self.site)

    @cached_property
    def title(self) -> str:
        return self.site.facts.event.short_title or self.site.facts.event.title

    @cached_property
    def speaker_names(self) -> dict[str, str]:
        return {speaker.id: speaker.name for speaker in self.site.speakers}

    @cached_property
    def sessions_of(self) -> dict[str, list[Session]]:
        """Each speaker's sessions, in agenda order."""
        found: dict[str, list[Session]] = {}
        for session in self.site.agenda.sessions:
            for speaker in dict.fromkeys(c.speaker for c in (*session.speakers, *session.moderators) if c.speaker):
                found.setdefault(speaker, []).append(session)
        return found

    def href(self, url_path: str, start: str) -> str:
        """An address from the page at `start`; the 404 page is shown at any depth, so its own carry the base path."""
        if start == "/404.html":
            return base_path(self.site.facts.site.url) + url_path.lstrip("/")
        return relative(url_path, start)

    def body(self, prose: Prose, source: str, start: str) -> Markup:
        """Finished HTML of a text that stands in `source` (below content/), for the page at `start`."""
        return finish(prose, lambda target: self._address(target, source, start))

    def _address(self, target: str, source: str, start: str) -> str:
        address = resolve(target, source, self.destinations) or target
        if address.startswith("content:"):
            address = self.assets[address.removeprefix("content:")]
        return self.href(address, start)

    def frame(
        self, url_path: str, title: str, description: str = "", json_ld: str = "", is_indexed: bool = True
    ) -> Frame:
        facts = self.site.facts
        return Frame(
            language=self.language,
            direction=locale.text_direction(self.language),
            head_title=title,
            description=description or facts.event.summary,
            canonical=permalink(facts.site.url, url_path),
            stylesheet=self.href(self.assets["style.css"], url_path),
            script=self.href(self.assets["script.js"], url_path),
            home_href=self.href("/", url_path),
            event_title=self.title,
            event_date=locale.format_date_range(facts.event.starts_at.date(), facts.event.last_day, self.language),
            nav=tuple(self._nav(url_path)),
            organizers=tuple(organizer.name for organizer in facts.organizers),
            contact_name=facts.contact.name,
            contact_email=facts.contact.email or "",
            extra=facts.extra,
            json_ld=json_ld,
            is_indexed=is_indexed,
        )

    def _nav(self, start: str) -> list[NavLink]:
        written = {page.name for page in self.site.pages}
        entries = [(0, self._("Agenda"), "/agenda/")] if self.site.agenda.sessions and "agenda" not in written else []
        entries += [(1, self._("Speakers"), "/speakers/")] if self.site.speakers and "speakers" not in written else []
        for page in self.site.pages:
            if page.front.nav and page.name not in ("index", "404"):
                entries.append((_nav_order(page, page.front.nav), page.front.nav.label or page.title, page.url_path))
        return [
            NavLink(label, self.href(path, start), path == start)
            for _, label, path in sorted(entries, key=lambda e: e[0])
        ]

    def home(self, page: Page | None) -> HomeView:
        event = self.site.facts.event
        body = self.body(page.prose, "index.md", "/") if page else Markup()
        description = page.front.description if page else ""
        json_ld = event_json_ld(self.site.facts, permalink(self.site.facts.site.url, "/"))
        return HomeView(self.frame("/", event.title, description, json_ld), self.facts("/"), body)

    def page(self, page: Page) -> PageView:
        start = page.url_path
        frame = self.frame(
            start, f"{page.title} · {self.title}", page.front.description, is_indexed=start != "/404.html"
        )
        return PageView(frame, page.title, self.body(page.prose, f"{page.name}.md", start), page.front.extra)

    def facts(self, start: str) -> FactsView:
        menu = self._calendar(
            self.entries.event, calendar_files(self.site.facts, self._), self.site.facts.event.title, start
        )
        return facts_view(self.site.facts, menu, self.language, self._)

    def _calendar(self, entry: Entry, files: Sequence[tuple[str, str]], title: str, start: str) -> CalendarMenu:
        facts = self.site.facts
        links = calendar_links(entry, facts.event.time_zone, is_online_only(facts), limit=_LINK_LIMIT)
        services = tuple((link.service, link.url) for link in links)
        return CalendarMenu(title, tuple((name, self.href(path, start)) for name, path in files), services)

    def _subscription(self) -> Subscription | None:
        if not self.site.agenda.sessions:
            return None
        address = permalink(self.site.facts.site.url, "/feed.ics")
        return Subscription(f"webcal://{address.partition('://')[2]}", address, self.href("/agenda.ics", "/agenda/"))

    def agenda(self, page: Page | None) -> AgendaView:
        start, agenda = "/agenda/", self.site.agenda
        title = str(page.front.title) if page and page.front.title else self._("Agenda")
        frame = self.frame(start, f"{title} · {self.title}", page.front.description if page else "")
        days = tuple(
            DayView(
                id=f"day-{day.date.isoformat()}",
                heading=locale.format_date(day.date, self.language),
                iso=day.date.isoformat(),
                note=self.body(day.prose, "agenda.md", start),
                slots=tuple(
                    SlotView(slot[0].group, tuple(self.session(session, start) for session in slot))
                    for slot in parallel(day.sessions)
                ),
            )
            for day in agenda.days
        )
        zone = locale.zone_name(
            agenda.sessions[0].start if agenda.sessions else self.site.facts.event.starts_at, self.language
        )
        intro = self.body(agenda.intro_prose, "agenda.md", start)
        return AgendaView(frame, title, agenda.state == "provisional", zone, intro, days, self._subscription())

    def session(self, session: Session, start: str) -> SessionView:
        source = session.body.path.removeprefix("content/") if session.body else "agenda.md"
        entry, file = self.entries.sessions.get(session.id), self._("Calendar file (.ics)")
        links = (
            (self._("Slides"), session.slides),
            (self._("Recording"), session.recording),
            (self._("Join online"), session.online),
        )
        return SessionView(
            id=session.id,
            title=session.title,
            kind=session.kind,
            href=self.href(session_url_path(session), start) if session.has_page and start == "/agenda/" else "",
            start_text=locale.format_time(session.start, self.language),
            start_iso=session.start.isoformat(),
            end_text=locale.format_time(session.end, self.language) if session.end else "",
            end_iso=session.end.isoformat() if session.end else "",
            day_text=locale.format_date(session.start, self.language),
            status=self._status(session),
            group=session.group,
            details=tuple(self._details(session)),
            speakers=tuple(self._person(credit, start) for credit in session.speakers),
            moderators=tuple(self._person(credit, start) for credit in session.moderators),
            links=tuple((label, address) for label, address in links if address),
            body=Markup() if session.has_page and start == "/agenda/" else self.body(session.prose, source, start),
            calendar=self._calendar(entry, [(file, f"/agenda/{session.id}.ics")], session.title, start)
            if entry
            else None,
        )

    def _status(self, session: Session) -> str:
        return {
            "cancelled": self._("Cancelled"),
            "postponed": self._("Postponed"),
            "rescheduled": self._("New time"),
            "moved-online": self._("Moved online"),
        }.get(session.status, "")

    def _details(self, session: Session) -> list[tuple[str, str]]:
        kinds = {
            "keynote": self._("Keynote"),
            "talk": self._("Talk"),
            "workshop": self._("Workshop"),
            "panel": self._("Panel"),
            "social": self._("Social"),
        }
        language = (
            session.language
            and locale.is_known_language(session.language)
            and locale.language_name(session.language, self.language)
        )
        details = [
            (self._("Room"), session.room),
            (self._("Track"), session.track),
            (self._("Kind"), kinds.get(session.kind, "")),
            (self._("Language"), language or session.language),
            (self._("Tags"), ", ".join(session.tags)),
        ]
        return [(label, text) for label, text in details if text]

    def _person(self, credit: Credit, start: str) -> PersonLink:
        if not credit.speaker:
            return PersonLink(credit.name, is_confirmed=credit.is_confirmed)
        href = self.href(f"/speakers/{credit.speaker}/", start)
        return PersonLink(self.speaker_names[credit.speaker], href, credit.is_confirmed)

    def session_page(self, session: Session) -> SessionPageView:
        start = session_url_path(session)
        frame = self.frame(start, f"{session.title} · {self.title}")
        view = self.session(session, start)
        return SessionPageView(
            frame, replace(view, body=raise_headings(view.body)), self.href(f"/agenda/#{session.id}", start)
        )

    def speakers(self, page: Page | None) -> SpeakersView:
        start = "/speakers/"
        title = str(page.front.title) if page and page.front.title else self._("Speakers")
        frame = self.frame(start, f"{title} · {self.title}", page.front.description if page else "")
        intro = self.body(self.site.speakers_intro, "speakers.md", start)
        return SpeakersView(frame, title, intro, tuple(self._speaker(speaker, start) for speaker in self.site.speakers))

    def _speaker(self, speaker: Speaker, start: str) -> SpeakerView:
        source = speaker.place.path.removeprefix("content/")
        sessions = self.sessions_of.get(speaker.id, ())
        return SpeakerView(
            id=speaker.id,
            name=speaker.name,
            href=self.href(f"/speakers/{speaker.id}/", start),
            role=speaker.role,
            organization=speaker.organization,
            photo=self.href(self.assets[speaker.photo], start) if speaker.photo in self.assets else "",
            initials=initials(speaker.name),
            links=tuple(
                (address.partition("://")[2].rstrip("/"), address)
                for address in (speaker.url, *speaker.links)
                if address
            ),
            sessions=tuple((self._when(s), s.title, self.href(session_url_path(s), start)) for s in sessions),
            body=raise_headings(self.body(speaker.prose, source, start)),
        )

    def _when(self, session: Session) -> str:
        return f"{locale.format_date(session.start, self.language)}, {locale.format_time(session.start, self.language)}"

    def speaker_page(self, speaker: Speaker) -> SpeakerPageView:
        start = f"/speakers/{speaker.id}/"
        return SpeakerPageView(self.frame(start, f"{speaker.name} · {self.title}"), self._speaker(speaker, start))


def _nav_order(page: Page, nav: Nav) -> int:
    """Its place in the menu: the programme comes first unless its front matter says otherwise."""
    return nav.order if "order" in nav.model_fields_set else {"agenda": 0, "speakers": 1}.get(page.name, nav.order)
