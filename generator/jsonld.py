"""schema.org's Event and Person as JSON-LD, every fact of it also in the visible text of the page that carries it.

The home page carries the event with all there is to say of it; the agenda page the same event (one ``@id``) with its
sessions as subEvent; a session's own page that session, with the event as superEvent; a speaker's page the person.

Sources: https://developers.google.com/search/docs/appearance/structured-data/event, https://schema.org/Event
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from generator.entries import session_status
from generator.model import Session, Speaker
from generator.names import is_group
from generator.plain_text import shorten
from generator.registration import standing
from generator.schema import Attend, Event, Facts, Organizer, Status, Venue

Node = dict[str, Any]

# Beyond these a programme weighs more than the page it describes; sessions with a page of their own are told there.
SUB_EVENT_LIMIT = 300

_DESCRIPTION_LIMIT = 500

_STATUS: dict[Status, str] = {
    "scheduled": "EventScheduled",
    "rescheduled": "EventRescheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
    "moved-online": "EventMovedOnline",
}

# Google knows these three; who may only wait for a place finds none to be had.
_AVAILABILITY = {"upcoming": "PreOrder", "open": "InStock", "waiting-list": "SoldOut", "full": "SoldOut"}


def event_json_ld(
    facts: Facts,
    url: str,
    images: Sequence[str],
    *,
    language: str,
    now: datetime,
) -> str:
    """The event for its home page at `url`, as a text that may stand inside a script element.

    `images` are absolute addresses of one picture at 16:9, 4:3 and 1:1. Whether one can register is judged at `now`.
    """
    event = facts.event
    optional = _node(
        "Event",
        description=event.summary.localized(language),
        image=list(images),
        organizer=[_organizer(organizer, language) for organizer in facts.organizers],
        offers=[offer for attend in facts.ways if (offer := _offer(attend, event, now))],
        inLanguage=list(event.languages_spoken),
    )
    return _dump({**_event(facts, url, language), **optional})


def agenda_json_ld(
    facts: Facts,
    sessions: Sequence[Session],
    url: str,
    *,
    language: str,
    names: Mapping[str, str],
    session_url: Callable[[Session], str],
) -> str:
    """The event of the home page at `url` with its sessions, for the agenda page; above `SUB_EVENT_LIMIT` without them.

    `names` has the speakers' by their ids; `session_url` gives the absolute address of a session's page or anchor.
    """
    told = [session for session in sessions if session.kind != "break"]
    if len(told) > SUB_EVENT_LIMIT:
        told = []
    parts = [_session(session, facts, session_url(session), language, names) for session in told]
    return _dump({**_event(facts, url, language), **_node("Event", subEvent=parts)})


def session_json_ld(
    session: Session, url: str, facts: Facts, home_url: str, *, language: str, names: Mapping[str, str]
) -> str:
    """A session for its own page at `url`, as part of the event whose home page is at `home_url`."""
    whole = _node(
        "Event",
        description=shorten(session.prose.plain, _DESCRIPTION_LIMIT),
        superEvent=_event(facts, home_url, language),
    )
    return _dump({**_session(session, facts, url, language, names), **whole})


def speaker_json_ld(speaker: Speaker, url: str, image: str = "") -> str:
    """A person for their own page at `url`; `image` is the absolute address of the portrait there."""
    organization = _node("Organization", name=speaker.organization) if speaker.organization else None
    person = _node(
        "Person",
        name=speaker.name,
        url=url,
        jobTitle=speaker.role,
        affiliation=organization,
        image=image,
        sameAs=[address for address in (speaker.url, *speaker.links) if address],
    )
    return _dump(person)


def _node(kind: str, **properties: Any) -> Node:
    """A thing of that schema.org type, without what is not known of it."""
    return {"@type": kind, **{key: value for key, value in properties.items() if value not in ("", None, [])}}


def _dump(node: Node) -> str:
    """JSON in which nothing can end the script element around it (HTML, "restrictions for contents of script")."""
    text = json.dumps({"@context": "https://schema.org", **node}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _term(name: str) -> str:
    """A member of one of schema.org's enumerations."""
    return f"https://schema.org/{name}"


