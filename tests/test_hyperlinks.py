"""Where an address leads is told from its form."""

import pytest

from compliance.hyperlinks import classify, domain_of, host_of
from compliance.model.evidence import Target


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://weekly.example/2020/05/a-story", Target.DEEP),
        ("https://weekly.example/?p=123", Target.DEEP),
        ("https://weekly.example", Target.HOME_PAGE),
        ("https://weekly.example/?utm_source=x", Target.HOME_PAGE),
        ("https://weekly.example/index.html", Target.HOME_PAGE),
        ("https://weekly.example/author/ann-author/", Target.PROFILE),
        ("https://weekly.example/@ann", Target.PROFILE),
        ("https://twitter.com/annauthor", Target.PROFILE),
        ("https://twitter.com/annauthor/status/12345", Target.DEEP),
        ("https://web.archive.org/web/2020/https://weekly.example/a", Target.ARCHIVE),
        ("https://bit.ly/abc", Target.SHORTENER),
        ("https://creativecommons.org/licenses/by/4.0/", Target.LICENSE),
        ("mailto:desk@weekly.example", Target.MAIL),
        ("/2020/05/a-story", Target.RELATIVE),
        ("../a-story.html", Target.RELATIVE),
        ("#", Target.PLACEHOLDER),
        ("", Target.PLACEHOLDER),
        ("javascript:void(0)", Target.PLACEHOLDER),
        ("https://example.com/a-story", Target.PLACEHOLDER),
        ("TODO", Target.PLACEHOLDER),
        ("http://", Target.PLACEHOLDER),
        ("http://[::1", Target.PLACEHOLDER),
    ],
)
def test_an_address_leads_somewhere(url: str, target: Target) -> None:
    assert classify(url) is target


def test_hosts_lose_www_and_port() -> None:
    assert host_of("https://www.Weekly.example:8080/a") == "weekly.example"


def test_blogs_on_one_platform_have_different_owners() -> None:
    assert domain_of("ann.wordpress.com") != domain_of("bob.wordpress.com")


def test_subdomains_of_one_outlet_are_one_site() -> None:
    assert domain_of(host_of("https://news.weekly.co.uk/a")) == domain_of(host_of("https://weekly.co.uk/"))


def test_the_owner_of_a_host_is_its_registered_domain() -> None:
    assert domain_of("news.weekly.co.uk") == "weekly.co.uk"
