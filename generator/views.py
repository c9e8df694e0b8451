"""What each template is given: small frozen values, every text and address ready to be shown.

A page depends on exactly what its view holds. Values called `html` or `body` are clean HTML; all else is text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class NavLink:
    label: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What base.html shows around every page, and site.yaml's `extra`. `head_title` goes into <title>; hrefs suit the page's own address."""

    language: str
    direction: str
    head_title: str
    description: str
    canonical: str
    stylesheet: str
    script: str
    home_href: str
    event_title: str
    event_date: str
    nav: tuple[NavLink, ...]
    organizers: tuple[str, ...]
    contact_name: str
    contact_email: str
    extra: Mapping[str, Any]
    json_ld: str = ""
    is_indexed: bool = True


@dataclass(frozen=True, slots=True)
class CalendarMenu:
    """One "Add to calendar": the files first, then the services, each as (name, address)."""

    title: str
    files: tuple[tuple[str, str], ...]
    services: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WayView:
    """One way to take part; `register_href` is empty where there is no button."""

    id: str
    mode: str
    heading: str
    lines: tuple[str, ...]
    map_href: str
    access_note: str
    register_label: str
    register_href: str
    register_notes: tuple[str, ...]
    is_waiting_list: bool = False


@dataclass(frozen=True, slots=True)
class FactsView:
    """The event in short: `when` is (machine time, text) of the date and of each time of day."""

    title: str
    banner: str
    banner_note: str
    date_text: str
    date_iso: str
    start_text: str
    start_iso: str
    end_text: str
    end_iso: str
    zone: str
    ways: tuple[WayView, ...]
    organizers: tuple[tuple[str, str], ...]
    languages: str
    calendar: CalendarMenu


@dataclass(frozen=True, slots=True)
class HomeView:
    frame: Frame
    facts: FactsView
    body: Markup


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of its own; `extra` is its front matter's."""

    frame: Frame
    title: str
    body: Markup
    extra: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PersonLink:
    """A name on a session; `href` is empty for someone without an entry of their own."""

    name: str
    href: str = ""
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class SessionView:
    """`details` are (label, text): room, track, language, kind. `links` are (label, address): slides and the like."""

    id: str
    title: str
    kind: str
    href: str
    start_text: str
    start_iso: str
    end_text: str
    end_iso: str
    day_text: str
    status: str
    group: str
    details: tuple[tuple[str, str], ...]
    speakers: tuple[PersonLink, ...]
    moderators: tuple[PersonLink, ...]
    links: tuple[tuple[str, str], ...]
    body: Markup
    calendar: CalendarMenu | None


@dataclass(frozen=True, slots=True)
class SlotView:
    """Sessions that run side by side, in reading order; mostly a single one. All stand under the heading `group`."""

    group: str
    sessions: tuple[SessionView, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    id: str
    heading: str
    iso: str
    note: Markup
    slots: tuple[SlotView, ...]


@dataclass(frozen=True, slots=True)
class Subscription:
    """The whole agenda in a calendar: kept up to date by `webcal`, by the address to copy, or once as a file."""

    webcal: str
    address: str
    file_href: str


@dataclass(frozen=True, slots=True)
class AgendaView:
    frame: Frame
    title: str
    is_provisional: bool
    zone: str
    intro: Markup
    days: tuple[DayView, ...]
    subscription: Subscription | None


@dataclass(frozen=True, slots=True)
class SessionPageView:
    frame: Frame
    session: SessionView
    agenda_href: str


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """`photo` is an address or empty, then `initials` stand in; `sessions` are (time, title, address)."""

    id: str
    name: str
    href: str
    role: str
    organization: str
    photo: str
    initials: str
    links: tuple[tuple[str, str], ...]
    sessions: tuple[tuple[str, str, str], ...]
    body: Markup


@dataclass(frozen=True, slots=True)
class SpeakersView:
    frame: Frame
    title: str
    intro: Markup
    speakers: tuple[SpeakerView, ...]


@dataclass(frozen=True, slots=True)
class SpeakerPageView:
    frame: Frame
    speaker: SpeakerView
