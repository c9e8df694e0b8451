"""SVG made safe to publish and complete on its own, by py_svg_hush, or refused.

A browser that shows a drawing as a picture runs no script in it and fetches nothing for it (SVG 2, "secure
animated mode"); one that opens the same file as a page does both. Hence what is active goes, and a drawing that needs
another file is refused: the reader would see it with a hole.

py_svg_hush 0.3.0 keeps what is on its list. What it does not do is done here:

- It indents. ``<tspan>a</tspan><tspan>b</tspan>`` gets a space between its words, and the indents of n nested tags
  take n² bytes: 100 000 ``<g>`` take all memory. So while it filters, text stands beside every tag (`_JOINT`).
- It drops namespace prefixes with their declaration: ``<svg:svg xmlns:svg="…">`` comes out as no SVG at all.
- It knows ``url()`` and ``@import``: ``image-set("https://…")`` and ``src("https://…")`` pass. What still names a
  host in a style afterwards is refused.
- It turns ``href="https://host/x.png"`` into ``/x.png``, which is nobody's file here. Such a drawing is refused.
- It tells neither what it removed nor what is wrong with XML.

Two losses stay: ``xml:space``, and text along a path (``<textPath href>``), of which a notice tells.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import NamedTuple

from generator.problems import Message, Place, notice, problem
from generator.regex import regex

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_JOINT = "\ufdd0"  # a noncharacter (Unicode 23.7): XML allows it, and no text has it
_EMBEDDED = {
    "image": ["png", "jpeg", "jpg", "gif", "webp"],
    "font": ["woff2", "woff", "ttf", "otf"],
    "application": ["font-woff", "font-woff2", "x-font-ttf", "x-font-woff"],
}
_INSIDE = regex(r"#|data:(image/(png|jpe?g|gif|webp)|font/|application/(x-)?font-)", re.IGNORECASE)
_STYLE_ADDRESS = regex(r"""url\(\s*["']?\s*([^"')\s]+)|@import\s+["']([^"']+)""", re.IGNORECASE)
_OUTWARD = regex(r"//|\\|https?:|image-set", re.IGNORECASE)
_WORDS = regex(r"aria-|data-|href$|id$|class$")
_LENGTH = regex(r"\s*(\d{1,6}(?:\.\d*)?|\.\d+)\s*(px|pt|pc|mm|cm|in|)\s*")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}

_PART = regex(r"""url\(\s*["']?\s*#([^"')\s]+)""")
_MOST_DRAWN = 200_000  # elements; 2,000 bytes of <use> in <use> make any number of them

_EXPORT = "open it in the drawing program and export it as plain SVG"


class Drawing(NamedTuple):
    """An SVG that is safe to publish, and its size in CSS pixels."""

    data: bytes
    width: int
    height: int


def clean_svg(name: str, data: bytes, place: Place) -> tuple[Drawing | None, list[Message]]:
    """The drawing without all that is active or elsewhere, or none; and what is wrong with it or was taken from it."""
    try:
        root = ET.fromstring(data)  # noqa: S314 - reads no other file, and expat ends the growth of entities
    except (ET.ParseError, LookupError, ValueError) as error:
        line = getattr(error, "position", (1, 0))[0]
        return None, [problem(place, f'"{name}" is not the XML of a drawing (line {line})', _EXPORT)]
    if root.tag.removeprefix(_SVG) != "svg":
        return None, [problem(place, f'"{name}" is XML, but no drawing: it starts with "{root.tag}"', _EXPORT)]
    _make_plain(root)
    if linked := sorted({each for each in _linked(root) if not _INSIDE.match(each)}):
        return None, [_linked_problem(name, linked[0], place)]
    if (b"href" in data or b"url(" in data) and _drawn(root) > _MOST_DRAWN:
        return None, [problem(place, f'"{name}" repeats its parts until a browser stands still', _EXPORT)]
    size = _size(root)
    if not size:
        remedy = (
            'write its size into its first tag: <svg viewBox="0 0 200 100" …>, with the drawing\'s width and height'
        )
        return None, [problem(place, f'"{name}" does not say how large it is', remedy)]
    if "viewBox" not in root.attrib:  # without one a browser cuts the drawing where it should scale it
        root.set("viewBox", f"0 0 {size[0]:g} {size[1]:g}")
    return _filtered(name, root, (max(1, round(size[0])), max(1, round(size[1]))), place)


def _filtered(name: str, root: ET.Element, size: tuple[int, int], place: Place) -> tuple[Drawing | None, list[Message]]:
    from py_svg_hush import filter_svg

    try:
        data = filter_svg(ET.tostring(root), keep_data_url_mime_types=_EMBEDDED)
    except (ValueError, RecursionError):
        return None, [problem(place, f'"{name}" cannot be made safe for the web', _EXPORT)]
    kept = ET.fromstring(data)  # noqa: S314 - what the filter wrote
    if any(_OUTWARD.search(re.sub(r"data:[^\"')]*", "", style)) for style in _styles(kept)):
        return None, [problem(place, f'"{name}" loads something from elsewhere', _EXPORT)]
    drawing = Drawing(data.replace(_JOINT.encode(), b""), *size)
    return drawing, list(_losses(name, root, kept, place))


def _make_plain(root: ET.Element) -> None:
    """SVG without prefixes and without comments in its style, text beside every tag."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        if link := element.attrib.pop(_XLINK_HREF, None):
            element.attrib.setdefault("href", link)
        if element.tag == "style":
            element.text = re.sub(r"/\*.*?(\*/|$)", "", element.text or "", flags=re.DOTALL)
        if len(element):
            element.text = (element.text or "") + _JOINT
        element.tail = (element.tail or "") + _JOINT
    root.tail = None
    root.set("xmlns", _SVG[1:-1])


def _linked(root: ET.Element) -> Iterator[str]:
    """The addresses of all that is drawn from outside its tag."""
    for element in root.iter():
        if element.tag not in ("a", "script") and "{" not in element.tag and (link := element.get("href", "").strip()):
            yield link


def _drawn(root: ET.Element) -> int:
    """How many elements a browser draws, each as often as others use it; what uses itself draws nothing."""
    named = {element.get("id", ""): element for element in root.iter()}
    counts: dict[ET.Element, int] = {}
    waiting = [(root, False)]
    while waiting:
        element, is_counted = waiting.pop()
        used = [element.get("href", "").strip().removeprefix("#"), *_PART.findall(" ".join(element.attrib.values()))]
        parts = [*element, *(named[name] for name in used if name in named and name)]
        if is_counted:
            counts[element] = 1 + sum(counts[part] for part in parts)
        elif element not in counts:
            counts[element] = 0
            waiting += [(element, True), *((part, False) for part in parts)]
    return counts[root]


def _linked_problem(name: str, link: str, place: Place) -> Message:
    shown = link if len(link) <= 60 else link[:60] + "…"
    return problem(
        place,
        f'"{name}" needs "{shown}", which browsers do not load inside a picture',
        "export it again with pictures embedded, or save it as PNG",
    )


def _styles(root: ET.Element) -> Iterator[str]:
    """Everything in which CSS may stand: style sheets and attributes."""
    for element in root.iter():
        if element.tag.removeprefix(_SVG) == "style":
            yield element.text or ""
        yield from (value for name, value in element.attrib.items() if not _WORDS.match(name))


def _losses(name: str, root: ET.Element, kept: ET.Element, place: Place) -> Iterator[Message]:
    """What the filter took that may have been seen; metadata and a drawing program's own tags never are."""
    before = {element.tag for element in root.iter() if "{" not in element.tag} - {"metadata"}
    if lost := sorted(before - {element.tag.removeprefix(_SVG) for element in kept.iter()}):
        tags = ", ".join(f"<{tag}>" for tag in lost)
        yield notice(place, f'{tags} left out of "{name}": not safe, or not shown in a picture', _EXPORT)
    addresses = ("".join(found.groups("")) for style in _styles(root) for found in _STYLE_ADDRESS.finditer(style))
    if elsewhere := sorted({address for address in addresses if not _INSIDE.match(address)}):
        remedy = "if letters look different now, convert text to paths in the drawing program"
        yield notice(place, f'"{elsewhere[0]}" left out of "{name}": pictures load no fonts or styles', remedy)
    if root.find(".//textPath[@href]") is not None:
        yield notice(place, f'text along a path left out of "{name}"', "convert it to paths in the drawing program")


def _size(root: ET.Element) -> tuple[float, float] | None:
    """Width and height in CSS pixels: as written, else as the viewBox has it (SVG 2, "Intrinsic sizing")."""
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    box = [_pixels(part) for part in root.get("viewBox", "").replace(",", " ").split()[2:4]]
    if len(box) == 2 and box[0] and box[1]:
        if width or height:
            return width or height * box[0] / box[1], height or width * box[1] / box[0]
        return box[0], box[1]
    return (width, height) if width and height else None


def _pixels(length: str) -> float:
    """A length in CSS pixels; 0 for one that depends on where the drawing stands."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS[found[2]] if found else 0.0
