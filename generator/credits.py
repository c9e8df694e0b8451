"""Who is meant by a name in the agenda: credits linked to speakers.

A near miss is a problem, since a page would silently lack its person; a name that is nobody's is a notice once a
site lists its speakers, and plain text on a site that lists none.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat

from generator.memory import Key, recalled, remembered
from generator.model import Agenda, Credit, Session, Speaker
from generator.names import (
    edit_distance,
    fold_bare_name,
    fold_name,
    is_group,
    is_placeholder,
    is_slip,
    name_words,
)
from generator.problems import Message, Place, notice, problem
from generator.regex import regex

_JOINT = regex(r"\s+(?:and|und|et|y|e|en|i)\s+|\s*[&＆]\s*", re.IGNORECASE)
# What more people than this share ("Maria", at a conference of thousands) tells nobody apart, and is slow to search.
_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class _Directory:
    """The speakers by everything a credit may call them by."""

    exact: dict[str, list[Speaker]] = field(default_factory=lambda: defaultdict(list))
    bare: dict[str, list[Speaker]] = field(default_factory=lambda: defaultdict(list))
    handles: dict[str, list[tuple[str, Speaker]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, speaker: Speaker) -> None:
        for name in dict.fromkeys((speaker.name, *speaker.also)):
            _append(self.exact[fold_name(name)], speaker)
            _append(self.bare[fold_bare_name(name)], speaker)
            for handle in _handles(name):
                self.handles[handle].append((name, speaker))

    def find(self, name: str) -> list[Speaker]:
        """The speakers of this name, read as exactly as leaves any."""
        whole, bare = fold_name(name), fold_bare_name(name)
        for index, key in ((self.exact, whole), (self.exact, bare), (self.bare, whole), (self.bare, bare)):
            if key and key in index:
                return index[key]
        return []

    def near(self, name: str) -> Iterator[tuple[str, Speaker]]:
        """The spellings that share a word, the beginning or the end with a name: whatever a slip leaves as it was."""
        for handle in _handles(name):
            sharing = self.handles.get(handle, [])
            yield from sharing if len(sharing) <= _AT_MOST else []


def _append(speakers: list[Speaker], speaker: Speaker) -> None:
    """Once: two spellings of a name may be the same as it is compared, and come one after the other."""
    if not speakers or speakers[-1] is not speaker:
        speakers.append(speaker)


def _handles(name: str) -> dict[str, None]:
    words = name_words(name)
    whole = "".join(words)
    return dict.fromkeys([*words, f"{whole[:3]}…", f"…{whole[-3:]}"])


@dataclass(slots=True)
class _Linking:
    """The credits of one session: what is wrong, and whose names are nobody's."""

    directory: _Directory
    messages: list[Message] = field(default_factory=list)
    missed: list[tuple[str, Place]] = field(default_factory=list)

    def session(self, session: Session) -> Session:
        speakers = self.credits(session.speakers, session.places.get("speakers", session.place))
        moderators = self.credits(session.moderators, session.places.get("moderators", session.place))
        if (speakers, moderators) == (session.speakers, session.moderators):
            return session
        return session._replace(speakers=speakers, moderators=moderators)

    def credits(self, credits: Sequence[Credit], place: Place) -> tuple[Credit, ...]:
        linked = (each for credit in credits for each in self.link(credit, place))
        return tuple(dict.fromkeys(linked))

    def link(self, credit: Credit, place: Place) -> tuple[Credit, ...]:
        """The credit with its speaker; several where "A and B" are two people who have entries."""
        found = self.directory.find(credit.name)
        if len(found) > 1:
            self.messages.append(_ambiguous(credit.name, found, place))
        elif found:
            return (credit._replace(speaker=found[0].id),)
        elif people := self.people(credit):
            return people
        elif not _is_silent(credit):
            self.missed.append((credit.name, place))
        return (credit,)

    def people(self, credit: Credit) -> tuple[Credit, ...]:
        parts = [part for part in _JOINT.split(credit.name) if part]
        found = [self.directory.find(part) for part in parts]
        if len(parts) < 2 or any(len(each) != 1 for each in found):
            return ()
        return tuple(credit._replace(name=part, speaker=each[0].id) for part, each in zip(parts, found, strict=True))


@dataclass(slots=True)
class _Misses:
    """One run over the names that are nobody's: what has been found out so far."""

    directory: _Directory
    messages: list[Message] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    meant: dict[str, str | None] = field(default_factory=dict)

    def add(self, name: str, place: Place) -> None:
        key = fold_name(name)
        if key not in self.meant:
            self.meant[key] = self.slip_of(name)
        if meant := self.meant[key]:
            self.messages.append(
                problem(
                    place,
                    f'"{name}" is not among the speakers',
                    f'did you mean "{meant}"? if it is somebody else, add "## {name}" to content/speakers.md',
                )
            )
        elif key not in self.unknown:
            self.unknown.add(key)
            remedy = f'add "## {name}" to content/speakers.md, or leave it as plain text'
            self.messages.append(notice(place, f'"{name}" has no entry among the speakers', remedy))

    def slip_of(self, name: str) -> str | None:
        """The spelling that was most probably meant."""
        near = {spelling for spelling, _ in self.directory.near(name) if is_slip(name, spelling)}
        return min(near, key=lambda each: (edit_distance(fold_name(name), fold_name(each), 2), each), default=None)


def _is_silent(credit: Credit) -> bool:
    """Whether nobody expects an entry: somebody not confirmed, not known yet, or a group."""
    return not credit.is_confirmed or is_placeholder(credit.name) or is_group(credit.name)


def _ambiguous(name: str, found: Sequence[Speaker], place: Place) -> Message:
    places = " and ".join(str(speaker.place) for speaker in found)
    several = " or ".join(f'"{speaker.name}"' for speaker in found)
    same = len({fold_name(speaker.name) for speaker in found}) == 1
    remedy = f'write "{name} (Organisation)" there and here' if same else f"write {several}"
    return problem(place, f'"{name}" may be any of {len(found)} speakers, at {places}', remedy)


def link_speakers(agenda: Agenda, speakers: Sequence[Speaker]) -> tuple[Agenda, list[Message]]:
    """The agenda with every credit linked to its speaker; silent on a site without any."""
    if not speakers:
        return agenda, []
    directory = _directory(speakers)
    misses, days = _Misses(directory), []
    for day in agenda.days:
        sessions = []
        for linked, linking in recalled(_linked, day.sessions, repeat(directory)):
            sessions.append(linked)
            misses.messages += linking.messages
            for name, place in linking.missed:
                misses.add(name, place)
        days.append(day._replace(sessions=tuple(sessions)))
    return replace(agenda, days=tuple(days)), misses.messages


def _who(speakers: Sequence[Speaker]) -> Key:
    """All that a directory takes of its speakers."""
    return tuple((speaker.id, speaker.name, speaker.also, speaker.place) for speaker in speakers)


@remembered(_who)
def _directory(speakers: Sequence[Speaker]) -> _Directory:
    directory = _Directory()
    for speaker in speakers:
        directory.add(speaker)
    return directory


@remembered()
def _linked(session: Session, directory: _Directory) -> tuple[Session, _Linking]:
    linking = _Linking(directory)
    return linking.session(session), linking
