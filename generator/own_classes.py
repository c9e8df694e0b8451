"""Classes that templates give to the parts of a page: the banner that cancels an event, the bar over a draft.

A text may have classes for a style of the site's own. One of these would make it look like such a part, or hide it.
"""

import re
from collections.abc import Iterable

from generator.regex import regex

# What a template calculates counts too: "if" is no class that anyone misses.
_GIVEN = regex(r"""\bclass=(?:"([^"]*)"|'([^']*)')""")
_TAG = regex(r'<[a-z](?:[^>"]|"[^"]*")*+>')
_ATTRIBUTE = regex(r' ([\w:-]+)="([^"]*)"')


def own_classes(templates: Iterable[str]) -> frozenset[str]:
    """The names in the `class` attributes of the templates' texts."""
    given = (double or single for text in templates for double, single in _GIVEN.findall(text))
    return frozenset(name for value in given for name in re.findall(r"[\w-]+", value))


def without_classes(html: str, own: frozenset[str]) -> str:
    """The HTML, as nh3 writes it, without the classes that are `own`."""

    def allowed(written: re.Match[str]) -> str:
        if written[1] != "class":
            return written[0]
        names = [name for name in written[2].split() if name not in own]
        return f' class="{" ".join(names)}"' if names else ""

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(allowed, tag[0]), html) if ' class="' in html else html
