"""What was published is the memory: the last event.json says which calendar entries exist and how they stood.

So UIDs stay, SEQUENCE rises only for what changed, and a session that left the source can be told to calendars.
"""

import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.addresses import permalink
from generator.entry import Calendar, Entry, Stamp, stamped
from generator.ical import fingerprint, write_ahead
from generator.memory import recalled, remembered, values
from generator.placeholders import is_placeholder
from generator.problems import ContentProblems, Place, problem
from generator.records import Record

MAXIMUM_OCTETS = 50_000_000
_START_AFRESH = "check the address; only if nothing was ever published, build without --since"


def published_at(site_url: str) -> str:
    """The event.json public now, not what a cache has of the one before; "" at a placeholder, where nobody publishes."""
    return "" if is_placeholder(site_url) else f"{permalink(site_url, 'event.json')}?{int(time.time())}"


def fetch_published(where: str, timeout: float = 20) -> dict[str, Any] | None:
    """The event.json at a path or an http(s) address; None when the address answers 404: a first publication.

    `timeout` is seconds without an answer. Every other failure raises ContentProblems: a bad network, or a mistyped
    path, must never reset the numbers calendars count on.
    """
    is_address = where.lower().startswith(("https://", "http://"))
    try:
        octets = _download(where, timeout) if is_address else _read(Path(where))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise _unusable(where, f"cannot read what was published: {reason}") from error
    return None if octets is None else _parse(octets, where)


def _download(address: str, timeout: float) -> bytes | None:
    # Few builds look at what was published, and these cost as much as a small page takes to render.
    import urllib.request
    from http.client import HTTPException
    from urllib.error import HTTPError

    try:
        with urllib.request.urlopen(address, timeout=timeout) as answer:  # noqa: S310  # the caller checked the scheme
            return bytes(answer.read(MAXIMUM_OCTETS + 1))
    except HTTPError as error:
        error.close()
        if error.code == 404:
            return None
        raise
    except HTTPException as error:
        raise OSError(f"the address gave no proper answer ({error!r})") from error


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAXIMUM_OCTETS + 1)


def _parse(octets: bytes, where: str) -> dict[str, Any]:
    if len(octets) > MAXIMUM_OCTETS:
        raise _unusable(where, "this is too large for an event.json")
    try:
        data = json.loads(octets)
    except (ValueError, RecursionError) as error:
        raise _unusable(where, f"this is not JSON: {error}") from error
    if not isinstance(data, dict):
        raise _unusable(where, "this is not an event.json")
    return data


def _unusable(where: str, phrase: str, remedy: str = _START_AFRESH) -> ContentProblems:
    return ContentProblems([problem(Place(where), phrase, remedy)])


def read_records(published: Mapping[str, Any] | None, where: str, event_id: str) -> dict[str, Record]:
    """The published calendar entries by UID; none when nothing was published.

    Raises ContentProblems, its place `where`, when the file is damaged, from something else, or of another event.
    """
    if published is None:
        return {}
    event = published.get("event")
    found = event.get("id") if isinstance(event, dict) else None
    if found != event_id:
        remedy = f'write "id: {found}" again, or give the address of this event' if isinstance(found, str) else ""
        raise _unusable(where, f'this is not the event.json of "{event_id}"', remedy or _START_AFRESH)
    from generator.typed.records import read_records  # few builds look at what was published

    try:
        records = read_records(published.get("calendar"))
    except ValueError as error:
        raise _unusable(where, f"the event.json is damaged at {error}") from error
    return {record.uid: record for record in records}


def make_record(versions: Iterable[Entry], session: str = "") -> Record:
    """What to remember of one VEVENT, given its version in every file that has one of its own; the first is the main
    one.
    """
    main, *others = versions
    return Record(
        uid=main.uid,
        session=session,
        hash=_joint_hash([main, *others]),
        sequence=main.stamp.sequence,
        created=main.stamp.created,
        modified=main.stamp.modified,
        status=main.status,
        start=main.start,
        end=main.end,
        summary=main.summary,
        location=main.location,
    )


def renew(
    entries: Iterable[Entry], published: Mapping[str, Record], stamp: datetime, revision: int = 0
) -> tuple[Entry, ...]:
    """The entries with the stamps they shall be published with, in the same order.

    Unchanged since `published`: everything is reused. Changed: SEQUENCE + 1 and the time `stamp`, or the published one
    if that is later. New: `revision` and `stamp`. Entries with one UID change together: to a calendar they are one.
    """
    entries = tuple(entries)
    if published:
        write_ahead([Calendar(entries)])
    versions: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        versions[entry.uid].append(entry)
    now = stamp.astimezone(UTC).replace(microsecond=0)
    new = _stamp(revision, now)
    stamps = {uid: _renew_stamp(each, published.get(uid), new) for uid, each in versions.items()}
    return tuple(recalled(stamped, entries, (stamps[entry.uid] for entry in entries)))


@remembered(values)
def _stamp(revision: int, now: datetime) -> Stamp:
    """The first stamp of entries; the same object for the same, as that is quicker to tell."""
    return Stamp(revision, now, now)


def _joint_hash(versions: Iterable[Entry]) -> str:
    return hashlib.blake2b("".join(map(fingerprint, versions)).encode(), digest_size=16).hexdigest()


def _renew_stamp(versions: Iterable[Entry], record: Record | None, new: Stamp) -> Stamp:
    if record is None:
        return new
    if record.hash == _joint_hash(versions):
        return Stamp(record.sequence, record.created, record.modified)
    return Stamp(record.sequence + 1, record.created, max(new.modified, record.modified))
