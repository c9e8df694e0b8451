"""A text cannot dress up as a part of the page."""

import pytest

from generator.own_classes import own_classes, without_classes

OWN = own_classes(
    ['<p class="banner{% if now %} mark{% endif %}">', "<a class='skip' href='#'>", "<p>class of words</p>"]
)


def test_what_templates_give_is_found() -> None:
    assert {"banner", "mark", "skip"} <= OWN
    assert not {"class", "of", "words"} & OWN


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<p class="banner">x</p>', "<p>x</p>"),
        ('<p id="a" class="mine banner yours" title="x">', '<p id="a" class="mine yours" title="x">'),
        ('<p title="a > b" class="skip">x</p>', '<p title="a > b">x</p>'),
        ('<p title="a class=" class="skip x">', '<p title="a class=" class="x">'),
        ('<td class="align-right">1</td>', '<td class="align-right">1</td>'),
        ('<p>write class="skip" there</p>', '<p>write class="skip" there</p>'),
        ('<p class="Banner banners">x</p>', '<p class="Banner banners">x</p>'),
        ("<p>x</p>", "<p>x</p>"),
    ],
)
def test_only_they_go(html: str, left: str) -> None:
    assert without_classes(html, OWN) == left
