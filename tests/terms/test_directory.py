"""Which policy speaks for a host, a name and a license id."""

import pytest

from compliance.model.policy import Authority, Policy
from compliance.terms.directory import Directory

FERN = Policy("daily-fern", "The Daily Fern", Authority.PUBLISHER, aliases=("Fern Trust",), hosts=("fern.example",))
BY_3 = Policy("cc-by-3.0", "CC BY 3.0", Authority.LICENSE, license="CC-BY-3.0")
BY_4 = Policy("cc-by-4.0", "CC BY 4.0", Authority.LICENSE, license="CC-BY-4.0")
BY_ND_4 = Policy("cc-by-nd-4.0", "CC BY-ND 4.0", Authority.LICENSE, license="CC-BY-ND-4.0")
DIRECTORY = Directory([FERN, BY_3, BY_4, BY_ND_4])


@pytest.mark.parametrize("url", ["https://fern.example/a", "https://www.fern.example", "//news.fern.example/2020/a"])
def test_a_host_stands_for_itself_and_its_subdomains(url):
    assert DIRECTORY.publisher_at(url) is FERN


@pytest.mark.parametrize(
    "url", ["https://notfern.example/a", "https://fern.example.net/", "/fern.example", "", "http://["]
)
def test_another_host_is_nobodys(url):
    assert DIRECTORY.publisher_at(url) is None


@pytest.mark.parametrize("name", ["The Daily Fern", "daily fern", "DAILY-FERN", "Fern Trust", "fern.example"])
def test_a_name_is_known_whatever_its_case_and_article(name):
    assert DIRECTORY.publisher_named(name) is FERN


def test_no_name_is_no_publisher():
    assert DIRECTORY.publisher_named("") is None
    assert DIRECTORY.publisher_named("The Daily") is None


@pytest.mark.parametrize(
    ("spdx", "policy"),
    [("CC-BY-3.0", BY_3), ("CC-BY-3.0-US", BY_3), ("CC-BY-3.0-IGO", BY_3), ("CC-BY", BY_4), ("CC-BY-2.5", BY_4)],
)
def test_a_license_is_found_by_version_then_by_family(spdx, policy):
    assert DIRECTORY.license(spdx) is policy


@pytest.mark.parametrize("spdx", ["CC-BY-NC-4.0", "CC-BY-SA", "LicenseRef-CC", "MIT", ""])
def test_a_family_is_never_taken_for_another(spdx):
    assert DIRECTORY.license(spdx) is None


UK = Policy("fern-uk", "Fern UK", Authority.PUBLISHER, places=("fern.example/uk/*",), extends="daily-fern")
TRAVEL = Policy(
    "fern-travel", "Fern Travel", Authority.PUBLISHER, places=("fern.example/uk/travel",), extends="fern-uk"
)
EDITIONS = Directory([FERN, UK, TRAVEL])


@pytest.mark.parametrize(
    ("url", "policy"),
    [
        ("https://fern.example/uk/a-story", UK),
        ("https://www.fern.example/uk/", UK),
        ("https://fern.example/uk?page=2", UK),
        ("//fern.example/uk/travel/a", TRAVEL),
        ("https://fern.example/uk/traveller", UK),
        ("https://fern.example/ukraine", FERN),
        ("https://news.fern.example/uk/a", UK),
        ("https://fern.example/", FERN),
    ],
)
def test_the_longest_place_on_a_host_speaks(url, policy):
    assert EDITIONS.publisher_at(url) is policy


OLD = Policy("old", "Fern", Authority.PUBLISHER, hosts=("fern.example",), valid_until="2020-12-31")
NEW = Policy("new", "Fern", Authority.PUBLISHER, hosts=("fern.example",), valid_from="2021-01-01")


@pytest.mark.parametrize(
    ("date", "policy"), [("2020-12-31", OLD), ("2021-01-01", NEW), (None, NEW), ("1999-01-01", OLD)]
)
def test_of_two_editions_the_one_in_force_on_the_day_speaks(date, policy):
    directory = Directory([OLD, NEW]).on(date)
    assert directory.publisher_at("https://fern.example/a") is policy
    assert directory.publisher_named("Fern") is policy


def test_terms_that_have_ended_are_not_known_any_more():
    assert Directory([OLD]).on("2021-06-01").publisher_named("Fern") is None
    assert Directory([OLD]).publisher_named("Fern") is None


def test_a_statute_binds_while_it_is_in_force():
    statute = Policy("law", "A law", Authority.STATUTE, valid_from="2021-06-07")
    assert Directory([statute]).on("2021-06-06").of_authority(Authority.STATUTE) == []
    assert Directory([statute]).on("2021-06-07").of_authority(Authority.STATUTE) == [statute]


def test_an_edition_of_an_edition_is_one_of_the_base():
    assert EDITIONS.is_edition(TRAVEL, FERN)
    assert not EDITIONS.is_edition(FERN, TRAVEL)
