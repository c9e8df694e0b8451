"""A price may be written as people write prices, and says one amount in one known currency."""

import pytest

from generator.fields import Refused, read_as
from generator.locale import format_price
from generator.offer_fields import FREE, Price


@pytest.mark.parametrize("written", ["free", "Free of charge", "FREE!", "gratuit", "0", "0 EUR", "€0", "0,00 €"])
def test_what_costs_nothing_is_free(written: str) -> None:
    assert read_as(Price, written) == FREE


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("150 EUR", "150.00", "EUR"),
        ("EUR 150", "150.00", "EUR"),
        ("150eur", "150.00", "EUR"),
        ("150 euros", "150.00", "EUR"),
        ("€150", "150.00", "EUR"),
        ("150,00 €", "150.00", "EUR"),
        ("150,00\u202f€", "150.00", "EUR"),
        ("12,50 EUR", "12.50", "EUR"),
        ("12.5 EUR", "12.50", "EUR"),
        ("£9.99", "9.99", "GBP"),
        ("1'200 CHF", "1200.00", "CHF"),
        ("150.– CHF", "150.00", "CHF"),
        ("1,200.50 USD", "1200.50", "USD"),
        ("1.200,50 EUR", "1200.50", "EUR"),
        ("1 200 SEK", "1200.00", "SEK"),
        ("1.234.567 HUF", "1234567.00", "HUF"),
    ],
)
def test_an_amount_is_read_however_its_digits_are_grouped(written: str, amount: str, currency: str) -> None:
    price = read_as(Price, written)
    assert (str(price.amount), price.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("written", "phrase", "remedy"),
    [
        ("150", '"150" has no currency', "write 150 EUR, with the letters of its currency"),
        (
            "150 XYZ",
            '"XYZ" is not the code of a currency',
            "write the three letters of ISO 4217, such as 150 EUR",
        ),
        ("$150", '"$" is not the code of a currency', "write the three letters of ISO 4217, such as 150 USD"),
        ("100–150 CHF", '"100–150 CHF" is more than one price', "write one, such as 100 CHF; tell the rest in note"),
        (
            "1.234.56 EUR",
            '"1.234.56 EUR" is more than one price',
            "write one, such as 1.234 EUR; tell the rest in note",
        ),
        ("from 1'200 CHF", '"from 1\'200 CHF" is more than a price', "write 1'200 CHF; tell the rest in note"),
        ("150 EUR + VAT", '"150 EUR + VAT" is more than a price', "write 150 EUR; tell the rest in note"),
        ("see note", '"see note" is not a price', 'write "free", or an amount with its currency, such as 150 EUR'),
        (["150 EUR"], "a list is not a price", 'write "free", or an amount with its currency, such as 150 EUR'),
    ],
)
def test_what_is_no_price_is_refused_with_one_that_can_be_typed(written: object, phrase: str, remedy: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_as(Price, written)
    assert (refusal.value.phrase, refusal.value.remedy) == (phrase, remedy)


def test_a_price_is_told_as_the_language_writes_it() -> None:
    price = read_as(Price, "1,200.50 EUR")
    assert format_price(*price, "en") == "€1,200.50"
    assert format_price(*price, "de") == "1.200,50\u00a0€"
