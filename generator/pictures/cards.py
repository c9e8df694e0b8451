"""The picture shown where a link to the event is shared: its facts in one language, set like a programme's cover.

A card is drawn as the share of ink in each pixel and coloured through a palette from ground to ink, which makes it
quick to draw and small to send. Measures are in hundredths of the side of a square as large as the card.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from io import BytesIO
from itertools import accumulate, chain, takewhile
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize
from zlib import Z_RLE

from generator.color import tints
from generator.problems import ContentProblems, Place, problem
from generator.regex import regex

if TYPE_CHECKING:
    from PIL.Image import Image

# Pixels: the social image as Open Graph readers crop it, and the shapes search engines ask for
# (Google Search Central, "Event structured data": image).
SHAPES = {"social": (1200, 630), "16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1200, 1200)}

_MARGIN, _GAP, _BAND, _RULE, _HEAVY = 8.5, 4.0, 10.0, 0.35, 9.0
_LARGEST, _STATUS, _TEXT, _SMALL = 16.0, 5.2, 4.3, 3.2
_MOST = 500  # characters of a text: no more find room, and trying takes time
_LEAST = 0.036  # of the card's width: a word of 40 letters has the room
_SOLID, _SOFT, _FAINT = 255, 215, 110  # shares of ink, of 255
_CAP, _LEADING = 0.67, 1.14  # of the title's size: height of a capital, from line to line
_TINTS = 64

_INVISIBLE = regex("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_SHAPED = regex("[\u0590-\u109f\u1700-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc]")  # Hebrew, Arabic, Indic …
_CLAUSE = regex(r"([:.?!]) ")
_BREAK = regex(r"(?<= )|(?<=\n)|(?<=[-–/])(?=[^\W\d])")


class Card(NamedTuple):
    """What a card says in one language, "ltr" or "rtl", and the event's accent ("#003399"); a text may be empty."""

    title: str
    date: str
    place: str
    organizers: tuple[str, ...]
    status: str
    accent: str
    direction: str


class Fonts(NamedTuple):
    """The contents of two TrueType or OpenType files: for the title and the status, and for the rest."""

    title: bytes
    text: bytes


@contextmanager
def telling_of_fonts() -> Iterator[None]:
    """Make a problem of a font that is damaged, which may turn out at any letter."""
    try:
        yield
    except OSError as error:
        phrase = "the pictures for link previews cannot be drawn: title.ttf or text.ttf is damaged"
        remedy = "delete your own; the repository's takes its place"
        raise ContentProblems([problem(Place("assets/fonts"), phrase, remedy)]) from error


@telling_of_fonts()
def draw_card(card: Card, size: tuple[int, int], fonts: Fonts) -> bytes:
    """A PNG of `size` pixels, the same for the same card. What its fonts cannot draw is left out."""
    card = _drawable_card(card, fonts)
    sheet = _Sheet(size, fonts, card.direction)
    bottom = sheet.foot([card.date, card.place], card.organizers)
    bottom = sheet.band(card.status, bottom) if card.status else sheet.rule(bottom)
    if card.title:
        sheet.title(card.title, bottom)
    return _png(sheet.image, card.accent)


@telling_of_fonts()
def missing_letters(text: str, fonts: Fonts) -> str:
    """The characters of a text that one of the fonts cannot draw, each once, in the order of the text."""
    text = normalize("NFC", text)
    lost = _lost(text, fonts.title) | _lost(text, fonts.text)
    return "".join(letter for letter in dict.fromkeys(text) if letter in lost)


def _png(ink: "Image", accent: str) -> bytes:
    """A PNG of a picture in mode L, whose values are shares of ink on a ground in the accent."""
    image = ink.point([round(value * (_TINTS - 1) / 255) for value in range(256)])
    image.putpalette(bytes(chain.from_iterable(tints(accent, _TINTS))))
    file = BytesIO()
    image.save(file, "PNG", compress_type=Z_RLE)  # three times as quick as the default, and hardly larger
    return file.getvalue()


def drawable(text: str, font: bytes) -> str:
    """The text without the words and signs its font lacks; nothing if too little is left to be understood."""
    text = normalize("NFC", text if _SHAPED.search(text) else _INVISIBLE.sub("", text))[:_MOST]
    lost, words = _lost(text, font), re.split(r"[ \t\n]+", text.strip())
    kept = [word for word in words if not any(letter.isalnum() for letter in lost.intersection(word))]
    if 3 * len(kept) < 2 * len(words):
        return ""
    return " ".join(filter(None, ("".join(letter for letter in word if letter not in lost) for word in kept)))


