"""The type of a price in site.yaml: an amount and its currency, as people write them."""

import re
from decimal import Decimal
from typing import Annotated, NamedTuple

from generator.fields import Reads, Refused, quote
from generator.locale import is_known_currency
from generator.regex import regex


class Money(NamedTuple):
    """`currency` is an ISO 4217 code, empty for what is free; `amount` has two decimals."""

    amount: Decimal
    currency: str


FREE = Money(Decimal("0.00"), "")

_FREE_WORDS = frozenset(
    (
        *("free", "free of charge", "for free", "free entry", "free admission", "no charge", "no fee"),
        *("gratis", "gratuit", "gratuite", "kostenlos", "kostenfrei", "gratuito", "gratuita"),
    )
)
# One mark between all thousands, another before the cents; "150.–" is how Switzerland writes it.
_NUMBER = regex(
    r"(?P<whole>[1-9]\d{0,2}(?:(?P<mark>[ .,'’])\d{3})(?:(?P=mark)\d{3})*|\d+)"
    r"(?:(?!(?P=mark))[.,](?:(?P<cents>\d{1,2})|[-–—]{1,2}))?(?!\d)"
)
_NAMES = {"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "£": "GBP", "SFR": "CHF"}
# A dozen countries have dollars: enough to propose one, too little to publish it.
_GUESSES = {**_NAMES, "$": "USD", "DOLLARS": "USD"}


def _read_price(value: object) -> Money:
    if isinstance(value, Money):
        return value
    text = " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""
    if text.casefold().rstrip(".!") in _FREE_WORDS:
        return FREE
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) > 1:
        raise Refused(
            f"{quote(value)} is more than one price", f"write one, such as {_example(text)}; tell the rest in note"
        )
    if not numbers:
        raise Refused(f"{quote(value)} is not a price", 'write "free", or an amount with its currency, such as 150 EUR')
    amount, word = _amount(numbers[0]), (text[: numbers[0].start()] + text[numbers[0].end() :]).strip()
    code = _NAMES.get(word.upper().rstrip("."), word.upper())
    if is_known_currency(code):
        return Money(amount, code) if amount else FREE
    if not word and not amount:
        return FREE
    raise _refuse_currency(text, word)


def _amount(number: re.Match[str]) -> Decimal:
    return Decimal(re.sub(r"\D", "", number["whole"]) + "." + (number["cents"] or "").ljust(2, "0"))


def _refuse_currency(text: str, word: str) -> Refused:
    """What to say of one number beside which stands no currency, an unknown one, or more than one."""
    if not word:
        return Refused(f"{quote(text)} has no currency", f"write {_example(text)}, with the letters of its currency")
    if re.fullmatch(r"[^\W\d]+|\W", word):
        remedy = f"write the three letters of ISO 4217, such as {_example(text)}"
        return Refused(f"{quote(word)} is not the code of a currency", remedy)
    return Refused(f"{quote(text)} is more than a price", f"write {_example(text)}; tell the rest in note")


def _example(text: str) -> str:
    """The first amount that was written, with the currency that was, if one can be told."""
    number = _NUMBER.search(text)
    words = re.findall(r"[€£$]|[^\W\d]+", text.upper())
    codes = (_GUESSES.get(word, word) for word in words)
    return f"{number[0] if number else 150} {next(filter(is_known_currency, codes), 'EUR')}"


Price = Annotated[Money, Reads(_read_price, {"type": ["string", "number"]})]
