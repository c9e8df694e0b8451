"""content/sessions/<id>.md joined to the agenda: a session that needs room, or one that is written nowhere else.

The file's name is the session's id. If agenda.md has a session of that id, the file adds to it, and a fact in both is
a problem; so are words in both, since nobody could say which of the two a reader should see. A file with a start is
a session of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, repeat
from typing import Any, NamedTuple

from generator.agenda.facts import read_credits
from generator.agenda.instants import Slot, next_starts
from generator.agenda.titles import plain, split_id
from generator.front_matter import SessionFront
from generator.memory import recalled, remembered
from generator.model import Agenda, Credit, Day, Session
from generator.names import fold_name
from generator.page_files import file_stem, misnamed_file
from generator.problems import Message, Place, nearest, notice, problem
from generator.regex import regex
from generator.schema import Event
from generator.sources import MarkdownSource, MarkdownText
from generator.time_fields import is_skipped

_TITLE_LINE = regex(r"\n* {0,3}#(?!#)[ \t]*(?P<title>[^\n]*)\n*")
_AFTERNOON, _LONGEST = time(13), timedelta(hours=16)
_EMPTY = (None, "", ())


class _File(NamedTuple):
    """One file's facts by their field's names, where each stands, and its words.

    `misnamed` is the problem of a name that is no id. `is_title_heading` is True where the title is a heading above the words rather than a line of front matter.
    """

    id: str
    place: Place
    facts: dict[str, Any]
    places: dict[str, Place]
    body: MarkdownText | None
    misnamed: Message | None = None
    is_title_heading: bool = False


class _Clock(NamedTuple):
    """Reads a file's moments, and keeps what is wrong with them."""

    event: Event
    messages: list[Message]

    def end(self, written: date | datetime | time, start: datetime, file: _File) -> datetime | None:
        end = self.moment(written, "end", file, start)
        if end is None or _utc(end) > _utc(start):
            return end
        next_day = end + timedelta(days=1)
        if isinstance(written, time) and start.time() >= _AFTERNOON and next_day - start <= _LONGEST:
            return next_day
        phrase = f"the session's end ({end:%Y-%m-%d %H:%M}) is not after its start ({start:%Y-%m-%d %H:%M})"
        self.messages.append(problem(file.places["end"], phrase, f'write a later end, such as "{_later(start)}"'))
        return None

    def moment(self, written: object, name: str, file: _File, start: datetime | None) -> datetime | None:
        """The instant that is meant: a time alone is on the day of the start, or of the event if that has only one."""
        place, day = file.places[name], start.date() if start else self.event.starts_at.date()
        if isinstance(written, date) and abs(written.year - day.year) > 1:
            phrase = f"{written.isoformat()[:10]} is years away from the event"
            self.messages.append(problem(place, phrase, "check the year"))
        elif isinstance(written, datetime):
            return written
        elif not isinstance(written, time):
            self.messages.append(problem(place, f'"{written}" has no time', f'write "{name}: {written} 10:00"'))
        elif start is None and self.event.last_day != day:
            phrase = f"{written:%H:%M} may be on any day of the event"
            self.messages.append(problem(place, phrase, f'write "{name}: {day} {written:%H:%M}"'))
        elif is_skipped(moment := datetime.combine(day, written, self.event.time_zone)):
            phrase = f"{moment:%Y-%m-%d %H:%M} does not exist in {self.event.time_zone}: clocks go forward that night"
            self.messages.append(problem(place, phrase, "take a time after the change"))
        else:
            return moment
        return None


@dataclass(slots=True)
class _Joining:
    """One run over the files: the sessions as they change, the files of those that are new, and what is wrong."""

    event: Event
    sessions: dict[str, Session]
    new: list[_File] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    def take(self, file: _File) -> None:
        if (session := self.sessions.get(file.id)) is not None:
            self.join(session, file)
        elif "start" in file.facts:
            self.new.append(file)
        else:
            self.messages.append(_nowhere(file, self.sessions, self.event))

    def join(self, session: Session, file: _File) -> None:
        twice = [_twice(name, session, file) for name in file.facts if _has(session, name, file)]
        if session.body and file.body:
            twice.append(
                problem(
                    file.body.place(),
                    f'session "{session.id}" has a text here and at {session.body.place()}',
                    "move the text of agenda.md into this file",
                )
            )
        if twice:
            self.messages.extend(twice)
            return
        facts = {name: value for name, value in file.facts.items() if name != "title"}
        if end := facts.get("end"):
            facts |= {"end": _Clock(self.event, self.messages).end(end, session.start, file), "is_end_given": True}
        self.sessions[session.id] = session._replace(
            **facts,
            body=file.body or session.body,
            has_page=True,
            places={**session.places, **file.places},
        )


@remembered()
def _alone(file: _File, event: Event) -> tuple[list[Session], list[Message]]:
    """The session of a file that is written nowhere else; none where that is wrong."""
    messages: list[Message] = []
    clock = _Clock(event, messages)
    start = clock.moment(file.facts["start"], "start", file, None)
    if "title" not in file.facts:
        messages.append(problem(file.place, f'session "{file.id}" has no title', 'add "title: …"'))
    if start is None or "title" not in file.facts:
        return [], messages
    end = clock.end(file.facts["end"], start, file) if "end" in file.facts else None
    facts = {**file.facts, "start": start, "end": end}
    session = Session(
        id=file.id,
        **facts,
        place=file.place,
        is_end_given="end" in file.facts,
        body=file.body,
        has_page=True,
        places=file.places,
    )
    return [session], messages


