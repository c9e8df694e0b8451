"""Words as pages show them: Markdown made HTML, and what validate has to know of it."""

from typing import NamedTuple

from generator.problems import Place


class Link(NamedTuple):
    """A link that a text makes to another source, as written there (``practical.md#access``)."""

    target: str
    place: Place
    is_picture: bool = False


class Prose(NamedTuple):
    """Markdown made HTML: clean, with its links to other sources still to be given addresses (`prose.finish`).

    `plain` is the same as plain text (`plain_text`).
    """

    html: str = ""
    links: tuple[Link, ...] = ()
    anchors: frozenset[str] = frozenset()
    plain: str = ""


NO_WORDS = Prose()
