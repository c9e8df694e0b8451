"""Links that lead out of the site: read off the facts and the finished pages, and found again where they are written."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

from generator.calendar_links import GOOGLE, OFFICE_365, OUTLOOK, YAHOO
from generator.files import OutputFile
from generator.problems import Place
from generator.regex import regex
from generator.schema import SiteSettings
from generator.sources import Document, Sources
from generator.typed.addresses import normalized

_ADDRESS = regex(r"""https?://[^\s<>"')\]]+(?<![.,;:!?*_])""", re.IGNORECASE)
# RFC 2606 and RFC 6761: nobody's host; generator/placeholders.py speaks of these.
_RESERVED = regex(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid|localhost|test)$")


class OutboundLink(NamedTuple):
    """An absolute address in ASCII, without its fragment, and every place it is written at."""

    url: str
    places: tuple[Place, ...]
    is_registration: bool = False


def outbound_links(files: Iterable[OutputFile], sources: Sources, site: SiteSettings) -> tuple[OutboundLink, ...]:
    """What to ask: the addresses of site.yaml, and all that the finished pages link to or show. Registration first.

    A place is where the sources write the address, or else the source of the pages that have it. Left out are the site
    itself (it may be unpublished), its repository (it may be private), placeholders, and the calendar services, whose
    links differ for every session.
    """
    written = defaultdict(set)
    for address, place in _written(sources):
        written[_normalize(address)].add(place)
    facts = [(_normalize(address), path) for path, address in _addresses(sources.facts.data) if _is_asked_fact(path)]
    registration = {url for url, path in facts if "registration" in path}
    found = defaultdict(set)
    for file in files:
        for address in _links(file):
            found[_normalize(address)].add(file.place)
    own = [_normalize(site.url).rstrip("/") + "/", _normalize(site.edit_url.partition("{")[0])]
    unasked = (*filter(None, own), GOOGLE, OUTLOOK, OFFICE_365, YAHOO)
    links = [
        OutboundLink(url, tuple(sorted(written.get(url) or found[url])), url in registration)
        for url in {url for url, _ in facts} | found.keys()
        if not f"{url}/".startswith(unasked) and not _RESERVED.search(host(url))
    ]
    return tuple(sorted(links, key=lambda link: (not link.is_registration, link.places, link.url)))


def _written(sources: Sources) -> Iterator[tuple[str, Place]]:
    documents: list[Document] = [sources.facts, *(page.front for page in sources.pages)]
    for document in documents:
        yield from ((address, document.place(path)) for path, address in _addresses(document.data))
    for page in sources.pages:
        yield from ((match[0], page.body.place(match.start())) for match in _ADDRESS.finditer(page.body.text))


def _addresses(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in a tree of mappings and lists that is an address, and the way to it."""
    if isinstance(value, str):
        if re.match(r"https?://\S+$", value, re.IGNORECASE):
            yield path, value
    elif isinstance(value, (dict, list)):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _addresses(each, (*path, key))


def _is_asked_fact(path: tuple[str | int, ...]) -> bool:
    """`site` holds the site's own addresses; those of `extra` are asked when a page shows them."""
    return path[0] not in ("site", "extra")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("link", "base"):
            self.links += [value.strip() for name, value in attrs if name in ("href", "src") and value]


def _links(file: OutputFile) -> list[str]:
    """The web addresses in a page, each once."""
    if not file.path.endswith(".html"):
        return []
    reader = _Reader()
    reader.feed(file.data.decode())
    links = (f"https:{link}" if link.startswith("//") else link for link in reader.links)
    return [link for link in dict.fromkeys(links) if re.match("https?:", link, re.IGNORECASE)]


def _normalize(address: str) -> str:
    """The address as a browser asks for it (WHATWG URL); one that is none stays as it is."""
    try:
        return normalized(address).partition("#")[0]
    except ValueError:
        return address


def host(url: str) -> str:
    """The host's name, of an address however broken."""
    return re.sub(r"^\w+://([^/:?#]*).*", r"\1", url, flags=re.DOTALL)
