"""The people of the event: entries in speakers.md and speakers/<id>.md as `Speaker` values.

Both are read through one schema, `SpeakerFront`, so that a field is added in one place. `generator.credits` links
the agenda to them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple

from generator.addresses import slugify
from generator.agenda.blocks import Block, Page, heading_text, read_page
from generator.agenda.titles import plain, split_id
from generator.front_matter import SpeakerFront
from generator.memory import recalled, remembered, values
from generator.model import Speaker
from generator.names import fold_name, name_id
from generator.page_files import file_stem, misnamed_file
from generator.problems import Message, Place, did_you_mean, nearest, problem
from generator.regex import regex
from generator.sources import MarkdownSource, MarkdownText
from generator.written import read_part

_FIELD_LINE = regex(
    r"\s*(?:[-*+•]\s+)?[*_]{0,3}(?P<key>[^\W\d_][^:：*_]{0,24}?)\s?[*_]{0,3}\s?[:：](?!//)[*_]{0,3}"
    r"\s*(?P<value>.*?)(?:\\|<br\s*/?>)?\s*"
)
_FIELD_NAMES = ("Role", "Organization", "URL", "Photo", "Links", "Also")
_FIELDS = {
    fold_name(key): name
    for name, keys in {
        "role": "Role, Position, Job title, Function, Fonction, Funktion, Rolle, Cargo, Ruolo",
        "organization": "Organization, Organisation, Affiliation, Company, Institution, Employer, Organización",
        "url": "URL, Website, Web site, Web, Homepage, Home page, Site web, Webseite",
        "photo": "Photo, Picture, Image, Portrait, Foto, Bild",
        "links": "Links, Link, Profiles, Liens",
        "also": "Also, Also known as, Aka, Alias, Aliases, Other names",
    }.items()
    for key in keys.split(",")
}
_MANY = frozenset({"links", "also"})
_ADDRESSES = frozenset({"url", "photo", "links"})
_LINK_ITEM = regex(r"\s*[-*+]\s+(?P<value>.*://.*?)\s*")
_LINK = regex(r"!?\[[^\]]*\]\(\s*<?([^\s()<>]*)>?[^()]*\)|<([^\s<>]+)>")


class SpeakersText(NamedTuple):
    """What speakers.md holds: the Markdown before the first name, and the people in the order they are written."""

    intro: MarkdownText | None
    speakers: tuple[Speaker, ...]


@dataclass(slots=True)
class _Fields:
    """The field lines below a name; `stop` is the first line that is none."""

    stop: int
    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    last: str = ""

    def add(self, name: str, value: str, place: Place) -> None:
        if name not in self.values:
            self.values[name], self.places[name] = value, place
        elif name in _MANY:
            self.values[name] += f", {value}"
        else:
            phrase = f'"{name}" is written twice, here as "{value}" and on line {self.places[name].line}'
            self.messages.append(problem(place, phrase, "keep one of the two"))


@remembered(values, for_good=True)
def read_speakers(text: MarkdownText) -> tuple[SpeakersText, tuple[Message, ...]]:
    """The people of speakers.md: ``## Name``, field lines, biography."""
    page = read_page(text)
    headings = [block for block in page.blocks if block.kind == "heading"]
    names = [block for block in headings if block.level == 2]
    if not names:
        return SpeakersText(page.text(page.slice(0, len(page.lines))), ()), tuple(_no_names(page, headings))
    borders = [block for block in headings if block.level <= 2 and block.start >= names[0].start]
    speakers: list[Speaker] = []
    messages = [_stray_heading(page, block) for block in borders if block.level == 1]
    for block, stop in zip(borders, [*(each.start for each in borders[1:]), len(page.lines)], strict=True):
        if block.level == 2:
            speaker, found = _read_entry(page, block, stop)
            speakers.extend([speaker] if speaker else [])
            messages.extend(found)
    return SpeakersText(page.text(page.slice(0, names[0].start)), tuple(speakers)), tuple(messages)


def _no_names(page: Page, headings: Sequence[Block]) -> list[Message]:
    """A page's own title and prose are fine; several headings of another level are people nobody would find."""
    others = [block for block in headings if block.level > 2] or [block for block in headings[1:] if block.level == 1]
    return [_stray_heading(page, others[0])] if others else []


def _stray_heading(page: Page, block: Block) -> Message:
    text, _ = heading_text(page, block)
    return problem(
        page.place(block.start),
        f'the heading "{"#" * block.level} {text}" names no speaker',
        f'write "## {text}" for a person, "### {text}" for a part of a biography',
    )


def _read_entry(page: Page, block: Block, stop: int) -> tuple[Speaker | None, list[Message]]:
    text, column = heading_text(page, block)
    title, id_ = split_id(text)
    name, place = plain(title), page.place(block.start, column)
    if not name:
        return None, [problem(place, "this heading has no name", 'write "## Speaker 1", or take the line out')]
    fields = _read_fields(page, block.stop, stop)
    messages = [*fields.messages, *_check_id(id_, name, place)]
    body = page.text(page.slice(fields.stop, stop))
    front = read_part(SpeakerFront, {"name": name, **fields.values}, {})
    if front is None:
        return None, messages + _explain(name, fields, place)
    return _make_speaker(front, id_ or name_id(name), place, body, fields.places.get("photo")), messages


