"""The frame around every page: its head for browsers, search engines and link previews, its menu and its foot."""

from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import Markup

from generator import locale
from generator.addresses import permalink
from generator.front_matter import Nav
from generator.model import Page
from generator.pages.edition import Edition
from generator.pages.facts import banner, places
from generator.plain_text import plain_text, shorten
from generator.views import Frame, LanguageLink, NavLink

# Search engines show about so much of a title and a description, and find less than that too little.
_TITLE_LIMIT = 65
_DESCRIPTION = range(50, 161)


def frame(
    edition: Edition, url_path: str, title: str, description: str = "", *, json_ld: str = "", is_indexed: bool = True,
    source: str = "", words_language: str = "",
) -> Frame:  # fmt: skip
    """The frame of the page at `url_path`; `description` is what the page says of itself, `source` the file it is written in."""
    facts, language = edition.site.facts, edition.language
    return Frame(
        language=language,
        direction=locale.text_direction(language),
        head_title=title,
        description=describe(description, facts.event.summary),
        canonical=edition.permalink(url_path),
        stylesheet=edition.shared_href(edition.assets["style.css"], url_path),
        script=edition.shared_href(edition.assets["script.js"], url_path),
        icons=tuple((kind, size, edition.shared_href(path, url_path)) for kind, size, path in _ICONS),
        alternates=tuple(_alternates(edition, url_path)),
        languages=tuple(_languages(edition, url_path)),
        manifest=edition.href("/manifest.webmanifest", url_path),
        color=edition.color,
        social_image=edition.permalink(edition.social_path("social")),
        social_alt=edition.event_line,
        home_href=edition.href("/", url_path),
        event_title=edition.title,
        event_name=facts.event.title,
        event_date=edition.dates,
        event_places=places(facts, language, edition._),
        banner=banner(facts.event, language, edition._),
        banner_note=facts.event.status_note,
        nav=tuple(_nav(edition, url_path)),
        organizers=tuple(organizer.name for organizer in facts.organizers),
        contact_name=facts.contact.name,
        contact_email=facts.contact.email or "",
        edit_href=_edit_href(facts.site.edit_url, source),
        extra=facts.extra,
        json_ld="" if edition.is_preview else json_ld,
        is_indexed=is_indexed and not edition.is_preview,
        is_preview=edition.is_preview,
        is_draft=source in edition.site.drafts,
        words_language=words_language,
        words_direction=locale.text_direction(words_language) if words_language else "",
    )


# rel, sizes, address
_ICONS = (
    ("icon", "16x16 32x32 48x48", "/favicon.ico"), ("icon", "192x192", "/icon-192.png"),
    ("apple-touch-icon", "180x180", "/icon-180.png"),
)  # fmt: skip


def head_title(page_title: str, event_title: str) -> str:
    """A page's title before the event's, as far as both fit."""
    both = f"{page_title} · {event_title}"
    return both if len(both) <= _TITLE_LIMIT else shorten(page_title, _TITLE_LIMIT)


def own_title(page: Page | None) -> str:
    """The title of the agenda or of the speakers' list, unless it waits to be translated: there is a UI word for it."""
    return "" if page is None or page.words_language else str(page.front.title)


def describe(*texts: str) -> str:
    """Texts as one description: as many of them as it takes to be long enough, cut where it gets too long.

    Of HTML (`Markup`) it takes the first words.
    """
    found = ""
    for text in texts:
        if len(found) >= _DESCRIPTION.start:
            break
        found = " ".join(
            filter(None, (found, _first_words(text) if isinstance(text, Markup) else " ".join(text.split())))
        )
    return shorten(found, _DESCRIPTION.stop - 1)


def _first_words(html: str) -> str:
    return " ".join(plain_text(html[:4000]).split())[:400]


def _edit_href(edit_url: str, source: str) -> str:
    return edit_url.replace("{path}", quote(source)) if source else ""


def _alternates(edition: Edition, url_path: str) -> Iterator[tuple[str, str]]:
    """hreflang and permalink of the page in each language, and the default's for everybody else."""
    if len(edition.editions) == 1 or url_path == "/404.html":
        return
    addresses = [
        (other.language, permalink(other.facts.site.url, path)) for other, path in edition.counterparts(url_path)
    ]
    yield from addresses
    yield "x-default", addresses[0][1]


def _languages(edition: Edition, url_path: str) -> Iterator[LanguageLink]:
    if len(edition.editions) == 1:
        return
    for other, path in edition.counterparts("/" if url_path == "/404.html" else url_path):
        href = edition.shared_href(path, url_path, other.prefix)
        direction = locale.text_direction(other.language)
        is_current = other.language == edition.language
        yield LanguageLink(other.language, direction, locale.native_name(other.language), href, is_current)


def _nav(edition: Edition, start: str) -> list[NavLink]:
    site, _ = edition.site, edition._
    written = {page.name for page in site.pages}
    names = {"agenda": _("Agenda"), "speakers": _("Speakers")}
    entries = [(0, names["agenda"], "/agenda/", "", False)] if site.agenda.sessions and "agenda" not in written else []
    entries += [(1, names["speakers"], "/speakers/", "", False)] if site.speakers and "speakers" not in written else []
    for page in site.pages:
        if page.front.nav and page.name not in ("index", "404"):
            own = page.front.nav.label or page.front.title
            label = names.get(page.name) if page.words_language else own
            label = label or own or names.get(page.name) or page.title
            language = "" if page.name in names else page.words_language
            entries.append((_nav_order(page, page.front.nav), label, page.url_path, language, page.front.nav.foot))
    return [
        NavLink(label, edition.href(path, start), path == start, language, is_at_foot)
        for _order, label, path, language, is_at_foot in sorted(entries, key=lambda entry: entry[0])
    ]


def _nav_order(page: Page, nav: Nav) -> int:
    """Its place in the menu: the programme comes first unless its front matter says otherwise."""
    return nav.order if nav.order is not None else {"agenda": 0, "speakers": 1}.get(page.name, 100)
