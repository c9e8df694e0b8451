"""Links that content makes to content, written as ``agenda.md`` or ``practical.md#access``."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, repeat
from typing import NamedTuple
from urllib.parse import unquote

from generator.entries import session_url_path
from generator.memory import Key, recalled, remembered
from generator.model import Page, Site
from generator.problems import Message, did_you_mean, notice, problem
from generator.regex import regex
from generator.sources import Sources
from generator.texts import Link, Prose

# What a browser opens as a page with scripts of its own, or lets a page load as one, at the event's own address.
# In a browser, on a web server, or on the computer of whoever opens it.
_ACTIVE = regex(
    r"""\.( [xsp]?html?\d? | xht | hta | mht(ml)? | svgz? | xml | xslt? | rdf | rss | atom | m?js | css | swf
        | ph(p\d?|t|ar|ps) | f?cgi | pl | a(sp|sh|sm)x? | jspx? | cfml? | htaccess | htc
        | exe | com | scr | bat | cmd | ps1 | vb[se] | jse | wsf | msi | lnk | url | reg | jar | app | dmg | apk | sh
        )$""",
    re.IGNORECASE | re.VERBOSE,
)
# How a page begins to browsers and servers that go by that where an ending says nothing (mimesniff.spec.whatwg.org, 7.1).
_PAGE = regex(
    rb"(\xef\xbb\xbf|\s)*<(!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|!--|\?xml)[\s>?]",
    re.IGNORECASE,
)
_FILE = regex(r"\.(md|pdf|docx?|xlsx?|pptx?|odt|csv|txt|zip|jpe?g|png|gif|webp|avif|svg|html?|ics|json|mp[34])$")


class Destinations(NamedTuple):
    """Where links can lead: addresses of Markdown files by path below content/, each address's anchors, and files.

    What a text below content/<language>/ names is looked for there, then where the original names it from.
    """

    url_paths: dict[str, str]
    anchors: dict[str, frozenset[str]]
    files: frozenset[str]
    prefix: str = ""

    def in_original(self, path: str) -> str:
        return path.removeprefix(f"{self.prefix[1:]}/") if self.prefix else path


def _parts(site: Site) -> Key:
    return id(site.pages), id(site.agenda), id(site.speakers), id(site.files), site.prefix


@remembered(_parts, is_shared=True)
def destinations(site: Site) -> Destinations:
    """Where the links of this edition can lead; the same value for the same answer, so that `addresses` holds."""
    return _settled(*_destinations(site))


def _by_content(
    url_paths: dict[str, str], anchors: dict[str, frozenset[str]], files: frozenset[str], prefix: str
) -> Key:
    return tuple(url_paths.items()), tuple(anchors.items()), files, prefix


@remembered(_by_content)
def _settled(
    url_paths: dict[str, str], anchors: dict[str, frozenset[str]], files: frozenset[str], prefix: str
) -> Destinations:
    return Destinations(url_paths, anchors, files, prefix)


@remembered(is_shared=True)
def _addresses(prose: Prose, known: Destinations) -> tuple[tuple[Link, str | None], ...]:
    return tuple((link, resolve(link.target, _source(link), known)) for link in prose.links)


def addresses(site: Site) -> Iterator[tuple[Link, str | None]]:
    """Each link of the site's texts with where it leads (`resolve`)."""
    linking = [prose for prose in _proses(site) if prose.links]
    return chain.from_iterable(recalled(_addresses, linking, repeat(destinations(site))))


def _source(link: Link) -> str:
    return link.place.path.removeprefix("content/")


def _destinations(site: Site) -> tuple[dict[str, str], dict[str, frozenset[str]], frozenset[str], str]:
    url_paths = {f"{page.name}.md": page.url_path for page in site.pages}
    anchors = {page.url_path: page.prose.anchors for page in site.pages}
    sessions = site.agenda.sessions
    if sessions or "agenda.md" in url_paths:
        url_paths["agenda.md"] = "/agenda/"
        bodies = [*(day.prose for day in site.agenda.days), *(session.prose for session in sessions)]
        in_bodies = [anchor for prose in bodies for anchor in prose.anchors]
        days = [f"day-{day.date.isoformat()}" for day in site.agenda.days]
        anchors["/agenda/"] = frozenset(
            [*days, *(s.id for s in sessions), *in_bodies, *site.agenda.intro_prose.anchors]
        )
    url_paths |= {f"sessions/{s.id}.md": session_url_path(s) for s in sessions}
    if site.speakers:
        url_paths["speakers.md"] = "/speakers/"
        anchors["/speakers/"] = frozenset(speaker.id for speaker in site.speakers)
        url_paths |= {f"speakers/{s.id}.md": f"/speakers/{s.id}/" for s in site.speakers}
    return url_paths, anchors, frozenset(site.files), site.prefix