def _check_id(id_: str | None, name: str, place: Place) -> list[Message]:
    if id_ is None or (id_ and id_ == slugify(id_)):
        return []
    remedy = f"write {{#{slugify(id_) or name_id(name)}}}"
    return [problem(place, f'"{id_}" is not an id: only a–z, 0–9 and single dashes', remedy)]


def _explain(name: str, fields: _Fields, place: Place) -> list[Message]:
    """The schema's refusals, each at its field line."""
    from generator.typed.complaints import refusals

    found = refusals(SpeakerFront, {"name": name, **fields.values})
    return [problem(fields.places.get(key, place), refused.phrase, refused.remedy) for key, refused in found]


def _read_fields(page: Page, start: int, stop: int) -> _Fields:
    """Blank lines between field lines are allowed: editors put one below every heading."""
    fields = _Fields(start)
    for number in range(start, stop):
        line = page.lines[number]
        if not line.strip():
            continue
        if not _take_line(fields, line, page, number):
            break
        fields.stop = number + 1
    return fields


def _take_line(fields: _Fields, line: str, page: Page, number: int) -> bool:
    """Add a field line to the fields; whether it is one."""
    if fields.last == "links" and (item := _LINK_ITEM.fullmatch(line)):
        fields.add("links", _bare_links(item["value"]), page.place(number, item.start("value")))
        return True
    match = _FIELD_LINE.fullmatch(line)
    if match is None:
        return False
    key, place = match["key"].strip(), page.place(number, match.start("value"))
    name = _FIELDS.get(fold_name(key))
    if name is None:
        return _take_misspelt(fields, key, page.place(number, match.start("key")))
    fields.last = name
    if match["value"]:
        clean = _bare_links if name in _ADDRESSES else plain
        fields.add(name, clean(match["value"]), place)
    return True


def _take_misspelt(fields: _Fields, key: str, place: Place) -> bool:
    """A key that looks like a known one is a problem, since a fact would be lost; any other is prose."""
    if " " in key or not nearest(key, _FIELD_NAMES):
        return False
    remedy = did_you_mean(key, _FIELD_NAMES)
    fields.messages.append(problem(place, f'unknown field "{key}" of a speaker', remedy))
    return True


def _bare_links(text: str) -> str:
    """The addresses alone: ``[Profile](https://example.org)`` and ``<https://example.org>`` without their marks."""
    return _LINK.sub(lambda link: link[1] or link[2] or "", text).strip()


@remembered()
def speaker_from_file(front: SpeakerFront, source: MarkdownSource) -> Speaker:
    """The person of speakers/<id>.md; the file's name is the id. Whether it is a draft is the caller's to ask."""
    place = source.front.place(("name",))
    body = source.body if source.body.text.strip() else None
    return _make_speaker(front, file_stem(source.path), place, body, source.front.place(("photo",)))


def _make_speaker(
    front: SpeakerFront, id_: str, place: Place, body: MarkdownText | None, photo_place: Place | None
) -> Speaker:
    return Speaker(
        id_,
        front.name,
        place,
        role=front.role,
        organization=front.organization,
        url=front.url or "",
        photo=front.photo,
        links=front.links,
        also=front.also,
        body=body,
        photo_place=photo_place,
    )


def misnamed_files(speakers: Iterable[Speaker]) -> Iterator[Message]:
    """Problems for people whose file has a name that cannot be an id."""
    places = (speaker.place for speaker in speakers if speaker.place.path != "content/speakers.md")
    yield from filter(None, recalled(misnamed_file, places, repeat("speaker")))


def find_twins(speakers: Iterable[Speaker]) -> list[Message]:
    """Problems for people entered twice: one id, or one name or other spelling, for two entries."""
    by_id: dict[str, Speaker] = {}
    by_name: dict[str, Speaker] = {}
    messages = []
    for speaker in speakers:
        spellings = {fold_name(name) for name in (speaker.name, *speaker.also)} - {""}
        same_name = next((by_name[each] for each in sorted(spellings) if each in by_name), None)
        if other := same_name or by_id.get(speaker.id):
            messages.append(_twin(speaker, other, is_name=same_name is not None))
        by_id.setdefault(speaker.id, speaker)
        for each in spellings:
            by_name.setdefault(each, speaker)
    return messages


def _twin(speaker: Speaker, other: Speaker, is_name: bool) -> Message:
    if is_name:
        return problem(
            speaker.place,
            f'"{speaker.name}" has an entry already, at {other.place}',
            f'keep one of the two; for two people of one name write "{speaker.name} (Organisation)"',
        )
    remedy = f'write "## {speaker.name} {{#{speaker.id}-2}}"'
    if speaker.place.path.startswith("content/speakers/"):
        remedy = "give the file another name"
    phrase = f'"{speaker.name}" has the id "{speaker.id}", as has "{other.name}" at {other.place}'
    return problem(speaker.place, phrase, remedy)
