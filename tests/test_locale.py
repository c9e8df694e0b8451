"""Dates as each language writes them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from generator.locale import format_date, format_date_range, format_period

FIRST = date(2022, 11, 17)


@pytest.mark.parametrize(
    ("language", "days", "months"),
    [
        ("en", "17–19 November 2022", "17 November – 1 December 2022"),
        ("de", "17.–19. November 2022", "17. November – 1. Dezember 2022"),
        ("es", "17–19 de noviembre de 2022", "17 de noviembre – 1 de diciembre de 2022"),
        ("hr", "17.–19. studenoga 2022.", "17. studenoga – 1. prosinca 2022."),
        ("hu", "2022. november 17–19.", "2022. november 17. – december 1."),
        ("lt", "2022\u00a0m. lapkričio 17–19\u00a0d.", "2022\u00a0m. lapkričio 17\u00a0d. – gruodžio 1\u00a0d."),
        ("lv", "2022. gada 17.–19. novembris", "2022. gada 17. novembris – 1. decembris"),
        ("mt", "17–19 ta’ Novembru 2022", "17 ta’ Novembru – 1 ta’ Diċembru 2022"),
        ("ja", "2022年11月17日～19日", "2022年11月17日～12月1日"),
        ("fr", "17–19 novembre 2022", "17 novembre – 1er décembre 2022"),
        ("ar", "17–19 نوفمبر 2022", "17 نوفمبر – 1 ديسمبر 2022"),
    ],
)
def test_a_range_names_what_it_shares_once(language: str, days: str, months: str) -> None:
    assert format_date_range(FIRST, date(2022, 11, 19), language) == days
    assert format_date_range(FIRST, date(2022, 12, 1), language) == months


def test_a_single_day_has_its_weekday() -> None:
    assert format_date_range(FIRST, FIRST, "fr") == "jeudi 17 novembre 2022"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thursday 17 November 2022, 10:00–12:00 CET"),
        ("ar", "الخميس، 17 نوفمبر 2022، 10:00\u00a0ص–12:00\u00a0م CET"),
        ("cs", "čtvrtek 17. listopadu 2022, 10:00–12:00 CET"),
        ("da", "torsdag den 17. november 2022 kl.\u00a010.00–12.00 CET"),
        ("fi", "torstai 17. marraskuuta 2022 klo\u00a010.00–12.00 CET"),
        ("hu", "2022. november 17., csütörtök 10:00–12:00 CET"),
        ("ja", "2022年11月17日木曜日 10:00～12:00 CET"),
        ("no", "torsdag 17. november 2022 kl.\u00a010:00–12:00 CET"),
        ("pt-BR", "quinta-feira, 17 de novembro de 2022, 10:00–12:00 CET"),
    ],
)
def test_a_date_and_its_hours_are_joined_as_the_language_joins_them(language: str, text: str) -> None:
    zone = ZoneInfo("Europe/Brussels")
    start, end = (datetime(2022, 11, 17, hour, tzinfo=zone) for hour in (10, 12))
    assert format_period(start, end, zone, language) == f"{text} (Europe/Brussels)"


def test_the_first_of_a_month_is_an_ordinal_in_french_alone() -> None:
    assert format_date(date(2022, 12, 1), "fr") == "jeudi 1er décembre 2022"
    assert format_date_range(date(2022, 12, 1), date(2022, 12, 3), "fr-BE") == "1er–3 décembre 2022"
    assert format_date(date(2022, 12, 1), "es") == "jueves, 1 de diciembre de 2022"
    assert format_date(date(2022, 12, 11), "fr") == "dimanche 11 décembre 2022"
