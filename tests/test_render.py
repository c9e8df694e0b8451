"""Templates: what goes in comes out escaped, and a mistake is told at its line."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jinja2 import Environment
from markupsafe import Markup

from generator.cache import Cache
from generator.files import Recipe, Target, Targets
from generator.problems import ContentProblems, Place
from generator.render import render
from generator.templates import Templates


class _View(NamedTuple):
    title: str
    body: Markup


def _render(template: str, title: str = "A", **more: str) -> str:
    target = Target("a.html", Place("content/a.md"), lambda: _View(title, Markup("<p>words</p>")), "page.html")
    return render(Targets((target,), {"page.html": template, **more}), Cache())[0].data.decode()


def _mistake(template: str, **more: str) -> tuple[str, str]:
    with pytest.raises(ContentProblems) as caught:
        _render(template, **more)
    (message,) = caught.value.messages
    return str(message.place), f"{message.phrase}; {message.remedy}"


def test_text_is_escaped_and_finished_html_is_not() -> None:
    assert (
        _render('<a title="{{ title }}">{{ body }}', '"><script>') == '<a title="&#34;&gt;&lt;script&gt;"><p>words</p>'
    )


def test_bytes_go_through_untouched() -> None:
    target = Target("a.bin", Place("content/a.bin"), b"\x00{{ title }}\r\n")
    assert render(Targets((target,), {}), Cache())[0].data == b"\x00{{ title }}\r\n"


def test_what_is_costly_is_made_once(tmp_path: Path) -> None:
    def make() -> bytes:
        with (tmp_path / "made").open("a") as made:  # another process may make it
            made.write("a")
        return b"picture"

    target = Target("a.webp", Place("content/a.jpg"), Recipe("key", make))
    for _ in range(2):
        assert render(Targets((target,), {}), Cache(tmp_path))[0].data == b"picture"
    assert (tmp_path / "made").read_text() == "a"


@pytest.mark.parametrize(
    ("template", "place", "said"),
    [
        ("\n\n{{ titel }}", "templates/page.html:3:1", "it is given: title, body"),
        ("\n{{ title.nonsense }}", "templates/page.html:2:1", "nonsense"),
        ("\n{{ title + 1 }}", "templates/page.html:2:1", "the template fails"),
        ("\n{% for a in title %}", "templates/page.html:2:1", "cannot be read"),
        ("\n{{ title | nonsense }}", "templates/page.html:2:1", "nonsense"),
        ('\n{% extends "pages.html" %}', "templates/page.html:2:1", 'did you mean "page.html"?'),
    ],
)
def test_a_mistake_is_told_at_its_line(template: str, place: str, said: str) -> None:
    assert _mistake(template)[0] == place
    assert said in _mistake(template)[1]


@pytest.mark.parametrize(
    ("template", "place", "said"),
    [
        (f"{{{{ {'[' * 2000}{']' * 2000} }}}}", "templates/page.html", "nested too deeply to be read"),
        (
            '{% include "page.html" %}',
            "templates/page.html:1:1",
            "the template fails: maximum recursion depth exceeded",
        ),
    ],
)
def test_a_template_without_an_end_is_told(template: str, place: str, said: str) -> None:
    assert _mistake(template)[0] == place
    assert said in _mistake(template)[1]


def test_a_mistake_in_a_part_is_told_in_the_part() -> None:
    assert _mistake('{% include "_part" %}', _part="\n\n\n{{ titel }}")[0] == "templates/_part:4:1"


def test_an_unknown_template_is_told_at_the_page() -> None:
    target = Target("a.html", Place("content/a.md", 3), lambda: _View("A", Markup()), "gone.html")
    with pytest.raises(ContentProblems) as caught:
        render(Targets((target, target), {}), Cache())
    assert [str(message) for message in caught.value.messages] == [
        'content/a.md:3:1: there is no template "gone.html"\n    write the name of a file in templates/'
    ]


def test_a_template_is_compiled_once_and_anew_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_template = Environment.compile

    def note(self: Environment, source: str, *rest: Any) -> Any:
        compiled.append(source)
        return compile_template(self, source, *rest)

    monkeypatch.setattr(Environment, "compile", note)
    for text in ("One {{ _('two') }}", "One {{ _('two') }}", "Three"):
        target = Target("a.html", Place("content/a.md"), bytes, "page.html")
        templates = Templates({"page.html": text}, Cache(tmp_path))
        assert templates.fill(target, _View("A", Markup()), {"_": str}).decode() == text.replace(
            "{{ _('two') }}", "two"
        )
    assert compiled == ["One {{ _('two') }}", "Three"]


_USING = {
    "page.html": '{% extends "base.html" %}{% block main %}{% include "_part.html" %}{% endblock %}',
    "base.html": '{% from "_macros.html" import a with context %}{% block main %}{% endblock %}',
    "_part.html": '{% include ["_gone.html", "_deep.html"] ignore missing %}',
    "circle.html": '{% import "_macros.html" as m %}{% include "circle.html" ignore missing %}',
    "chosen.html": "{% include choice %}",
    "broken.html": "{% if %}",
    "alone.html": 'words "base.html" {# {% include "_part.html" %} #}',
    "_macros.html": "{% macro a() %}{% endmacro %}",
    "_deep.html": "deep",
}


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("alone.html", {"alone.html"}),
        ("base.html", {"base.html", "_macros.html"}),
        ("circle.html", {"circle.html", "_macros.html"}),
        ("chosen.html", {*_USING}),
        ("broken.html", {*_USING}),
        ("_part.html", {*_USING}),  # one that is not there yet
        ("page.html", {*_USING}),
        ("gone.html", {*_USING}),
    ],
)
def test_a_page_is_another_once_a_template_that_it_uses_is(name: str, used: set[str], tmp_path: Path) -> None:
    def state(texts: dict[str, str]) -> str:
        return Templates(texts, Cache(tmp_path)).state(name)

    edited = {each for each in _USING if state(_USING | {each: "edited"}) != state(_USING)}
    assert edited == used
    assert state(dict(reversed(_USING.items()))) == state(_USING)


def test_a_template_that_comes_is_used_by_who_names_it() -> None:
    assert Templates(_USING | {"_gone.html": "came"}, Cache()).state("page.html") != Templates(_USING, Cache()).state(
        "page.html"
    )
    whole = _USING | {"_gone.html": "came"}
    assert Templates(whole | {"chosen.html": "edited"}, Cache()).state("page.html") == Templates(whole, Cache()).state(
        "page.html"
    )
