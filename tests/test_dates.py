"""Calendar dates in text and metadata."""

import pytest

from compliance.dates import FoundDate, find_dates, join_months, parse_date

MONTHS = {"may": 5, "mai": 5, "mayo": 5, "мая": 5, "feb": 2, "february": 2}


def isos(text, *, month_first=False):
    return [date.iso for date in find_dates(text, MONTHS, month_first=month_first)]


def test_a_text_without_a_date_has_none():
    assert isos("Moss may grow for 19 years, or 2017 days.") == []


def test_one_date_is_found_at_its_characters():
    assert list(find_dates("Größe, 9 May 2017.", MONTHS)) == [FoundDate("2017-05-09", 7, 17)]


def test_many_dates_keep_their_order():
    assert isos("2017-05-09, May 8, 2017 and 7.5.2017") == ["2017-05-09", "2017-05-08", "2017-05-07"]


@pytest.mark.parametrize(
    "text",
    [
        "May 9, 2017",
        "MAY 09 2017",
        "May 9th, 2017",
        "May 9 10:15 a.m. EST 2017",
        "9th of May 2017",
        "9. Mai 2017",
        "9 mai 2017",
        "9 de mayo de 2017",
        "9 мая 2017",
        "2017年5月9日",
        "2017년 5월 9일",
        "2017-05-09T10:15:00+02:00",
        "2017/05/09",
        "20170509",
        "09.05.2017",
        "9/5/2017",
    ],
)
def test_a_day_may_be_written_in_many_ways(text):
    assert isos(text) == ["2017-05-09"]


def test_the_order_of_day_and_month_depends_on_the_country():
    assert isos("04/05/2020") == ["2020-05-04"]
    assert isos("04/05/2020", month_first=True) == ["2020-04-05"]


def test_a_number_above_twelve_is_a_day_everywhere():
    assert isos("04/25/2020 and 25/04/2020", month_first=True) == ["2020-04-25", "2020-04-25"]


def test_points_part_day_and_month_in_that_order_everywhere():
    assert isos("04.05.2020", month_first=True) == ["2020-05-04"]


def test_two_dates_may_stand_without_a_space():
    assert isos("22 May 201924 May 2019") == ["2019-05-22", "2019-05-24"]


@pytest.mark.parametrize(
    "text",
    [
        "30 February 2017",
        "2017-13-01",
        "31.02.2017",
        "May 9, 1817",
        "May 9, 20175",
        "Dismay 9, 2017",
        "1.2.3.2017",
        "120170509",
    ],
)
def test_what_is_no_day_is_a_near_miss(text):
    assert isos(text) == []


def test_metadata_may_name_a_year_or_a_month():
    assert parse_date("1996") == "1996"
    assert parse_date("1997-02") == "1997-02"


def test_metadata_names_a_day_in_any_format():
    assert parse_date(" 2017-05-09 10:15 ") == "2017-05-09"
    assert parse_date("Tue, 9 May 2017 10:15:00 GMT", MONTHS) == "2017-05-09"


@pytest.mark.parametrize("value", ["", "soon", "1997-13", "12345"])
def test_metadata_that_names_no_day_has_none(value):
    assert parse_date(value) is None


def test_names_of_months_are_joined_in_lower_case():
    assert join_months([("May|Mai", "5"), ("Märs", "3")]) == {"may": 5, "mai": 5, "märs": 3}
