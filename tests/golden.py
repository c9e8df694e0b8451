"""What many small cases are expected to say, each below its name, in one file that is read as a whole in reviews."""

from collections.abc import Mapping, Sequence
from pathlib import Path


def read_golden(file: Path) -> dict[str, str]:
    """What is said, by the names of the cases."""
    blocks = ("\n" + file.read_text("utf-8")).split("\n## ")[1:] if file.exists() else []
    return {name: said.strip("\n") for name, _, said in (block.partition("\n") for block in blocks)}


def write_golden(file: Path, golden: Mapping[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(f"## {name}\n{said}\n" for name, said in golden.items()), "utf-8")


def check_names(file: Path, names: Sequence[str], *, accept: bool) -> None:
    """The file has these cases in their order, and no others."""
    assert len(set(names)) == len(names) >= 100
    if accept:
        golden = read_golden(file)
        write_golden(file, {name: golden[name] for name in names if name in golden})
    assert list(read_golden(file)) == list(names)
