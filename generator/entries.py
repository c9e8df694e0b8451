"""What calendars say of the event and its sessions: the model's values as entries.

Words are the site's first language, through `_` (gettext); a calendar has no second one. Entries are made unstamped:
`published.renew` knows what calendars were told before.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from generator.addresses import permalink
from generator.entry import Entry, EntryStatus
from generator.locale import country_name, format_date, format_date_time, format_period, plural_form
from generator.memory import remembered
from generator.model import Credit, Session
from generator.plain_text import shorten
from generator.records import Record
from generator.regex import regex
from generator.schema import Attend, Event, Facts, Status, Venue
from generator.terms import detailed, kind_names, labelled

Translate = Callable[[str], str]

# DTEND is required, but nobody knows when such a session ends: long enough to be seen, short enough to block little.
OPEN_END = timedelta(minutes=30)

LOCATION_LIMIT = 255
# The page's address comes last and must not end up below a novel.
BODY_LIMIT = 2_000

_ADDRESS = regex(r"https?://[!-~]+")
_ENTRY_STATUS: dict[Status, EntryStatus] = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}


def event_uid(event_id: str) -> str:
    """From the source's id alone: a new title, date or host must not make a second entry in calendars."""
    return str(_event_uuid(event_id))


@lru_cache(8)
def _event_uuid(event_id: str) -> UUID:
    return uuid5(NAMESPACE_URL, event_id)


@lru_cache(8192)  # its entry, its stand on the agenda and its own page
def session_uid(event_id: str, session_id: str) -> str:
    return str(uuid5(_event_uuid(event_id), session_id))


def session_url_path(session: Session) -> str:
    """The session's own page, or its place on the agenda page."""
    return f"/agenda/{session.id}/" if session.has_page else f"/agenda/#{session.id}"


def event_entry(facts: Facts, base_url: str, _: Translate = str) -> Entry:
    """The whole event, with every way to take part; its place is the first venue."""
    return _event_entry(facts, facts.ways, base_url, _)


def attend_entry(facts: Facts, attend: Attend, base_url: str, _: Translate = str) -> Entry:
    """The whole event for those who take part in one way: the same UID, one place."""
    return _event_entry(facts, (attend,) if attend in facts.ways else facts.ways, base_url, _)


def _event_entry(facts: Facts, ways: tuple[Attend, ...], base_url: str, _: Translate) -> Entry:
    event, language, address = facts.event, facts.site.languages[0], permalink(base_url, "/")
    start, end = _find_period(event)
    venue = _find_venue(event.status, ways)
    when = format_period(start, end, event.time_zone, language)
    return Entry(
        uid=event_uid(event.id),
        start=start,
        end=end,
        summary=_prefix_title(event.title, event.status, _),
        paragraphs=_paragraphs(
            [
                _explain_event_status(event, language, _),
                event.summary,
                "\n".join([when, *_describe_ways(event.status, ways, language, _)]),
                address,
            ]
        ),
        location=shorten(_describe_place(event.status, ways, language, _), LOCATION_LIMIT),
        geo=_find_geo(venue),
        url=address,
        status=_ENTRY_STATUS.get(event.status, "CONFIRMED"),
        is_transparent=event.is_all_day or event.status in _ENTRY_STATUS,
        contact=_describe_contact(facts),
    )


def _find_period(event: Event) -> tuple[date | datetime, date | datetime]:
    if event.is_all_day:
        return event.starts_at.date(), event.ends_at.date()
    return event.starts_at.astimezone(UTC), event.ends_at.astimezone(UTC)


@remembered(lambda session, facts, base_url, _=str: (id(session), id(facts), base_url, _))
def session_entry(session: Session, facts: Facts, base_url: str, _: Translate = str) -> Entry:
    """One session. What befell the whole event befell the session too."""
    event, language = facts.event, facts.site.languages[0]
    status = session_status(session, event)
    address = permalink(base_url, session_url_path(session))
    room = "" if status == "moved-online" else _one_line(session.room)
    place = detailed([room, _describe_place(status, facts.attend, language, _)], _)
    return Entry(
        uid=session_uid(event.id, session.id),
        start=session.start.astimezone(UTC),
        end=_find_end(session, event),
        summary=_prefix_title(session.title, status, _),
        paragraphs=_paragraphs(
            [
                _explain_session_status(session, event, language, _),
                "\n".join(_describe_session(session, event.time_zone, language, _)),
                shorten(session.prose.plain, BODY_LIMIT),
                address,
            ]
        ),
        location=shorten(place, LOCATION_LIMIT),
        geo=_find_geo(_find_venue(status, facts.attend)),
        url=address,
        categories=_find_categories(session, _),
        status=_ENTRY_STATUS.get(status, "CONFIRMED"),
        is_transparent=status in _ENTRY_STATUS,
        contact=_describe_contact(facts),
        conference=session.online if _ADDRESS.fullmatch(session.online) else "",
    )


