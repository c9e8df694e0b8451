"""The agenda's words in another language: sessions are known by their ``{#id}``, and every fact comes from the original."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from generator.agenda.blocks import Block, Page, heading_text, read_page
from generator.agenda.facts import read_credits
from generator.agenda.field_lines import read_fields
from generator.agenda.openings import read_opening
from generator.agenda.times import Span
from generator.agenda.titles import plain, split_id
from generator.agenda.words import fold
from generator.locale import plural_forms, translate
from generator.model import Agenda, Credit, Day, Session
from generator.names import fold_name
from generator.problems import Message, Place, did_you_mean, notice, problem
from generator.sources import MarkdownText
from generator.translations.names import NAMES, NamesWords


@dataclass(frozen=True, slots=True)
class SessionWords:
    """`people` are the credits by field, "speakers": of those who are not named, translated."""

    title: str
    body: MarkdownText | None
    place: Place
    group: str = ""
    people: Mapping[str, tuple[Credit, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class AgendaWords:
    """What a translated agenda.md says: by session id, by the number of the day, and before all of them.

    `headings` counts those of sessions, also of the ones nobody can tell; `field_names` are the language's own.
    """

    names: NamesWords
    field_names: Mapping[str, str] = field(default_factory=dict)
    headings: int = 0
    intro: MarkdownText | None = None
    notes: dict[int, MarkdownText | None] = field(default_factory=dict)
    sessions: dict[str, SessionWords] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)


def read_agenda_words(text: MarkdownText, original: Agenda, language: str) -> AgendaWords:
    """Read the words of `text`, and tell every fact in it: one that differs is a problem, one that agrees a notice."""
    page = read_page(text)
    sessions = {session.id: session for session in original.sessions}
    headings = [block for block in page.blocks if block.kind == "heading"]
    level = next((each.level for each in headings if _id(page, each) in sessions), 2)
    marks = [each for each in headings if each.level <= level or _id(page, each) in sessions]
    first, *stops = [*(each.start for each in marks), len(page.lines)]
    words = AgendaWords(NamesWords(original), _field_names(language), intro=page.text(page.slice(0, first)))
    group = ""
    for block, stop in zip(marks, stops, strict=True):
        if block.level == level or _id(page, block):
            _take_session(page, block, stop, sessions, group, words)
        elif block.level == 1:
            if len(words.notes) == len(original.days):
                words.messages.append(_day_too_many(page, block, len(original.days)))
            words.notes[len(words.notes)] = page.text(page.slice(block.stop, stop))
            group = ""
        else:
            group = plain(heading_text(page, block)[0])
    return words


@lru_cache
def _field_names(language: str) -> Mapping[str, str]:
    """The fields by what their labels on the pages are in the language, as a translator may write them."""
    _ = translate(language)
    people = {
        "speakers": ("Speaker: {names}", "Speakers: {names}"),
        "moderators": ("Moderator: {names}", "Moderators: {names}"),
    }
    forms = {
        form.partition("{")[0].strip(" :\u00a0\u202f："): name
        for name, each in people.items()
        for form in plural_forms(*each, language).values()
    }
    labels = {"speakers": _("Speakers"), "moderators": _("Moderation"), "room": _("Room"), "track": _("Track"),
        "kind": _("Kind"), "language": _("Language"), "slides": _("Slides"), "recording": _("Recording"), "tags": _("Tags"),
    }  # fmt: skip
    return {fold(label): name for label, name in (*forms.items(), *((label, name) for name, label in labels.items()))}


def translated_agenda(agenda: Agenda, words: AgendaWords, original_language: str) -> Agenda:
    """The agenda with its words exchanged, as far as there are others; the rest says which language it is in."""
    days = (_day(day, number, words, original_language) for number, day in enumerate(agenda.days))
    is_translated = words.intro is not None or agenda.intro is None
    return replace(
        agenda, days=tuple(days), intro=words.intro or agenda.intro,
        words_language="" if is_translated else original_language,
    )  # fmt: skip


def _day(day: Day, number: int, words: AgendaWords, language: str) -> Day:
    sessions = tuple(_session(session, words, language) for session in day.sessions)
    note = words.notes.get(number)
    return day._replace(sessions=sessions, note=note or day.note, words_language="" if note else language)


def _session(session: Session, words: AgendaWords, language: str) -> Session:
    own = words.sessions.get(session.id)
    session = words.names.translated(session, language)
    lent = {"group": session.group and not (own and own.group), "body": session.body and own and not own.body}
    languages = {name: language for name, is_lent in lent.items() if is_lent}
    session = session._replace(word_languages={**session.word_languages, **languages})
    if own is None:
        return session._replace(words_language=language)
    return session._replace(
        title=own.title, body=own.body or session.body, group=own.group or session.group,
        speakers=own.people.get("speakers", session.speakers),
        moderators=own.people.get("moderators", session.moderators),
    )  # fmt: skip


def _id(page: Page, block: Block) -> str:
    return split_id(heading_text(page, block)[0])[1] or ""


def _take_session(
    page: Page, block: Block, stop: int, sessions: dict[str, Session], group: str, words: AgendaWords
) -> None:
    text, column = heading_text(page, block)
    title, id_ = split_id(text)
    place = page.place(block.start, column)
    opening = read_opening(title)
    span = opening.reading.span if opening else None
    title = opening.rest if opening and span else title
    words.headings += 1
    if id_ not in sessions:
        words.messages.append(_unknown(title, id_, list(sessions), words.headings, place))
        return
    if id_ in words.sessions:
        words.messages.append(_twice(title, id_, words.sessions[id_], place))
        return
    if opening and span:
        words.messages += _repeated_time(span, opening.reading.written, sessions[id_], place)
    fields = read_fields(page, page.slice(block.stop, stop), words.field_names)
    people = dict[str, tuple[Credit, ...]]()
    for name, facts in fields.facts.items():
        if name in NAMES:
            words.messages += words.names.take(name, facts, sessions[id_])
            continue
        translated = _translated_people([fact.value for fact in facts], getattr(sessions[id_], name, ()))
        if translated:
            people[name] = translated
            continue
        for fact in facts:
            words.messages.append(_repeated_fact(name, fact.value, sessions[id_], fact.place))
    words.sessions[id_] = SessionWords(plain(title), page.text(fields.rest), place, group, people)


def _day_too_many(page: Page, block: Block, number: int) -> Message:
    text, column = heading_text(page, block)
    phrase = f'"# {text}" begins day {number + 1}, and the original agenda has {number}'
    return problem(page.place(block.start, column), phrase, "write # before days alone, in the order of the original")


def _unknown(title: str, id_: str | None, known: list[str], number: int, place: Place) -> Message:
    if id_:
        remedy = did_you_mean(id_, known, "take the id from the original agenda")
        return problem(place, f'the original agenda has no session "{id_}"', remedy)
    likely = known[number - 1] if number <= len(known) else "id"
    phrase = f'nobody can tell which session "{plain(title)}" translates'
    return problem(place, phrase, f'write the id of the original behind it, such as "{plain(title)} {{#{likely}}}"')


def _twice(title: str, id_: str, first: SessionWords, place: Place) -> Message:
    phrase = f'"{plain(title)}" has the id "{id_}", which "{first.title}" on line {first.place.line} has already'
    return problem(place, phrase, "write the id that this session has in the original agenda")


def _repeated_time(span: Span, written: str, session: Session, place: Place) -> Iterator[Message]:
    minutes = [each.hour * 60 + each.minute if each else None for each in (session.start, session.end)]
    if span.start == minutes[0] and span.end in (None, minutes[1]):
        yield notice(place, f'the time "{written}" stands in the original already', "take it out: it comes from there")
    else:
        phrase = f'the time "{written}" is not the original\'s, {session.start:%H:%M}'
        yield problem(place, phrase, "take it out: times come from the original agenda alone")


def _translated_people(written: list[str], original: object) -> tuple[Credit, ...]:
    """The credits with the words for people who have no name yet ("Representative of …"); none where names differ."""
    credits = [credit for text in written for credit in read_credits(text)]
    known_credits = [each for each in original if isinstance(each, Credit)] if isinstance(original, tuple) else []
    if len(credits) != len(known_credits):
        return ()
    pairs = list(zip(credits, known_credits, strict=True))
    if any(known.speaker and fold_name(new.name) != fold_name(known.name) for new, known in pairs):
        return ()
    if all(fold_name(new.name) == fold_name(known.name) for new, known in pairs):
        return ()
    return tuple(known if known.speaker else known._replace(name=new.name) for new, known in pairs)


def _repeated_fact(name: str, value: str, session: Session, place: Place) -> Message:
    own = getattr(session, name, "")
    texts = [getattr(each, "name", each) for each in own] if isinstance(own, tuple) else [own]
    if fold_name(value) in (fold_name(", ".join(map(str, texts))), *(fold_name(str(text)) for text in texts)):
        return notice(place, f'"{value}" stands in the original already', "take the line out: it comes from there")
    phrase = f'{name}: "{value}" is not the original\'s'
    return problem(place, phrase, "take the line out: facts come from the original agenda alone")
