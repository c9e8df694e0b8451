"""README and the schema for editors say what the model says. `pytest --accept` rewrites both."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import build
from generator.typed import reference

ROOT = Path(build.__file__).parent
SCHEMA = ROOT / "generator" / "site.schema.json"
README = ROOT / "README.md"
BEGIN, END = "<!-- reference:begin -->\n", "<!-- reference:end -->"


class _EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as an editor's language server reads it: numbers are numbers, dates are text."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _read(text: str) -> Any:
    return yaml.load(text, Loader=_EditorLoader)


def _facts() -> dict[str, Any]:
    facts: dict[str, Any] = _read((ROOT / "tests" / "cases" / "minimal" / "site.yaml").read_text("utf-8"))
    return facts


def test_the_editors_schema_is_that_of_the_model(accept: bool) -> None:
    text = reference.dump(reference.site_schema())
    if accept:
        SCHEMA.write_text(text, "utf-8")
    assert SCHEMA.read_text("utf-8") == text, "pytest --accept writes it anew"


def test_the_readme_lists_the_keys_of_the_model(accept: bool) -> None:
    before, begin, rest = README.read_text("utf-8").partition(BEGIN)
    written, end, after = rest.partition(END)
    assert begin
    assert end
    text = f"\n{reference.reference_table()}\n"
    if accept and written != text:
        README.write_text(before + begin + text + end + after, "utf-8")
        written = text
    assert written == text, "pytest --accept writes it anew"


def test_the_shipped_facts_are_what_an_editor_accepts() -> None:
    text = (ROOT / "site.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=generator/site.schema.json\n")
    jsonschema.validate(_read(text), json.loads(SCHEMA.read_text("utf-8")))


@pytest.mark.parametrize(
    "change",
    [
        {"evnt": {}},
        {"attend": []},
        {"site": {}},
        {"site": {"url": "https://minimal.event/", "color": "#000000"}},
        {"event": {**_facts()["event"], "status": "canceled"}},
        {"event": {**_facts()["event"], "start": "tomorrow"}},
        {"event": {**_facts()["event"], "time_zone": "CET"}},
    ],
)
def test_an_editor_marks_mistakes(change: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.validate(_facts(), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**_facts(), **change}, schema)


def test_no_title_that_only_repeats_a_name_is_left() -> None:
    schema = reference.site_schema()
    assert "title" in schema["$defs"]["Event"]["properties"]
    assert "title" not in schema["$defs"]["Event"]
    assert "title" not in schema["$defs"]["Event"]["properties"]["id"]


def test_the_readme_names_the_options_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build.main(["--help"])
    offered = set(re.findall(r"^ +(?:-h, )?(--[a-z-]+(?: [A-Z-]+)?)", capsys.readouterr().out, re.MULTILINE))
    section = README.read_text("utf-8").partition("## Options\n")[2].partition("\n## ")[0]
    named = set(re.findall(r"^\| `(--[^`]+)` \|", section, re.MULTILINE))
    assert "--strict" in named
    assert named == offered
