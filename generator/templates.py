"""Templates, and their mistakes in plain words. Owns Jinja2: autoescape on, undefined names refused."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
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
from generator.files import Target
from generator.problems import ContentProblems, Message, Place, did_you_mean, problem

_RECIPE = "1"  # one more whenever `_find_named` finds other names in the same template


class Templates:
    """The templates of a site, `texts` by name; their code is kept in the cache."""

    def __init__(self, texts: Mapping[str, str], cache: Cache) -> None:
        self._texts, self._cache = texts, cache
        self._states: dict[str, str] = {}
        self._named: dict[str, list[str] | None] = {}
        self._environment = Environment(
            loader=FunctionLoader(self._read), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False, bytecode_cache=_Compiled(cache),
            optimized=False,  # to look for constant expressions, where hardly any are, takes a sixth of compiling
        )  # fmt: skip
        self._environment.filters["lang"] = _lang

    def _read(self, name: str) -> tuple[str, str, None] | None:
        return (self._texts[name], f"templates/{name}", None) if name in self._texts else None

    def fill(self, target: Target, view: Any, words: Mapping[str, Any]) -> bytes:
        """The target's template with the fields of its view and the words of its language. Raises ContentProblems."""
        values = view._asdict()
        try:
            return self._environment.get_template(target.template).render(values, **words).encode()
        except Exception as error:
            raise ContentProblems([_explain(error, target, view, self._texts)]) from error

    def compile(self) -> None:
        """Have their code in the cache, as far as they can be read, and what they name."""
        for name in self._texts:
            with suppress(TemplateError, RecursionError):
                self._environment.get_template(name)
            self._named_in(name)

    def state(self, name: str) -> str:
        """The key of a template and all that it uses: with the same values and the same state it gives the same page."""
        if name not in self._states:
            used = ((each, self._texts[each]) for each in sorted(self._used_by(name)))
            self._states[name] = content_key(name, *chain.from_iterable(used))
        return self._states[name]

    def _used_by(self, name: str) -> set[str]:
        """The template, those it names, and those that they name; all there are, where that cannot be told."""
        used, waiting = set[str](), [name]
        while waiting:
            used.add(each := waiting.pop())
            named = self._named_in(each)
            if named is None:
                return set(self._texts)
            waiting += set(named) - used
        return used

    def _named_in(self, name: str) -> list[str] | None:
        """None for a template that is not there, cannot be read, or says only as a page is made which other it uses."""
        if name in self._texts and name not in self._named:
            key = content_key("named in a template", self._texts[name], _RECIPE, jinja2.__version__)
            self._named[name] = json.loads(self._cache.recall(key, partial(self._find_named, self._texts[name])))
        return self._named.get(name)

    def _find_named(self, text: str) -> bytes:
        from jinja2.meta import find_referenced_templates

        try:
            named = set(find_referenced_templates(self._environment.parse(text)))
        except (TemplateError, RecursionError):
            return b"null"
        return json.dumps(None if None in named else sorted(filter(None, named))).encode()


@lru_cache(8)
def read_templates(texts: tuple[tuple[str, str], ...], cache: Cache) -> Templates:
    """Compiled once for the same texts, however often a preview renders."""
    return Templates(dict(texts), cache)


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
    switches = by.autoescape, by.trim_blocks, by.lstrip_blocks, by.keep_trailing_newline, by.optimized
    settings = repr((switches, sorted(by.filters)))
    return content_key("template", bucket.key, bucket.checksum, settings, sys.version, jinja2.__version__)


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
    if place is None and isinstance(error, RecursionError):
        phrase = "the template, or one that it uses, is nested too deeply to be read"
        return problem(Place(f"templates/{target.template}", 0), phrase, "use fewer brackets and blocks in each other")
    if place is None:
        raise error
    message = error.message if isinstance(error, TemplateError) else str(error)
    return problem(
        place,
        f"the template fails: {message}",
        f"it is given: {', '.join(view._fields)}",
    )


def _place(traceback: TracebackType | None) -> Place | None:
    """The innermost line of a template that a traceback passes through."""
    found = [Place(frame, line) for frame, line in _lines(traceback) if frame.startswith("templates/")]
    return found[-1] if found else None


def _lines(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