def _lost(text: str, data: bytes) -> set[str]:
    """The characters a font has no glyph for: they measure the same as one that no font has."""
    from PIL import ImageFont, features

    font = ImageFont.truetype(BytesIO(data), 1000, layout_engine=ImageFont.Layout.BASIC)

    def measures(letter: str) -> tuple[object, float]:
        return font.getbbox(letter), font.getlength(letter)

    none, shaping = measures("\uffff"), features.check("raqm")
    visible = {letter for letter in set(text) if not letter.isspace() and not _INVISIBLE.match(letter)}
    return {letter for letter in visible if measures(letter) == none or (_SHAPED.match(letter) and not shaping)}


@lru_cache(4)  # in every shape it is the same
def _drawable_card(card: Card, fonts: Fonts) -> Card:
    """The card in letters its fonts have; the numbers of the date stand for a date or title they cannot draw."""
    numbers = re.findall(r"(?<![\d:])\d+(?![\d:])", card.date)
    spare = drawable("\u00a0·\u00a0".join(numbers if card.direction == "ltr" else reversed(numbers)), fonts.text)
    title, date = drawable(card.title, fonts.title), drawable(card.date, fonts.text) or spare
    return card._replace(
        title=title or drawable(spare, fonts.title),
        date="" if date == spare and not title else date,
        place=drawable(card.place, fonts.text),
        organizers=tuple(filter(None, (drawable(name, fonts.text) for name in card.organizers))),
        status=drawable(card.status, fonts.title) or (card.status and "×"),
    )


class _Face:
    """A font at a size in pixels, and how a text is set in it."""

    def __init__(self, data: bytes, size: float) -> None:
        from PIL import ImageFont

        self.size = size
        self.font = ImageFont.truetype(BytesIO(data), size)
        self.length = cache(self.font.getlength)

    def longest(self, text: str) -> float:
        """The length of what should not be broken."""
        return max(self.length(piece.rstrip()) for piece in _BREAK.split(text))

    def lines(self, text: str, room: float) -> list[str]:
        """The text in lines no longer than `room` pixels."""
        lines, left = list[str](), -1.0
        for piece in self._pieces(text, room):
            if self.length(piece.rstrip()) > left:
                lines.append("")
                left = room
            lines[-1] += piece
            left = left - self.length(piece) if not piece.endswith("\n") else -1.0
        return [line.rstrip(" \n\u00a0·") for line in lines]

    def cut(self, lines: list[str], room: float, most: int) -> list[str]:
        """At most so many lines; the last one says with an ellipsis that there were more."""
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while self.length(last + "…") > room:
            last = last[:-1].rstrip()
        return [*lines[: most - 1], last + "…"]

    def _pieces(self, text: str, room: float) -> Iterator[str]:
        for piece in _BREAK.split(text) if text else ():
            while self.length(piece.rstrip()) > room:
                end = next((end for end in range(len(piece) - 1, 1, -1) if self.length(piece[:end]) <= room), 1)
                yield piece[:end]
                piece = piece[end:]
            yield piece


