"""Whatever colour the event has, text in it and on it can be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.color import accent_rule, contrast, tints

Rgb = tuple[int, int, int]


def _values(rule: str) -> dict[str, Rgb]:
    found = re.findall(r"--([a-z-]+):#([0-9a-f]{6})", rule)
    return {name: (int(hexa[:2], 16), int(hexa[2:4], 16), int(hexa[4:], 16)) for name, hexa in found}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (255, 255, 255), 21),
        ((255, 255, 255), (255, 255, 255), 1),
        ((118, 118, 118), (255, 255, 255), 4.54),
        ((255, 0, 0), (255, 255, 255), 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: Rgb, other: Rgb, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@given(st.integers(0, 0xFFFFFF))
def test_any_accent_can_be_read(number: int) -> None:
    values = _values(accent_rule(f"#{number:06x}"))
    assert contrast(values["accent"], (255, 255, 255)) >= 4.5
    assert contrast(values["accent-dark"], (20, 22, 26)) >= 7
    assert contrast(values["accent"], values["on-accent"]) >= 4.5
    assert contrast(values["accent-dark"], values["on-accent-dark"]) >= 4.5


def test_an_accent_that_can_be_read_stays_as_it_is() -> None:
    assert _values(accent_rule("#003399"))["accent"] == (0, 0x33, 0x99)
    assert _values(accent_rule("#ffee00"))["accent-dark"] == (255, 0xEE, 0)


@given(st.integers(0, 0xFFFFFF))
def test_ink_can_be_read_on_a_ground_of_any_accent(number: int) -> None:
    ground, _half, ink = tints(f"#{number:06x}", 3)
    assert contrast(ground, ink) >= 4.5


def test_a_bright_accent_stays_bright_and_takes_dark_ink() -> None:
    assert tints("#ffee00", 2) == [(255, 0xEE, 0), (20, 22, 26)]
