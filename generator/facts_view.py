"""The event's facts as visitors read them: when, where, how to take part and how it stands."""

from collections.abc import Callable
from datetime import date, datetime

from generator import locale
from generator.schema import Attend, Event, Facts, Registration
from generator.views import CalendarMenu, FactsView, WayView

Translate = Callable[[str], str]


def facts_view(facts: Facts, calendar: CalendarMenu, language: str, _: Translate = str) -> FactsView:
    """The facts in one language, with the event's calendar menu; `_` translates UI words."""
    event = facts.event
    is_timed = not event.is_all_day
    is_one_day = event.starts_at.date() == event.last_day
    return FactsView(
        title=event.title,
        banner=_banner(event, language, _),
        banner_note=event.status_note,
        date_text=locale.format_date_range(event.starts_at.date(), event.last_day, language),
        date_iso=event.starts_at.date().isoformat(),
        start_text=locale.format_time(event.starts_at, language) if is_timed and is_one_day else "",
        start_iso=event.starts_at.isoformat() if is_timed else "",
        end_text=locale.format_time(event.ends_at, language) if is_timed and is_one_day else "",
        end_iso=event.ends_at.isoformat() if is_timed else "",
        zone=f"{locale.zone_name(event.starts_at, language)} ({event.time_zone.key.rpartition('/')[2].replace('_', ' ')})",
        ways=tuple(_way(attend, event, language, _) for attend in facts.attend),
        organizers=tuple((organizer.name, organizer.url or "") for organizer in facts.organizers),
        languages=", ".join(locale.language_name(tag, language) for tag in event.languages_spoken),
        calendar=calendar,
    )


def _banner(event: Event, language: str, _: Translate) -> str:
    words = {
        "cancelled": _("This event is cancelled"),
        "postponed": _("This event is postponed; a new date will follow"),
        "moved-online": _("This event has moved online"),
    }
    if event.status == "rescheduled" and event.previous_start:
        return (
            _("This event has a new date; it was announced for")
            + " "
            + locale.format_date(event.previous_start, language)
        )
    return words.get(event.status, "")


def calendar_files(facts: Facts, _: Translate = str) -> list[tuple[str, str]]:
    """The event's calendar files, as (name, address): one more for each way to take part, where there are several."""
    file = _("Calendar file (.ics)")
    ways = facts.attend if len(facts.attend) > 1 else ()
    return [(file, "/event.ics"), *((f"{file}: {way_name(way, _)}", f"/event-{way.id}.ics") for way in ways)]


def way_name(attend: Attend, _: Translate = str) -> str:
    return _("In person") if attend.venue else _("Online")


def _way(attend: Attend, event: Event, language: str, _: Translate) -> WayView:
    registration = attend.registration or Registration(state="none")
    venue = attend.venue
    return WayView(
        id=attend.id,
        mode=attend.mode,
        heading=way_name(attend, _),
        lines=_place_lines(attend, language),
        map_href=venue.map_url or "" if venue else "",
        access_note=venue.access_note if venue else "",
        register_label=registration.label,
        register_href=attend.register_url(event.status),
        register_notes=tuple(_registration_notes(registration, language, _)),
        is_waiting_list=registration.state == "waiting-list",
    )


def _place_lines(attend: Attend, language: str) -> tuple[str, ...]:
    venue = attend.venue
    if venue is None:
        return (attend.platform,) if attend.platform else ()
    town = " ".join(part for part in (venue.postal_code, venue.city) if part)
    country = locale.country_name(venue.country, language)
    return tuple(line for line in (venue.name, venue.street, f"{town}, {country}") if line)


def _registration_notes(registration: Registration, language: str, _: Translate) -> list[str]:
    states = {
        "full": _("All places are taken."),
        "closed": _("Registration is closed."),
        "waiting-list": _("All places are taken; you can join the waiting list."),
    }
    dates = ((_("Registration opens on"), registration.opens), (_("Registration closes on"), registration.closes))
    notes = [
        states.get(registration.state, ""),
        *(f"{words} {_moment(when, language)}." for words, when in dates if when),
        registration.note,
    ]
    return [note for note in notes if note]


def _moment(when: date | datetime, language: str) -> str:
    day = locale.format_date(when, language)
    if not isinstance(when, datetime):
        return day
    return f"{day}, {locale.format_time(when, language)} {locale.zone_name(when, language)}"
