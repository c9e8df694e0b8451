"""Build the event's website: facts and Markdown in, a finished folder out.

    uv run build.py [--site DIR] [--out DIR] [--base-url URL] [--since FILE-OR-URL [--changes FILE]] [--strict]
    uv run build.py serve [--site DIR] [--port N] [--host ADDRESS] [--open]
    uv run build.py check-links [--site DIR]
    uv run build.py translations [FILE …] [--new LANGUAGE]
    uv run build.py new DIR [--title …]

Exit status: 0 built; 1 the content has problems, and the previous output stands untouched; 2 wrong usage.
"""

import argparse
import gc
import json
import os
import shlex
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.last_build import Build, digest_of_generator, digest_of_inputs, recall, remember
from generator.options import build_options, links_options, serve_options, starter_options, translations_options
from generator.problems import ContentProblems, Message, annotation, as_problems, from_root, is_problem, terminal_text

if TYPE_CHECKING:  # and not for a build of what has not changed, which is over before they were imported
    from datetime import datetime

    from generator.files import Targets
    from generator.model import Site
    from generator.preview.snapshot import Snapshot
    from generator.sources import Sources

HOUSE = Path(__file__).resolve().parent
CACHE = HOUSE / ".cache"


def main(arguments: Sequence[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    commands: dict[str, Callable[[Sequence[str]], int]] = {
        "serve": serve_site, "new": start_event, "check-links": check_links, "translations": note_translations,
    }  # fmt: skip
    command = commands.get(arguments[0]) if arguments else None
    try:
        return command(arguments[1:]) if command else build_site(arguments)
    except ContentProblems as error:
        _print(error.messages)
    except OSError as error:
        from generator.refusals import refusal

        _print([refusal(error)])
    return 1


def build_site(arguments: Sequence[str]) -> int:
    started = time.perf_counter()
    options = build_options(arguments, HOUSE)
    # What is published elsewhere may have changed, and only asking would tell.
    inputs = "" if options.since else digest_of_inputs(_sources(options.site), _settings(options))
    if last := recall(options.out, inputs):
        _tell(last, options.site)
        print(f"nothing has changed: {last.files} files in {options.out}, {time.perf_counter() - started:.2f} s")
        return 0
    return _build_anew(options, inputs, started)


def _build_anew(options: argparse.Namespace, inputs: str, started: float) -> int:
    from generator.ahead import ready
    from generator.load import load_templates
    from generator.memory import remembering
    from generator.refusals import refusals_told
    from generator.write import OutputRefused, refuse_output

    try:
        results = remembering(CACHE / "results", digest_of_generator(HOUSE))
        with refusals_told(otherwise=str(options.out)), results, ready(load_templates, options.site, HOUSE, CACHE):
            refuse_output(options.out, _sources(options.site))
            built = build(options, inputs)
    except OutputRefused as error:
        print(f"build.py: --out: {error}", file=sys.stderr)
        return 2
    except ContentProblems as error:
        messages = as_problems(error.messages) if options.strict else error.messages
        _print(messages, options.site)
        print(f"{_number_of_problems(messages)}; nothing was written", file=sys.stderr)
        return 1
    remember(options.out, built)
    _tell(built, options.site)
    print(f"built {built.files} files in {options.out} in {time.perf_counter() - started:.2f} s")
    return 0


def _tell(built: Build, site: Path) -> None:
    _print(built.notices, site)
    for draft in built.drafts:
        print(f"draft, left out: {draft}")
    for change in built.changes:
        print(f"changed: {change}")


def build(options: argparse.Namespace, inputs: str) -> Build:
    """The story of a build."""
    from generator.ahead import ahead
    from generator.cache import Cache
    from generator.load import load

    _progress("reading")
    sources = load(options.site, HOUSE)
    with ahead(sources):
        from generator.addresses import base_path
        from generator.changes import as_markdown, describe_changes
        from generator.check import check
        from generator.plan import plan
        from generator.precompressed import precompress
        from generator.published import fetch_published, published_at, read_records
        from generator.render import render
        from generator.validate import validate
        from generator.write import write

        site = validate(sources, options.base_url, _now(), with_drafts=options.preview)
    del sources  # a tenth of a large site's memory
    since = published_at(site.facts.site.url) if options.since == "published" else options.since
    last = fetch_published(since) if since else None
    published = read_records(last, since, site.facts.event.id) if last else {}
    targets = plan(site, published, is_preview=options.preview)
    _progress(f"rendering {len(targets.files)} files")
    files = render(targets, Cache(CACHE))
    _progress(f"checking {len(files)} files")
    notices = sorted({*site.notices, *targets.notices, *check(files, base_path(site.facts.site.url))})
    if options.strict and notices:
        raise ContentProblems(notices)
    new = next(file.data for file in files if file.path == "event.json")
    changes = describe_changes(last, json.loads(new)) if last else []
    if options.changes:  # before the site, so that a folder that is missing stops the build
        options.changes.write_text(as_markdown(changes, is_first=last is None), encoding="utf-8")
    if options.precompress:
        files = precompress(files, Cache(CACHE))
    _progress(f"writing {len(files)} files")
    report = write(files, options.out, _sources(options.site))
    drafts = () if options.preview else site.drafts
    return Build(inputs, report.fingerprint, report.paths, report.files, notices, drafts, changes)


def serve_site(arguments: Sequence[str]) -> int:
    """Show the site in the browser, and again after every save."""
    options = serve_options(arguments, HOUSE)
    for number in (signal.SIGINT, signal.SIGTERM):  # amid imports and builds too; tornado would answer "500" on its way
        signal.signal(number, lambda *_: os._exit(0))
    import webbrowser

    from generator.cache import Cache
    from generator.check import check
    from generator.load import load, states
    from generator.plan import plan
    from generator.preview.builder import SiteBuilder
    from generator.render import render
    from generator.serve import serve
    from generator.validate import validate

    def prepare(sources: "Sources") -> "tuple[Site, Targets]":
        site = validate(sources, options.base_url, _now(), with_drafts=True)
        return site, plan(site)

    roots, watched = (options.site, HOUSE), _sources(options.site)
    serve(
        SiteBuilder(load, states, prepare, lambda targets: render(targets, Cache(CACHE)), check, roots, watched),
        host=options.host, port=options.port, open_browser=webbrowser.open if options.open else None,
        report=_report, announce=lambda address: print(f"serving {address} (Ctrl-C ends it)", flush=True),
    )  # fmt: skip
    return 0


def _report(state: "Snapshot", seconds: float) -> None:
    _print(state.messages)
    number, shown = _number_of_problems(state.messages), "; showing the last good state" * bool(state.paths)
    print(f"{number}{shown}" if number else f"built in {seconds:.2f} s", flush=True)


def start_event(arguments: Sequence[str]) -> int:
    """Start another event: ask what it has to know, and write its first files."""
    from generator.starter import StarterRefused, read_answers, refuse_folder, start, starter_files

    options = starter_options(arguments)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        refuse_folder(options.folder)
        start(options.folder, starter_files(read_answers(vars(options), input if sys.stdin.isatty() else None)))
    except StarterRefused as error:
        print(f"build.py new: {error}", file=sys.stderr)
        return 2
    except (EOFError, KeyboardInterrupt):
        print("\nstopped; nothing was written", file=sys.stderr)
        return 1
    print(f"{options.folder} is ready; build it with: uv run build.py --site {shlex.quote(str(options.folder))}")
    return 0


def check_links(arguments: Sequence[str]) -> int:
    """Ask every link that leads out of the site whether anyone is there; registration first."""
    from generator.cache import Cache
    from generator.load import load
    from generator.outbound.ask import ask
    from generator.outbound.links import outbound_links
    from generator.plan import plan
    from generator.render import render
    from generator.validate import validate

    options = links_options(arguments, HOUSE)
    sources = load(options.site, HOUSE)
    site = validate(sources, options.base_url, _now())
    links = outbound_links(render(plan(site), Cache(CACHE)), sources, site.facts.site)
    _print(messages := ask(links, CACHE / "links.json", time.time(), tell=_progress), options.site)
    dead = sum(map(is_problem, messages))
    print(f"asked {len(links)} links: {dead} dead, {len(messages) - dead} to look at")
    return 1 if dead else 0


def note_translations(arguments: Sequence[str]) -> int:
    """Write into translations which state of the original they translate; with --new, write what is to be translated."""
    from generator.load import load
    from generator.translations.drafts import write_drafts
    from generator.translations.originals import note_states
    from generator.validate import validate

    options = translations_options(arguments, HOUSE)
    sources = load(options.site, HOUSE)
    if options.new:
        names = write_drafts(options.site, validate(sources), sources.pages, options.new)
    else:
        names = note_states(options.site, sources, options.files)
    for name in names:
        print(f"{'to translate' if options.new else 'noted'}: {name}")
    return 0


def _number_of_problems(messages: Iterable[Message]) -> str:
    return f"{number} problem{'s' * (number != 1)}" if (number := sum(map(is_problem, messages))) else ""


def _is_terminal() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"  # as in an editor, which shows escapes as they are


def _progress(text: str) -> None:
    """What long work is at, on a terminal only; each text takes the place of the one before."""
    if _is_terminal():
        print(f"\r\x1b[K{text and text[:100] + ' …'}", end="", file=sys.stderr, flush=True)


def _sources(site_dir: Path) -> list[Path]:
    folders = [root / name for root in (site_dir, HOUSE) for name in ("content", "templates", "assets", "generator")]
    return [site_dir / "site.yaml", HOUSE / "build.py", *folders]


def _settings(options: argparse.Namespace) -> dict[str, object]:
    """What a build's result depends on beside its sources."""
    switches = "base_url", "precompress", "preview", "strict"
    return {name: getattr(options, name) for name in switches} | {"now": os.environ.get("SOURCE_DATE_EPOCH")}


def _now() -> "datetime | None":
    """The moment a build is said to happen at: SOURCE_DATE_EPOCH (reproducible-builds.org), where it is set."""
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else None


def _print(messages: Iterable[Message], site: Path = HOUSE) -> None:
    _progress("")
    root = Path(os.environ.get("GITHUB_WORKSPACE") or HOUSE)
    is_in_color = _is_terminal() and not os.environ.get("NO_COLOR")  # no-color.org
    for message in messages:
        text = terminal_text(message) if is_in_color else str(message)
        print(text if is_problem(message) else f"notice: {text}", file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(annotation(from_root(message, root, site, HOUSE)))


if __name__ == "__main__":
    # Ctrl-C ends it at once. As Python's exception it would end in a traceback, or be lost where an import meets it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # A build keeps nearly all it makes: to look for garbage takes a twentieth of it, and finds none. `serve` looks between saves.
    gc.disable()
    status = main()
    with suppress(OSError):
        sys.stdout.flush()
    os._exit(status)  # Python would take everything apart first, for a tenth of a second
