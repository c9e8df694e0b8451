"""What other processes do while this one still imports, and validates what was read."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from generator.cache import Cache
from generator.ical import ready_to_write
from generator.memory import remembers_nothing
from generator.prose import reading_ahead
from generator.sources import MarkdownText, Sources
from generator.workers import meanwhile

_SMALL = 300  # files; a larger site has better use for the memory
_PROGRAMME = ("/agenda.md", "/speakers.md")


def ready(site_dir: Path) -> AbstractContextManager[None]:
    """Within, a process waits for the calendars of a small site. Of a new one it would only be in the way: what else is
    to be made of that keeps every processor busy.
    """
    number = sum(len(names) for _folder, _folders, names in os.walk(site_dir / "content"))
    return nullcontext() if number >= _SMALL or remembers_nothing() else ready_to_write()


@contextmanager
def ahead(sources: Sources, cache: Cache) -> Iterator[None]:
    """Within, templates are compiled, and files are read as Markdown."""
    is_new = remembers_nothing()
    with meanwhile(lambda each: _compile(each, cache), [sources] * is_new), reading_ahead(_bodies(sources)):
        yield


def _compile(sources: Sources, cache: Cache) -> None:
    from generator.templates import Templates  # there, and not where it would be waited for

    Templates(sources.templates, cache).compile()


def _bodies(sources: Sources) -> Iterator[MarkdownText]:
    """The texts of files that hold one. A first line with "# " will be the title, where the facts above have none."""
    for source in sources.pages:
        if not source.path.endswith(_PROGRAMME):
            text = source.body.text
            is_titled = "title" in source.front.data or not text.lstrip("\n").startswith("# ")
            yield source.body if is_titled else source.body._replace(text=text.lstrip("\n").partition("\n")[2])
