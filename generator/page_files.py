"""Markdown files as pages: their names, titles and addresses."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from generator.addresses import slugify
from generator.front_matter import AgendaFront, PageFront
from generator.memory import remembered, values
from generator.model import Page, Session, Speaker
from generator.problems import Message, Place, problem
from generator.prose import read_prose
from generator.redirects import read_redirects
from generator.sources import MarkdownSource, MarkdownText
from generator.texts import NO_WORDS, Prose

_W = TypeVar("_W", Session, Speaker)

PROGRAMME = ("agenda", "speakers")


def page_name(path: str, folder: str = "content/") -> str:
    return path.removeprefix(folder).removesuffix(".md")


def file_stem(path: str) -> str:
    return page_name(path).rpartition("/")[2]


def read_pages(
    sources: Iterable[MarkdownSource], fronts: Mapping[str, "NamedTuple | None"], messages: list[Message]
) -> Iterator[Page]:
    for source in sources:
        front = fronts[source.path]
        if isinstance(front, PageFront | AgendaFront) and not front.draft:
            page, found = _read_page(source, front)
            messages += found
            yield page


@remembered()
def _read_page(source: MarkdownSource, front: PageFront | AgendaFront) -> tuple[Page, list[Message]]:
    name = page_name(source.path)
    messages: list[Message] = []
    title, body = (str(front.title), source.body) if name in PROGRAMME else take_title(front.title, source.body)
    prose = NO_WORDS if name in PROGRAMME else convert(body, messages)
    fallback = file_stem(source.path).replace("-", " ").capitalize()
    title, address = title or fallback, url_path(name, front.slug)
    redirects, found = read_redirects(source.front, address, title)
    page = Page(name, title, front, prose, address, source.body.place(), redirects=redirects)
    return page, [*messages, *found]


def take_title(written: str, body: MarkdownText) -> tuple[str, MarkdownText]:
    """The title of front matter, or one written as a # heading on the first line, and the text without that."""
    stripped = body.text.lstrip("\n")
    if written or not stripped.startswith("# "):
        return str(written), body
    heading, _, rest = stripped.partition("\n")
    line = body.line + len(body.text) - len(stripped) + 1
    return heading[2:].split(" {#")[0].strip(" #"), MarkdownText(rest, body.path, line)


def url_path(name: str, slug: str | None) -> str:
    """The address of a page: its path in ASCII, so that a file may be called as its author likes."""
    folder, _, last = name.rpartition("/")
    last = slug or ("" if last == "index" else last)
    return "/" + "".join(f"{slugify(part) or part}/" for part in (*folder.split("/"), last) if part)


@remembered()
def with_prose(item: _W) -> tuple[_W, list[Message]]:
    """A session or a speaker with its text as HTML, and what is wrong with that."""
    prose, messages = read_prose(item.body) if item.body else (NO_WORDS, [])
    return item._replace(prose=prose), messages


def convert(text: MarkdownText | None, messages: list[Message]) -> Prose:
    """A text as HTML; what is wrong with it joins the messages."""
    if text is None:
        return NO_WORDS
    prose, found = read_prose(text)
    messages += found
    return prose


@remembered(values)
def misnamed_file(place: Place, kind: str) -> Message | None:
    """A problem for a file whose name has to be an id and is none; `kind` is what it holds, "session"."""
    stem = file_stem(place.path)
    if stem and stem == slugify(stem):
        return None
    phrase = f'the file\'s name "{stem}" is not an id: only a–z, 0–9 and single dashes'
    return problem(Place(place.path), phrase, f"rename it to {slugify(stem) or f'{kind}-1'}.md")
