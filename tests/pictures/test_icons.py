"""Icons carry the event's colour and initials, fill what a system cuts, and are named in the manifest."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from generator.pictures.icons import APPLE_ICON, ICONS, draw_favicon, draw_icon, letters_of, manifest

FONT = (Path(__file__).parents[2] / "assets" / "fonts" / "title.ttf").read_bytes()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Data for Change", "DC"),
        ("Forum 2022", "F"),
        ("SDF 2022", "S"),
        ("kick-off", "KO"),
        ("“Safe Digital Futures”", "SD"),
        ("Безопасно бъдеще", "Б"),
        ("2nd 2022", ""),
        ("", ""),
    ],
)
def test_initials_of_a_name(name: str, letters: str) -> None:
    assert letters_of(name) == letters


@pytest.mark.parametrize(("size", "maskable"), ICONS.values(), ids=ICONS)
def test_icon_is_in_the_accent_with_clear_or_filled_corners(size: int, maskable: bool) -> None:
    icon = Image.open(BytesIO(draw_icon("DC", "#003399", size, FONT, maskable=maskable)))
    assert icon.size == (size, size)
    corner, side = icon.convert("RGBA").getpixel((0, 0)), icon.convert("RGBA").getpixel((size // 2, 2))
    assert corner == ((0, 0x33, 0x99, 255) if maskable else (0, 0x33, 0x99, 0))
    assert side == (0, 0x33, 0x99, 255)


@pytest.mark.parametrize("letters", ["W", "WW", "ЩЩ", ""])
def test_no_mask_cuts_into_a_maskable_icon(letters: str) -> None:
    icon = Image.open(BytesIO(draw_icon(letters, "#101010", 512, FONT, maskable=True))).convert("L")
    box = icon.point(lambda value: 255 if value > 40 else 0).getbbox()
    assert box
    farthest = max((x - 256) ** 2 + (y - 256) ** 2 for x in box[::2] for y in box[1::2]) ** 0.5
    assert farthest < 0.4 * 512


def test_letters_without_a_glyph_become_a_disc() -> None:
    assert draw_icon("م", "#003399", 192, FONT) == draw_icon("", "#003399", 192, FONT)
    assert draw_icon("M", "#003399", 192, FONT) != draw_icon("", "#003399", 192, FONT)


def test_favicon_has_the_sizes_of_tabs_and_lists() -> None:
    favicon = Image.open(BytesIO(draw_favicon("DC", "#003399", FONT)))
    assert favicon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert draw_favicon("DC", "#003399", FONT) == draw_favicon("DC", "#003399", FONT)


def test_manifest_names_the_site_and_its_icons() -> None:
    values = json.loads(manifest("Example Conference 2022", "Example", "el", "ltr", "#003399"))
    assert (values["name"], values["short_name"], values["lang"]) == ("Example Conference 2022", "Example", "el")
    assert values["theme_color"] == "#003399"
    assert {icon["src"] for icon in values["icons"]} == ICONS.keys() - {APPLE_ICON}
    assert [icon["sizes"] for icon in values["icons"] if icon["purpose"] == "maskable"] == ["512x512"]
    assert not values["start_url"].startswith("/")