class _Sheet:
    """The paper: its measures in pixels, and the side on which lines begin."""

    def __init__(self, size: tuple[int, int], fonts: Fonts, direction: str) -> None:
        from PIL import Image, ImageDraw

        self.image, self._fonts, self._rtl = Image.new("L", size), fonts, direction == "rtl"
        self._unit = min(sqrt(size[0] * size[1]) / 100, size[0] / 110)
        self._margin = _MARGIN * self._unit
        self._room = size[0] - 2 * self._margin
        self._draw = ImageDraw.Draw(self.image)

    def foot(self, facts: Sequence[str], organizers: Sequence[str]) -> float:
        """The facts, below them the organizers, at the foot; returns where something may stand above them."""
        small, text = _Face(self._fonts.text, _SMALL * self._unit), _Face(self._fonts.text, _TEXT * self._unit)
        bottom = self._stack(self._names(organizers, small), small, self.image.height - self._margin, _SOFT)
        lines = [line for fact in facts for line in text.cut(text.lines(fact, self._room), self._room, 2)]
        return self._stack(lines, text, bottom, _SOLID)

    def rule(self, bottom: float) -> float:
        """A thin rule that begins with a heavy one; returns where the title must end."""
        begin, end = self._margin, self._margin + self._room
        heavy = end - _HEAVY * self._unit if self._rtl else begin
        self._draw.rectangle((begin, bottom, end, bottom + _RULE * self._unit), _FAINT)
        self._draw.rectangle(
            (heavy, bottom - _RULE * self._unit, heavy + _HEAVY * self._unit, bottom + _RULE * self._unit), _SOLID
        )
        return bottom - _GAP * self._unit

    def band(self, status: str, bottom: float) -> float:
        """The status, cut out of a band of ink across the sheet; returns where the title must end."""
        size = _STATUS * self._unit
        face = _Face(self._fonts.title, min(size, size * self._room / _Face(self._fonts.title, size).length(status)))
        bottom, top = bottom + self._unit, bottom - (_BAND - 1) * self._unit
        self._draw.rectangle((0, top, self.image.width, bottom), _SOLID)
        self._line(status, face, (top + bottom + _CAP * face.size) / 2, 0)
        return top - _GAP * self._unit

    def title(self, text: str, bottom: float) -> None:
        """The title at the head, as large as it fits; it may begin a line after a colon or a full stop."""
        face, lines = self._fitted(text, bottom - self._margin)
        clauses = self._fitted(_CLAUSE.sub("\\1\n", text), bottom - self._margin)
        if clauses[0].size > 0.8 * face.size:
            face, lines = clauses
        for number, line in enumerate(lines):
            self._line(line, face, self._margin + (_CAP + number * _LEADING) * face.size, _SOLID)

    def _fitted(self, text: str, height: float) -> tuple[_Face, list[str]]:
        """The largest size at which a text fits, and its lines, which are of about the same length."""
        probe = _Face(self._fonts.title, 100)
        longest = max(1, probe.longest(text))

        def tried(size: float) -> tuple[float, list[str], float]:
            room = 100 * self._room / size
            return room, probe.lines(text, room), 1 + (height / size - 1) / _LEADING

        size = max(_LEAST * self.image.width, min(_LARGEST * self._unit, 100 * self._room / longest))
        room, lines, most = tried(size)
        while len(lines) > most and size > _LEAST * self.image.width:
            size *= 0.96
            room, lines, most = tried(size)
        if len(lines) > most:
            return _Face(self._fonts.title, size), probe.cut(lines, room, max(1, int(most)))
        while 0.97 * room > longest and len(narrower := probe.lines(text, 0.97 * room)) == len(lines):
            room, lines = 0.97 * room, narrower
        return _Face(self._fonts.title, size), lines

    def _names(self, names: Sequence[str], face: _Face) -> list[str]:
        """Names in at most two lines, each name on one of them where it has the room; "+3" stands for three more."""
        whole = [name.replace(" ", "\u00a0") if face.length(name) < self._room else name for name in names]
        lines = list[str]()
        # Of thousands no more are tried than may fit; letters set close take a little less room than each alone.
        lengths = accumulate(face.length(name) for name in whole)
        most = sum(1 for _ in takewhile(lambda length: length < 3 * self._room, lengths))
        for shown in range(max(most, 1), 0, -1):
            rest = [f"+{len(whole) - shown}"] if shown < len(whole) else []
            lines = face.lines("\u00a0· ".join(whole[:shown] + rest), self._room)
            if len(lines) <= 2:
                break
        return face.cut(lines, self._room, 2)

    def _stack(self, lines: list[str], face: _Face, bottom: float, ink: int) -> float:
        """Lines whose last one stands on `bottom`; returns where a rule or another stack may stand above them."""
        for line in reversed(lines):
            self._line(line, face, bottom, ink)
            bottom -= 1.4 * face.size
        return bottom - 0.7 * face.size if lines else bottom

    def _line(self, text: str, face: _Face, baseline: float, ink: int) -> None:
        """A line on its baseline; its first letter stands on the margin, not the space before that letter."""
        space = (face.font.getmask(text[0]).getbbox() or (0,))[0]
        start = self.image.width - self._margin if self._rtl else self._margin - space
        self._draw.text((start, baseline), text, ink, face.font, "rs" if self._rtl else "ls")
