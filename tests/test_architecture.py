"""The rules of the house that a machine can see to: who may import whom, who owns what, and how long is too long."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import build

ROOT = Path(build.__file__).parent
STAGES = {f"generator.{name}" for name in ("load", "validate", "plan", "render", "check", "write")}
OWNERS = {
    "brotli": "generator.precompressed",
    "yaml": "generator.document", "markdown": "generator.converter", "nh3": "generator.sanitizer", "ics": "generator.ical",
    "jinja2": "generator.templates", "babel": "generator.locale", "markdown_it": "generator.agenda.blocks",
    "PIL": "generator.pictures", "pydantic_core": "generator.typed", "py_svg_hush": "generator.pictures.vector", "rapidfuzz": "generator.problems", "segno": "generator.qr",
    "livereload": "generator.serve", "httpx2": "generator.outbound.ask", "watchfiles": "generator.serve", "tornado": "generator.serve",
}  # fmt: skip


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in [ROOT / "build.py", *sorted((ROOT / "generator").rglob("*.py"))]}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def _imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, anywhere in the file; of `from a import b` also a.b, which may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


IMPORTS = {name: set(_imports(tree)) for name, tree in TREES.items()}


def test_the_command_calls_every_stage() -> None:
    assert IMPORTS["build"] >= STAGES


@pytest.mark.parametrize("name", sorted(set(MODULES) - {"build"}))
def test_imports_point_one_way(name: str) -> None:
    """build.py knows the stages, the stages know formats and values, and nothing knows what stands above it."""
    assert "build" not in IMPORTS[name]
    assert IMPORTS[name] & STAGES == set()


def test_imports_never_come_back() -> None:
    """A module that two others share is below both; CycleError names the circle otherwise.

    Of `from package import module` the module counts and not the package, which is only its folder.
    """
    packages = {name.rpartition(".")[0] for name in MODULES}
    graph = {name: (found & set(MODULES)) - packages for name, found in IMPORTS.items()}
    TopologicalSorter(graph).prepare()


def test_values_know_no_formats() -> None:
    own = {
        "generator.problems": set(),
        "generator.sources": {"generator.problems"},
        "generator.files": {"generator.problems", "generator.kept"},
    }
    for name, allowed in own.items():
        assert {each for each in IMPORTS[name] if each in MODULES} - {"generator"} == allowed


def test_every_library_has_one_owner() -> None:
    """A package may own one too, with all its modules."""
    found = {(module.partition(".")[0], name) for name, modules in IMPORTS.items() for module in modules}
    assert {library for library, _name in found} >= set(OWNERS)
    strangers = [
        (library, name) for library, name in found
        if library in OWNERS and f"{name}.".partition(f"{OWNERS[library]}.")[0]
    ]  # fmt: skip
    assert strangers == []


def test_only_the_command_prints() -> None:
    printing = {
        name for name, tree in TREES.items() for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "print") or (isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr"))
    }  # fmt: skip
    assert printing == {"build"}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_nothing_is_too_long_to_read(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= 300
    functions = [node for node in ast.walk(TREES[name]) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= 45] == []
