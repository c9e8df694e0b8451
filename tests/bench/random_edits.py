"""Edits at random on a real site's preview, damage among them.

    python -m tests.bench.random_edits [NUMBER [SEED [SITE]]]

NUMBER is 500, SITE this repository's event. After each, or after a few that follow at once, what is served is what a
build from nothing makes of the same files; and where that finds problems, the same problems are told over the last good
state. The memory held is told at the end.
"""

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from shutil import rmtree

from tests.preview.real import HOUSE, Preview, State, clean_state, copy_site, previewing
from tests.preview.running import eventually

Edit = Callable[[Path, Random], object]


def _say_more(path: Path, chance: Random) -> None:
    path.write_bytes(path.read_bytes() + f"\n\nState {chance.random()}.\n".encode())


def _cut(path: Path, chance: Random) -> None:
    data = path.read_bytes()
    start = chance.randrange(len(data) + 1)
    path.write_bytes(data[:start] + data[start + chance.randrange(200) :])


def _spoil(path: Path, chance: Random) -> None:
    data = path.read_bytes()
    at = chance.randrange(len(data) + 1)
    spoilt = [b"\xff\xfe", b"\0", b"{{ x.y.z }}", b"{% if", b"\n---\n", b"[x](nowhere.md)", b"\n\t: [", b"## 25:00 x\n"]
    path.write_bytes(data[:at] + chance.choice(spoilt) + data[at:])


def _empty(path: Path, _: Random) -> None:
    path.write_bytes(b"")


def _rename(path: Path, _: Random) -> None:
    path.rename(path.with_name(f"other-{path.name}"))


def _make_folder(path: Path, _: Random) -> None:
    path.unlink()
    path.mkdir()


def _make_link(path: Path, _: Random) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def _replace(path: Path, _: Random) -> None:
    """As editors save: another file under the old one's name."""
    fresh = path.with_name(f".{path.name}.swp")
    fresh.write_bytes(path.read_bytes() + b"\n")
    fresh.rename(path)


def _delete(path: Path, _: Random) -> None:
    path.unlink()


EDITS: tuple[Edit, ...] = (
    _say_more, _say_more, _replace, _cut, _spoil, _empty, _rename, _make_folder, _make_link, _delete,
)  # fmt: skip


def edit_at_random(preview: Preview, cache: Path, number: int, chance: Random) -> tuple[int, list[int]]:
    """How many states had problems, and the kilobytes held after each edit. AssertionError: another state is shown."""
    site, broken, sizes = preview.site, 0, []
    whole = {path: path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
    good = clean_state(site, cache)
    for _ in range(number):
        is_mended = chance.random() < 0.4
        if is_mended:
            _mend(site, whole)
        edits = chance.choices(EDITS, k=chance.choice([1, 1, 1, 3]))
        for edit in edits:
            path = chance.choice(list(whole))
            if path.is_file() and not path.is_symlink():
                edit(path, chance)
        in_steps = is_mended or len(edits) > 1 or edits[0] in (_make_folder, _make_link)
        state = clean_state(site, cache)
        broken, good = broken + bool(state.problems), _last_good(state, good, in_steps)
        eventually(lambda state=state, good=good: _is_shown(preview, state, good))
        sizes.append(preview.kilobytes())
    return broken, sizes


def _mend(site: Path, whole: dict[Path, bytes]) -> None:
    for name in ("content", "templates", "assets"):
        for path in sorted((site / name).rglob("*"), reverse=True):
            if path in whole and (path.is_symlink() or path.is_dir()):
                path.unlink() if path.is_symlink() else path.rmdir()
            elif path not in whole and not path.is_dir():
                path.unlink()
    for path, data in whole.items():
        if path.is_symlink():
            path.unlink()
        elif path.is_dir():
            rmtree(path)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


def _last_good(state: State, good: State, in_steps: bool) -> State:
    """What is to be shown: what turns out when files are made, a template's mistake or a picture that breaks off, leaves
    each page it does not touch at its newest, so none is sure; nor is one after edits in steps, as the state between
    two may have been whole and seen.
    """
    is_late = re.search("^(templates|assets)/|breaks off or is damaged$", state.problems, re.MULTILINE)
    if not state.problems:
        return state
    return State({}, "") if is_late or in_steps else good


def _is_shown(preview: Preview, state: State, good: State) -> bool:
    pages = {path: preview.page(path) for path in good.pages}
    return pages == good.pages and preview.problems == state.problems


def main(number: int, seed: int, original: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = copy_site(original, Path(folder) / "site")
        with previewing(site) as preview:
            broken, sizes = edit_at_random(preview, Path(folder) / "cache", number, Random(seed))
    tenth = max(1, number // 10)
    sys.stdout.write(
        f"{number} states shown, {broken} of them with problems; "
        f"held after {tenth}: {sizes[tenth - 1] // 1024} MB, after {number}: {sizes[-1] // 1024} MB\n"
    )


if __name__ == "__main__":
    given = [*sys.argv[1:], *("500", "1", str(HOUSE))[len(sys.argv) - 1 :]]
    main(int(given[0]), int(given[1]), Path(given[2]))
