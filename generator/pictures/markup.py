"""How a picture stands in a page: which sizes its place there asks for, and the HTML that lets browsers choose."""

from collections.abc import Callable
from typing import Literal

from markupsafe import Markup

from generator.pictures.renditions import Picture, Rendition, rendition_name, renditions

Use = Literal["text", "card", "portrait", "logo"]

# CSS pixels: of a column of text, of a card's and a page's portrait, of the box a logo is fitted into (style.css).
_COLUMN, _CARD, _PORTRAIT, _LOGO = 672, 88, 160, (192, 48)


def shown_renditions(picture: Picture, use: Use) -> tuple[Rendition, ...]:
    """The files a use of the picture needs, for screens of one and two dots a CSS pixel."""
    if use == "text":
        return renditions(picture, (480, 960, 2 * _COLUMN))
    if use == "logo":
        width = _logo_width(picture)
        return renditions(picture, (width, 2 * width))
    size = _CARD if use == "card" else _PORTRAIT
    return renditions(picture, (size, 2 * size), square=True)


def picture_markup(
    picture: Picture, use: Use, address_of: Callable[[str], str], alt: str = "", is_lazy: bool = True
) -> Markup:
    """A picture element with the sizes of `shown_renditions`, WebP first; `address_of` is given each file's name.

    Width and height are the shape that is kept free before anything has loaded (no layout shift).
    """
    files = shown_renditions(picture, use)
    webp = [each for each in files if each.format == "WEBP"]
    own = [each for each in files if each.format == picture.format] or webp
    width, height = _shown_size(picture, use)
    sizes = f"(min-width: {_COLUMN + 32}px) {_COLUMN}px, 92vw" if use == "text" and width >= _COLUMN else f"{width}px"
    source = Markup("")
    if webp and own is not webp:
        source = Markup('<source type="image/webp" srcset="{}" sizes="{}">').format(_srcset(webp, address_of), sizes)
    srcset = Markup(' srcset="{}" sizes="{}"').format(_srcset(own, address_of), sizes) if len(own) > 1 else Markup("")
    lazy = Markup(' loading="lazy"') if is_lazy else Markup("")
    return Markup(
        '<picture>{}<img class="{}" src="{}"{} width="{}" height="{}" alt="{}" decoding="async"{}></picture>'
    ).format(source, f"picture-{use}", address_of(rendition_name(own[0])), srcset, width, height, alt, lazy)


def _srcset(files: list[Rendition], address_of: Callable[[str], str]) -> str:
    return ", ".join(f"{address_of(rendition_name(each))} {each.width}w" for each in files)


def _shown_size(picture: Picture, use: Use) -> tuple[int, int]:
    """CSS pixels."""
    if use in ("card", "portrait"):
        size = _CARD if use == "card" else _PORTRAIT
        return size, size
    width = _logo_width(picture) if use == "logo" else min(_COLUMN, picture.width)
    return width, max(1, round(picture.height * width / picture.width))


def _logo_width(picture: Picture) -> int:
    width, height = _LOGO
    return max(1, min(width, round(picture.width * height / picture.height)))
