"""Photos come out upright, in the colours they had, without a word about whoever took them, and no larger than shown."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms

from generator.pictures.renditions import (
    Picture,
    encode,
    read_picture,
    rendition_key,
    rendition_name,
    renditions,
)
from generator.problems import ContentProblems, Place

PLACE = Place("content/speakers/speaker-7.md", 3, 8)
CORNERS = {"red": (0, 0), "lime": (1, 0), "blue": (0, 1), "white": (1, 1)}
RED, WHITE = (255, 0, 0, 255), (255, 255, 255, 255)


def saved(image: Image.Image, format: str = "PNG", **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def flag(width: int = 60, height: int = 40) -> Image.Image:
    """Red and lime above, blue and white below."""
    image = Image.new("RGB", (width, height))
    for color, (column, row) in CORNERS.items():
        image.paste(color, (column * width // 2, row * height // 2, width, height))
    return image


def photo(width: int = 600, height: int = 400) -> Image.Image:
    return Image.effect_noise((width, height), 60).convert("RGB")


def read(data: bytes, name: str = "photos/speaker-7.png") -> Picture:
    picture, _ = read_picture(name, data, PLACE)
    assert picture
    return picture


def shown(data: bytes, format: str = "WEBP", width: int = 1000, square: bool = False) -> Image.Image:
    (rendition,) = (each for each in renditions(read(data), (width,), square) if each.format == format)
    image = Image.open(BytesIO(encode(rendition)))
    assert (image.format, image.size) == (format, (rendition.width, rendition.height))
    return image


def color_at(image: Image.Image, x: int = 0, y: int = 0) -> Any:
    return image.convert("RGBA").getpixel((x, y))


def close(color: Any, expected: tuple[int, ...], by: int = 4) -> bool:
    return all(abs(one - other) <= by for one, other in zip(color, expected, strict=True))


def told(name: str, data: bytes) -> str:
    picture, (message,) = read_picture(name, data, PLACE)
    assert picture is None
    assert message.severity == "problem"
    assert message.remedy
    return str(message)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, depth: int, color_type: int, line: bytes, interlace: int = 0) -> bytes:
    """A PNG as Pillow would not write it."""
    header = struct.pack(">IIBBBBB", width, height, depth, color_type, 0, 0, interlace)
    body = chunk(b"IDAT", zlib.compress(b"\0" + line))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


def wide_gamut() -> bytes:
    """A profile with the primaries of Display P3 (adapted to D50) and a gamma of 2.2 (ICC.1:2010, 8.3 and 9.2)."""
    xyz = {
        b"wtpt": (0.9642, 1, 0.8249), b"rXYZ": (0.51512, 0.2412, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189), b"bXYZ": (0.1571, 0.06657, 0.78407),
    }  # fmt: skip
    tags = {name: b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in xyz[name])) for name in xyz}
    tags |= {name: b"curv\0\0\0\0" + struct.pack(">IHxx", 1, round(2.2 * 256)) for name in (b"rTRC", b"gTRC", b"bTRC")}
    tags[b"desc"] = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"wide\0".ljust(83, b"\0")
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += name + struct.pack(">II", 128 + 4 + 12 * len(tags) + len(body), len(data))
        body += data
    head = struct.pack(
        ">I4sI4s4s4s12s4s", 132 + 12 * len(tags) + len(body), b"", 0x02400000, b"mntr", b"RGB ", b"XYZ ", b"", b"acsp"
    )
    return head.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061).ljust(60, b"\0") + table + body


@pytest.mark.parametrize(("orientation", "corners"), [
    (1, "red lime blue white"), (2, "lime red white blue"), (3, "white blue lime red"), (4, "blue white red lime"),
    (5, "red blue lime white"), (6, "blue red white lime"), (7, "white lime blue red"), (8, "lime white red blue"),
])  # fmt: skip
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_every_photo_stands_upright(format: str, orientation: int, corners: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = shown(saved(flag(), format, exif=exif, quality=95))
    assert image.size == ((60, 40) if orientation < 5 else (40, 60))
    for color, (column, row) in zip(corners.split(), CORNERS.values(), strict=True):
        found = color_at(image, 5 + column * (image.width - 11), 5 + row * (image.height - 11))
        assert close(found, color_at(Image.new("RGB", (1, 1), color)), 12)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_tells_who_took_it_where(format: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    exif.get_ifd(0x8825)[29] = "Secret place"
    options: dict[str, Any] = {"exif": exif, "xmp": b"<x>Secret</x>", "icc_profile": wide_gamut(), "comment": b"Secret"}
    data = saved(photo(), format, **options)
    assert b"Secret" in data
    for rendition in renditions(read(data), (400, 600)):
        made = encode(rendition)
        assert b"Secret" not in made
        assert {"exif", "xmp", "icc_profile", "comment"} & set(Image.open(BytesIO(made)).info) == set()


def test_colors_of_a_wide_profile_look_the_same_without_it() -> None:
    data = saved(Image.new("RGB", (8, 8), (100, 150, 100)), icc_profile=wide_gamut())
    # by hand: ((100, 150, 100) / 255) ** 2.2, P3 to sRGB by the matrices of both, and sRGB's curve
    assert close(color_at(shown(data, "PNG")), (83, 153, 94, 255), 2)
    grey = saved(Image.new("RGB", (8, 8), (128, 128, 128)), icc_profile=wide_gamut())
    assert close(color_at(shown(grey, "PNG")), (128, 128, 128, 255))


def test_a_profile_that_cannot_be_read_is_left_out() -> None:
    assert close(color_at(shown(saved(flag(), icc_profile=b"nonsense"))), RED)
    rgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert close(color_at(shown(saved(Image.new("CMYK", (8, 8)), "JPEG", icc_profile=rgb))), WHITE)


@pytest.mark.parametrize(("data", "color"), [
    (saved(flag().convert("CMYK"), "JPEG"), RED),
    (saved(flag(), "JPEG", progressive=True), RED),
    (saved(Image.new("L", (9, 9), 90), "JPEG"), (90, 90, 90, 255)),
    (saved(Image.new("1", (9, 9), 1)), WHITE),
    (saved(Image.new("I;16", (9, 9), 32896)), (128, 128, 128, 255)),
    (saved(Image.new("LA", (9, 9), (200, 128))), (200, 200, 200, 128)),
    (saved(flag(), transparency=(255, 0, 0)), (0, 0, 0, 0)),
    (saved(flag().quantize(8)), RED),
    (saved(flag(), "GIF"), RED),
    (png(1, 1, 8, 2, b"\xff\0\0", interlace=1), RED),
    (png(1, 1, 16, 2, b"\x80\x80\xff\xff\0\0"), (128, 255, 0, 255)),
    (png(1, 1, 16, 6, b"\x80\x80\xff\xff\0\0\x80\x80"), (128, 255, 0, 128)),
], ids=["cmyk", "progressive", "grey", "bits", "grey-16", "grey-alpha", "color-key", "palette", "gif", "interlaced",
        "rgb-16", "rgba-16"])  # fmt: skip
def test_every_kind_of_pixel_keeps_its_color(data: bytes, color: tuple[int, ...]) -> None:
    assert close(color_at(shown(data)), color)


def test_a_palette_may_be_transparent() -> None:
    palette = flag().quantize(8)
    data = saved(palette, transparency=palette.getpixel((0, 0)))
    for format in ("WEBP", "PNG"):
        assert color_at(shown(data, format))[3] == 0
        assert color_at(shown(data, format), 59, 39) == WHITE


def test_edges_of_what_is_transparent_stay_clean() -> None:
    logo = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    logo.paste((255, 255, 0, 255), (100, 100, 301, 301))
    edge = color_at(shown(saved(logo), width=57), 14, 28)
    assert 0 < edge[3] < 255
    assert close(edge[:3], (255, 255, 0))


def test_no_file_is_wider_than_asked_or_than_the_original() -> None:
    picture = read(saved(photo(), "JPEG"), "photos/a.jpg")
    sizes = [(each.format, each.width, each.height) for each in renditions(picture, (1344, 300, 800))]
    assert sizes == [("WEBP", 300, 200), ("WEBP", 600, 400), ("JPEG", 300, 200), ("JPEG", 600, 400)]


@pytest.mark.parametrize(("format", "made"), [("WEBP", ["WEBP"]), ("AVIF", ["WEBP"]), ("GIF", ["WEBP"]),
                                              ("PNG", ["WEBP", "PNG"]), ("JPEG", ["WEBP", "JPEG"])])  # fmt: skip
def test_the_original_format_stands_beside_webp_where_a_browser_may_need_it(format: str, made: list[str]) -> None:
    picture = read(saved(photo(), format))
    assert [each.format for each in renditions(picture, (100,))] == made


@pytest.mark.parametrize("size", [(300, 100), (100, 300)])
def test_portraits_are_cut_from_the_middle(size: tuple[int, int]) -> None:
    wide = Image.new("RGB", size, "red")
    wide.paste("blue", tuple((each - 100) // 2 for each in size) + tuple((each + 100) // 2 for each in size))
    image = shown(saved(wide), width=88, square=True)
    assert image.size == (88, 88)
    assert close(color_at(image, 1, 1), (0, 0, 255, 255), 8)
    assert close(color_at(image, 86, 86), (0, 0, 255, 255), 8)


@pytest.mark.parametrize(("size", "square", "made"), [((1, 1), False, (1, 1)), ((1, 1), True, (1, 1)),
                         ((12000, 200), False, (400, 7)), ((12000, 200), True, (200, 200)), ((2, 9000), False, (2, 9000)),
                         ((9000, 1), False, (400, 1))])  # fmt: skip
def test_any_shape_is_shown(size: tuple[int, int], square: bool, made: tuple[int, int]) -> None:
    assert shown(saved(Image.new("RGB", size), "JPEG"), width=400, square=square).size == made


def test_a_panorama_is_cut_as_sharp_as_it_was() -> None:
    stripes = Image.new("L", (1600, 200), "black")
    for left in range(0, 1600, 16):
        stripes.paste("white", (left, 0, left + 8, 200))
    assert shown(saved(stripes, "JPEG"), width=200, square=True).convert("L").getextrema() == (0, 255)


def test_a_logo_keeps_its_sharp_edges_where_that_costs_nothing() -> None:
    assert color_at(shown(saved(flag())), 29, 19) == RED


def test_the_same_picture_makes_the_same_bytes() -> None:
    for format in ("JPEG", "PNG"):
        data = saved(photo(), format)
        once, again = ([encode(each) for each in renditions(read(data), (100, 300))] for _ in range(2))
        assert once == again


def test_an_address_tells_picture_and_recipe_apart() -> None:
    picture, other = read(saved(photo())), read(saved(flag(600, 400)))
    made = [*renditions(picture, (100, 200)), *renditions(picture, (100,), square=True), *renditions(other, (100,))]
    assert len({rendition_name(each) for each in made}) == len({rendition_key(each) for each in made}) == len(made) == 8
    assert rendition_name(made[0]).startswith("photos/speaker-7-100.")
    assert rendition_name(made[0]) == rendition_name(renditions(read(picture.data), (100,))[0])


@pytest.mark.parametrize(("name", "start"), [("Fotos/Jörg 1.JPG", "fotos/jorg-1-60."), ("頭.png", "picture-60.")])
def test_an_address_is_plain_ascii(name: str, start: str) -> None:
    assert rendition_name(renditions(read(saved(flag()), name), (60,))[0]).startswith(start)


@pytest.mark.parametrize(("name", "data", "phrase"), [
    ("a.png", b"", "is empty"),
    ("a.png", b"hello", "is not a picture, or a damaged one"),
    ("a.png", b"<?xml version='1.0'?><svg/>", "is an SVG drawing under another name"),
    ("a.heic", b"\0\0\0\x18ftypheic" + bytes(50), "is a HEIC picture or a film"),
    ("a.tif", saved(flag(), "TIFF"), "is a TIFF file"),
    ("a.jpg", b"%PDF-1.7", "is a PDF file"),
    ("a.png", png(60_000, 60_000, 8, 2, b""), "has more pixels than can be read safely"),
    ("a.png", png(10_000, 10_000, 8, 2, b""), "has more pixels than can be read safely"),
    ("a.jpg", saved(Image.new("RGB", (17_000, 2)), "JPEG"), "is 17000 × 2 pixels"),
    ("a.svg", b"hello", "is not the XML of a drawing"),
])  # fmt: skip
def test_what_browsers_could_not_show_is_told(name: str, data: bytes, phrase: str) -> None:
    assert f'{PLACE}: "{name}" {phrase}' in told(name, data)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
def test_a_picture_that_breaks_off_is_told(format: str, share: float) -> None:
    data = saved(photo(), format)
    picture, messages = read_picture("a.png", data[: int(len(data) * share)], PLACE)
    if picture:
        with pytest.raises(ContentProblems, match=r'speaker-7.md:3:8: "a.png" breaks off or is damaged'):
            encode(renditions(picture, (100,))[0])
    else:
        assert '"a.png" is not a picture, or a damaged one' in messages[0].phrase


def test_the_second_picture_in_a_phones_photo_is_of_no_interest() -> None:
    data = saved(flag(), "MPO", save_all=True, append_images=[photo()])
    picture, messages = read_picture("a.jpg", data, PLACE)
    assert messages == []
    assert picture
    assert [each.format for each in renditions(picture, (60,))] == ["WEBP", "JPEG"]


def test_damage_of_any_kind_is_told() -> None:
    (rendition, _) = renditions(read(png(1, 1, 8, 3, b"\5")), (1,))  # a palette's number, and no palette
    with pytest.raises(ContentProblems, match="breaks off or is damaged"):
        encode(rendition)


def test_a_wrong_ending_is_noticed_and_harmless() -> None:
    picture, (message,) = read_picture("photos/a.jpg", saved(flag()), PLACE)
    assert message.severity == "notice"
    assert message.remedy == 'call it "a.png", also where its name is written'
    assert picture
    assert rendition_name(renditions(picture, (60,))[1]).endswith(".png")
    assert read_picture("photos/a.JPEG", saved(flag(), "JPEG"), PLACE)[1] == []


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_what_moves_stands_still(format: str) -> None:
    data = saved(flag(), format, save_all=True, append_images=[Image.new("RGB", (60, 40))])
    picture, (message,) = read_picture(f"a.{format.lower()}", data, PLACE)
    assert (message.severity, message.phrase) == (
        "notice",
        f'"a.{format.lower()}" moves; its first frame alone is shown',
    )
    assert picture
    assert close(color_at(Image.open(BytesIO(encode(renditions(picture, (60,))[0])))), RED)


def test_the_header_alone_is_read() -> None:
    """A build with a full cache decodes nothing: a picture without its body is still measured."""
    assert read(saved(photo(), "JPEG")[:1000]).width == 600
    assert read(png(600, 400, 8, 2, b"")).height == 400


@pytest.mark.parametrize("exif", [b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0zzzz", b"Exif\0\0"])
@pytest.mark.filterwarnings("error")
def test_damaged_metadata_is_nobodys_business(exif: bytes) -> None:
    assert shown(saved(flag(), "JPEG", exif=exif)).size == (60, 40)


def test_a_drawing_is_one_file_whatever_the_widths() -> None:
    picture = read(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" onload="evil()"/>', "logos/a.svg")
    (rendition,) = renditions(picture, (100, 200), square=True)
    assert (rendition.format, rendition.width, rendition.height) == ("SVG", 20, 10)
    assert rendition_name(rendition).startswith("logos/a-20.")
    assert b"<svg" in encode(rendition)
    assert b"evil" not in encode(rendition)
