"""Stage four: targets to finished files, none of which is published yet."""

from functools import partial
from typing import Any

from generator.cache import Cache
from generator.entry import Calendar
from generator.files import OutputFile, Recipe, Target, Targets
from generator.ical import write_ahead, write_calendar, writing_ahead
from generator.locale import hours, plural_form, plural_forms, translate, weekdays
from generator.memory import learned, remembered, spooled
from generator.problems import ContentProblems, Message
from generator.templates import Templates, read_templates
from generator.workers import map_forked, meanwhile

# A small site's cards and icons take as long as all its pages; more pictures are worth more than one process.
_AHEAD = 40


def render(targets: Targets, cache: Cache) -> tuple[OutputFile, ...]:
    """Every target's bytes; what is costly to make comes out of the cache, where it is in there. Raises ContentProblems with each template's mistake, at its line."""
    templates = read_templates(tuple(targets.templates.items()), cache)

    def attempt(target: Target) -> bytes | tuple[Message, ...]:
        try:
            return _render(target, templates, cache)
        except ContentProblems as error:
            return error.messages

    @remembered(lambda target: (target.path, target.key(), templates.state(target.template)), for_good=True)
    def page(target: Target) -> bytes | tuple[Message, ...]:
        return attempt(target)

    pages = [target for target in targets.files if target.key]
    pictures = [target for target in targets.files if isinstance(target.content, Recipe)]
    others = [target for target in targets.files if not target.key and not isinstance(target.content, Recipe | bytes)]
    unknown = [target for target in pictures if cache.find(target.content.key) is None][:_AHEAD]
    calendars = [target.content for target in others if isinstance(target.content, Calendar)]
    with meanwhile(attempt, unknown), writing_ahead([] if unknown else calendars):  # one process beside this is enough
        made: dict[str, Any] = dict(zip((target.path for target in pages), learned(page, pages), strict=True))
        write_ahead(calendars)
        made |= {target.path: spooled(attempt(target)) for target in others}
    made |= zip((target.path for target in pictures), map_forked(attempt, pictures, take=spooled), strict=True)
    results = [made.get(target.path, target.content) for target in targets.files]
    if messages := [message for each in results if isinstance(each, tuple) for message in each]:
        raise ContentProblems(messages)
    return tuple(
        OutputFile(target.path, content, target.place) for target, content in zip(targets.files, results, strict=True)
    )


def _render(target: Target, templates: Templates, cache: Cache) -> bytes:
    if isinstance(target.content, Recipe):
        return cache.recall(target.content.key, target.content.make)
    if isinstance(target.content, Calendar):
        return write_calendar(target.content)
    view = target.content()
    if isinstance(view, bytes):
        return view
    words = {"_": translate(target.language), "_forms": partial(plural_forms, language=target.language)}
    words |= {"_plural": partial(plural_form, language=target.language)}
    words |= {"_hours": hours(target.language), "_weekdays": weekdays(target.language)}
    return templates.fill(target, view, words)
