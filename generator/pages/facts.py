"""The event's facts as visitors read them: when, where, how to take part and how it stands."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from generator import locale
from generator.offer_fields import Money
from generator.pages.edition import Edition
from generator.registration import deadline, standing
from generator.schema import Attend, Event, Facts, Organizer, Registration
from generator.terms import detailed, labelled
from generator.views import FactsView, OrganizerView, WayView

Translate = Callable[[str], str]

# From west to east, a city for most of the world's people awake at some time of a European working day.
_WORLD = (
    "America/Los_Angeles", "America/New_York", "America/Sao_Paulo", "Europe/London", "Europe/Brussels", "Africa/Nairobi",
    "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip


def facts_view(edition: Edition, start: str) -> FactsView:
    """The facts for the page at `start`."""
    facts, language, _ = edition.site.facts, edition.language, edition._
    event, now = facts.event, edition.site.now
    is_timed_day = not event.is_all_day and event.starts_at.date() == event.last_day
    files = calendar_files(facts, _)
    return FactsView(
        title=event.title,
        summary=event.summary,
        status=event.status,
        date_text=_dates(edition),
        date_iso=event.starts_at.date().isoformat() if event.starts_at.date() == event.last_day else "",
        start_text=locale.format_time(event.starts_at, language) if is_timed_day else "",
        start_iso=event.starts_at.isoformat(),
        end_text=locale.format_time(event.ends_at, language) if is_timed_day else "",
        end_iso=event.ends_at.isoformat(),
        zone=edition.zone,
        ways=tuple(_way(attend, event, now, language, _) for attend in facts.ways),
        is_past=now >= event.ends_at and event.status not in ("cancelled", "postponed"),
        follow_up=tuple(_follow_up(edition, start)),
        world=tuple(_elsewhere(facts, language)),
        organizers=tuple(_organizer(edition, organizer, start) for organizer in facts.organizers),
        languages=tuple(locale.language_name(tag, language) for tag in event.languages_spoken),
        calendar=edition.calendar(edition.entries.event, files, event.title, start),
    )


def _dates(edition: Edition) -> str:
    """The date, or the days; with the hours of the first and the last day where those are known."""
    event, language = edition.site.facts.event, edition.language
    if event.is_all_day or event.starts_at.date() == event.last_day:
        return edition.dates
    moments = (event.starts_at, event.ends_at)
    return edition._(" – ").join(locale.format_date_time(each, language) for each in moments)


def places(facts: Facts, language: str, _: Translate) -> tuple[str, ...]:
    """Where the event takes place, a line for each way to take part."""
    lines = (
        attend.platform and f"{way_name(attend, _)} ({attend.platform})"
        if attend.mode == "online"
        else detailed(_place_lines(attend, language), _)
        for attend in facts.ways
    )
    return tuple(line for line in lines if line)


def banner(event: Event, language: str, _: Translate) -> str:
    """What stands above everything else when the event is not as planned."""
    words = {
        "cancelled": _("This event is cancelled"),
        "postponed": _("This event is postponed; a new date will follow"),
        "moved-online": _("This event has moved online"),
    }
    if event.status == "rescheduled" and event.previous_start:
        return _("This event has a new date; it was announced for {date}").format(
            date=locale.format_date(event.previous_start, language)
        )
    return words.get(event.status, "")


def calendar_files(facts: Facts, _: Translate = str) -> list[tuple[str, str]]:
    """The event's calendar files, as (name, address): one more for each way to take part, where there are several."""
    file = _("Calendar file (.ics)")
    ways = facts.ways if len(facts.ways) > 1 else ()
    return [(file, "/event.ics"), *((labelled(file, way_name(way, _), _), f"/event-{way.id}.ics") for way in ways)]


def way_name(attend: Attend, _: Translate = str) -> str:
    return _("In person") if attend.venue else _("Online")


def _way(attend: Attend, event: Event, now: datetime, language: str, _: Translate) -> WayView:
    registration = attend.registration or Registration(state="none")
    state, venue = standing(attend.registration, event, now), attend.venue
    opens, closes = registration.opens, registration.closes
    closing = _moment(closes, language) if closes and state not in ("none", "past") else ""
    return WayView(
        id=attend.id,
        mode=attend.mode,
        heading=way_name(attend, _),
        lines=_place_lines(attend, language),
        map_href=venue.map_url or "" if venue else "",
        access_note=venue.access_note if venue else "",
        register_label=registration.label,
        register_href=attend.register_url(event.status) if state in ("open", "upcoming", "waiting-list") else "",
        standing=state,
        is_automatic=registration.state == "auto",
        opens=event.at(opens).isoformat() if opens else "",
        closes=deadline(closes, event).isoformat() if closes else "",
        opens_text=labelled(_("Registration opens"), _moment(opens, language), _)
        if opens and state == "upcoming"
        else "",
        deadline_text=closing and labelled(_("Deadline"), closing, _),
        soon_text=closing and labelled(_("Closing soon"), closing, _),
        closed_text=_closed_text(state, _),
        price=_price(registration.price, language, _) if state not in ("none", "past") else "",
        note=registration.note if state not in ("none", "past") else "",
    )


def _closed_text(state: str, _: Translate) -> str:
    return {
        "closed": _("Registration is closed."),
        "full": _("All places are taken."),
        "waiting-list": _("All places are taken; you can join the waiting list."),
    }.get(state, "")


def _price(price: Money | None, language: str, _: Translate) -> str:
    if price is None:
        return ""
    return locale.format_price(price.amount, price.currency, language) if price.amount else _("Free of charge")


def _place_lines(attend: Attend, language: str) -> tuple[str, ...]:
    venue = attend.venue
    if venue is None:
        return (attend.platform,) if attend.platform else ()
    town = " ".join(part for part in (venue.postal_code, venue.city) if part)
    country = locale.country_name(venue.country, language)
    return tuple(line for line in (venue.name, venue.street, town, country) if line)


def _organizer(edition: Edition, organizer: Organizer, start: str) -> OrganizerView:
    logo = edition.picture(organizer.logo, "logo", start, is_lazy=False)
    return OrganizerView(organizer.name, organizer.url or "", logo)


def _follow_up(edition: Edition, start: str) -> Iterator[tuple[str, str]]:
    """What is left of an event that is over: what site.yaml names, and the agenda once it leads to recordings."""
    for link in edition.site.facts.event.follow_up:
        is_web_address = "://" in link.url
        yield link.label, link.url if is_web_address else edition.address(link.url, "index.md", start)
    if any(session.recording or session.slides for session in edition.site.agenda.sessions):
        yield edition._("Slides and recordings in the agenda"), edition.href("/agenda/", start)


def _elsewhere(facts: Facts, language: str) -> Iterator[tuple[str, str, str]]:
    """When an online event begins in other parts of the world, for those whose browser runs no script."""
    event = facts.event
    if event.is_all_day or all(attend.mode != "online" for attend in facts.ways):
        return
    for zone in _WORLD:
        there = event.starts_at.astimezone(ZoneInfo(zone))
        if there.utcoffset() != event.starts_at.utcoffset():
            day = "" if there.date() == event.starts_at.date() else locale.weekday_name(there, language)
            yield locale.city_name(zone, language), locale.format_time(there, language), day


def _moment(when: date | datetime, language: str) -> str:
    if not isinstance(when, datetime):
        return locale.format_date(when, language)
    return f"{locale.format_date_time(when, language)}\u00a0{locale.zone_name(when, language)}"
