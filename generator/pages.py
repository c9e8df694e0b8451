"""From the Site to the views of single pages: every text in the page's language, every address from its own place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from markupsafe import Markup

from generator import locale
from generator.addresses import base_path, permalink, relative
from generator.calendar_links import calendar_links
from generator.calendars import Entries
from generator.content_links import Destinations, destinations, resolve
from generator.entries import is_online_only, session_url_path
from generator.ical import Entry
from generator.jsonld import event_json_ld
from generator.model import Credit, Page, Prose, Session, Site, Speaker
from generator.names import initials
from generator.prose import finish
from generator.schema import Attend, Event, Registration
from generator.views import (
    AgendaView, CalendarMenu, DayView, FactsView, Frame, HomeView, NavLink, PageView, PersonLink, SessionPageView,
    SessionView, SpeakerPageView, SpeakersView, SpeakerView, WayView,
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

    def frame(self, url_path: str, title: str, description: str = "", json_ld: str = "", is_indexed: bool = True) -> Frame:
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
            json_ld=json_ld,
            is_indexed=is_indexed,
        )

    def _nav(self, start: str) -> list[NavLink]:
        entries = [(0, self._("Agenda"), "/agenda/")] if self.site.agenda.sessions else []
        entries += [(1, self._("Speakers"), "/speakers/")] if self.site.speakers else []
        for page in self.site.pages:
            if page.front.nav and page.name not in ("index", "agenda", "speakers", "404"):
                entries.append((page.front.nav.order, page.front.nav.label or page.title, page.url_path))
        return [NavLink(label, self.href(path, start), path == start) for _, label, path in sorted(entries, key=lambda e: e[0])]

    def home(self, page: Page | None) -> HomeView:
        event = self.site.facts.event
        body = self.body(page.prose, "index.md", "/") if page else Markup()
        description = page.front.description if page else ""
        json_ld = event_json_ld(self.site.facts, permalink(self.site.facts.site.url, "/"))
        return HomeView(self.frame("/", event.title, description, json_ld), self.facts("/"), body)

    def page(self, page: Page) -> PageView:
        start = page.url_path
        frame = self.frame(start, f"{page.title} · {self.title}", page.front.description, is_indexed=start != "/404.html")
        return PageView(frame, page.title, self.body(page.prose, f"{page.name}.md", start))

    def facts(self, start: str) -> FactsView:
        event, language = self.site.facts.event, self.language
        is_timed = not event.is_all_day
        is_one_day = event.starts_at.date() == event.last_day
        return FactsView(
            title=event.title,
            banner=self._banner(event),
            banner_note=event.status_note,
            date_text=locale.format_date_range(event.starts_at.date(), event.last_day, language),
            date_iso=event.starts_at.date().isoformat(),
            start_text=locale.format_time(event.starts_at, language) if is_timed and is_one_day else "",
            start_iso=event.starts_at.isoformat() if is_timed else "",
            end_text=locale.format_time(event.ends_at, language) if is_timed and is_one_day else "",
            end_iso=event.ends_at.isoformat() if is_timed else "",
            zone=f"{locale.zone_name(event.starts_at, language)} ({event.time_zone.key.rpartition('/')[2].replace('_', ' ')})",
            ways=tuple(self._way(attend) for attend in self.site.facts.attend),
            organizers=tuple((organizer.name, organizer.url or "") for organizer in self.site.facts.organizers),
            languages=", ".join(locale.language_name(tag, language) for tag in event.languages_spoken),
            calendar=self._calendar(self.entries.event, "/event.ics", event.title, start),
        )

    def _banner(self, event: Event) -> str:
        words = {
            "cancelled": self._("This event is cancelled"),
            "postponed": self._("This event is postponed; a new date will follow"),
            "moved-online": self._("This event has moved online"),
        }
        if event.status == "rescheduled" and event.previous_start:
            return self._("This event has a new date; it was announced for") + " " + locale.format_date(event.previous_start, self.language)
        return words.get(event.status, "")

    def _way(self, attend: Attend) -> WayView:
        registration = attend.registration or Registration(state="none")
        venue = attend.venue
        is_closed = registration.state in ("none", "closed", "full") or self.site.facts.event.status == "cancelled"
        return WayView(
            id=attend.id,
            mode=attend.mode,
            heading=self._("In person") if venue else self._("Online"),
            lines=self._place_lines(attend),
            map_href=venue.map_url or "" if venue else "",
            access_note=venue.access_note if venue else "",
            register_label=registration.label,
            register_href="" if is_closed else registration.url or "",
            register_notes=tuple(self._registration_notes(registration)),
            is_waiting_list=registration.state == "waiting-list",
        )

    def _place_lines(self, attend: Attend) -> tuple[str, ...]:
        venue = attend.venue
        if venue is None:
            return (attend.platform,) if attend.platform else ()
        town = " ".join(part for part in (venue.postal_code, venue.city) if part)
        country = locale.country_name(venue.country, self.language)
        return tuple(line for line in (venue.name, venue.street, f"{town}, {country}") if line)

    def _registration_notes(self, registration: Registration) -> list[str]:
        states = {
            "full": self._("All places are taken."),
            "closed": self._("Registration is closed."),
            "waiting-list": self._("All places are taken; you can join the waiting list."),
        }
        dates = ((self._("Registration opens on"), registration.opens), (self._("Registration closes on"), registration.closes))
        notes = [states.get(registration.state, ""), *(f"{words} {self._moment(when)}." for words, when in dates if when), registration.note]
        return [note for note in notes if note]

    def _moment(self, when: date | datetime) -> str:
        day = locale.format_date(when, self.language)
        if not isinstance(when, datetime):
            return day
        return f"{day}, {locale.format_time(when, self.language)} {locale.zone_name(when, self.language)}"

    def _calendar(self, entry: Entry, file: str, title: str, start: str) -> CalendarMenu:
        links = calendar_links(entry, self.site.facts.event.time_zone, is_online_only(self.site.facts), limit=_LINK_LIMIT)
        return CalendarMenu(title, self.href(file, start), tuple((link.service, link.url) for link in links))

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
                sessions=tuple(self.session(session, start) for session in day.sessions),
            )
            for day in agenda.days
        )
        zone = locale.zone_name(agenda.sessions[0].start if agenda.sessions else self.site.facts.event.starts_at, self.language)
        intro = self.body(agenda.intro_prose, "agenda.md", start)
        return AgendaView(frame, title, agenda.state == "provisional", zone, intro, days, bool(agenda.sessions))

    def session(self, session: Session, start: str) -> SessionView:
        source = session.body.path.removeprefix("content/") if session.body else "agenda.md"
        entry = self.entries.sessions.get(session.id)
        links = ((self._("Slides"), session.slides), (self._("Recording"), session.recording), (self._("Join online"), session.online))
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
            calendar=self._calendar(entry, f"/agenda/{session.id}.ics", session.title, start) if entry else None,
        )

    def _status(self, session: Session) -> str:
        return {
            "cancelled": self._("Cancelled"),
            "postponed": self._("Postponed"),
            "rescheduled": self._("New time"),
            "moved-online": self._("Moved online"),
        }.get(session.status, "")

    def _details(self, session: Session) -> list[tuple[str, str]]:
        kinds = {"keynote": self._("Keynote"), "talk": self._("Talk"), "workshop": self._("Workshop"), "panel": self._("Panel"), "social": self._("Social")}
        language = session.language and locale.is_known_language(session.language) and locale.language_name(session.language, self.language)
        details = [
            (self._("Room"), session.room),
            (self._("Track"), session.track),
            (self._("Kind"), kinds.get(session.kind, "")),
            (self._("Language"), language or session.language),
            (self._("Tags"), ", ".join(session.tags)),
        ]
        return [(label, text) for label, text in details if text]

    def _person(self, credit: Credit, start: str) -> PersonLink:
        return PersonLink(credit.name, self.href(f"/speakers/{credit.speaker}/", start) if credit.speaker else "", credit.is_confirmed)

    def session_page(self, session: Session) -> SessionPageView:
        start = session_url_path(session)
        frame = self.frame(start, f"{session.title} · {self.title}")
        return SessionPageView(frame, self.session(session, start), self.href(f"/agenda/#{session.id}", start))

    def speakers(self, page: Page | None) -> SpeakersView:
        start = "/speakers/"
        title = str(page.front.title) if page and page.front.title else self._("Speakers")
        frame = self.frame(start, f"{title} · {self.title}", page.front.description if page else "")
        intro = self.body(self.site.speakers_intro, "speakers.md", start)
        return SpeakersView(frame, title, intro, tuple(self._speaker(speaker, start) for speaker in self.site.speakers))

    def _speaker(self, speaker: Speaker, start: str) -> SpeakerView:
        source = speaker.place.path.removeprefix("content/")
        sessions = [s for s in self.site.agenda.sessions if speaker.id in (c.speaker for c in (*s.speakers, *s.moderators))]
        return SpeakerView(
            id=speaker.id,
            name=speaker.name,
            href=self.href(f"/speakers/{speaker.id}/", start),
            role=speaker.role,
            organization=speaker.organization,
            photo=self.href(self.assets[speaker.photo], start) if speaker.photo in self.assets else "",
            initials=initials(speaker.name),
            links=tuple((address.partition("://")[2].rstrip("/"), address) for address in (speaker.url, *speaker.links) if address),
            sessions=tuple((self._when(s), s.title, self.href(session_url_path(s), start)) for s in sessions),
            body=self.body(speaker.prose, source, start),
        )

    def _when(self, session: Session) -> str:
        return f"{locale.format_date(session.start, self.language)}, {locale.format_time(session.start, self.language)}"

    def speaker_page(self, speaker: Speaker) -> SpeakerPageView:
        start = f"/speakers/{speaker.id}/"
        return SpeakerPageView(self.frame(start, f"{speaker.name} · {self.title}"), self._speaker(speaker, start))
