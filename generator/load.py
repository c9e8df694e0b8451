"""Stage one: every input read once, as text with places. The only module that reads the site's folder."""

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from generator.comments import split_comments
from generator.document import MAX_BYTES, read_document
from generator.memory import Key, remembered, values
from generator.problems import ContentProblems, Message, Place, nearest, problem
from generator.refusals import refusals_told
from generator.sources import Document, MarkdownSource, MarkdownText, Sources
from generator.text_files import read_text

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX_MARKDOWN = 20 * MAX_BYTES
# What would break a line of output in two, or is no text at all.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class _File(NamedTuple):
    """A file as it was when its folder was listed; `path` is below `root`."""

    root: str
    path: str
    status: os.stat_result


def load(site_dir: Path, house_dir: Path) -> Sources:
    """Read the site in `site_dir`; templates and assets it lacks come from `house_dir`, file by file.

    Raises ContentProblems with all that cannot be read as text or as YAML, or with the first that cannot be read at all.
    """
    with refusals_told(site_dir, house_dir):
        return _load(site_dir, house_dir)


def _load(site_dir: Path, house_dir: Path) -> Sources:
    messages: list[Message] = []
    facts = _read_facts(site_dir, messages)
    found = list(_files_below(site_dir, "content", messages))
    pages, files = [], {}
    for path, data in _contents(found):
        if path.endswith(".md"):
            page, mistakes = _read_markdown(data, path)
            pages.append(page)
            messages += mistakes
        else:
            files[path.removeprefix("content/")] = data
    templates = _overlay(site_dir, house_dir, "templates", messages)
    assets = _overlay(site_dir, house_dir, "assets", messages)
    texts = {name: read_text(data, f"templates/{name}", messages) for name, data in templates.items()}
    if messages:
        raise ContentProblems(messages)
    newest = max(os.path.getmtime(site_dir / "site.yaml"), *(file.status.st_mtime for file in found), 0)
    return Sources(facts, tuple(pages), files, texts, assets, datetime.fromtimestamp(int(newest), UTC))


def _read_facts(site_dir: Path, messages: list[Message]) -> Document:
    place = Place("site.yaml")
    path = site_dir / "site.yaml"
    if os.path.lexists(path) and (found := _oddity(_File(str(site_dir), "site.yaml", os.lstat(path)))):
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


def _contents(files: Sequence[_File]) -> Iterator[tuple[str, bytes]]:
    """Each file's path and bytes. One of the clock tick of the newest is read in any case: it may be written once more
    in that tick, and nobody could tell (git's documentation, "racy-git").
    """
    newest = max((file.status.st_ctime_ns for file in files), default=0)
    for file in files:
        yield file.path, _read_settled(file) if file.status.st_ctime_ns < newest else _read(file)


def _state(file: _File) -> Key:
    status = file.status
    return file.root, file.path, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


@remembered(_state)
def _read_settled(file: _File) -> bytes:
    return _read(file)


def _read(file: _File) -> bytes:
    with open(f"{file.root}/{file.path}", "rb", buffering=0) as opened:
        return opened.readall()


@remembered(values, for_good=True)
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
    return MarkdownSource(path, front, body, comments), [*messages, *mistakes]


def _read_yaml(text: str, path: str, first_line: int, messages: list[Message]) -> Document:
    try:
        return read_document(text, path, first_line)
    except ContentProblems as error:
        messages.extend(error.messages)
        return Document(path, {}, {}, {})


def _overlay(site_dir: Path, house_dir: Path, folder: str, messages: list[Message]) -> Mapping[str, bytes]:
    """The files of the house's folder, with the site's own in place of those of the same name."""
    return {
        path.removeprefix(f"{folder}/"): data
        for root in (house_dir, site_dir)
        for path, data in _contents(list(_files_below(root, folder, messages)))
    }


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
            file = _File(str(root), f"{below}/{name}", os.lstat(f"{base}/{name}"))
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
    path, mode = file.path, file.status.st_mode
    if _UNPRINTABLE.search(path):
        shown = _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), path)
        return problem(Place(shown), "the file's name holds a character that cannot be shown", "rename it")
    if stat.S_ISLNK(mode):
        return _link(path)
    if not stat.S_ISREG(mode):
        return problem(Place(path), "this is neither a file nor a folder", "take it away")
    if path.endswith(".md") and file.status.st_size > _MAX_MARKDOWN:
        return problem(Place(path), "the file is larger than 20 megabytes", "split it into several pages")
    return None


def _link(path: str) -> Message:
    return problem(Place(path), "this is a link to another place, which is not followed", "copy what it leads to here")
