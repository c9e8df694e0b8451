"""Dates as each language writes them."""

from datetime import date

import pytest

from generator.locale import format_date_range

FIRST = date(2022, 11, 17)


@pytest.mark.parametrize(
    ("language", "days", "months"),
    [
        ("en", "17–19 November 2022", "17 November – 1 December 2022"),
        ("de", "17.–19. November 2022", "17. November – 1. Dezember 2022"),
        ("es", "17–19 de noviembre de 2022", "17 de noviembre – 1 de diciembre de 2022"),
        ("hr", "17.–19. studenoga 2022.", "17. studenoga – 1. prosinca 2022."),
        ("hu", "2022. november 17–19.", "2022. november 17. – december 1."),
        ("lt", "2022 m. lapkričio 17–19 d.", "2022 m. lapkričio 17 d. – gruodžio 1 d."),
        ("lv", "2022. gada 17.–19. novembris", "2022. gada 17. novembris – 1. decembris"),
        ("mt", "17–19 ta’ Novembru 2022", "17 ta’ Novembru – 1 ta’ Diċembru 2022"),
        ("ja", "2022年11月17日–19日", "2022年11月17日 – 12月1日"),
        ("ar", "17–19 نوفمبر 2022", "17 نوفمبر – 1 ديسمبر 2022"),
    ],
)
def test_a_range_names_what_it_shares_once(language: str, days: str, months: str) -> None:
    assert format_date_range(FIRST, date(2022, 11, 19), language) == days
    assert format_date_range(FIRST, date(2022, 12, 1), language) == months


def test_a_single_day_has_its_weekday() -> None:
    assert format_date_range(FIRST, FIRST, "fr") == "jeudi 17 novembre 2022"
