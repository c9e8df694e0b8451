"""What each template is given: small frozen values, every text and address ready to be shown.

A page depends on exactly what its view holds. Values called `html` or `body` are clean HTML; all else is text.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup


class NavLink(NamedTuple):
    label: str
    href: str
    is_current: bool = False
    language: str = ""
    is_at_foot: bool = False


class LanguageLink(NamedTuple):
    """The page in another language; `name` is the language's own."""

    language: str
    direction: str
    name: str
    href: str
    is_current: bool


class Frame(NamedTuple):
    """What base.html shows around every page, and site.yaml's `extra`; hrefs suit the page's own address.

    `head_title` goes into <title>, `icons` are (rel, sizes, address), `color` the browser's own frame,
    `alternates` are (hreflang, permalink), `words_language` that of words which stand in for their translation.
    `social_image` is absolute, and `edit_href` empty where nobody may edit.
    """

    language: str
    direction: str
    head_title: str
    description: str
    canonical: str
    stylesheet: str
    script: str
    icons: tuple[tuple[str, str, str], ...]
    manifest: str
    alternates: tuple[tuple[str, str], ...]
    languages: tuple[LanguageLink, ...]
    color: str
    social_image: str
    social_alt: str
    home_href: str
    event_title: str
    event_name: str
    event_date: str
    event_places: tuple[str, ...]
    banner: str
    banner_note: str
    nav: tuple[NavLink, ...]
    organizers: tuple[str, ...]
    contact_name: str
    contact_email: str
    edit_href: str
    extra: Mapping[str, Any]
    json_ld: str = ""
    is_indexed: bool = True
    is_draft: bool = False
    is_preview: bool = False
    words_language: str = ""
    words_direction: str = ""


class CalendarMenu(NamedTuple):
    """One "Add to calendar": the files first, then the services, each as (name, address)."""

    title: str
    files: tuple[tuple[str, str], ...]
    services: tuple[tuple[str, str], ...]


class WayView(NamedTuple):
    """One way to take part. `register_href` is empty where there is no button; `standing` is registration's state
    when the page was built, `opens` and `closes` the moments (ISO 8601) that change it, if it may change by itself.
    """

    id: str
    mode: str
    heading: str
    lines: tuple[str, ...]
    map_href: str
    access_note: str
    register_label: str
    register_href: str
    standing: str
    is_automatic: bool
    opens: str
    closes: str
    opens_text: str
    deadline_text: str
    soon_text: str
    closed_text: str
    price: str
    note: str


class OrganizerView(NamedTuple):
    name: str
    href: str
    logo: Markup


class FactsView(NamedTuple):
    """The event in short. `start_iso` and `end_iso` are its first moment and the first after it; `start_text` and
    `end_text` are empty when only days are known or there are several. `world` is (city, time, day if another one)
    of the beginning elsewhere; `follow_up` are (label, address) of what stays: a report, recordings.
    """

    title: str
    summary: str
    status: str
    date_text: str
    date_iso: str
    start_text: str
    start_iso: str
    end_text: str
    end_iso: str
    zone: str
    ways: tuple[WayView, ...]
    is_past: bool
    follow_up: tuple[tuple[str, str], ...]
    world: tuple[tuple[str, str, str], ...]
    organizers: tuple[OrganizerView, ...]
    languages: tuple[str, ...]
    calendar: CalendarMenu


class HomeView(NamedTuple):
    frame: Frame
    facts: FactsView
    body: Markup


class PageView(NamedTuple):
    """A page of its own; `extra` is its front matter's."""

    frame: Frame
    title: str
    body: Markup
    extra: Mapping[str, Any]


class PersonLink(NamedTuple):
    """A name on a session; `href` is empty for someone without an entry of their own."""

    name: str
    href: str = ""
    is_confirmed: bool = True


class SessionView(NamedTuple):
    """`details` are (label, text, its language if it stands in for its translation): room, track, kind, language, tags.
    `links` are (label, address): slides and the
    like. `words_language` is that of a title which stands in for its translation, `body_language` the text's.
    `uid` names its calendar entry; `end_day` is the weekday of an end after midnight.
    """

    id: str
    uid: str
    title: str
    words_language: str
    words_direction: str
    body_language: str
    kind: str
    kind_text: str
    room: str
    track: str
    language: str
    href: str
    start_text: str
    start_iso: str
    end_text: str
    end_iso: str
    end_day: str
    day_text: str
    status: str
    status_text: str
    group: str
    details: tuple[tuple[str, str, str], ...]
    speakers: tuple[PersonLink, ...]
    moderators: tuple[PersonLink, ...]
    links: tuple[tuple[str, str], ...]
    body: Markup
    calendar: CalendarMenu | None


class SlotView(NamedTuple):
    """Sessions that run side by side, in reading order; mostly a single one. All stand under the heading `group`."""

    group: str
    group_language: str
    sessions: tuple[SessionView, ...]


class DayView(NamedTuple):
    id: str
    heading: str
    iso: str
    note: Markup
    note_language: str
    slots: tuple[SlotView, ...]


class Subscription(NamedTuple):
    """The whole agenda in a calendar: kept up to date by `webcal`, by the address to copy, or once as a file."""

    webcal: str
    address: str
    file_href: str


class AgendaView(NamedTuple):
    """`qr_code` is an SVG of the page's `address`, for its printed form; `event_id` names what visitors keep."""

    frame: Frame
    title: str
    is_provisional: bool
    zone: str
    intro: Markup
    days: tuple[DayView, ...]
    subscription: Subscription | None
    event_id: str
    status: str
    address: str
    qr_code: Markup


class SessionPageView(NamedTuple):
    frame: Frame
    session: SessionView
    agenda_href: str
    event_id: str


class SpeakerView(NamedTuple):
    """`photo` is a picture or empty, then `initials` stand in; `sessions` are (time, title, address, status)."""

    id: str
    words_language: str
    words_direction: str
    name: str
    href: str
    role: str
    organization: str
    photo: Markup
    initials: str
    links: tuple[tuple[str, str], ...]
    sessions: tuple[tuple[str, str, str, str], ...]
    body: Markup


class SpeakersView(NamedTuple):
    frame: Frame
    title: str
    intro: Markup
    speakers: tuple[SpeakerView, ...]


class SpeakerPageView(NamedTuple):
    frame: Frame
    speaker: SpeakerView
