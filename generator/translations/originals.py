"""Whether a translation is as new as what it translates: its front matter remembers the original by its fingerprint."""

from codecs import BOM_UTF8
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from generator.cache import content_key
from generator.locale import is_known_language, language_name
from generator.problems import ContentProblems, Message, Place, did_you_mean, notice, problem
from generator.sources import MarkdownSource, Sources
from generator.translations.facts import languages_of

KEY = "original"
_WORDS = ("title", "description", "role", "organization")


def fingerprint(source: MarkdownSource) -> str:
    """Twelve hexadecimal digits that change with the words of a file, and not with its other facts."""
    words = [str(source.front.data.get(name, "")) for name in _WORDS]
    return content_key(source.body.text.strip(), *words)[:12]


def stale(translation: MarkdownSource, original: MarkdownSource) -> Iterator[Message]:
    """A notice if the original has changed since the translation was declared to be up to date."""
    remembered = translation.front.data.get(KEY)
    if remembered and remembered != fingerprint(original):
        yield notice(
            translation.front.place((KEY,)),
            f"{original.path} has changed since it was translated here",
            f"bring it up to date, then run: uv run build.py translations {translation.path}",
        )


def unlisted_editions(sources: Collection[MarkdownSource], languages: Sequence[str]) -> Iterator[Message]:
    """A notice for each folder that seems to translate the site into a language it does not have."""
    names = {source.path.removeprefix("content/") for source in sources}
    told = set[str]()
    for source in sources:
        folder, _, name = source.path.removeprefix("content/").partition("/")
        if name in names and folder not in (*languages, *told) and is_known_language(folder):
            told.add(folder)
            phrase = (
                f"this looks like a translation into {language_name(folder, 'en')}, which is no language of the site"
            )
            remedy = f"write languages: [{', '.join((*languages, folder))}] under site:, or give content/{folder}/ another name"
            yield notice(Place(source.path), phrase, remedy)


def note_states(site_dir: Path, sources: Sources, declared: Collection[str]) -> Iterator[str]:
    """Write into translations which state of the original they translate, and tell their paths.

    They are those that remember none yet, and those `declared`, by path, to be up to date. Raises ContentProblems for
    a declared file that is no translation.
    """
    languages = languages_of(sources.facts)[1:]
    originals = {source.path: source for source in sources.pages}
    translations = [path for path in originals if path.split("/")[1] in languages]
    if unknown := [path for path in declared if path not in translations]:
        told = [
            (path, did_you_mean(path, translations, "name a file below the folder of a language")) for path in unknown
        ]
        raise ContentProblems([problem(Place(path), "there is no such translation", remedy) for path, remedy in told])
    for source in sources.pages:
        folder, _, rest = source.path.removeprefix("content/").partition("/")
        original = originals.get(f"content/{rest}")
        if folder not in languages or original is None or (source.front.data.get(KEY) and source.path not in declared):
            continue
        if source.front.data.get(KEY) != fingerprint(original):
            path = site_dir / source.path
            path.write_bytes(_remember(path.read_bytes(), source, fingerprint(original)))
            yield source.path


def _remember(data: bytes, source: MarkdownSource, state: str) -> bytes:
    """The bytes of the file `source` with the state as the last line of its front matter; nothing else changes."""
    end_of_line = b"\r\n" if b"\r\n" in data else b"\n"
    line = f"{KEY}: {state}".encode()
    lines = data.removeprefix(BOM_UTF8).split(end_of_line)
    if source.body.line == 1:
        return end_of_line.join([b"---", line, b"---", *lines])
    end = source.body.line - 2  # the line "---" that closes the front matter
    kept = [each for each in lines[:end] if not each.startswith(f"{KEY}:".encode())]
    return end_of_line.join([*kept, line, *lines[end:]])
