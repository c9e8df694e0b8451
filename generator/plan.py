"""Stage three: every file that will exist, and from what. Nothing is rendered yet, and nothing is written."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b

from generator.addresses import output_path, permalink
from generator.calendars import Entries, calendar_records, calendars, make_entries
from generator.color import accent_rule
from generator.content_links import Destinations, destinations, proses, resolve
from generator.entries import session_url_path
from generator.event_json import dump, event_json
from generator.files import Target, Targets
from generator.model import Page, Prose, Site
from generator.pages import Pages
from generator.problems import ContentProblems, Message, Place, problem
from generator.published import Record
from generator.schema import PageFront

_PROGRAMME = ("agenda", "speakers")


def plan(site: Site, published: Mapping[str, Record] | None = None, _: Callable[[str], str] = str) -> Targets:
    """All files of the site; `published` is what the last publication knew of each calendar entry, by uid.

    Raises ContentProblems where two sources claim one path, naming both.
    """
    url = site.facts.site.url
    entries = make_entries(site.facts, site.agenda, url, published or {}, site.stamp, _)
    assets = list(_assets(site))
    pages = Pages(site, entries, {name: f"/{target.path}" for name, target in assets}, _)
    files = [
        *_page_targets(pages, site),
        *(target for _name, target in assets),
        *(
            Target(path, Place("site.yaml"), calendar)
            for path, calendar in calendars(entries, site.facts, url, _).items()
        ),
        Target("event.json", Place("site.yaml"), _event_json(site, entries)),
    ]
    files += _machine_files(site, [target for target in files if target.template])
    if clashes := list(_clashes(files)):
        raise ContentProblems(clashes)
    return Targets(tuple(sorted(files, key=lambda target: target.path)), site.templates)


def _page_targets(pages: Pages, site: Site) -> Iterator[Target]:
    by_name = {page.name: page for page in site.pages}

    def target(url_path: str, place: Place, view: object, template: str) -> Target:
        return Target(output_path(url_path), place, view, template)

    home, agenda, speakers = (by_name.get(name) for name in ("index", *_PROGRAMME))
    yield target("/", home.place if home else Place("site.yaml"), pages.home(home), "home.html")
    yield target("/404.html", Place("site.yaml"), pages.page(_not_found(by_name.get("404"), pages)), "not_found.html")
    if agenda or site.agenda.sessions:
        yield target(
            "/agenda/", agenda.place if agenda else Place("content/sessions"), pages.agenda(agenda), "agenda.html"
        )
    if speakers or site.speakers:
        yield target(
            "/speakers/",
            speakers.place if speakers else Place("content/speakers"),
            pages.speakers(speakers),
            "speakers.html",
        )
    for page in site.pages:
        if page.name not in ("index", "404", *_PROGRAMME):
            yield target(page.url_path, page.place, pages.page(page), page.front.template or "page.html")
    for session in site.agenda.sessions:
        if session.has_page:
            yield target(session_url_path(session), session.place, pages.session_page(session), "session.html")
    for speaker in site.speakers:
        yield target(f"/speakers/{speaker.id}/", speaker.place, pages.speaker_page(speaker), "speaker.html")


def _not_found(page: Page | None, pages: Pages) -> Page:
    title = page.title if page else pages._("This page does not exist")
    front = page.front if page else PageFront()
    return Page("404", title, front, page.prose if page else Prose(), "/404.html", Place("content/404.md"))


def _assets(site: Site) -> Iterator[tuple[str, Target]]:
    """Files of assets/, the stylesheet led by the accent's rule, and of content/ those that something shows."""
    for name, data in site.assets.items():
        if name == "style.css":
            data = accent_rule(site.facts.site.accent_color).encode() + data
        yield name, Target(f"assets/{_hashed(name, data)}", Place(f"assets/{name}"), data)
    for name in sorted(_shown_files(site)):
        yield name, Target(f"assets/{_hashed(name, site.files[name])}", Place(f"content/{name}"), site.files[name])


def _hashed(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    digest = blake2b(data, digest_size=5).hexdigest()
    return f"{stem}.{digest}{dot}{suffix}" if stem else f"{name}.{digest}"


def _shown_files(site: Site) -> set[str]:
    known: Destinations = destinations(site)
    shown = {speaker.photo for speaker in site.speakers if speaker.photo in site.files}
    for prose in proses(site):
        for link in prose.links:
            address = resolve(link.target, link.place.path.removeprefix("content/"), known) or ""
            if address.startswith("content:"):
                shown.add(address.removeprefix("content:"))
    return shown


def _event_json(site: Site, entries: Entries) -> bytes:
    url = site.facts.site.url
    return dump(event_json(
        site.facts, site.agenda, site.speakers, base_url=url,
        session_url=lambda session: permalink(url, session_url_path(session)),
        speaker_url=lambda speaker: permalink(url, f"/speakers/{speaker.id}/"),
        calendar=calendar_records(entries),
    ))  # fmt: skip


def _machine_files(site: Site, pages: list[Target]) -> Iterator[Target]:
    """What crawlers and hosts expect beside the pages."""
    url, place = site.facts.site.url, Place("site.yaml")
    addresses = sorted(target.content.frame.canonical for target in pages if target.content.frame.is_indexed)
    day = site.stamp.date().isoformat()
    rows = "".join(
        f"<url><loc>{address.replace('&', '&amp;')}</loc><lastmod>{day}</lastmod></url>\n" for address in addresses
    )
    sitemap = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    yield Target("sitemap.xml", place, sitemap.encode())
    yield Target("robots.txt", place, f"User-agent: *\nAllow: /\nSitemap: {permalink(url, '/sitemap.xml')}\n".encode())
    yield Target(".nojekyll", place, b"")


def _clashes(files: list[Target]) -> Iterator[Message]:
    claimed: dict[str, Target] = {}
    for target in files:
        first = claimed.setdefault(target.path, target)
        if first is not target:
            phrase = f"this and {first.place} both become /{target.path}"
            yield problem(target.place, phrase, "rename one of them, or give it another slug")