def withdrawn_entry(record: Record, facts: Facts, base_url: str, _: Translate = str) -> Entry:
    """A session that was published and has left the source: nothing but its end is left to tell."""
    address = permalink(base_url, "/")
    is_told = record.status == "CANCELLED"
    return Entry(
        uid=record.uid,
        start=record.start,
        end=record.end,
        summary=record.summary if is_told else _prefix_title(record.summary, "cancelled", _),
        paragraphs=_paragraphs([_("This session is no longer part of the agenda."), address]),
        location=record.location,
        url=address,
        status="CANCELLED",
        is_transparent=True,
        contact=_describe_contact(facts),
    )


def _find_end(session: Session, event: Event) -> datetime:
    """The session's end in UTC; when it is open, half an hour after its start, or the event's end if that is sooner."""
    start = session.start.astimezone(UTC)
    if session.end is not None and session.end.astimezone(UTC) > start:
        return session.end.astimezone(UTC)
    event_end = event.ends_at.astimezone(UTC)
    return min(start + OPEN_END, event_end) if event_end > start else start + OPEN_END


def session_status(session: Session, event: Event) -> Status:
    """How a session stands: what befell the whole event befell the session too."""
    if event.status in ("cancelled", "postponed"):
        return event.status
    if event.status == "moved-online" and session.status == "scheduled":
        return event.status
    return session.status


def _prefix_title(title: str, status: Status, _: Translate) -> str:
    if status == "cancelled":
        return _("Cancelled: {title}").format(title=_one_line(title))
    if status == "postponed":
        return _("Postponed: {title}").format(title=_one_line(title))
    return _one_line(title)


def _explain_event_status(event: Event, language: str, _: Translate) -> str:
    if event.status == "scheduled":
        return ""
    moved = ""
    if event.status == "rescheduled" and event.previous_start is not None:
        moved = _("Moved from {date}.").format(date=_describe_start(event.previous_start, language))
    return "\n\n".join(_paragraphs([moved, event.status_note]))


def _describe_start(start: date | datetime, language: str) -> str:
    return format_date_time(start, language) if isinstance(start, datetime) else format_date(start, language)


def _explain_session_status(session: Session, event: Event, language: str, _: Translate) -> str:
    if event.status in ("cancelled", "postponed", "moved-online"):
        return _explain_event_status(event, language, _)
    return _("This session has been moved.") if session.status == "rescheduled" else ""


def is_online_only(facts: Facts) -> bool:
    """Whether nobody will be at a venue."""
    return _find_venue(facts.event.status, facts.attend) is None


def _describe_ways(status: Status, ways: Iterable[Attend], language: str, _: Translate) -> list[str]:
    """A line for each way to take part, and one for its registration while there is any use in registering."""
    lines = []
    for attend in ways:
        if attend.venue is None:
            lines.append(_describe_online(attend, _))
        else:
            lines.append(labelled(_("In person"), _describe_venue(attend.venue, language, _), _))
        registration = attend.registration
        if registration and (address := attend.register_url(status)):
            lines.append(labelled(registration.label, address, _))
    return lines


def _describe_session(session: Session, time_zone: ZoneInfo, language: str, _: Translate) -> list[str]:
    speakers, moderators = len(session.speakers), len(session.moderators)
    lines = [
        format_period(session.start, session.end, time_zone, language),
        _describe_people(plural_form("Speaker: {names}", "Speakers: {names}", speakers, language), session.speakers, _),
        _describe_people(
            plural_form("Moderator: {names}", "Moderators: {names}", moderators, language), session.moderators, _
        ),
        labelled(_("Online"), _one_line(session.online), _) if session.online else "",
    ]
    return [line for line in lines if line]


def _describe_people(pattern: str, credits: tuple[Credit, ...], _: Translate) -> str:
    names = [credit.name if credit.is_confirmed else f"{credit.name} ({_('to be confirmed')})" for credit in credits]
    return pattern.format(names=_(", ").join(names)) if names else ""


def _describe_place(status: Status, ways: tuple[Attend, ...], language: str, _: Translate) -> str:
    """LOCATION: the first venue's address, else "Online (Zoom)"."""
    if status == "moved-online":
        return _("Online")
    venue = _find_venue(status, ways)
    return _describe_venue(venue, language, _) if venue else _describe_online(ways[0], _)


def _describe_online(attend: Attend, _: Translate) -> str:
    return f"{_('Online')} ({attend.platform})" if attend.platform else _("Online")


def _find_venue(status: Status, ways: Iterable[Attend]) -> Venue | None:
    if status == "moved-online":
        return None
    return next((attend.venue for attend in ways if attend.venue), None)


def _describe_venue(venue: Venue, language: str, _: Translate) -> str:
    town = f"{venue.postal_code} {venue.city}".strip()
    country = country_name(venue.country, language)
    return _one_line(detailed([venue.name, venue.street, town, country], _))


def _find_geo(venue: Venue | None) -> tuple[float, float] | None:
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    return venue.latitude, venue.longitude


def _find_categories(session: Session, _: Translate) -> tuple[str, ...]:
    kind = () if session.kind == "session" else (kind_names(_).get(session.kind, session.kind),)
    return tuple(sorted({_one_line(word) for word in (*kind, session.track, *session.tags) if word.strip()}))


def _describe_contact(facts: Facts) -> str:
    return _one_line(", ".join(filter(None, [facts.contact.name, facts.contact.email])))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
