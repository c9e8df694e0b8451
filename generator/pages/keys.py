"""What a page is made of, as one key: two pages of the same key are the same page, and the second need not be made.

The key of a page is the hash of the texts it shows and of its *surroundings*: all that can be seen of the site from any
page, which is everything but the texts of others. So an edited word makes one page again, an edited title or fact all
of them, since menus, credits and links may name it. The home page, which tells the time, has no key.
"""

from collections.abc import Callable

from generator.cache import content_key
from generator.entry import Entry
from generator.model import Page, Session, Speaker
from generator.pages.edition import Edition

# Texts, where they stand, and when calendars were told: nothing that is seen from another page.
_OWN = {"body", "prose", "places", "place", "photo_place", "redirects", "stamp"}


def surroundings(edition: Edition) -> str:
    """The key of all that pages of an edition can show beside their own texts."""
    site = edition.site
    others = [
        (other.language, other.facts, other.prefix, [(page.name, page.url_path) for page in other.pages])
        for other in edition.editions
    ]
    moments = [
        (day.date, *(each and each.timestamp() for session in day.sessions for each in (session.start, session.end)))
        for day in site.agenda.days
    ]  # a zone's name tells no offset, and its rules change
    seen = (
        edition.is_preview, site.prefix, site.drafts, site.agenda.state, site.facts, others, moments,
        sorted(edition.assets.items()), sorted(site.files), sorted(site.pictures.items()),
        *([_seen(item) for item in items] for items in (site.pages, site.agenda.sessions, site.speakers)),
    )  # fmt: skip
    return content_key(repr(seen))


def key_of(item: Page | Session | Speaker, around: Callable[[], str], entry: Entry | None = None) -> str:
    """The key of an item's own page; `around` gives that of its surroundings, `entry` is what calendars are told of it."""
    path = item.body.path if not isinstance(item, Page) and item.body else ""
    text = (item.prose.html, item.prose.links, path, item.place.path)
    return content_key(around(), repr((_seen(item), text, entry and _seen(entry))))


def key_of_agenda(page: Page | None, edition: Edition, around: Callable[[], str]) -> str:
    """The key of the agenda: it shows the texts of sessions without a page, and what services are told of each."""
    agenda = edition.site.agenda
    days = [(day.prose.html, day.prose.links, day.words_language) for day in agenda.days]
    texts = [
        (each.prose.html, each.prose.links, each.body.path)
        for each in agenda.sessions
        if each.body and not each.has_page
    ]
    entries = edition.entries.sessions.values() if edition.has_services("/agenda/") else ()
    intro = agenda.intro_prose.html, agenda.intro_prose.links, agenda.words_language, page and page.place.path
    return content_key(around(), repr((intro, days, texts, list(map(_seen, entries)))))


def key_of_speakers(page: Page | None, edition: Edition, around: Callable[[], str]) -> str:
    """The key of the list of speakers, which shows all that is said of them."""
    texts = [(each.prose.html, each.prose.links, each.place.path) for each in edition.site.speakers]
    intro = edition.site.speakers_intro
    return content_key(around(), repr((intro.html, intro.links, page and page.place.path, texts)))


def _seen(item: Page | Session | Speaker | Entry) -> tuple[object, ...]:
    return type(item).__name__, *(getattr(item, name) for name in _NAMES[type(item)])


_NAMES = {kind: [name for name in kind._fields if name not in _OWN] for kind in (Page, Session, Speaker, Entry)}
