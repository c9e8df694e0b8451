"""Stage one: every input read once, as text with places. The only module that reads the site's folder."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, repeat
from pathlib import Path
from typing import NamedTuple, TypeVar

from generator.comments import split_comments
from generator.kept import digest_of
from generator.leaks import leaked_facts, leaked_words
from generator.memory import Key, recalled, remembered, values
from generator.problems import ContentProblems, Message, Place, nearest, problem
from generator.refusals import refusals_told
from generator.regex import regex
from generator.sources import MAX_BYTES, Document, MarkdownSource, MarkdownText, Sources
from generator.text_files import read_text

_T = TypeVar("_T")

_FRONT_MATTER = regex(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX_MARKDOWN = 20 * MAX_BYTES
# What would break a line of output in two, or is no text at all.
_UNPRINTABLE = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class _File(NamedTuple):
    """A file as the system described it when its folder was listed; `path` is below `root`, times are in ns."""

    root: str
    path: str
    mode: int
    inode: int
    size: int
    modified: int
    changed: int


_Listing = dict[str, list[list[_File]]]


def load(site_dir: Path, house_dir: Path) -> Sources:
    """Read the site in `site_dir`; templates and assets it lacks come from `house_dir`, file by file.

    Raises ContentProblems with all that cannot be read as text or as YAML, or with the first that cannot be read at all.
    """
    with refusals_told(site_dir, house_dir):
        return _load(site_dir, house_dir)


def _load(site_dir: Path, house_dir: Path) -> Sources:
    messages: list[Message] = []
    listing = _list(site_dir, house_dir, messages)
    facts = _read_facts(site_dir, messages)
    pages, files = [], {}
    for path, content in _contents(listing["content"], _read_content):
        if isinstance(content, bytes):
            files[path.removeprefix("content/")] = content
        else:
            page, mistakes = content
            pages.append(page)
            messages += mistakes
    templates, assets = (_overlay(listing[folder], folder) for folder in ("templates", "assets"))
    texts = {name: read_text(data, f"templates/{name}", messages) for name, data in templates.items()}
    if messages:
        raise ContentProblems(messages)
    files_of_site = chain(*listing["site.yaml"], *listing["content"])
    newest = max((file.modified for file in files_of_site), default=0)  # none, if site.yaml came after the listing
    moment = datetime.fromtimestamp(newest // 10**9, UTC)
    return Sources(facts, tuple(pages), files, texts, assets, moment, _states(listing))


def load_templates(site_dir: Path, house_dir: Path) -> Mapping[str, str]:
    """The texts of the templates alone. What is wrong with them `load` tells."""
    files = (list(_files_below(root, "templates", [])) for root in dict.fromkeys((house_dir, site_dir)))
    return {name: read_text(data, name, []) for name, data in _overlay(files, "templates").items()}


def states(site_dir: Path, house_dir: Path) -> Key:
    """What the system says of each file that `load` reads: another value once one has come, gone or changed."""
    return _states(_list(site_dir, house_dir, []))


def _states(listing: _Listing) -> Key:
    return tuple(file for roots in listing.values() for files in roots for file in files)


def _list(site_dir: Path, house_dir: Path, messages: list[Message]) -> _Listing:
    """The files of each folder, the house's before the site's own."""
    roots = list(dict.fromkeys((house_dir, site_dir)))
    facts = site_dir / "site.yaml"
    return {
        "site.yaml": [[_described(str(site_dir), facts.name)] if os.path.lexists(facts) else []],
        "content": [list(_files_below(site_dir, "content", messages))],
        **{folder: [list(_files_below(root, folder, messages)) for root in roots] for folder in ("templates", "assets")},
    }  # fmt: skip


def _described(root: str, path: str) -> _File:
    status = os.lstat(f"{root}/{path}")
    times = status.st_mtime_ns, status.st_ctime_ns
    return _File(root, path, status.st_mode, status.st_ino, status.st_size, *times)


def _read_facts(site_dir: Path, messages: list[Message]) -> Document:
    place = Place("site.yaml")
    path = site_dir / "site.yaml"
    if os.path.lexists(path) and (found := _oddity(_described(str(site_dir), path.name))):
        raise ContentProblems([found])
    if not path.is_file():
        names = [entry.name for entry in site_dir.iterdir()] if site_dir.is_dir() else []
        meant = nearest("site.yaml", names)
        remedy = f'rename "{meant}" to "site.yaml"' if meant else "name the event's folder with --site DIR"
        raise ContentProblems([problem(place, "there is no site.yaml here", remedy)])
    if path.stat().st_size > MAX_BYTES:
        remedy = "keep facts alone in it, and put words into content/"
        raise ContentProblems([problem(place, "the file is larger than a megabyte", remedy)])
    facts, mistakes = _read_site_yaml(path.read_bytes())
    messages += mistakes
    return facts


@remembered(values)
def _read_site_yaml(data: bytes) -> tuple[Document, list[Message]]:
    messages: list[Message] = []
    return _read_yaml(read_text(data, "site.yaml", messages), "site.yaml", 1, messages), messages


def _contents(files: Iterable[Sequence[_File]], read: Callable[[_File], _T]) -> Iterator[tuple[str, _T]]:
    """Each file's path and what `read` makes of it. One of the clock tick of the newest is read in any case: it may be
    written once more in that tick, and nobody could tell (git's documentation, "racy-git").
    """
    for each in files:
        newest = max((file.changed for file in each), default=0)
        unsettled = (object() if file.changed == newest else None for file in each)
        yield from zip((file.path for file in each), recalled(_kept, repeat(read), each, unsettled), strict=True)


@remembered(values)
def _kept(read: Callable[[_File], _T], file: _File, _unsettled: object) -> _T:
    """What `read` makes of the file; `_unsettled` is unlike any other where that may not be known from last time."""
    return read(file)


def _read(file: _File) -> bytes:
    with open(f"{file.root}/{file.path}", "rb", buffering=0) as opened:
        return opened.readall()


def _read_content(file: _File) -> bytes | tuple[MarkdownSource, list[Message]]:
    data = _read(file)
    return _read_markdown(data, file.path) if file.path.endswith(".md") else data


@remembered(lambda data, path: (digest_of(data), path), for_good=True)
def _read_markdown(data: bytes, path: str) -> tuple[MarkdownSource, list[Message]]:
    messages: list[Message] = []
    empty = Document(path, {}, {}, {})
    text = read_text(data, path, messages)
    match = _FRONT_MATTER.match(text)
    if match is None and re.match(r"---[ \t]*(\n|\Z)", text):
        phrase = 'the facts that begin with "---" here have no end'
        return MarkdownSource(path, empty, MarkdownText("", path)), [
            problem(Place(path), phrase, "write a line --- below the last of them")
        ]
    front = _read_yaml(match[1], path, 2, messages) if match else empty
    head = match[0] if match else ""
    body, comments, mistakes = split_comments(MarkdownText(text[len(head) :], path, head.count("\n") + 1))
    # No page shows comments, but the repository may be open to everyone.
    leaks = (*leaked_facts(front), *chain.from_iterable(map(leaked_words, (body, *comments))))
    return MarkdownSource(path, front, body, comments, leaks), [*messages, *mistakes]


def _read_yaml(text: str, path: str, first_line: int, messages: list[Message]) -> Document:
    from generator.document import read_document  # here, so that another process begins before (`generator.ahead`)

    try:
        return read_document(text, path, first_line)
    except ContentProblems as error:
        messages.extend(error.messages)
        return Document(path, {}, {}, {})


def _overlay(files: Iterable[Sequence[_File]], folder: str) -> Mapping[str, bytes]:
    """The files of the house's folder, with the site's own in place of those of the same name."""
    return {path.removeprefix(f"{folder}/"): data for path, data in _contents(files, _read)}


def _files_below(root: Path, folder: str, messages: list[Message]) -> Iterator[_File]:
    """All files below a folder, in a fixed order; names that begin with a dot are nobody's content."""
    if os.path.islink(root / folder):
        messages.append(_link(folder))
        return
    for base, folders, names in os.walk(root / folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(base).relative_to(root).as_posix()  # once: a Path for every file takes as long as reading it
        links = [name for name in folders if os.path.islink(os.path.join(base, name))]
        for name in sorted([*names, *links]):
            if name.startswith(".") or name.endswith("~"):
                continue
            file = _described(str(root), f"{below}/{name}")
            if found := _oddity(file):
                messages.append(found)
            else:
                yield file


def _refuse(error: OSError) -> None:
    """A folder that is not there has no files; one that cannot be looked into may have some."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _oddity(file: _File) -> Message | None:
    """A problem for what is no plain file: a link would publish what lies elsewhere, and a pipe has no end."""
    path, mode = file.path, file.mode
    if _UNPRINTABLE.search(path):
        shown = _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), path)
        return problem(Place(shown), "the file's name holds a character that cannot be shown", "rename it")
    if stat.S_ISLNK(mode):
        return _link(path)
    if not stat.S_ISREG(mode):
        return problem(Place(path), "this is neither a file nor a folder", "take it away")
    if path.endswith(".md") and file.size > _MAX_MARKDOWN:
        return problem(Place(path), "the file is larger than 20 megabytes", "split it into several pages")
    return None


def _link(path: str) -> Message:
    return problem(Place(path), "this is a link to another place, which is not followed", "copy what it leads to here")
