"""What other processes do while this one still imports, and validates what was read."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from generator.cache import Cache
from generator.ical import ready_to_write
from generator.memory import remembers_nothing
from generator.sources import MarkdownText, Sources
from generator.workers import meanwhile

_SMALL = 300  # files; a larger site has better use for the memory
_PROGRAMME = ("/agenda.md", "/speakers.md")


def ready(
    load_templates: Callable[[Path, Path], Mapping[str, str]], site_dir: Path, house_dir: Path, cache_dir: Path
) -> AbstractContextManager[None]:
    """Within, a process compiles the templates of a new site, or waits for the calendars of a small one that is known.
    A new one's calendars can wait: what else is to be made of that keeps every processor busy.
    """
    if remembers_nothing():
        return meanwhile(lambda folders: _compile(load_templates(*folders), Cache(cache_dir)), [(site_dir, house_dir)])
    number = sum(len(names) for _folder, _folders, names in os.walk(site_dir / "content"))
    return nullcontext() if number >= _SMALL else ready_to_write()


def _compile(texts: Mapping[str, str], cache: Cache) -> None:
    from generator.templates import Templates  # there, and not where it would be waited for

    Templates(texts, cache).compile()


def ahead(sources: Sources) -> AbstractContextManager[None]:
    """Within, files are read as Markdown."""
    from generator.prose import reading_ahead

    return reading_ahead(_bodies(sources))


def _bodies(sources: Sources) -> Iterator[MarkdownText]:
    """The texts of files that hold one. A first line with "# " will be the title, where the facts above have none."""
    for source in sources.pages:
        if not source.path.endswith(_PROGRAMME):
            text = source.body.text
            is_titled = "title" in source.front.data or not text.lstrip("\n").startswith("# ")
            yield source.body if is_titled else source.body._replace(text=text.lstrip("\n").partition("\n")[2])
