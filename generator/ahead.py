"""What other processes do of a new site while this one still imports, and validates what was read."""

from collections.abc import Iterator
from contextlib import contextmanager

from generator.cache import Cache
from generator.memory import remembers_nothing
from generator.prose import reading_ahead
from generator.sources import MarkdownText, Sources
from generator.workers import meanwhile

_FOLDERS = ("content/sessions/", "content/speakers/")


@contextmanager
def ahead(sources: Sources, cache: Cache) -> Iterator[None]:
    """Within, templates are compiled, and the files of sessions and speakers are read as Markdown."""
    is_new = remembers_nothing()
    with meanwhile(lambda each: _compile(each, cache), [sources] * is_new), reading_ahead(_bodies(sources)):
        yield


def _compile(sources: Sources, cache: Cache) -> None:
    from generator.templates import Templates  # there, and not where it would be waited for

    Templates(sources.templates, cache).compile()


def _bodies(sources: Sources) -> Iterator[MarkdownText]:
    """As they stand in the file. A first line with "# " will be the title, and the text another one."""
    bodies = (source.body for source in sources.pages if source.path.startswith(_FOLDERS))
    return (body for body in bodies if not body.text.lstrip().startswith("# "))
