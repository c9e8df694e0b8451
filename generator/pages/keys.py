"""What a page is made of, as one key: two pages of the same key are the same page, and the second need not be made.

The key of a page is the hash of the texts it shows and of its *surroundings*: all that can be seen of the site from any
page, which is everything but the texts of others. So an edited word makes one page again, an edited title or fact all
of them, since menus, credits and links may name it. The home page, which tells the time, has no key.
"""

from collections.abc import Callable

from generator.cache import content_key
from generator.model import Page, Session, Speaker
from generator.pages.edition import Edition
from generator.texts import Prose

# Texts and where they stand: nothing that is seen from another page.
_OWN = {"body", "prose", "places", "place", "photo_place", "redirects"}


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


def key_of(item: Page | Session | Speaker, around: Callable[[], str]) -> str:
    """The key of an item's own page. `around` gives that of its surroundings, where all else stands that the page shows:
    of what calendars are told of a session too, as that is made of its facts and its words.
    """
    name = item.name if isinstance(item, Page) else item.id
    path = item.body.path if not isinstance(item, Page) and item.body else ""
    return content_key(around(), type(item).__name__, name, path, item.place.path, *_words(item.prose))


def key_of_agenda(page: Page | None, edition: Edition, around: Callable[[], str]) -> str:
    """The key of the agenda: it shows the words of sessions without a page, and calendars on the web are told all."""
    agenda = edition.site.agenda
    are_told = edition.has_services("/agenda/")
    intro = _words(agenda.intro_prose), agenda.words_language, page and page.place.path
    days = [(_words(day.prose), day.words_language) for day in agenda.days]
    texts = [
        (each.id, _words(each.prose), each.body.path)
        for each in agenda.sessions
        if each.body and (are_told or not each.has_page)
    ]
    return content_key(around(), repr((intro, days, texts)))


def key_of_speakers(page: Page | None, edition: Edition, around: Callable[[], str]) -> str:
    """The key of the list of speakers, which shows all that is said of them."""
    texts = [(_words(each.prose), each.place.path) for each in edition.site.speakers]
    return content_key(around(), repr((_words(edition.site.speakers_intro), page and page.place.path, texts)))


def _words(prose: Prose) -> tuple[str, str]:
    """What pages show of a text; and calendars, since the plain text is made of the HTML."""
    return prose.html, repr(prose.links)


def _seen(item: Page | Session | Speaker) -> tuple[object, ...]:
    return type(item).__name__, *(getattr(item, name) for name in _NAMES[type(item)])


_NAMES = {kind: [name for name in kind._fields if name not in _OWN] for kind in (Page, Session, Speaker)}
