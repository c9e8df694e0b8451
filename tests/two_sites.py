"""Two small sites, one written after the other."""

from pathlib import Path

from generator.write import Report, write
from tests.bench.kill_test import Tree, as_files

OLD = {"index.html": b"old", "old/index.html": b"old", "same/index.html": b"same"}
NEW = {"index.html": b"new", "a/b/c.txt": b"new", "same/index.html": b"same"}


def write_tree(tree: Tree, out: Path) -> Report:
    return write(as_files(tree), out, [])


def write_old(out: Path) -> Path:
    """An output folder with OLD in it, and a folder behind it."""
    write_tree(NEW, out)
    write_tree(OLD, out)
    return out
