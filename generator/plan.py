"""Stage three: every file that will exist, and from what. Nothing is rendered yet, and nothing is written.

A page's target holds the function that makes its view and not the view, so that a preview renders only the pages
somebody looks at.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from generator.addresses import output_path, permalink
from generator.assets import named_assets, picture_targets
from generator.branding import cards, icons, manifest_of, undrawable
from generator.calendars import Entries, calendar_records, calendars, make_entries
from generator.entries import session_url_path
from generator.entry import Stamp
from generator.event_json import dump, event_json
from generator.files import Target, Targets
from generator.front_matter import PageFront
from generator.hosting import headers, robots, sitemap
from generator.locale import translate
from generator.model import Page, Site
from generator.pages import (
    Edition,
    agenda_view,
    home_view,
    page_view,
    session_page_view,
    speaker_page_view,
    speakers_view,
)
from generator.pages.keys import Keys
from generator.problems import ContentProblems, Message, Place, problem
from generator.records import Record
from generator.redirects import redirect_lines, redirect_pages
from generator.texts import NO_WORDS

_PROGRAMME = ("agenda", "speakers")
_NOT_FOUND = "/404.html"

_I = TypeVar("_I")
_Addressed = tuple[str, Target]
_Pages = Sequence[_Addressed]


def plan(site: Site, published: Mapping[str, Record] | None = None, *, is_preview: bool = False) -> Targets:
    """All files of the site; `published` is what the last publication knew of each calendar entry, by uid.

    Raises ContentProblems where two sources claim one path, naming both.
    """
    url, place = site.facts.site.url, Place("site.yaml")
    assets = dict(named_assets(site))
    hrefs = {name: f"/{target.path}" for name, target in assets.items()}
    editions = list(_editions(site, hrefs, published or {}, is_preview))
    pages = [list(_pages(edition)) for edition in editions]
    files = [
        *(
            target
            for edition, own in zip(editions, pages, strict=True)
            for target in _edition_files(edition, own, editions[0])
        ),
        *assets.values(),
        *picture_targets(site),
        *icons(editions[0]),
        *_redirects(site),
        Target("_headers", place, headers(is_preview=is_preview)),
        *([] if is_preview else [Target("sitemap.xml", place, partial(_sitemap, editions, pages))]),
        Target("robots.txt", place, robots(permalink(url, "/sitemap.xml"), is_preview=is_preview)),
        Target(".nojekyll", place, b""),
    ]
    if clashes := list(_clashes(files)):
        raise ContentProblems(clashes)
    notices = tuple(undrawable(editions[0]))
    return Targets(tuple(sorted(files, key=lambda target: target.path)), site.templates, notices)


def _editions(
    site: Site, assets: Mapping[str, str], published: Mapping[str, Record], is_preview: bool
) -> Iterator[Edition]:
    """Each language; a calendar entry has one stamp in all of them, since it is one to whoever has it."""
    stamps: Mapping[str, Stamp] = {}
    for each in site.editions:
        _ = translate(each.language)
        entries = make_entries(each.facts, each.agenda, each.facts.site.url, published, site.stamp, _)
        entries = entries.stamped(stamps) if stamps else entries
        stamps = stamps or entries.stamps
        yield Edition(each, entries, assets, site.editions, _, is_preview)


def _edition_files(edition: Edition, pages: _Pages, original: Edition) -> Iterator[Target]:
    """What each language has of its own, below its own address."""
    facts, place, _ = edition.site.facts, Place("site.yaml"), edition._
    files = [
        *(target for _url_path, target in pages),
        *cards(edition, original),
        Target("manifest.webmanifest", place, manifest_of(edition)),
        *(Target(path, place, each) for path, each in calendars(edition.entries, facts, facts.site.url, _).items()),
        Target("event.json", place, partial(_event_json, edition.site, edition.entries)),
    ]
    if prefix := edition.site.prefix.lstrip("/"):
        files = [each._replace(path=f"{prefix}/{each.path}") for each in files]
    yield from files


def _redirects(site: Site) -> Iterator[Target]:
    """Old addresses, each of which leads to a page in its own language."""
    redirects = []
    for edition in site.editions:
        own = [each for page in edition.pages for each in page.redirects]
        yield from redirect_pages(own, site.facts.site.url, edition.language, translate(edition.language))
        redirects += own
    if redirects:
        yield Target("_redirects", redirects[0].place, redirect_lines(redirects, site.facts.site.url))


def _sitemap(editions: Sequence[Edition], pages: Sequence[_Pages]) -> bytes:
    return sitemap(_addresses(editions, pages), editions[0].site.stamp.date())


def _addresses(editions: Sequence[Edition], pages: Sequence[_Pages]) -> Iterator[dict[str, str]]:
    """Of each page the permalinks by language."""
    for edition, own_pages in zip(editions, pages, strict=True):
        for url_path, _target in own_pages:
            if url_path != _NOT_FOUND:
                own = {edition.language: edition.permalink(url_path)}
                others = edition.counterparts(url_path) if len(editions) > 1 else ()
                yield own | {other.language: permalink(other.facts.site.url, path) for other, path in others}


def _pages(edition: Edition) -> Iterator[_Addressed]:
    """Every page with its address."""
    site = edition.site
    by_name = {page.name: page for page in site.pages}
    keys = Keys(edition)

    def target(
        url_path: str, place: Place, view_of: Callable[[Edition, _I], Any], item: _I, template: str,
        key_of: Callable[[_I], str] | None = None,
    ) -> _Addressed:  # fmt: skip
        view, key = partial(view_of, edition, item), partial(key_of, item) if key_of else None
        return url_path, Target(output_path(url_path), place, view, template, edition.language, key)

    home, agenda, speakers = (by_name.get(name) for name in ("index", *_PROGRAMME))
    yield target("/", home.place if home else Place("site.yaml"), home_view, home, "home.html")
    not_found = _not_found(by_name.get("404"), edition)
    if not site.prefix:  # hosts know one page for all addresses that lead nowhere
        yield target(_NOT_FOUND, not_found.place, page_view, not_found, "not_found.html")
    if agenda or site.agenda.sessions:
        place = agenda.place if agenda else Place("content/sessions")
        yield target("/agenda/", place, agenda_view, agenda, "agenda.html", keys.agenda)
    if speakers or site.speakers:
        place = speakers.place if speakers else Place("content/speakers")
        yield target("/speakers/", place, speakers_view, speakers, "speakers.html", keys.speakers)
    for page in site.pages:
        if page.name not in ("index", "404", *_PROGRAMME):
            yield target(page.url_path, page.place, page_view, page, page.front.template or "page.html", keys.page)
    for session in site.agenda.sessions:
        if session.has_page:
            address = session_url_path(session)
            yield target(address, session.place, session_page_view, session, "session.html", keys.session)
    for speaker in site.speakers:
        address = f"/speakers/{speaker.id}/"
        yield target(address, speaker.place, speaker_page_view, speaker, "speaker.html", keys.speaker)


def _not_found(page: Page | None, edition: Edition) -> Page:
    title = page.title if page else edition._("This page does not exist")
    prose, place = (page.prose, page.place) if page else (NO_WORDS, Place("site.yaml"))
    return Page("404", title, page.front if page else PageFront(), prose, _NOT_FOUND, place)


def _event_json(site: Site, entries: Entries) -> bytes:
    url = site.facts.site.url
    return dump(event_json(
        site.facts, site.agenda, site.speakers, base_url=url,
        session_url=lambda session: permalink(url, session_url_path(session)),
        speaker_url=lambda speaker: permalink(url, f"/speakers/{speaker.id}/"),
        calendar=calendar_records(entries),
    ))  # fmt: skip


def _clashes(files: list[Target]) -> Iterator[Message]:
    claimed: dict[str, Target] = {}
    for target in files:
        first = claimed.setdefault(target.path.casefold(), target)
        if first is not target:
            phrase = f"this and {first.place} both become /{target.path}"
            yield problem(target.place, phrase, "rename one of them, or give it another slug")
