"""What changed between two published states of an event, in words for a pull request or a newsletter.

Both states are event.json's. The old one may be damaged or of an older make: what cannot be read is not compared.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime

from generator.locale import format_date, format_time, zone_name

Json = Mapping[str, object]
Describe = Callable[[str, Json, Json], Iterator[str]]

_LANGUAGE = "en"
_STATUS = {
    "scheduled": "will take place as planned",
    "cancelled": "was cancelled",
    "postponed": "was postponed",
    "rescheduled": "was rescheduled",
    "moved-online": "was moved online",
}


def describe_changes(old: Json, new: Json) -> list[str]:
    """A sentence, without its full stop, for each change that concerns a visitor.

    The event's come first, then those of the ways to take part and of the sessions in agenda order. `old` and `new`
    are the contents of event.json; either may hold anything.
    """
    return [
        *_describe_event("The event", _mapping(old, "event"), _mapping(new, "event")),
        *_describe_list(old, new, "attend", "New way to take part: ", _describe_attend),
        *_describe_list(old, new, "sessions", "New: ", _describe_session),
        *_describe_list(old, new, "speakers", "New speaker: ", _describe_nothing),
    ]


def as_markdown(changes: Iterable[str], *, is_first: bool = False) -> str:
    """The changes as a Markdown list, their words as text: nothing in a title becomes a link, a tag or a heading."""
    if is_first:
        return "This is the first publication.\n"
    lines = [f"- {_escape(change)}\n" for change in changes]
    return "".join(lines) or "Nothing changed.\n"


def _escape(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()<>#|~!&@])", r"\\\1", " ".join(text.split()))


def _describe_event(name: str, old: Json, new: Json) -> Iterator[str]:
    yield from _describe_title(old, new)
    yield from _describe_status(name, old, new)
    yield from _describe_times(name, old, new)
    yield from _describe_text("Time zone of the event", old, new, "time_zone")


def _describe_attend(name: str, old: Json, new: Json) -> Iterator[str]:
    yield from _describe_field(f"Place of “{name}”", _place(old), _place(new))
    yield from _describe_text(f"Platform of “{name}”", old, new, "platform")
    yield from _describe_text(
        f"Registration address of “{name}”", _mapping(old, "registration"), _mapping(new, "registration"), "url"
    )


def _describe_session(name: str, old: Json, new: Json) -> Iterator[str]:
    yield from _describe_title(old, new)
    yield from _describe_status(name, old, new)
    yield from _describe_times(name, old, new)
    for key in ("room", "track", "language", "kind"):
        yield from _describe_text(f"{key.capitalize()} of {name}", old, new, key)
    yield from _describe_people(name, "speaker", _names(old, "speakers"), _names(new, "speakers"))
    yield from _describe_people(name, "moderator", _names(old, "moderators"), _names(new, "moderators"))


def _describe_nothing(name: str, old: Json, new: Json) -> Iterator[str]:
    return iter(())


def _describe_list(old: Json, new: Json, key: str, news: str, describe: Describe) -> Iterator[str]:
    """What came, what changed and what went in a list of things with ids; nothing if the old list is not there."""
    before, after = _by_id(old, key), _by_id(new, key)
    if before is None or after is None:
        return
    for each, item in after.items():
        if each in before:
            yield from describe(_name(item), before[each], item)
        else:
            yield news + ", ".join(filter(None, [_name(item), _describe_moment(_moment(item, "start"))]))
    yield from (f"{_name(item)} was removed" for each, item in before.items() if each not in after)


def _describe_title(old: Json, new: Json) -> Iterator[str]:
    before, after = _text(old, "title"), _text(new, "title")
    if before and after and before != after:
        yield f"“{before}” is now called “{after}”"


def _describe_status(name: str, old: Json, new: Json) -> Iterator[str]:
    before, after = _text(old, "status"), _text(new, "status")
    if before and before != after and after in _STATUS:
        yield f"{name} {_STATUS[after]}"


def _describe_times(name: str, old: Json, new: Json) -> Iterator[str]:
    start, new_start = _moment(old, "start"), _moment(new, "start")
    end, new_end = _moment(old, "end"), _moment(new, "end")
    has_moved = start is not None and new_start is not None and _instant(start) != _instant(new_start)
    if has_moved and start is not None and new_start is not None:
        yield "{} moved from {} to {}".format(name, *_describe_difference(start, new_start))
    if not has_moved or _length(start, end) != _length(new_start, new_end):
        yield from _describe_end(name, end, new_end, "end" in old)


def _describe_end(name: str, old: date | None, new: date | None, is_known: bool) -> Iterator[str]:
    if old is not None and new is not None and _instant(old) != _instant(new):
        before, after = _describe_difference(old, new)
        yield f"{name} now ends at {after} instead of {before}"
    elif old is not None and new is None:
        yield f"The end of {name} is now open"
    elif old is None and new is not None and is_known:
        yield f"{name} now ends at {_describe_time(new)}"


def _describe_difference(old: date, new: date) -> tuple[str, str]:
    """Both moments, with no more words than tell them apart."""
    if not isinstance(old, datetime) or not isinstance(new, datetime) or old.date() != new.date():
        return _describe_moment(old), _describe_moment(new)
    before, after = _describe_time(old), _describe_time(new)
    if before == after:
        return f"{before} {zone_name(old, _LANGUAGE)}", f"{after} {zone_name(new, _LANGUAGE)}"
    return before, after


def _describe_moment(moment: date | None) -> str:
    if moment is None:
        return ""
    day = format_date(moment, _LANGUAGE)
    return f"{day}, {_describe_time(moment)}" if isinstance(moment, datetime) else day


def _describe_time(moment: date) -> str:
    return format_time(moment, _LANGUAGE) if isinstance(moment, datetime) else format_date(moment, _LANGUAGE)


def _describe_text(what: str, old: Json, new: Json, key: str) -> Iterator[str]:
    if key in old:
        yield from _describe_field(what, _text(old, key), _text(new, key))


def _describe_field(what: str, old: str, new: str) -> Iterator[str]:
    if old == new:
        return
    if old and new:
        yield f"{what} changed from {old} to {new}"
    else:
        yield f"{what} is now {new}" if new else f"{what} is no longer given (it was {old})"


def _describe_people(name: str, role: str, old: list[str] | None, new: list[str] | None) -> Iterator[str]:
    if old is None or new is None:
        return
    yield from (f"{person} is now {role} of {name}" for person in new if person not in old)
    yield from (f"{person} is no longer {role} of {name}" for person in old if person not in new)


def _mapping(data: object, key: str) -> Json:
    value = data.get(key) if isinstance(data, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def _text(data: Json, key: str) -> str:
    value = data.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(item: Json) -> str:
    return _text(item, "title") or _text(item, "name") or _text(item, "label") or _text(item, "id")


def _by_id(data: object, key: str) -> dict[str, Json] | None:
    items = data.get(key) if isinstance(data, Mapping) else None
    if not isinstance(items, list):
        return None
    return {item["id"]: item for item in items if isinstance(item, Mapping) and isinstance(item.get("id"), str)}


def _names(item: Json, key: str) -> list[str] | None:
    people = item.get(key)
    if not isinstance(people, list):
        return None
    names = [_name(person) if isinstance(person, Mapping) else person for person in people]
    return [name for name in names if isinstance(name, str) and name]


def _place(attend: Json) -> str:
    venue = _mapping(attend, "venue")
    return ", ".join(filter(None, (_text(venue, key) for key in ("name", "street", "postal_code", "city", "country"))))


def _moment(item: Json, key: str) -> date | None:
    """A date or an aware datetime; None for anything that is neither."""
    text = _text(item, key)
    try:
        moment = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        _instant(moment)
    except (ValueError, OverflowError):
        return None
    return None if isinstance(moment, datetime) and moment.tzinfo is None else moment


def _instant(moment: date) -> tuple[date, bool]:
    """What makes two moments the same; a date and a time never are."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC), True
    return moment, False


def _length(start: date | None, end: date | None) -> object:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end - start
    if start is None or end is None or isinstance(start, datetime) or isinstance(end, datetime):
        return None
    return end - start
