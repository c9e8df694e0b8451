"""Whatever sites follow each other, and whatever is done to the folders between, a build leaves what it was given."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from generator.exchange import folder_behind
from generator.fingerprint import fingerprint
from generator.write import write
from tests.bench.kill_test import Tree, as_files, read_tree

# Few names, so that files, folders and their like of the build before meet at one path.
PATHS = ("a", "a/b", "a/b/c", "a-b", "b/a", "b/c/a", "c")


def _without_clashes(tree: Tree) -> Tree:
    return {path: data for path, data in tree.items() if not any(other.startswith(f"{path}/") for other in tree)}


TREES = st.dictionaries(st.sampled_from(PATHS), st.sampled_from([b"", b"one", b"two"])).map(_without_clashes)
DAMAGE = st.tuples(st.booleans(), st.sampled_from(PATHS), st.sampled_from(["edit", "delete", "add folder"]))


# A folder of the build before the last holds a name that neither build notes: a file where a folder is needed, and back.
@example([({"a/b": b""}, []), ({"a/b/c": b""}, []), ({"a/b/c": b"", "a-b": b""}, [])])
@example([({"a/b/c": b""}, []), ({"a/b/c": b"one"}, []), ({"a/b": b""}, [])])
@given(st.lists(st.tuples(TREES, st.lists(DAMAGE, max_size=2)), max_size=6))
def test_a_build_leaves_what_it_was_given(builds: Iterable[tuple[Tree, list[tuple[bool, str, str]]]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "out"
        for tree, damages in builds:
            report = write(as_files(tree), out, [])
            assert read_tree(out) == tree
            assert {path for path in out.rglob("*") if path.is_dir()} == _folders(out, tree)
            assert fingerprint(str(out), report.paths) == report.fingerprint
            assert write(as_files(tree), out, []).changed == 0
            for is_published, path, how in damages:
                _damage((out if is_published else folder_behind(out) / "next") / path, how)


def _folders(out: Path, tree: Tree) -> set[Path]:
    return {parent for path in tree for parent in (out / path).parents if parent.is_relative_to(out)} - {out}


def _damage(path: Path, how: str) -> None:
    if how == "add folder" and path.parent.is_dir() and not path.exists():
        path.mkdir()
    elif how == "edit" and path.is_file():
        path.write_bytes(b"six")
    elif how == "delete" and path.is_dir():
        shutil.rmtree(path)
    elif how == "delete" and path.exists():
        path.unlink()
