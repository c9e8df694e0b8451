"""The event's accent colour, moved toward black or white until text in it can be read (WCAG 2.2, 1.4.3).

In the dark it goes further, to 1.4.6: a colour that only just stands out from black looks like dirt.
"""

_Rgb = tuple[int, int, int]
_PAPER: _Rgb = (255, 255, 255)
_NIGHT: _Rgb = (20, 22, 26)
_ENOUGH = 4.6
_CLEAR = 7.0


def contrast(one: _Rgb, other: _Rgb) -> float:
    """The contrast ratio of two sRGB colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def accent_rule(accent: str) -> str:
    """The CSS rule that gives the stylesheet its accent for light and dark pages, and what is readable on each."""
    rgb = _read(accent)
    light, dark = _readable(rgb, _PAPER, (0, 0, 0)), _readable(rgb, _NIGHT, (255, 255, 255), _CLEAR)
    values = {
        "accent": light, "accent-dark": dark, "on-accent": _on(light), "on-accent-dark": _on(dark),
        "cover": tints(accent, 2)[0], "on-cover": tints(accent, 2)[1],
    }  # fmt: skip
    return ":root{" + ";".join(f"--{name}:#{bytes(value).hex()}" for name, value in values.items()) + "}\n"


def cover_color(accent: str) -> str:
    """The ground of the event's cover, "#003399": the accent, made darker only where nothing could be read on it."""
    return f"#{bytes(tints(accent, 2)[0]).hex()}"


def tints(accent: str, count: int) -> list[_Rgb]:
    """From a ground in the accent to a light or dark ink that can be read on it, in `count` equal steps."""
    color = _read(accent)
    ink = _PAPER if contrast(color, _PAPER) >= 3 else _NIGHT
    ground = _readable(color, ink, (0, 0, 0))
    return [_mix(ground, ink, step / (count - 1)) for step in range(count)]


def _readable(color: _Rgb, ground: _Rgb, toward: _Rgb, enough: float = _ENOUGH) -> _Rgb:
    """The nearest mixture of `color` and `toward` that stands out enough from `ground`."""
    mixtures = (_mix(color, toward, step / 50) for step in range(51))
    return next(mixture for mixture in mixtures if contrast(mixture, ground) >= enough)


def _on(ground: _Rgb) -> _Rgb:
    return max((_PAPER, _NIGHT), key=lambda text: contrast(text, ground))


def _mix(one: _Rgb, other: _Rgb, share: float) -> _Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(color: _Rgb) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _read(color: str) -> _Rgb:
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red, green, blue
