"""event.json: the whole event, normalised, for other programs. `event.schema.json` beside this module documents it.

Field by field: what is not named here (`extra`, contact, private notes) never leaves the machine. Texts are in the
site's first language, times in ISO 8601 with the offset of their date.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from generator.model import Agenda, Credit, Session, Speaker
from generator.schema import Attend, Event, Facts, Organizer, Registration, Venue


def event_json(
    facts: Facts,
    agenda: Agenda,
    speakers: Sequence[Speaker],
    *,
    session_url: Callable[[Session], str],
    speaker_url: Callable[[Speaker], str],
    base_url: str = "",
    calendar: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The event as JSON values. The callables give absolute addresses; `base_url` overrides the site's own.

    `calendar` holds what `generator.published` has to remember of every calendar entry, in JSON values.
    """
    sessions_of = _sessions_by_speaker(agenda.sessions)
    names = {speaker.id: str(speaker.name) for speaker in speakers}
    return {
        "event": _event(facts.event, facts.organizers, base_url or facts.site.url),
        "attend": [_attend(entry) for entry in facts.attend],
        "sessions": [_session(session, session_url(session), names) for session in agenda.sessions],
        "speakers": [_speaker(speaker, speaker_url(speaker), sessions_of[speaker.id]) for speaker in speakers],
        "calendar": [dict(record) for record in calendar],
    }


def dump(value: Mapping[str, Any]) -> bytes:
    """JSON in UTF-8, a line for each member of a list: the same bytes for the same values."""
    text = ",\n ".join(f"{_encode(name)}: {_lines(each)}" for name, each in value.items())
    # Half a surrogate pair, which YAML can smuggle in, has no UTF-8; its backslash form is JSON's own.
    return f"{{\n {text}\n}}\n".encode("utf-8", "backslashreplace")


def _lines(value: object) -> str:
    lines = ",\n  ".join(map(_encode, value)) if isinstance(value, list) else ""
    return f"[\n  {lines}\n ]" if lines else _encode(value)


# One for all values, which json.dumps would make anew for each; with an indent it takes five times as long.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _event(event: Event, organizers: Iterable[Organizer], url: str) -> dict[str, Any]:
    return {
        "id": event.id,
        "title": str(event.title),
        "short_title": str(event.short_title),
        "summary": str(event.summary),
        "start": _moment(event.start),
        "end": _moment(event.end or event.last_day),
        "time_zone": event.time_zone.key,
        "status": event.status,
        "status_note": str(event.status_note),
        "previous_start": _moment(event.previous_start),
        "languages_spoken": list(event.languages_spoken),
        "organizers": [{"name": str(organizer.name), "url": organizer.url} for organizer in organizers],
        "url": url,
    }


def _attend(entry: Attend) -> dict[str, Any]:
    return {
        "id": entry.id,
        "mode": entry.mode,
        "venue": _venue(entry.venue) if entry.venue else None,
        "platform": entry.platform,
        "registration": _registration(entry.registration) if entry.registration else None,
    }


def _venue(venue: Venue) -> dict[str, Any]:
    return {
        "name": str(venue.name),
        "street": venue.street,
        "postal_code": venue.postal_code,
        "city": str(venue.city),
        "country": venue.country,
        "latitude": venue.latitude,
        "longitude": venue.longitude,
        "map_url": venue.map_url,
        "access_note": str(venue.access_note),
    }


def _registration(registration: Registration) -> dict[str, Any]:
    return {
        "url": registration.url,
        "label": str(registration.label),
        "opens": _moment(registration.opens),
        "closes": _moment(registration.closes),
        "state": registration.state,
        "note": str(registration.note),
    }


def _session(session: Session, url: str, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": session.id,
        "title": str(session.title),
        "kind": session.kind,
        "start": _moment(session.start),
        "end": _moment(session.end),
        "room": session.room,
        "track": session.track,
        "language": session.language,
        "speakers": _ids(session.speakers),
        "moderators": _ids(session.moderators),
        "status": session.status,
        "url": url,
        "speaker_names": _names(session.speakers, names),
        "moderator_names": _names(session.moderators, names),
    }


def _ids(credits: Iterable[Credit]) -> list[str]:
    return list(dict.fromkeys(credit.speaker for credit in credits if credit.speaker))


def _names(credits: Iterable[Credit], names: Mapping[str, str]) -> list[str]:
    """Everyone who is named, with an entry or without: nobody gets lost."""
    return list(dict.fromkeys(names.get(credit.speaker, credit.name) for credit in credits))


def _speaker(speaker: Speaker, url: str, sessions: Sequence[str]) -> dict[str, Any]:
    return {
        "id": speaker.id,
        "name": str(speaker.name),
        "role": str(speaker.role),
        "organization": str(speaker.organization),
        "url": url,
        "sessions": list(sessions),
    }


def _sessions_by_speaker(sessions: Iterable[Session]) -> defaultdict[str, list[str]]:
    """The ids of the sessions a person speaks in or moderates, in agenda order."""
    result: defaultdict[str, list[str]] = defaultdict(list)
    for session in sessions:
        for speaker in _ids([*session.speakers, *session.moderators]):
            result[speaker].append(session.id)
    return result


def _moment(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None
