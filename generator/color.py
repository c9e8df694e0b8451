"""The event's accent colour, moved toward black or white until text in it can be read (WCAG 2.2, 1.4.3)."""

_Rgb = tuple[int, int, int]
_PAPER: _Rgb = (255, 255, 255)
_NIGHT: _Rgb = (20, 22, 26)
_ENOUGH = 4.6


def contrast(one: _Rgb, other: _Rgb) -> float:
    """The contrast ratio of two sRGB colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def accent_rule(accent: str) -> str:
    """The CSS rule that gives the stylesheet its accent for light and dark pages, and what is readable on each."""
    rgb = _read(accent)
    light, dark = _readable(rgb, _PAPER, (0, 0, 0)), _readable(rgb, _NIGHT, (255, 255, 255))
    values = {
        "accent": light, "accent-dark": dark, "on-accent": _on(light), "on-accent-dark": _on(dark),
    }  # fmt: skip
    return ":root{" + ";".join(f"--{name}:#{bytes(value).hex()}" for name, value in values.items()) + "}\n"


def _readable(color: _Rgb, ground: _Rgb, toward: _Rgb) -> _Rgb:
    """The nearest mixture of `color` and `toward` that stands out enough from `ground`."""
    mixtures = (_mix(color, toward, step / 50) for step in range(51))
    return next(mixture for mixture in mixtures if contrast(mixture, ground) >= _ENOUGH)


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
