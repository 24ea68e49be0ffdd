"""Addresses in one form."""

import pytest

from compliance.comparison.addresses import meet, name_file, read_address

PAGE = "https://weekly.example/2024/tide"


@pytest.mark.parametrize(
    "url",
    [
        "https://other.example/a",
        "http://www.other.example/a/",
        "//other.example/a#part",
        "https://OTHER.example/a?utm_source=weekly&fbclid=x",
    ],
)
def test_one_target_has_one_address(url: str):
    assert read_address(url, PAGE) == read_address("https://other.example/a")


@pytest.mark.parametrize("url", ["https://other.example/a?id=2", "https://other.example/b", "https://a.example/a"])
def test_other_targets_have_other_addresses(url: str):
    assert read_address(url) != read_address("https://other.example/a")


@pytest.mark.parametrize("url", ["#top", "mailto:ann@weekly.example", "javascript:void(0)", "", "https://[broken/"])
def test_what_leads_to_no_page_has_no_address(url: str):
    assert read_address(url) is None


def test_a_relative_address_meets_its_page():
    assert read_address("/about", PAGE) == read_address("https://weekly.example/about")
    assert meet(read_address("/about"), read_address("https://weekly.example/about"))
    assert not meet(read_address("/about"), read_address("https://weekly.example/abouts"))


def test_an_image_keeps_its_name_in_other_sizes():
    assert name_file("/i/harbour-storm-800x600.jpg") == name_file("https://c.example/harbour-storm-scaled.jpg?x=1")
    assert name_file("/i/photo.jpg") == name_file("") == ""