def resolve(target: str, source: str, known: Destinations) -> str | None:
    """The address of a link written in the file `source` (below content/): an address of the site, or None.

    A file of content/ comes back as ``content:photo.jpg``.
    """
    path, mark, fragment = target.partition("#")
    if not path:
        return f"{known.url_paths.get(known.in_original(source), '')}{mark}{fragment}"
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):
        return path + mark + fragment
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    if path in known.files:
        return f"content:{path}"
    path = known.in_original(path)
    if path in known.url_paths:
        return known.url_paths[path] + mark + fragment
    if path in known.files:
        return f"content:{path}"
    return f"/{path}" if path in ("event.ics", "agenda.ics", "feed.ics", "event.json") else None


def dead_links(site: Site) -> Iterator[Message]:
    """A problem for every link of the content that leads to no page, file or heading."""
    known = destinations(site)
    for link, address in addresses(site):
        yield from _dead_link(link, address, known)
        if address and not link.is_picture and _is_active(address, site.files):
            remedy = "link to where it is published, or save it as a PDF or a picture"
            yield problem(link.place, f'"{link.target}" is a file that runs when it is opened', remedy)


def _is_active(address: str, files: Mapping[str, bytes]) -> bool:
    """Whether the file that an address leads to would act by itself, under the event's name."""
    name = address.removeprefix("content:")
    if name == address:
        return False
    return bool(_ACTIVE.search(name) or (not _FILE.search(name.lower()) and _PAGE.match(files[name])))


def links_to_missing_files(pages: Iterable[Page], sources: Sources) -> Iterator[Message]:
    """What can be said of links while the facts are broken: which of them name no file."""
    names = {source.path.removeprefix("content/"): "" for source in sources.pages}
    known = Destinations(names, {}, frozenset(sources.files))
    for page in pages:
        for link, address in _addresses(page.prose, known):
            yield from _dead_link(link, address, known)


def _proses(site: Site) -> Iterator[Prose]:
    yield from (page.prose for page in site.pages)
    yield site.agenda.intro_prose
    yield from (day.prose for day in site.agenda.days)
    yield from (session.prose for session in site.agenda.sessions)
    yield site.speakers_intro
    yield from (speaker.prose for speaker in site.speakers)


def _dead_link(link: Link, address: str | None, known: Destinations) -> Iterator[Message]:
    if address is None:
        wanted = unquote(link.target.partition("#")[0])
        if link.is_picture:
            remedy = did_you_mean(wanted, known.files, "save the picture below content/ and write its path there")
            yield problem(link.place, f'there is no picture "{wanted}" in content/', remedy)
            return
        if wanted.rstrip("/") + ".md" in known.url_paths:
            remedy = f'write "{wanted.rstrip("/")}.md"'
        elif re.fullmatch(r"([\w-]+\.)+[a-z]{2,}(/.*)?", wanted) and not _FILE.search(wanted):
            remedy = f'write "https://{link.target}" if a website is meant'
        else:
            remedy = did_you_mean(
                wanted,
                [*known.url_paths, *known.files],
                "write the file's name, such as agenda.md, or https:// before an address",
            )
        yield problem(link.place, f'"{link.target}" leads nowhere: there is no such file in content/', remedy)
        return
    path, mark, fragment = address.partition("#")
    if mark and fragment and path in known.anchors and fragment not in known.anchors[path]:
        remedy = did_you_mean(fragment, known.anchors[path], f"add {{#{fragment}}} to the heading that is meant")
        # A text that stands in for its translation may lead to one whose headings have other ids.
        tell = notice if known.prefix else problem
        phrase = f'"{link.target}" leads nowhere{known.prefix and f" below {known.prefix}/"}: no heading has the id "{fragment}"'
        yield tell(link.place, phrase, remedy)
