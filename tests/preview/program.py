"""A preview of a toy site, so that what is seen is the preview's own: `python -m tests.preview.program DIR [OPTION…]`.

site.yaml holds the base path and nothing else. Each content/NAME.md becomes a page in templates/page.html, and
assets/style.css a file with a hash in its name. The word MISTAKE is a problem, HINT a notice, {{ MISTAKE }} in the
template a problem of every page, CRASH a fault of the generator; a build with SLOW takes half a minute, a page with LONG
as long as many others, and one with TOLD is told when it is made. Writes one JSON value a line.
"""

import argparse
import asyncio
import json
import re
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from watchfiles import Change

import generator.serve
from generator.load import states
from generator.preview.snapshot import Snapshot
from generator.problems import ContentProblems, Message, Place, is_problem, notice, problem

HOUSE = Path(__file__).resolve().parents[2]
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
TEMPLATE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>Toy</title>
<link rel="stylesheet" href="/event/assets/STYLE">
</head>
<body><main>TEXT</main></body>
</html>
"""


def make_site(folder: Path) -> Path:
    for name, text in {
        "site.yaml": "/event/", "content/index.md": "Home", "content/agenda.md": "Agenda", "content/404.md": "Not here",
        "templates/page.html": TEMPLATE, "assets/style.css": "main { color: rgb(1, 2, 3) }",
        "content/_headers": "/*\n  X-Robots-Tag: none\n/agenda/\n  X-Robots-Tag: noarchive\n  Cache-Control: immutable\n",
        "content/talk.ics": "BEGIN:VCALENDAR",
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


class ToyBuilder:
    def __init__(self, site: Path) -> None:
        self.site = site
        self.read = states(site, HOUSE)
        self.last = Snapshot(frozenset(), lambda _: b"", (), False, "/", {}, self.lines)

    def is_outdated(self) -> bool:
        return states(self.site, HOUSE) != self.read

    def watched(self) -> Sequence[Path]:
        folders = [self.site / name for name in ("content", "templates", "assets", "generator")]
        return [self.site / "site.yaml", *folders, HOUSE / "generator" / "preview" / "__init__.py"]

    def build(self) -> Snapshot:
        self.read = states(self.site, HOUSE)
        texts = {path.relative_to(self.site).as_posix(): path.read_text() for path in self._files()}
        if "site.yaml" not in texts:
            missing = problem(Place("site.yaml"), "there is no site.yaml here", "write one")
            return replace(self.last, messages=(missing,), is_whole=False)
        if "CRASH" in "".join(texts.values()):
            raise KeyError("a fault of the generator")
        time.sleep(30 * ("SLOW" in texts.get("content/index.md", "")))
        pages = {name: text for name, text in texts.items() if name.startswith("content/")}
        messages = tuple(message for name, text in pages.items() for message in _messages(name, text))
        if any(map(is_problem, messages)):
            return replace(self.last, messages=messages, is_whole=False)
        outputs: dict[str, Callable[[], bytes]] = {}
        style = texts.get("assets/style.css", "").encode()
        style_name = f"style.{sha256(style).hexdigest()[:8]}.css"
        outputs[f"assets/{style_name}"] = lambda: style
        template = texts.get("templates/page.html", "TEXT").replace("STYLE", style_name)
        page_of = {}
        for name, text in pages.items():
            stem, dot, suffix = name.removeprefix("content/").rpartition(".")
            if suffix == "md":
                page_of[name] = "/" if stem == "index" else f"/{stem}/"
                output = f"{stem}.html" if stem in ("index", "404") else f"{stem}/index.html"
                outputs[output] = lambda text=text: _render(template, text)
            else:
                outputs[stem + dot + suffix] = text.encode
        self.last = Snapshot(
            frozenset(outputs), lambda path: outputs[path](), messages, True, texts["site.yaml"], page_of, self.lines
        )
        return self.last

    def lines(self, path: str) -> list[str]:
        return (self.site / path).read_text().splitlines()

    def _files(self) -> Iterator[Path]:
        for entry in self.watched()[:5]:
            yield from (path for path in [entry, *entry.rglob("*")] if path.is_file())


def _messages(name: str, text: str) -> Iterator[Message]:
    for number, line in enumerate(text.splitlines(), 1):
        for word, make in (("MISTAKE", problem), ("HINT", notice)):
            if (column := line.find(word)) >= 0:
                yield make(Place(name, number, column + 1), f'"{word}" is <b>wrong</b>', "write something else")


def _render(template: str, text: str) -> bytes:
    if "{{ MISTAKE }}" in template:
        line = template[: template.index("{{")].count("\n") + 1
        raise ContentProblems([problem(Place("templates/page.html", line, 1), "the template fails", "compare it")])
    if "TOLD" in text:
        tell(made=text)
    time.sleep(0.3 * ("LONG" in text))
    return re.sub("TEXT", lambda _: text, template).encode()


async def watch_nothing() -> AsyncIterator[set[tuple[Change, str]]]:
    await asyncio.Event().wait()
    yield set()


def tell(**values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--deaf", action="store_true", help="as if the system told of no change")
    options = parser.parse_args()
    if options.deaf:
        generator.serve.awatch = lambda *_, **__: watch_nothing()  # type: ignore[assignment]
    generator.serve.serve(
        ToyBuilder(options.site), host=options.host, port=options.port,
        open_browser=(lambda address: tell(opened=address)) if options.open else None,
        report=lambda snapshot, seconds: tell(messages=list(map(str, snapshot.messages)), seconds=seconds),
        announce=lambda address: tell(address=address),
    )  # fmt: skip