def merge_session_files(
    agenda: Agenda, files: Iterable[tuple[SessionFront, MarkdownSource]], event: Event
) -> tuple[Agenda, list[Message]]:
    """The agenda with what the session files say: added to its sessions, or as sessions of their own.

    Drafts are left out. Files that are wrong leave the agenda as it is.
    """
    joining = _Joining(event, {session.id: session for session in agenda.sessions})
    final = [each for each in files if not each[0].draft]
    read, messages = _distinct(recalled(_read_file, (front for front, _ in final), (source for _, source in final)))
    for file in read:
        joining.take(file)
    days = [day._replace(sessions=tuple(joining.sessions[each.id] for each in day.sessions)) for day in agenda.days]
    new = recalled(_alone, joining.new, repeat(event))
    days, left_open = _place(days, [session for sessions, _ in new for session in sessions])
    messages += chain(joining.messages, left_open, *(found for _, found in new))
    return replace(agenda, days=tuple(days)), messages


def _distinct(files: Iterable[_File]) -> tuple[list[_File], list[Message]]:
    """The files whose names are ids, each id once."""
    by_id: dict[str, _File] = {}
    messages = []
    for file in files:
        if file.misnamed:
            messages.append(file.misnamed)
        elif (other := by_id.setdefault(file.id, file)) is not file:
            phrase = f'session "{file.id}" has another file, {other.place.path}'
            messages.append(problem(file.place, phrase, "keep one of the two, or rename it"))
    return list(by_id.values()), messages


@remembered()
def _read_file(front: SessionFront, source: MarkdownSource) -> _File:
    values = {name: value for name, value in front._asdict().items() if source.front.data.get(name, "") != ""}
    facts = {name: value for name, value in values.items() if name != "draft" and value not in _EMPTY}
    places = {name: source.front.place((name,)) for name in facts}
    for name in facts.keys() & {"speakers", "moderators"}:
        facts[name] = _credits(facts[name])
    place = Place(source.path)
    misnamed = misnamed_file(place, "session")
    file = _File(file_stem(source.path), place, facts, places, _written(source.body), misnamed)
    return _take_heading(file, source.body)


def _take_heading(file: _File, body: MarkdownText) -> _File:
    """The file with its first line's heading as its title, and not among its words."""
    match = _TITLE_LINE.match(body.text)
    title = plain(re.sub(r"(?<=[ \t])#+$", "", split_id(match["title"].rstrip())[0])) if match else ""
    if match is None or not title or fold_name(file.facts.get("title", title)) != fold_name(title):
        return file
    rest = _written(MarkdownText(body.text[match.end() :], body.path, body.place(match.end()).line))
    if "title" in file.facts:
        return file._replace(body=rest)
    facts, places = {**file.facts, "title": title}, {**file.places, "title": body.place(match.start("title"))}
    return file._replace(facts=facts, places=places, body=rest, is_title_heading=True)


def _written(body: MarkdownText) -> MarkdownText | None:
    return body if body.text.strip() else None


def _credits(names: Sequence[str]) -> tuple[Credit, ...]:
    """The last semicolon keeps a name together that has a comma in it and stands alone in a list."""
    return tuple(read_credits("; ".join(names) + ";"))


def _has(session: Session, name: str, file: _File) -> bool:
    """Whether the agenda's session states a fact; the same title as a heading above the words is none more."""
    if name == "title":
        return not file.is_title_heading or fold_name(session.title) != fold_name(file.facts["title"])
    if name in ("start", "end"):
        return name == "start" or (session.is_end_given and session.end is not None)
    return name in session.places


def _twice(name: str, session: Session, file: _File) -> Message:
    other = session.places.get(name, session.place)
    phrase = f'"{name}" of session "{session.id}" is written twice, here and at {other}'
    return problem(file.places[name], phrase, "keep one of the two")


def _nowhere(file: _File, sessions: Iterable[str], event: Event) -> Message:
    meant = nearest(file.id, sessions)
    start = f'add "start: {event.starts_at:%Y-%m-%d} 10:00"'
    remedy = f'did you mean "{meant}"? rename the file to {meant}.md, or {start}' if meant else start
    return problem(file.place, f'the agenda has no session "{file.id}", and this file has no start', remedy)


def _place(days: Sequence[Day], added: Sequence[Session]) -> tuple[list[Day], list[Message]]:
    """The days with the new sessions among the others, in order of their starts."""
    by_date: dict[date, Day] = {day.date: day for day in days}
    by_start: defaultdict[date, list[Session]] = defaultdict(list)
    for session in added:
        by_start[session.start.date()].append(session)
    messages = []
    for when, here in sorted(by_start.items()):
        day = by_date.get(when, Day(when, ()))
        ordered = sorted([*day.sessions, *here], key=lambda session: _utc(session.start))
        sessions, found = _close(ordered, {session.id for session in here})
        by_date[when] = day._replace(sessions=sessions)
        messages += found
    return [by_date[when] for when in sorted(by_date)], messages


def _close(sessions: Sequence[Session], new: set[str]) -> tuple[tuple[Session, ...], list[Message]]:
    """The sessions of a day with the ends that files left out: the next start in the same room."""
    ends = next_starts([Slot(session.start, session.room, session.track) for session in sessions])
    closed, messages = [], []
    for session, end in zip(sessions, ends, strict=True):
        is_left_out = session.id in new and not session.is_end_given
        closed.append(_ending(session, end) if is_left_out else session)
        if is_left_out and end is None:
            phrase = f'"{session.title}" has no end, and nothing follows it on its day'
            messages.append(notice(session.places["start"], phrase, f'add "end: {_later(session.start)}"'))
    return tuple(closed), messages


@remembered()
def _ending(session: Session, end: datetime | None) -> Session:
    return session._replace(end=end)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _later(start: datetime) -> str:
    return f"{start + timedelta(hours=1):%Y-%m-%d %H:%M}"
