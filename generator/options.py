"""The command line: what each command may be told, and what is wrong usage (exit status 2, by argparse)."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from generator import __version__

_LAST_PORT = 65_535


def build_options(arguments: Sequence[str], house: Path) -> argparse.Namespace:
    about = "Build the event's website. Also: build.py serve, check-links, translations, new DIR."
    parser = _site_parser("", about, house)
    parser.add_argument(
        "--out", type=Path, default=Path("_site"), metavar="DIR", help="where the website goes (default: _site)"
    )
    parser.add_argument(
        "--since",
        default="",
        metavar="FILE-OR-URL",
        help='the event.json published last, or "published" for that at site.url: calendars keep their numbers',
    )
    parser.add_argument("--changes", type=Path, metavar="FILE", help="write what changed since then as Markdown")
    parser.add_argument("--preview", action="store_true", help="show drafts, say so, and keep search engines away")
    parser.add_argument("--precompress", action="store_true", help="write .br and .gz beside every text")
    parser.add_argument("--strict", action="store_true", help="treat notices as problems")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    options = _parse(parser, arguments)
    if options.changes and not options.since:
        parser.error("--changes needs --since: changed compared with what?")
    return options


def serve_options(arguments: Sequence[str], house: Path) -> argparse.Namespace:
    parser = _site_parser("serve", "Serve the site on this machine, and show every change as it is saved.", house)
    parser.add_argument(
        "--port", type=_port, default=8000, metavar="N", help="the next free one from here (default: 8000)"
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="whom to answer (default: this machine)")
    parser.add_argument("--open", action="store_true", help="open the browser, and there each page that is edited")
    return _parse(parser, arguments)


def links_options(arguments: Sequence[str], house: Path) -> argparse.Namespace:
    return _parse(_site_parser("check-links", "Ask every outbound link whether anyone is there.", house), arguments)


def translations_options(arguments: Sequence[str], house: Path) -> argparse.Namespace:
    about = "Note in translations which state of the original they translate."
    parser = _site_parser("translations", about, house)
    parser.add_argument("files", nargs="*", metavar="FILE", help="content/fr/index.md and others brought up to date")
    parser.add_argument("--new", default="", metavar="LANGUAGE", help="write what fr lacks as drafts to translate")
    return _parse(parser, arguments)


def starter_options(arguments: Sequence[str]) -> argparse.Namespace:
    # Behind it stands the schema, which a build of what has not changed needs not.
    from generator.starter import QUESTIONS

    parser = argparse.ArgumentParser(prog="build.py new", description="Start another event.", formatter_class=_Help)
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or an empty one")
    for question in QUESTIONS:
        parser.add_argument(question.option, metavar="TEXT", help=question.prompt)
    parser.add_argument("--online", dest="venue", action="store_const", const="online", help="the event has no venue")
    return parser.parse_args(arguments)


def _site_parser(command: str, about: str, house: Path) -> argparse.ArgumentParser:
    """The options that every command on a site has."""
    program = f"build.py {command}".strip()
    parser = argparse.ArgumentParser(prog=program, description=about, formatter_class=_Help)
    parser.add_argument("--site", type=Path, default=house, metavar="DIR", help="where site.yaml and content/ lie")
    parser.add_argument("--base-url", default="", metavar="URL", help="publish under this address instead of site.url")
    return parser


class _Help(argparse.HelpFormatter):
    """Help of a width of its own. To ask for the terminal's, argparse imports shutil and with it three compressors, for
    every option and though nobody wants help: a thirteenth of a build of what has not changed.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=78)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is no port; choose a number from 1024 to {_LAST_PORT}")
    return int(text)


def _parse(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    options = parser.parse_args(arguments)
    if not options.site.is_dir():
        parser.error(f"--site: there is no folder {options.site}")
    if options.base_url and not options.base_url.startswith(("https://", "http://")):
        parser.error(f"--base-url: {options.base_url} does not start with https://")
    return options
