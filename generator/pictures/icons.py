"""The icons of the site, made of its accent and the initials of its name, and the manifest that names them.

None is an SVG: its letters would need outlines, which Pillow does not give, or a font of the reader's.
"""

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import normalize
from zlib import Z_RLE

from generator.color import tints
from generator.pictures.cards import drawable, telling_of_fonts

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

FAVICON = "favicon.ico"
# Apple, "Configuring Web Applications": iOS rounds the icon itself.
APPLE_ICON = "icon-180.png"
# Width in pixels, and whether the icon is filled to its edges; beside the manifest (Chrome, "Web app manifest: icons").
ICONS = {
    APPLE_ICON: (180, True),
    "icon-192.png": (192, False),
    "icon-512.png": (512, False),
    "icon-512-maskable.png": (512, True),
}

_FAVICON_SIZES = (16, 32, 48)
_FINE = 4  # shapes are drawn larger and reduced, for a smooth outline


def letters_of(short_title: str) -> str:
    """One or two initials: "DC" for "Data for Change", "F" for "Forum 2022"; "" for a name without letters."""
    initials = re.findall(r"(?<!\w)[^\W\d_]", normalize("NFC", short_title))
    capitals = [letter for letter in initials if letter.isupper()]
    return "".join(capitals or initials)[:2].upper()


@telling_of_fonts()
def draw_icon(letters: str, accent: str, size: int, font: bytes, *, maskable: bool = False) -> bytes:
    """A square PNG, rounded with clear corners; or filled, for systems that cut icons to a shape of their own.

    A filled one keeps its letters in the circle that no shape cuts into (W3C, "Web Application Manifest", icon masks).
    """
    file = BytesIO()
    _icon(letters, accent, size, font, maskable).save(file, "PNG", compress_type=Z_RLE)
    return file.getvalue()


@telling_of_fonts()
def draw_favicon(letters: str, accent: str, font: bytes) -> bytes:
    """An ICO file of the sizes browsers show in tabs, lists and on desktops; the smallest has room for one letter."""
    from PIL import IcoImagePlugin  # noqa: F401 - or Pillow looks for it among all its formats, and imports each

    icons = [_icon(letters if size > 16 else letters[:1], accent, size, font, False) for size in _FAVICON_SIZES]
    file = BytesIO()
    icons[-1].save(file, "ICO", sizes=[icon.size for icon in icons], append_images=icons)
    return file.getvalue()


def manifest(name: str, short_name: str, language: str, direction: str, color: str, root: str = "./") -> bytes:
    """The JSON of manifest.webmanifest (W3C, "Web Application Manifest"); icons lie at `root` as it is seen from there."""
    icons = [
        {
            "src": f"{root.removeprefix('./')}{path}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": "maskable" if filled else "any",
        }
        for path, (size, filled) in ICONS.items() if path != APPLE_ICON
    ]  # fmt: skip
    values = {
        "name": name, "short_name": short_name, "lang": language, "dir": direction, "start_url": "./", "scope": "./",
        "display": "browser", "theme_color": color, "background_color": "#ffffff", "icons": icons,
    }  # fmt: skip
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()


def _icon(letters: str, accent: str, size: int, font: bytes, filled: bool) -> "Image":
    from PIL import Image

    ground, ink = tints(accent, 2)
    image = Image.new("RGB", (size, size), ground)
    image.paste(ink, mask=_sign(drawable(letters, font), size, font, 0.58 if filled else 0.7))
    if not filled:
        image.putalpha(_shape(size, lambda draw, end: draw.rounded_rectangle((0, 0, end, end), 0.2 * end, 255)))
    return image


def _sign(letters: str, size: int, font: bytes, share: float) -> "Image":
    """A mask of the letters, as wide as that share of the icon or half as high; of a disc if there are none."""
    if not letters:
        return _shape(size, lambda draw, end: draw.circle((end / 2, end / 2), end * share / 3, 255))
    from PIL import Image, ImageDraw, ImageFont

    left, top, right, bottom = ImageFont.truetype(BytesIO(font), 100).getbbox(letters, anchor="ls")
    scale = share * size / max(right - left, 1.3 * (bottom - top))
    mask = Image.new("L", (size, size))
    start = (size - scale * (left + right)) / 2, (size - scale * (top + bottom)) / 2
    ImageDraw.Draw(mask).text(start, letters, 255, ImageFont.truetype(BytesIO(font), 100 * scale), "ls")
    return mask


def _shape(size: int, draw: Callable[["ImageDraw", int], None]) -> "Image":
    from PIL import Image, ImageDraw

    large = Image.new("L", (_FINE * size, _FINE * size))
    draw(ImageDraw.Draw(large), _FINE * size - 1)
    return large.reduce(_FINE)
