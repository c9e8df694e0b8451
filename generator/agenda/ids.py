"""The ids of sessions: addresses and calendars know a session by it, so it must not hang on its neighbours.

``{#id}`` is the id. Else it is the title's, and where several sessions share one, each has its own start behind it
(``coffee-break-1030``, with the day for an event of several: ``coffee-break-1117-1030``), then its room or track: what
would stay if the others were moved or deleted. A title without Latin letters has a short hash of itself.
"""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from generator.addresses import slugify


class Named(NamedTuple):
    """What an id can be made of. `given` is the ``{#id}``, if any."""

    given: str
    title: str
    start: datetime
    lane: str


def make_ids(sessions: Sequence[Named], is_one_day: bool) -> list[str]:
    """An id for each session, all different, and the given ones as they are."""
    slugs = [each.given or title_slug(each.title) for each in sessions]
    shared = {slug for slug, count in Counter(slugs).items() if count > 1}
    taken = {each.given for each in sessions if each.given} | (set(slugs) - shared)
    used: Counter[str] = Counter()
    ids = []
    for each, slug in zip(sessions, slugs, strict=True):
        if not each.given and slug in shared:
            slug = next(candidate for candidate in _candidates(slug, each, is_one_day, used) if candidate not in taken)
            taken.add(slug)
        ids.append(slug)
    return ids


def title_slug(title: str) -> str:
    """The title as an address part, never empty."""
    if slug := slugify(title):
        return slug
    return "session-" + hashlib.sha256(unicodedata.normalize("NFC", title).encode()).hexdigest()[:8]


def _candidates(slug: str, session: Named, is_one_day: bool, used: Counter[str]) -> Iterator[str]:
    timed = f"{slug[:60].strip('-')}-{session.start:{'%H%M' if is_one_day else '%m%d-%H%M'}}"
    yield timed
    if lane := slugify(session.lane)[:14].strip("-"):
        yield f"{timed}-{lane}"
    while True:
        used[timed] += 1
        yield f"{timed}-{used[timed] + 1}"
