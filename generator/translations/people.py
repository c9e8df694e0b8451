"""The speakers' words in another language; who they are and what they look like comes from the original."""

from collections.abc import Mapping, Sequence

from generator.fields import Text
from generator.memory import remembered
from generator.model import Speaker
from generator.names import fold_name
from generator.people import read_speakers
from generator.problems import Message, did_you_mean, problem
from generator.sources import MarkdownText

_FACTS = ("url", "photo", "links")


@remembered(lambda speaker, language, original: (id(speaker), language, original))
def localized_speaker(speaker: Speaker, language: str, original: str) -> Speaker:
    """The speaker with the texts that front matter has in several languages; a name is the same in all."""
    role, organization = Text(speaker.role, _translations(speaker.role)), speaker.organization
    if isinstance(organization, Text) and organization.translations:
        organization = organization.localized(language, original)
    return speaker._replace(role=role and role.localized(language, original), organization=organization)


def _translations(text: str) -> Mapping[str, str]:
    return text.translations if isinstance(text, Text) else {}


def read_speakers_words(
    text: MarkdownText, originals: Sequence[Speaker]
) -> tuple[MarkdownText | None, dict[str, Speaker], list[Message]]:
    """The introduction of a translated speakers.md, its entries by the id of whom they translate, and what is wrong."""
    read, told = read_speakers(text)
    messages = list(told)
    by_name = {fold_name(name): each for each in originals for name in (each.name, *each.also)}
    found: dict[str, Speaker] = {}
    for entry in read.speakers:
        original = by_name.get(fold_name(entry.name))
        if original is None:
            remedy = did_you_mean(entry.name, [each.name for each in originals], "write the name as the original does")
            messages.append(problem(entry.place, f'the original has no speaker "{entry.name}"', remedy))
            continue
        if first := found.get(original.id):
            phrase = f'"{entry.name}" stands on line {first.place.line} already'
            messages.append(problem(entry.place, phrase, "keep one of the two"))
            continue
        found[original.id] = entry
        for name in _FACTS:
            if getattr(entry, name) and getattr(entry, name) != getattr(original, name):
                phrase = f"the {name} of {entry.name} is not the original's"
                messages.append(problem(entry.place, phrase, "take the line out: it comes from the original"))
    return read.intro, found, messages


@remembered(lambda speaker, words, language: (id(speaker), id(words), language))
def translated_speaker(speaker: Speaker, words: Speaker | None, language: str) -> Speaker:
    """The speaker in the words of a translation, or marked as told in the original's `language`."""
    if words is None:
        return speaker._replace(words_language=language if speaker.body else "")
    return speaker._replace(
        role=words.role or speaker.role, organization=words.organization or speaker.organization,
        body=words.body or speaker.body, words_language="" if words.body or not speaker.body else language,
    )  # fmt: skip
