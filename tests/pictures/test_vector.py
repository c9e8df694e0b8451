"""Drawings are published without anything active in them, look as they did, or are refused with a way out."""

import xml.etree.ElementTree as ET

import pytest

from generator.pictures.vector import Drawing, clean_svg
from generator.problems import Place

PLACE = Place("site.yaml", 7, 3)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 10">{}</svg>'
IMAGE = '<image href="data:image/png;base64,iVBORw0KGgo=" width="1"/>'


def clean(svg: str) -> tuple[Drawing, list[str]]:
    drawing, messages = clean_svg("logos/a.svg", svg.encode(), PLACE)
    assert drawing, messages
    return drawing, [str(message) for message in messages]


def refused(svg: str | bytes) -> str:
    drawing, (message,) = clean_svg("logos/a.svg", svg.encode() if isinstance(svg, str) else svg, PLACE)
    assert drawing is None
    assert message.severity == "problem"
    assert message.remedy
    return str(message)


@pytest.mark.parametrize(
    "part",
    [
        '<rect height="2" width="1"/>',
        '<text font-family="a">Caf\u00e9 &amp; &lt;</text>',
        "<text><tspan>a</tspan><tspan>b</tspan> <tspan>c</tspan></text>",
        '<linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient><path d="M0 0" fill="url(#g)"/>',
        '<symbol id="s"><path d="M0 0"/></symbol><use href="#s"/>',
        "<style>.a{fill:red}</style>",
        "<style>@font-face{font-family:x;src:url(data:font/woff2;base64,AA//)}</style>",
        IMAGE,
    ],
)
def test_what_is_drawn_stays_as_it_was(part: str) -> None:
    drawing, messages = clean(SVG.format(part))
    assert drawing.data.decode().endswith(f' viewBox="0 0 20 10">{part}</svg>')
    assert messages == []


@pytest.mark.parametrize(
    "part",
    [
        '<g onclick="evil()" onload="evil()"/>',
        '<a href="javascript:evil()"><path d="M0 0"/></a>',
        '<a xlink:href="https://evil.example/"><path d="M0 0"/></a>',
        '<a href="/"><animate attributeName="href" to="javascript:x"/></a>',
        "<metadata>evil</metadata><!-- evil --><?evil evil?>",
        '<g xmlns:e="https://evil.example/"><e:evil/></g>',
    ],
)
def test_what_is_active_goes_silently_where_it_was_never_seen(part: str) -> None:
    drawing, messages = clean(SVG.format(part))
    assert b"evil" not in drawing.data
    assert b"attributeName" not in drawing.data
    assert messages == []


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ('<script href="https://evil.example/x.js">evil()</script>', "<script>"),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">evil</p></foreignObject>', "<foreignObject>"),
        ('<style>@import "https://evil.example/x.css";</style>', '"https://evil.example/x.css"'),
        ("<style>a{fill:url('//evil.example/x')}</style>", '"//evil.example/x"'),
        ('<g style="fill:url(https://evil.example/x#y)"/>', '"https://evil.example/x#y"'),
        ('<g filter="url(https://evil.example/x#y)"/>', '"https://evil.example/x#y"'),
        ('<textPath href="#p">evil</textPath>', "text along a path"),
    ],
)
def test_what_may_have_been_seen_goes_with_a_notice(part: str, told: str) -> None:
    drawing, (message,) = clean(SVG.format(part))
    assert b"evil.example" not in drawing.data
    assert message.startswith(f'site.yaml:7:3: {told} left out of "logos/a.svg"')


@pytest.mark.parametrize(
    "part",
    [
        '<image href="https://evil.example/x.png"/>',
        '<image xlink:href="photo.png"/>',
        '<use href="other.svg#b"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
        '<image href="data:text/html,hi"/>',
        '<feImage href="//evil.example/x.png"/>',
    ],
)
def test_a_drawing_with_a_hole_is_refused(part: str) -> None:
    assert "which browsers do not load inside a picture" in refused(SVG.format(part))


