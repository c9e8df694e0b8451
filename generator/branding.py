"""The event's face outside its own pages: link previews, icons and the manifest, made of its facts and its accent."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.cache import content_key
from generator.files import Recipe, Target
from generator.locale import text_direction
from generator.memory import remembered
from generator.pages.edition import Edition
from generator.pages.facts import banner, facts_view, places
from generator.problems import Message, Place, notice
from generator.regex import regex

if TYPE_CHECKING:
    from generator.pictures.cards import Card, Fonts

TITLE_FONT, TEXT_FONT = "fonts/title.ttf", "fonts/text.ttf"
# Change it when the drawing of cards or icons changes.
_VERSION = "1"
_PLACE = Place("site.yaml")
# What the fonts of the house certainly have need not be looked up: Latin, Greek, Cyrillic and punctuation.
_UNUSUAL = regex("[^\\0-\u024f\u0370-\u045f\u2010-\u2026]")


def cards(edition: Edition, original: Edition) -> Iterator[Target]:
    """The pictures of link previews and search results: drawn, unless site.yaml names a picture; that the event is off is always drawn."""
    from generator.pictures.cards import SHAPES, draw_card
    from generator.pictures.renditions import cut_to, encode, rendition_key

    fonts, card, photo = _fonts(edition), _card(edition), edition.social_photo
    if edition.site.prefix and _lost(card, fonts):
        card = _card(original)
    for shape, size in SHAPES.items():
        path = edition.social_path(shape).lstrip("/")
        if photo:
            rendition = cut_to(photo, size)
            yield Target(path, _PLACE, Recipe(rendition_key(rendition), partial(encode, rendition)))
        else:
            yield _drawn(path, partial(draw_card, card, size, fonts), repr((card, size)), fonts.title, fonts.text)


def _card(edition: Edition) -> "Card":
    from generator.pictures.cards import Card

    facts, language, _ = edition.site.facts, edition.language, edition._
    view = facts_view(edition, "/")
    return Card(
        title=facts.event.title,
        date=_("{date}, {time}").format(date=view.date_text, time=_("–").join((view.start_text, view.end_text)))
        if view.start_text
        else view.date_text,
        place=" · ".join(places(facts, language, _)),
        organizers=tuple(organizer.name for organizer in facts.organizers),
        status=banner(facts.event, language, _),
        accent=facts.site.accent_color,
        direction=text_direction(language),
    )


def icons(edition: Edition) -> Iterator[Target]:
    """The same for all languages."""
    from generator.pictures.icons import FAVICON, ICONS, draw_favicon, draw_icon, letters_of

    facts, font = edition.site.facts, edition.site.assets[TITLE_FONT]
    letters, accent = letters_of(edition.title), facts.site.accent_color
    yield _drawn(FAVICON, partial(draw_favicon, letters, accent, font), repr((FAVICON, letters, accent)), font)
    for path, (size, is_filled) in ICONS.items():
        make = partial(draw_icon, letters, accent, size, font, maskable=is_filled)
        yield _drawn(path, make, repr((size, is_filled, letters, accent)), font)


def manifest_of(edition: Edition) -> bytes:
    from generator.pictures.icons import manifest

    direction, root = text_direction(edition.language), edition.shared_href("/", "/")
    return manifest(edition.site.facts.event.title, edition.title, edition.language, direction, edition.color, root)


def _drawn(path: str, make: Callable[[], bytes], parts: str, *fonts: bytes) -> Target:
    return Target(path, _PLACE, Recipe(content_key("drawn", _VERSION, parts, *map(_digest, fonts)), make))


@remembered(is_shared=True)
def _digest(font: bytes) -> str:
    """Of half a megabyte, once for all pictures and languages."""
    return content_key(font)


def undrawable(edition: Edition) -> Iterator[Message]:
    """A notice for each text of the link preview that its font lacks letters for.

    A translation needs none: where its own words cannot be drawn, the original's are.
    """
    lost = {} if edition.social_photo else _lost(_card(edition), _fonts(edition))
    for name, letters in lost.items():
        phrase = f"the picture for link previews cannot show {letters[:12]} of the {name}: its font lacks them"
        yield notice(_PLACE, phrase, f'add "image: …" under "event:", or a font that has them as assets/{TITLE_FONT}')


def _lost(card: "Card", fonts: "Fonts") -> dict[str, str]:
    """The letters that the fonts lack, by what they are wanted for."""
    from generator.pictures.cards import missing_letters

    texts = {"title": card.title, "place": card.place, "organisers": " ".join(card.organizers)}
    unusual = {name: text for name, text in texts.items() if _UNUSUAL.search(text)}
    return {name: letters for name, text in unusual.items() if (letters := missing_letters(text, fonts))}


def _fonts(edition: Edition) -> "Fonts":
    from generator.pictures.cards import Fonts

    return Fonts(edition.site.assets[TITLE_FONT], edition.site.assets[TEXT_FONT])
