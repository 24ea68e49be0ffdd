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
