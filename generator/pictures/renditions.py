"""Photos and logos in the sizes they are shown: upright, in sRGB, without metadata, never larger than they came.

The way of a picture: `read_picture` looks at its header alone, `renditions` says which files there will be and
`rendition_name` their addresses, and `encode` makes one, which the caller keeps in a cache. So a build decodes only what
is new. A picture that breaks off halfway is found by `encode`, as nothing less than decoding finds it.

Measured on a made-up photo of 4000 × 3000 (JPEG, 1.0 MB), decoding included, at widths of 400, 800 and 1344 pixels:
WebP 23, 58 and 115 kB in 20, 65 and 150 ms; JPEG 27, 78 and 164 kB in 15, 35 and 85 ms. WebP's method 6 saves 2 to 5 %
for twice the time to encode, AVIF 10 to 20 % for three to seven times. libjpeg halves while it decodes (draft): rms 1 to
1.5 of 255 from a full decode, in a third to a tenth of its time; quality 80 is off by 6 to 12.
"""

import struct
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.addresses import slugify
from generator.cache import content_key
from generator.pictures.vector import clean_svg
from generator.problems import ContentProblems, Message, Place, notice, problem

if TYPE_CHECKING:
    from PIL.Image import Image

_RECIPE = "1"  # one more whenever `encode` makes other bytes of the same picture: addresses and cache follow
_MAX_SIDE = 16383  # libwebp's WEBP_MAX_DIMENSION
# What is made of what is read. A browser without WebP shows no AVIF either; a GIF in a new size wants more colours.
_MADE_OF = {
    "JPEG": ("WEBP", "JPEG"),
    "PNG": ("WEBP", "PNG"),
    "GIF": ("WEBP",),
    "WEBP": ("WEBP",),
    "AVIF": ("WEBP",),
    "SVG": ("SVG",),
}
_ENDINGS = {
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "GIF": (".gif",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "SVG": (".svg",),
}
_NOT_FOR_THE_WEB = {
    b"II*\0": "TIFF", b"MM\0*": "TIFF", b"BM": "BMP", b"8BPS": "Photoshop", b"%PDF": "PDF", b"%!PS": "EPS",
}  # fmt: skip
_OPTIONS: dict[str, dict[str, Any]] = {
    "WEBP": {"quality": 80, "method": 4},
    "JPEG": {"quality": 80, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
}
_UPRIGHT = {
    2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90",
}  # fmt: skip
# What Pillow raises at damaged pictures, by format and by how they are damaged; found by trying 18 000 of them.
_DAMAGE = (
    OSError, SyntaxError, ValueError, EOFError, OverflowError,
    IndexError, AssertionError, RuntimeError, struct.error,
)  # fmt: skip
_SAVE_AS = "save it as JPEG or PNG"
_SMALLER = "save it smaller: 4000 pixels are enough each way"
_ONCE_MORE = "copy or export it once more"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it was read: its path below content/, its format as Pillow names it, its upright size in pixels."""

    name: str
    data: bytes = field(repr=False, compare=False)
    digest: str
    format: str
    width: int
    height: int
    place: Place


class Rendition(NamedTuple):
    """One file to be made of a picture; where its shape is another one, it is cut from the middle."""

    source: Picture
    format: str
    width: int
    height: int
    is_cut: bool = False


def read_picture(name: str, data: bytes, place: Place) -> tuple[Picture | None, list[Message]]:
    """The picture, or none if browsers could not show it, and what is wrong with it. Reads the header only."""
    if name.lower().endswith(".svg"):
        drawing, messages = clean_svg(name, data, place)
        size = (drawing.width, drawing.height) if drawing else (0, 0)
        return _picture(name, drawing.data, "SVG", size, place) if drawing else None, messages
    from PIL.Image import DecompressionBombError, DecompressionBombWarning

    try:
        image, orientation = _open(data)
    except (DecompressionBombError, DecompressionBombWarning):
        return None, [problem(place, f'"{name}" has more pixels than can be read safely', _SMALLER)]
    except _DAMAGE:
        return None, [problem(place, *_what_it_is(name, data))]
    if max(image.size) > _MAX_SIDE:
        phrase = f'"{name}" is {image.width} × {image.height} pixels, and WebP has room for {_MAX_SIDE} each way'
        return None, [problem(place, phrase, _SMALLER)]
    format = "JPEG" if image.format == "MPO" else str(image.format)  # MPO: a phone's JPEG with a second one behind it
    size = image.size[::-1] if orientation >= 5 else image.size
    return _picture(name, data, format, size, place), _notices(name, image, format, place)


def renditions(picture: Picture, widths: Sequence[int], square: bool = False) -> tuple[Rendition, ...]:
    """The files for these widths in device pixels, WebP first, narrow first; the picture's own width is the widest.

    An SVG is one file, as it is, whatever the widths.
    """
    if picture.format == "SVG":
        return (Rendition(picture, "SVG", picture.width, picture.height),)
    width, height = picture.width, picture.height
    if square:
        width = height = min(width, height)
    return tuple(
        Rendition(picture, format, each, max(1, round(height * each / width)), square)
        for format in _MADE_OF[picture.format]
        for each in sorted({min(each, width) for each in widths})
    )


def cut_to(picture: Picture, size: tuple[int, int]) -> Rendition:
    """The middle of the picture as a JPEG of exactly this size in pixels, for link previews."""
    return Rendition(picture, "JPEG", *size, is_cut=True)


def rendition_key(rendition: Rendition) -> str:
    """What stands for the bytes of a rendition before they are made: a hash of all they depend on."""
    shape = f"{rendition.format} {rendition.width}×{rendition.height}"  # which says whether it is cut, too
    return content_key(rendition.source.digest, shape, _RECIPE, _version(rendition))


def rendition_name(rendition: Rendition) -> str:
    """The path of a rendition, the same for the same bytes: ``photos/speaker-1-400.0123456789.webp``."""
    path = PurePosixPath(rendition.source.name)
    stem = slugify(path.stem) or "picture"
    ending = _ENDINGS[rendition.format][0]
    name = f"{stem}-{rendition.width}.{rendition_key(rendition)[:10]}{ending}"
    return "/".join([*(slugify(part) or "pictures" for part in path.parts[:-1]), name])


def encode(rendition: Rendition) -> bytes:
    """The bytes of a rendition, the same each time.

    Raises `ContentProblems` if the picture breaks off or is damaged behind its header.
    """
    if rendition.format == "SVG":
        return rendition.source.data
    try:
        image = _in_srgb(_resized(rendition))
    except _DAMAGE as damage:
        phrase = f'"{rendition.source.name}" breaks off or is damaged'
        raise ContentProblems([problem(rendition.source.place, phrase, _ONCE_MORE)]) from damage
    image.info.clear()  # the profile, comments and all else Pillow would write again
    if rendition.format == "WEBP" and rendition.source.format in ("PNG", "GIF"):
        # a logo is smaller without loss, a photo or gradient with it: only trying tells
        return min(_saved(image, "WEBP", **_OPTIONS["WEBP"]), _saved(image, "WEBP", lossless=True, method=4), key=len)
    return _saved(image, rendition.format, **_OPTIONS[rendition.format])


def _picture(name: str, data: bytes, format: str, size: tuple[int, int], place: Place) -> Picture:
    return Picture(name, data, content_key(data), format, *size, place)


def _open(data: bytes) -> "tuple[Image, int]":
    """The picture, not decoded yet, and how it is turned: 1 to 8."""
    from PIL import AvifImagePlugin, Image, WebPImagePlugin  # noqa: F401 - or it imports all its formats to find these

    with warnings.catch_warnings(action="ignore"):  # of damaged metadata, which is thrown away
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image = Image.open(BytesIO(data), formats=("JPEG", "PNG", "GIF", "WEBP", "AVIF"))
        return image, _orientation(image)


def _version(rendition: Rendition) -> str:
    """Another Pillow may encode otherwise; a drawing is as it was read."""
    if rendition.format == "SVG":
        return ""
    from PIL import __version__

    return __version__


def _what_it_is(name: str, data: bytes) -> tuple[str, str]:
    """Phrase and remedy for a file that is no picture a browser shows."""
    if not data:
        return f'"{name}" is empty', _ONCE_MORE
    if b"<svg" in data[:1000]:
        return f'"{name}" is an SVG drawing under another name', f'call it "{PurePosixPath(name).stem}.svg"'
    if data[4:8] == b"ftyp" and data[8:12] != b"avif":
        return f'"{name}" is a HEIC picture or a film, which browsers do not show as a picture', _SAVE_AS
    for start, kind in _NOT_FOR_THE_WEB.items():
        if data.startswith(start):
            return f'"{name}" is a {kind} file, which browsers do not show as a picture', _SAVE_AS
    return f'"{name}" is not a picture, or a damaged one', _SAVE_AS


def _notices(name: str, image: "Image", format: str, place: Place) -> list[Message]:
    found = []
    path = PurePosixPath(name)
    if path.suffix.lower() not in _ENDINGS[format]:
        remedy = f'call it "{path.stem}{_ENDINGS[format][0]}", also where its name is written'
        found.append(notice(place, f'"{name}" is a {format} picture by its content', remedy))
    if image.format != "MPO" and getattr(image, "is_animated", False):
        remedy = "save the picture of it that tells most as PNG or JPEG"
        found.append(notice(place, f'"{name}" moves; its first frame alone is shown', remedy))
    return found


def _orientation(image: "Image") -> int:
    """By EXIF alone, as browsers have it (Exif 2.32, 4.6.4 A); Pillow would ask XMP too, and decode a PNG for it."""
    from PIL.Image import Exif

    exif = Exif()
    try:
        exif.load(image.info.get("exif", b""))
        orientation = exif.get(0x0112, 1)
    except _DAMAGE:
        return 1
    return orientation if orientation in _UPRIGHT else 1


def _resized(rendition: Rendition) -> "Image":
    """The picture upright and in its size, in the colours of its profile; RGB, RGBA, or L or CMYK for the profile."""
    from PIL.Image import Resampling, Transpose

    source = rendition.source
    image, orientation = _open(source.data)
    scale = max(rendition.width / source.width, rendition.height / source.height)
    image.draft(None, (ceil(image.width * scale), ceil(image.height * scale)))
    profile = image.info.get("icc_profile")
    image = _with_levels(image)
    if turn := _UPRIGHT.get(orientation):
        image = image.transpose(Transpose[turn])
    box = (0.0, 0.0, float(image.width), float(image.height))
    if rendition.is_cut:
        scale = max(rendition.width / image.width, rendition.height / image.height)
        width, height = rendition.width / scale, rendition.height / scale
        left, top = (image.width - width) / 2, (image.height - height) / 2
        box = (left, top, left + width, top + height)
    image = image.resize((rendition.width, rendition.height), Resampling.LANCZOS, box)
    image.info["icc_profile"] = profile
    return image


def _with_levels(image: "Image") -> "Image":
    """In a mode that can be resized: no palette, 8 bits a channel, transparency in a channel of its own."""
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off at 255
        image = image.point(lambda level: level * (1 / 257)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _in_srgb(image: "Image") -> "Image":
    """RGB or RGBA in sRGB, by the picture's own profile if it has one that can be read."""
    from PIL import ImageCms

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile := image.info.get("icc_profile"):
        try:
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, BytesIO(profile), srgb, outputMode=mode)
            return converted or image
        except (ImageCms.PyCMSError, OSError):
            pass  # a damaged profile, or one for other colours: what browsers do with it too
    return image.convert(mode)


def _saved(image: "Image", format: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, format, **options)
    return file.getvalue()
