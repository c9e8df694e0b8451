"""A card says what the event is, whatever its title, language and colour, and shows no box for a missing letter."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from generator.pictures.cards import SHAPES, Card, Fonts, draw_card, missing_letters
from generator.problems import ContentProblems

_FOLDER = Path(__file__).parents[2] / "assets" / "fonts"
FONTS = Fonts((_FOLDER / "title.ttf").read_bytes(), (_FOLDER / "text.ttf").read_bytes())
CARD = Card(
    "Example Conference: Data for Change",
    "Thursday 17 November 2022, 10:00–12:00",
    "Example House, Brussels · Online",
    ("Example Institute", "Sample Alliance"),
    "",
    "#003399",
    "ltr",
)
SOCIAL = SHAPES["social"]


def _drawn(card: Card, size: tuple[int, int] = SOCIAL) -> Image.Image:
    return Image.open(BytesIO(draw_card(card, size, FONTS))).convert("RGB")


def _box(image: Image.Image) -> tuple[int, int, int, int]:
    """What is not ground."""
    ground = image.getpixel((0, 0))
    assert isinstance(ground, tuple)
    box = ImageChops.difference(image, Image.new("RGB", image.size, ground)).getbbox()
    assert box
    return box


@pytest.mark.parametrize("size", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize(
    "title",
    [
        "A",
        "Data Day",
        "Bundesweite Fachkonferenz zur Weiterentwicklung der Datenschutz-Grundverordnung und des Jugendmedienschutzes",
        "Ασφαλές ψηφιακό μέλλον για τα παιδιά: δεδομένα για την αλλαγή",
        "Безопасно цифрово бъдеще за децата: данни за промяна",
        "Rindfleischetikettierungsüberwachungsauf",
        "W" * 90,
        "A title without an end " * 30,
    ],
)
def test_nothing_comes_near_the_edge(title: str, size: tuple[int, int]) -> None:
    names = tuple(f"Organising Institution {number}" for number in range(1, 13))
    left, top, right, bottom = _box(_drawn(CARD._replace(title=title, organizers=names), size))
    assert left >= 60
    assert top >= 60
    assert right <= size[0] - 60
    assert bottom <= size[1] - 60


@pytest.mark.parametrize("size", SHAPES.values(), ids=SHAPES)
def test_is_of_its_shape_and_light(size: tuple[int, int]) -> None:
    data = draw_card(CARD, size, FONTS)
    assert Image.open(BytesIO(data)).size == size
    assert len(data) < 100_000


def test_same_card_same_bytes() -> None:
    assert draw_card(CARD, SOCIAL, FONTS) == draw_card(CARD._replace(), SOCIAL, FONTS)


@pytest.mark.parametrize("text", ["title", "date", "place", "accent"])
def test_says_each_fact(text: str) -> None:
    other = CARD._replace(**{text: "#7a1f5c" if text == "accent" else "Something else 2023"})
    assert draw_card(other, SOCIAL, FONTS) != draw_card(CARD, SOCIAL, FONTS)


def test_a_status_crosses_the_card_from_edge_to_edge() -> None:
    assert _box(_drawn(CARD))[0] > 0
    for status in ("This event is cancelled", "أُلغيت هذه الفعالية"):
        left, _, right, _ = _box(_drawn(CARD._replace(status=status)))
        assert (left, right) == (0, SOCIAL[0])


def test_lines_begin_where_the_language_begins() -> None:
    card = CARD._replace(title="Data Day", date="", place="", organizers=())
    head = 0, 0, SOCIAL[0], 250
    left, _, right, _ = _box(_drawn(card).crop(head))
    mirrored = _box(_drawn(card._replace(direction="rtl")).crop(head))
    assert (mirrored[0], mirrored[2]) == pytest.approx((SOCIAL[0] - right, SOCIAL[0] - left), abs=8)
    assert left < 85


@pytest.mark.parametrize("accent", ["#003399", "#7a1f5c", "#ffee00", "#101010", "#f0f0f0", "#7f7f7f"])
def test_a_ground_is_in_the_accent(accent: str) -> None:
    ground = _drawn(CARD._replace(accent=accent)).getpixel((0, 0))
    assert isinstance(ground, tuple)
    assert all(abs(one - other) < 20 for one, other in zip(ground, bytes.fromhex(accent[1:]), strict=True))


def test_missing_letters_are_named_once() -> None:
    assert missing_letters("Łódź Ελλάδα България Україна Ђорђе — “€5” 10:00–12:00 …", FONTS) == ""
    assert missing_letters("東京 Tokyo 東 🎉", FONTS) == "東京🎉"
    assert missing_letters("مرحبا"[:2], FONTS) == "مر"


def test_marks_may_be_written_apart() -> None:
    apart = CARD._replace(title="Cafe\u0301 Zu\u0308rich")
    assert missing_letters(apart.title, FONTS) == ""
    assert draw_card(apart, SOCIAL, FONTS) == draw_card(CARD._replace(title="Café Zürich"), SOCIAL, FONTS)


def test_signs_without_a_glyph_are_left_out() -> None:
    party = CARD._replace(title="Data 🎉 Day \u2764\ufe0f", organizers=("Example Institute", "東京大学"))
    plain = CARD._replace(title="Data Day", organizers=("Example Institute",))
    assert draw_card(party, SOCIAL, FONTS) == draw_card(plain, SOCIAL, FONTS)


def test_numbers_of_the_date_stand_for_a_title_no_font_has() -> None:
    card = CARD._replace(title="子どもの未来", date="2022年11月17日 10:00–12:00", place="東京", organizers=())
    digits = card._replace(title="2022\u00a0·\u00a011\u00a0·\u00a017", date="", place="")
    assert draw_card(card, SOCIAL, FONTS) == draw_card(digits, SOCIAL, FONTS)


def test_a_date_of_the_first_language_stays_in_words() -> None:
    card = CARD._replace(title="子どもの未来")
    assert _box(_drawn(card).crop((0, 380, 1200, 480)))[2] > 600


def test_a_font_that_is_none_is_a_problem_of_the_assets() -> None:
    with pytest.raises(ContentProblems, match=r"assets/fonts:1:1: .* title\.ttf or text\.ttf is damaged"):
        draw_card(CARD, SOCIAL, Fonts(FONTS.title[:500], FONTS.text))


def test_many_organizers_are_counted() -> None:
    many = CARD._replace(organizers=tuple(f"Organising Institution {number}" for number in range(1, 13)))
    more = many._replace(organizers=(*many.organizers, "Organising Institution 13"))
    assert draw_card(many, SOCIAL, FONTS) != draw_card(more, SOCIAL, FONTS)


def test_thousands_of_organizers_are_counted_in_time() -> None:
    """Twenty seconds, where each number of names was tried."""
    began = time.process_time()
    draw_card(CARD._replace(organizers=tuple(f"Institution {number}" for number in range(4000))), SOCIAL, FONTS)
    assert time.process_time() - began < 8


def test_an_empty_card_is_still_a_picture() -> None:
    assert _drawn(Card("", "", "", (), "", "#003399", "ltr")).size == SOCIAL


def test_four_cards_are_drawn_in_less_than_a_build_has_to_spare() -> None:
    draw_card(CARD, SOCIAL, FONTS)
    began = time.process_time()
    for size in SHAPES.values():
        draw_card(CARD, size, FONTS)
    assert time.process_time() - began < 0.4  # 0.07 s on a machine with nothing else to do
