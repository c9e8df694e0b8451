"""Stage four: targets to finished files, none of which is published yet. Owns Jinja2: autoescape on, undefined names refused."""

import dataclasses
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain
from types import TracebackType
from typing import Any

import jinja2
from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from generator.cache import Cache, content_key
from generator.files import OutputFile, Recipe, Target, Targets
from generator.ical import Calendar, write_ahead, write_calendar
from generator.locale import hours, plural_form, plural_forms, translate, weekdays
from generator.memory import learned, remembered, spooled
from generator.problems import ContentProblems, Message, Place, did_you_mean, problem
from generator.workers import map_forked, meanwhile

# A small site's cards and icons take as long as all its pages; more pictures are worth more than one process.
_AHEAD = 40


def render(targets: Targets, cache: Cache) -> tuple[OutputFile, ...]:
    """Every target's bytes; what is costly to make comes out of the cache, where it is in there. Raises ContentProblems with each template's mistake, at its line."""
    environment = _environment(tuple(targets.templates.items()), cache)

    def attempt(target: Target) -> bytes | tuple[Message, ...]:
        try:
            return _render(target, environment, targets.templates, cache)
        except ContentProblems as error:
            return error.messages

    # What the templates are is part of what a page is.
    templates = content_key(*chain.from_iterable(sorted(targets.templates.items())))

    @remembered(lambda target: (target.path, target.key(), templates), for_good=True)
    def page(target: Target) -> bytes | tuple[Message, ...]:
        return attempt(target)

    pages = [target for target in targets.files if target.key]
    pictures = [target for target in targets.files if isinstance(target.content, Recipe)]
    others = [target for target in targets.files if not target.key and not isinstance(target.content, Recipe | bytes)]
    unknown = [target for target in pictures if cache.find(target.content.key) is None][:_AHEAD]
    with meanwhile(attempt, unknown):
        made: dict[str, Any] = dict(zip((target.path for target in pages), learned(page, pages), strict=True))
        write_ahead(entry for each in others if isinstance(each.content, Calendar) for entry in each.content.entries)
        made |= {target.path: spooled(attempt(target)) for target in others}
    made |= zip((target.path for target in pictures), map_forked(attempt, pictures, take=spooled), strict=True)
    results = [made.get(target.path, target.content) for target in targets.files]
    if messages := [message for each in results if isinstance(each, tuple) for message in each]:
        raise ContentProblems(messages)
    return tuple(
        OutputFile(target.path, content, target.place) for target, content in zip(targets.files, results, strict=True)
    )


@lru_cache(8)
def _environment(texts: tuple[tuple[str, str], ...], cache: Cache) -> Environment:
    """Compiled once for the same texts, however often a preview renders."""
    templates = dict(texts)

    def read(name: str) -> tuple[str, str, None] | None:
        return (templates[name], f"templates/{name}", None) if name in templates else None

    environment = Environment(
        loader=FunctionLoader(read), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, auto_reload=False, bytecode_cache=_Compiled(cache),
    )  # fmt: skip
    environment.filters["lang"] = _lang
    return environment


def _lang(text: str) -> Markup:
    """The attribute for the element around words that are lent from another language; nothing for all others."""
    language = getattr(text, "language", "")
    return Markup(' lang="{}"').format(language) if language else Markup()


class _Compiled(BytecodeCache):
    """Templates as code: to compile them takes as long as to render a hundred pages."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._cache.find(_key(bucket)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._cache.keep(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    by = bucket.environment
    settings = (by.autoescape, by.trim_blocks, by.lstrip_blocks, by.keep_trailing_newline, sorted(by.filters))
    return content_key("template", bucket.key, bucket.checksum, repr(settings), sys.version, jinja2.__version__)


def _render(target: Target, environment: Environment, templates: Iterable[str], cache: Cache) -> bytes:
    if isinstance(target.content, Recipe):
        return cache.recall(target.content.key, target.content.make)
    if isinstance(target.content, Calendar):
        return write_calendar(target.content)
    view = target.content()
    if isinstance(view, bytes):
        return view
    values = {field.name: getattr(view, field.name) for field in dataclasses.fields(view)}
    values |= {"_": translate(target.language), "_forms": partial(plural_forms, language=target.language)}
    values |= {"_plural": partial(plural_form, language=target.language)}
    values |= {"_hours": hours(target.language), "_weekdays": weekdays(target.language)}
    try:
        return environment.get_template(target.template).render(values).encode()
    except Exception as error:
        raise ContentProblems([_explain(error, target, view, templates)]) from error


def _explain(error: Exception, target: Target, view: Any, templates: Iterable[str]) -> Message:
    """A template's mistake in plain words; a fault that no template is part of is the generator's and goes on."""
    if isinstance(error, TemplateNotFound):
        remedy = did_you_mean(str(error.name), templates, "write the name of a file in templates/")
        return problem(_place(error.__traceback__) or target.place, f'there is no template "{error.name}"', remedy)
    if isinstance(error, TemplateSyntaxError):
        return problem(
            Place(f"templates/{error.name}", error.lineno),
            f"the template cannot be read: {str(error.message).rstrip('.')}",
            "compare it with the repository's own",
        )
    place = _place(error.__traceback__)
    if place is None:
        raise error
    message = error.message if isinstance(error, TemplateError) else str(error)
    return problem(
        place,
        f"the template fails: {message}",
        f"it is given: {', '.join(f.name for f in dataclasses.fields(view))}",
    )


def _place(traceback: TracebackType | None) -> Place | None:
    """The innermost line of a template that a traceback passes through."""
    found = [Place(frame, line) for frame, line in _lines(traceback) if frame.startswith("templates/")]
    return found[-1] if found else None


def _lines(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
