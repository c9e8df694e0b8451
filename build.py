"""Build the event's website: facts and Markdown in, a finished folder out.

    uv run build.py [--site DIR] [--out DIR] [--base-url URL] [--since FILE-OR-URL [--changes FILE]]
                    [--strict]

Exit status: 0 built; 1 the content has problems, and the previous output stands untouched; 2 wrong usage.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.problems import ContentProblems, Message, as_problems, is_problem

if TYPE_CHECKING:
    from generator.files import OutputFile

HOUSE = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    started = time.perf_counter()
    options = _options(arguments)
    try:
        result = build(options)
    except ContentProblems as error:
        messages = as_problems(error.messages) if options.strict else error.messages
        _print(messages)
        number = sum(map(is_problem, messages))
        print(f"{number} problem{'s' * (number != 1)}; nothing was written", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or options.out}: {error.strerror or error}; nothing was written", file=sys.stderr)
        return 1
    _print(result.notices)
    for draft in result.drafts:
        print(f"draft, left out: {draft}")
    for change in result.changes:
        print(f"changed: {change}")
    print(f"built {result.count} files in {options.out} in {time.perf_counter() - started:.2f} s")
    return 0


@dataclass(frozen=True)
class Result:
    """A finished build: files written, notices, and what changed since the last publication, in words."""

    count: int
    notices: list[Message]
    changes: list[str]
    drafts: tuple[str, ...]


def build(options: argparse.Namespace) -> Result:
    """The story of a build."""
    from generator.addresses import base_path
    from generator.changes import as_markdown, describe_changes
    from generator.check import check
    from generator.load import load
    from generator.plan import plan
    from generator.published import fetch_published, read_records
    from generator.render import render
    from generator.validate import validate
    from generator.write import write

    sources = load(options.site, HOUSE)
    site = validate(sources, options.base_url, _stamp())
    last = fetch_published(options.since) if options.since else None
    published = read_records(last, options.since, site.facts.event.id) if last else {}
    targets = plan(site, published)
    files = render(targets)
    notices = sorted({*site.notices, *check(files, base_path(site.facts.site.url))})
    if options.strict and notices:
        raise ContentProblems(notices)
    changes = describe_changes(last, event_json_of(files)) if last else []
    if options.changes:  # before the site, so that a folder that is missing stops the build
        options.changes.write_text(as_markdown(changes), encoding="utf-8")
    report = write(files, options.out, _sources(options.site))
    return Result(report.count, notices, changes, site.drafts)


def event_json_of(files: Iterable["OutputFile"]) -> dict[str, Any]:
    """The event.json among the finished files."""
    return next(json.loads(file.data) for file in files if file.path == "event.json")


def _sources(site_dir: Path) -> list[Path]:
    folders = [root / name for root in (site_dir, HOUSE) for name in ("content", "templates", "assets", "generator")]
    return [site_dir / "site.yaml", HOUSE / "build.py", *folders]


def _stamp() -> datetime | None:
    """The moment a build is said to happen at: SOURCE_DATE_EPOCH (reproducible-builds.org), where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else None


def _print(messages: Iterable[Message]) -> None:
    for message in sorted(messages):
        prefix = "" if is_problem(message) else "notice: "
        print(f"{prefix}{message}", file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(_annotation(message))


def _annotation(message: Message) -> str:
    """The message as GitHub shows it on the line (docs.github.com, "Workflow commands")."""
    level = "error" if is_problem(message) else "warning"
    text = f"{message.phrase}; {message.remedy}".replace("%", "%25").replace("\n", "%0A")
    return f"::{level} file={message.place.path},line={message.place.line},col={message.place.column}::{text}"


def _options(arguments: list[str] | None) -> argparse.Namespace:
    from generator.write import OutputRefused, refuse_output

    parser = argparse.ArgumentParser(prog="build.py", description="Build the event's website.")
    parser.add_argument("--site", type=Path, default=HOUSE, metavar="DIR", help="where site.yaml and content/ lie")
    parser.add_argument(
        "--out", type=Path, default=Path("_site"), metavar="DIR", help="where the website goes (default: _site)"
    )
    parser.add_argument("--base-url", default="", metavar="URL", help="publish under this address instead of site.url")
    parser.add_argument(
        "--since", default="", metavar="FILE-OR-URL", help="the event.json published last: calendars keep their numbers"
    )
    parser.add_argument("--changes", type=Path, metavar="FILE", help="write what changed since then as Markdown")
    parser.add_argument("--strict", action="store_true", help="treat notices as problems")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    options = parser.parse_args(arguments)
    if not options.site.is_dir():
        parser.error(f"--site: there is no folder {options.site}")
    if options.base_url and not options.base_url.startswith(("https://", "http://")):
        parser.error(f"--base-url: {options.base_url} does not start with https://")
    if options.changes and not options.since:
        parser.error("--changes needs --since: changed compared with what?")
    try:
        refuse_output(options.out, _sources(options.site))
    except OutputRefused as error:
        parser.error(f"--out: {error}")
    return options


if __name__ == "__main__":
    sys.exit(main())
