"""schema.org's Event as JSON-LD, every fact of it also in the page's visible text.

Source: https://developers.google.com/search/docs/appearance/structured-data/event
"""

import json
from typing import Any

from generator.schema import Attend, Facts, Registration, Venue

_STATUS = {
    "scheduled": "EventScheduled",
    "rescheduled": "EventRescheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
    "moved-online": "EventMovedOnline",
}


def event_json_ld(facts: Facts, url: str) -> str:
    """The event as a JSON-LD text that may stand inside a script element; `url` is the home page's permalink."""
    event = facts.event
    value = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "url": url,
        "startDate": event.start.isoformat(),
        "endDate": (event.end or event.start).isoformat(),
        "eventStatus": f"https://schema.org/{_STATUS[event.status]}",
        "eventAttendanceMode": f"https://schema.org/{_attendance_mode(facts)}",
        "location": [_location(attend, url) for attend in facts.attend],
        "organizer": [
            _without_empty({"@type": "Organization", "name": o.name, "url": o.url}) for o in facts.organizers
        ],
        "offers": [
            _offer(each.registration) for each in facts.attend if each.registration and each.register_url(event.status)
        ],
        "inLanguage": list(event.languages_spoken),
        "previousStartDate": event.previous_start.isoformat()
        if event.status == "rescheduled" and event.previous_start
        else "",
    }
    return dump_json_ld(_without_empty(value))


def dump_json_ld(value: Any) -> str:
    """JSON in which nothing can end the script element around it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _attendance_mode(facts: Facts) -> str:
    modes = {attend.mode for attend in facts.attend}
    if len(modes) == 2 and facts.event.status != "moved-online":
        return "MixedEventAttendanceMode"
    return (
        "OfflineEventAttendanceMode"
        if modes == {"in-person"} and facts.event.status != "moved-online"
        else "OnlineEventAttendanceMode"
    )


def _location(attend: Attend, url: str) -> dict[str, Any]:
    if attend.venue is None:
        register = attend.registration.url if attend.registration else None
        return {"@type": "VirtualLocation", "url": register or url}
    return {"@type": "Place", "name": attend.venue.name, "address": _address(attend.venue)}


def _address(venue: Venue) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": "PostalAddress",
            "streetAddress": venue.street,
            "postalCode": venue.postal_code,
            "addressLocality": venue.city,
            "addressCountry": venue.country,
        }
    )


def _offer(registration: Registration) -> dict[str, Any]:
    opens = registration.opens.isoformat() if registration.opens else ""
    availability = f"https://schema.org/{'SoldOut' if registration.state == 'waiting-list' else 'InStock'}"
    return _without_empty({"@type": "Offer", "url": registration.url, "availability": availability, "validFrom": opens})


def _without_empty(value: dict[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if each not in ("", None, [], {})}
