"""Stage one: every input read once, as text with places. The only module that reads the site's folder."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from generator.document import MAX_BYTES, read_document
from generator.problems import ContentProblems, Message, Place, nearest, problem
from generator.sources import Document, MarkdownSource, MarkdownText, Sources
from generator.text_files import read_text

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX_MARKDOWN = 20 * MAX_BYTES
# What would break a line of output in two, or is no text at all.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def load(site_dir: Path, house_dir: Path) -> Sources:
    """Read the site in `site_dir`; templates and assets it lacks come from `house_dir`, file by file.

    Raises ContentProblems with all that cannot be read as text or as YAML.
    """
    messages: list[Message] = []
    facts = _read_facts(site_dir, messages)
    pages, files = [], {}
    paths = list(_files_below(site_dir, "content", messages))
    for path in paths:
        if path.endswith(".md"):
            pages.append(_read_markdown(site_dir, path, messages))
        else:
            files[path.removeprefix("content/")] = (site_dir / path).read_bytes()
    templates = _overlay(site_dir, house_dir, "templates", messages)
    assets = _overlay(site_dir, house_dir, "assets", messages)
    texts = {name: read_text(data, f"templates/{name}", messages) for name, data in templates.items()}
    if messages:
        raise ContentProblems(messages)
    return Sources(facts, tuple(pages), files, texts, assets, _newest(site_dir, paths))


def _read_facts(site_dir: Path, messages: list[Message]) -> Document:
    place = Place("site.yaml")
    if os.path.lexists(site_dir / "site.yaml") and (
        found := _oddity("site.yaml", os.lstat(site_dir / "site.yaml").st_mode)
    ):
        raise ContentProblems([found])
    if not (site_dir / "site.yaml").is_file():
        names = [entry.name for entry in site_dir.iterdir()] if site_dir.is_dir() else []
        meant = nearest("site.yaml", names)
        remedy = f'rename "{meant}" to "site.yaml"' if meant else "name the event's folder with --site DIR"
        raise ContentProblems([problem(place, "there is no site.yaml here", remedy)])
    if (site_dir / "site.yaml").stat().st_size > MAX_BYTES:
        raise ContentProblems(
            [
                problem(
                    place, "the file is larger than a megabyte", "keep facts alone in it, and put words into content/"
                )
            ]
        )
    text = read_text((site_dir / "site.yaml").read_bytes(), "site.yaml", messages)
    return _read_yaml(text, "site.yaml", 1, messages)


def _read_markdown(site_dir: Path, path: str, messages: list[Message]) -> MarkdownSource:
    if (site_dir / path).stat().st_size > _MAX_MARKDOWN:
        messages.append(problem(Place(path), "the file is larger than 20 megabytes", "split it into several pages"))
        return MarkdownSource(path, Document(path, {}, {}, {}), MarkdownText("", path))
    text = read_text((site_dir / path).read_bytes(), path, messages)
    if not re.match(r"---[ \t]*(\n|\Z)", text):
        return MarkdownSource(path, Document(path, {}, {}, {}), MarkdownText(text, path))
    match = _FRONT_MATTER.match(text)
    if match is None:
        messages.append(
            problem(
                Place(path),
                'the facts that begin with "---" here have no end',
                "write a line --- below the last of them",
            )
        )
        return MarkdownSource(path, Document(path, {}, {}, {}), MarkdownText("", path))
    front = _read_yaml(match[1], path, 2, messages)
    return MarkdownSource(path, front, MarkdownText(text[match.end() :], path, match[0].count("\n") + 1))


def _read_yaml(text: str, path: str, first_line: int, messages: list[Message]) -> Document:
    try:
        return read_document(text, path, first_line)
    except ContentProblems as error:
        messages.extend(error.messages)
        return Document(path, {}, {}, {})


def _overlay(site_dir: Path, house_dir: Path, folder: str, messages: list[Message]) -> Mapping[str, bytes]:
    """The files of the house's folder, with the site's own in place of those of the same name."""
    return {
        path.removeprefix(f"{folder}/"): (root / path).read_bytes()
        for root in (house_dir, site_dir)
        for path in _files_below(root, folder, messages)
    }


def _files_below(root: Path, folder: str, messages: list[Message]) -> Iterator[str]:
    """Paths of all files below a folder, in a fixed order; names that begin with a dot are nobody's content."""
    if os.path.islink(root / folder):
        messages.append(_link(folder))
        return
    for base, folders, names in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(base).relative_to(root).as_posix()  # once: a Path for every file takes as long as reading it
        links = [name for name in folders if os.path.islink(os.path.join(base, name))]
        for name in sorted([*names, *links]):
            path = f"{below}/{name}"
            if name.startswith(".") or name.endswith("~"):
                continue
            if found := _oddity(path, os.lstat(root / path).st_mode):
                messages.append(found)
            else:
                yield path


def _oddity(path: str, mode: int) -> Message | None:
    """A problem for what is no plain file: a link would publish what lies elsewhere, and a pipe has no end."""
    if _UNPRINTABLE.search(path):
        shown = _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), path)
        return problem(Place(shown), "the file's name holds a character that cannot be shown", "rename it")
    if stat.S_ISLNK(mode):
        return _link(path)
    if not stat.S_ISREG(mode):
        return problem(Place(path), "this is neither a file nor a folder", "take it away")
    return None


def _link(path: str) -> Message:
    return problem(Place(path), "this is a link to another place, which is not followed", "copy what it leads to here")


def _newest(site_dir: Path, paths: Iterable[str]) -> datetime:
    """When a fact or a word was last saved, in whole seconds."""
    newest = max(os.path.getmtime(f"{site_dir}/{path}") for path in ("site.yaml", *paths))
    return datetime.fromtimestamp(int(newest), UTC)
