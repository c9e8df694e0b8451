"""What other processes do while this one still imports, and validates what was read."""

from collections.abc import Iterator
from contextlib import contextmanager

from generator.cache import Cache
from generator.memory import remembers_nothing
from generator.prose import reading_ahead
from generator.sources import MarkdownText, Sources
from generator.workers import meanwhile

_PROGRAMME = ("/agenda.md", "/speakers.md")


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