@pytest.mark.parametrize(
    "part",
    [
        '<style>a{background:image-set("https://evil.example/i" 1x)}</style>',
        '<style>a{background:src("//evil.example/i")}</style>',
        "<style>a{fill:u\\72l(//evil.example/i)}</style>",
        "<g style=\"background:image-set('https://evil.example/i' 1x)\"/>",
        '<rect><animate attributeName="fill" values="url(https://evil.example/a#b);blue"/></rect>',
    ],
)
def test_what_the_filter_lets_through_is_refused(part: str) -> None:
    assert '"logos/a.svg" loads something from elsewhere' in refused(SVG.format(part))


def test_a_style_may_speak_of_addresses_in_its_comments() -> None:
    assert clean(SVG.format("<style>/* https://font.example/license */.a{fill:red}</style>"))[1] == []


def test_entities_of_a_drawing_program_are_read() -> None:
    svg = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" ['
    svg += '<!ENTITY ns "http://www.w3.org/2000/svg">]><svg xmlns="&ns;" width="3" height="2"><rect/></svg>'
    drawing, messages = clean(svg)
    assert b"<rect/>" in drawing.data
    assert b"DOCTYPE" not in drawing.data
    assert messages == []


def test_files_and_endless_entities_are_not_read() -> None:
    xxe = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + SVG.format("<text>&x;</text>")
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "ha">{laughs}]>' + SVG.format("<text>&a11;</text>")
    assert "is not the XML of a drawing" in refused(xxe)
    assert "is not the XML of a drawing" in refused(bomb)


def test_tags_nested_without_end_are_refused() -> None:
    assert "cannot be made safe" in refused(SVG.format("<g>" * 20_000 + "</g>" * 20_000))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is not the XML of a drawing"),
        (b"hello", "is not the XML of a drawing (line 1)"),
        (b"<svg>\n<g>\n</svg>", "is not the XML of a drawing (line 3)"),
        (b'<?xml version="1.0" encoding="nope"?><svg/>', "is not the XML of a drawing"),
        (b"<html/>", 'it starts with "html"'),
        (b"<svg/>", "does not say how large it is"),
    ],
)
def test_what_is_no_drawing_is_told(data: bytes, told: str) -> None:
    assert told in refused(data)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 30 15"', (30, 15)),
        ('viewBox="-5,-5,30,15" width="100%" height="100%"', (30, 15)),
        ('viewBox="0 0 30 15" width="60"', (60, 30)),
        ('viewBox="0 0 30 15" height="1in"', (192, 96)),
        ('width="200px" height="50.4"', (200, 50)),
        ('width=".5" height=".1"', (1, 1)),
    ],
)
def test_the_size_is_what_browsers_take(attributes: str, size: tuple[int, int]) -> None:
    drawing, _ = clean(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>')
    assert (drawing.width, drawing.height) == size


@pytest.mark.parametrize("attributes", ['width="0" height="5"', 'width="5em" height="9"', 'viewBox="0 0 nan inf"'])
def test_no_size_is_invented(attributes: str) -> None:
    assert "does not say how large" in refused(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>')


def test_a_drawing_without_a_view_box_can_be_scaled() -> None:
    drawing, _ = clean('<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"/>')
    assert ET.fromstring(drawing.data).get("viewBox") == "0 0 200 50"


@pytest.mark.parametrize("root", ["<s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><s:g/></s:svg>",
                                  "<svg viewBox='0 0 1 1'><g/></svg>"])  # fmt: skip
def test_the_namespace_is_written_as_browsers_need_it(root: str) -> None:
    assert [each.tag for each in ET.fromstring(clean(root)[0].data).iter()] == [
        "{http://www.w3.org/2000/svg}svg",
        "{http://www.w3.org/2000/svg}g",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_any_encoding_comes_out_as_utf_8(encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8", "latin-1": "iso-8859-1"}.get(encoding, encoding)
    svg = f'<?xml version="1.0" encoding="{declared}"?>' + SVG.format("<text>Café</text>")
    drawing, _ = clean_svg("a.svg", svg.encode(encoding), PLACE)
    assert drawing
    assert "Café" in drawing.data.decode("utf-8")