def _event(facts: Facts, url: str, language: str) -> Node:
    """What every page tells of the event, under one ``@id`` so that readers take them for one."""
    event, locations = facts.event, _locations(facts, url, language)
    previous = event.previous_start if event.status == "rescheduled" else None
    node = _node(
        "Event",
        name=event.title.localized(language),
        url=url,
        startDate=_iso(event.start),
        endDate=_iso(event.end or event.start),
        previousStartDate=_iso(previous),
        eventStatus=_term(_STATUS[event.status]),
        eventAttendanceMode=_attendance_mode(locations),
        location=locations,
    )
    return {"@id": f"{url}#event", **node}


def _iso(moment: date | datetime | None) -> str:
    """ISO 8601: a time with the offset of its date, a date alone where no time is known."""
    return moment.isoformat() if moment else ""


def _locations(facts: Facts, url: str, language: str) -> list[Node]:
    """Where to go, each place once."""
    found: list[Node] = []
    for attend in facts.ways:
        location = _place(attend.venue, language) if attend.venue else _online_place(attend, facts.event, url)
        if location not in found:
            found.append(location)
    return found


def _place(venue: Venue, language: str) -> Node:
    address = _node(
        "PostalAddress",
        streetAddress=venue.street,
        postalCode=venue.postal_code,
        addressLocality=venue.city.localized(language),
        addressCountry=venue.country,
    )
    has_geo = venue.latitude is not None and venue.longitude is not None
    geo = _node("GeoCoordinates", latitude=venue.latitude, longitude=venue.longitude) if has_geo else None
    return _node("Place", name=venue.name.localized(language), address=address, geo=geo, hasMap=venue.map_url)


def _online_place(attend: Attend, event: Event, url: str) -> Node:
    return _node("VirtualLocation", name=attend.platform, url=attend.register_url(event.status) or url)


def _attendance_mode(locations: Sequence[Node]) -> str:
    kinds = {location["@type"] for location in locations}
    mode = "Mixed" if len(kinds) > 1 else "Online" if kinds == {"VirtualLocation"} else "Offline"
    return _term(f"{mode}EventAttendanceMode")


def _organizer(organizer: Organizer, language: str) -> Node:
    return _node("Organization", name=organizer.name.localized(language), url=organizer.url)


def _offer(attend: Attend, event: Event, now: datetime) -> Node | None:
    """A way to register; None where there is neither a place to be had nor one to wait for."""
    registration = attend.registration
    availability = _AVAILABILITY.get(standing(registration, event, now))
    if registration is None or availability is None:
        return None
    price = registration.price
    return _node(
        "Offer",
        url=attend.register_url(event.status),
        price=f"{price.amount:f}" if price else "",
        priceCurrency=price.currency if price else "",
        availability=_term(availability),
        validFrom=_iso(registration.opens),
        validThrough=_iso(registration.closes),
    )


def _session(session: Session, facts: Facts, url: str, language: str, names: Mapping[str, str]) -> Node:
    return _node(
        "Event",
        name=session.title,
        url=url,
        startDate=_iso(session.start),
        endDate=_iso(session.end),
        eventStatus=_term(_STATUS[session_status(session, facts.event)]),
        location=_session_locations(session, facts, url, language),
        performer=[_node("Person", name=name) for name in _performers(session, names)],
        inLanguage=session.language,
    )


def _session_locations(session: Session, facts: Facts, url: str, language: str) -> list[Node]:
    """The room at the first venue, and where to watch; Google wants an address of every place."""
    venue = next((attend.venue for attend in facts.ways if attend.venue), None)
    places = []
    if venue and session.status != "moved-online":
        place = _place(venue, language)
        places.append(_node("Place", name=session.room or place["name"], address=place["address"]))
    if session.online or not places:
        places.append(_node("VirtualLocation", url=session.online or url))
    return places


def _performers(session: Session, names: Mapping[str, str]) -> list[str]:
    """Who is sure to speak, once each; a group is nobody by name."""
    sure = [credit for credit in session.speakers if credit.is_confirmed]
    found = [names.get(each.speaker, each.name) for each in sure if each.speaker or not is_group(each.name)]
    return list(dict.fromkeys(found))
