"""`links-to-origin`: a link to the article at each hop, and every kind of near miss."""

import pytest

from compliance.checks import original_links
from compliance.model.article import Carrier
from compliance.model.evidence import Target
from compliance.model.origin import Origin
from compliance.model.result import Outcome
from tests.checks.evidence_at import HARBOR, MEADOW, MEADOW_POLICY, judge, link, messages, seen, starts, statement

DEEP = "https://harborweekly.example/2024/tide"


def lead(*evidence, about=(HARBOR,), **params):
    return judge(original_links.CHECK, params, seen(*evidence, about=about, policies=(MEADOW_POLICY,)))


def test_without_an_origin_there_is_nothing_to_link():
    assert lead(about=()).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("relation", ["wire", "provided"])
def test_agencies_have_no_address(relation):
    assert lead(about=(Origin("Sea Wire", relation=relation),)).outcome is Outcome.NOT_APPLICABLE


def test_an_agency_beside_an_outlet_needs_no_link():
    about = (HARBOR, Origin("Sea Wire", relation="wire", hop=1))
    assert lead(link(50, "the tide", DEEP, Target.DEEP, "harborweekly.example"), about=about).outcome is Outcome.PASS


def test_a_host_named_like_the_outlet_will_do():
    assert lead(link(50, "here", DEEP, Target.DEEP, "harborweekly.example")).outcome is Outcome.PASS


def test_words_that_name_the_outlet_will_do_where_its_hosts_are_not_known():
    assert lead(link(50, "Harbor Weekly", "https://hw.example/a", Target.DEEP, "hw.example")).outcome is Outcome.PASS


def test_a_link_in_the_statement_will_do_where_its_hosts_are_not_known():
    words = link(55, "original article", "https://hw.example/a", Target.DEEP, "hw.example")
    assert lead(statement(50, "Harbor Weekly"), words).outcome is Outcome.PASS


def test_an_address_in_the_front_matter_will_do():
    source = statement(0, "Harbor Weekly", carrier=Carrier.FRONT_MATTER, url=DEEP, target=Target.DEEP)
    assert lead(source).outcome is Outcome.PASS


def test_a_subdomain_of_the_policys_host_will_do():
    item = link(50, "read it", "https://news.meadowpost.example/a", Target.DEEP, "news.meadowpost.example")
    assert lead(item, about=(MEADOW,)).outcome is Outcome.PASS


def test_the_home_page_will_do_only_where_the_terms_say_so():
    home = link(50, "Meadow Post", "https://meadowpost.example/", Target.HOME_PAGE, "meadowpost.example")
    assert lead(home, about=(MEADOW,), target="home-or-article").outcome is Outcome.PASS
    assert messages(lead(home, about=(MEADOW,))) == [
        'the link "Meadow Post" leads to a home page, not to an article (https://meadowpost.example/)'
    ]


@pytest.mark.parametrize(
    ("target", "url", "host", "reason"),
    [
        (Target.PLACEHOLDER, "#", "", "leads nowhere (#)"),
        (Target.PROFILE, "https://x.example/u/hw", "x.example", "leads to a profile, list or search page"),
        (Target.SHORTENER, "https://s.example/1", "s.example", "goes through a shortener"),
        (Target.ARCHIVE, "https://archive.example/1", "archive.example", "leads to an archived copy"),
        (Target.RELATIVE, "/tide", "", "leads to this site itself"),
        (Target.MAIL, "mailto:a@b.example", "", "leads to a mail address"),
    ],
)
def test_near_misses_are_named_with_what_is_wrong(target, url, host, reason):
    found = lead(statement(50, "Harbor Weekly"), link(52, "Harbor Weekly", url, target, host))
    assert (found.outcome, starts(found)) == (Outcome.FAIL, [52])
    assert reason in messages(found)[0]


def test_a_link_elsewhere_is_no_link_to_an_outlet_whose_hosts_are_known():
    found = lead(link(50, "Meadow Post", DEEP, Target.DEEP, "harborweekly.example"), about=(MEADOW,))
    assert messages(found) == [f'the link "Meadow Post" leads to {DEEP}, not to "Meadow Post"']


def test_a_page_for_donations_is_no_article():
    url = "https://harborweekly.example/donate/"
    found = lead(link(50, "Harbor Weekly", url, Target.DEEP, "harborweekly.example"))
    assert messages(found) == [f'the link "Harbor Weekly" leads to {url}, which is no article']


def test_an_article_in_a_section_called_support_is_one():
    url = "https://harborweekly.example/support/2024/tide"
    assert lead(link(50, "x", url, Target.DEEP, "harborweekly.example")).outcome is Outcome.PASS


def test_every_placeholder_that_names_the_hop_is_a_finding():
    found = lead(link(5, "Harbor Weekly", "#", Target.PLACEHOLDER), link(90, "harbor weekly", "#", Target.PLACEHOLDER))
    assert starts(found) == [5, 90]


def test_longer_words_count_only_where_no_link_is_the_name_itself():
    join = link(5, "Become a member of Harbor Weekly", "#", Target.PLACEHOLDER)
    assert starts(lead(join)) == [5]
    assert starts(lead(join, link(90, "Harbor Weekly", "#", Target.PLACEHOLDER))) == [90]


def test_a_statement_without_a_link_is_shown():
    found = lead(statement(50, "Harbor Weekly"))
    assert (messages(found), starts(found)) == (['names "Harbor Weekly", but links to no article of it'], [50])


def test_a_hop_that_nothing_links_is_shown_where_it_is_known_from():
    found = lead(about=(MEADOW,))
    assert (messages(found), starts(found)) == (['no link leads to the article of "Meadow Post"'], [70])


def test_each_hop_needs_its_link():
    good = link(50, "Harbor Weekly", DEEP, Target.DEEP, "harborweekly.example")
    assert starts(lead(good, about=(HARBOR, MEADOW))) == [70]


def test_a_mail_address_that_holds_the_name_is_no_near_miss():
    found = lead(link(5, "harborweekly@mail.example", "mailto:harborweekly@mail.example", Target.MAIL))
    assert messages(found) == ['no link leads to the article of "Harbor Weekly"']


def test_a_link_that_must_stand_at_the_top_is_missed_elsewhere():
    low = link(5000, "Harbor Weekly", DEEP, Target.DEEP, "harborweekly.example")

    found = lead(low, placement="top")

    assert starts(found) == [5000]
    assert messages(found) == ['the link "Harbor Weekly" does not stand at the top of the article']


def test_one_link_at_the_top_will_do():
    links = [link(start, "Harbor Weekly", DEEP, Target.DEEP, "harborweekly.example") for start in (50, 5000)]

    assert lead(*links, placement="top").outcome is Outcome.PASS


def test_a_link_at_each_end_is_two_links():
    links = [link(start, "Harbor Weekly", DEEP, Target.DEEP, "harborweekly.example") for start in (50, 9900)]

    assert lead(*links, placement="top-and-bottom").outcome is Outcome.PASS
    assert starts(lead(links[0], placement="top-and-bottom")) == [50]


def test_where_no_link_leads_there_the_place_is_not_what_is_wrong():
    home = link(5000, "Meadow Post", "https://meadowpost.example/", Target.HOME_PAGE, "meadowpost.example")

    assert messages(lead(home, about=(MEADOW,), placement="top")) == [
        'the link "Meadow Post" leads to a home page, not to an article (https://meadowpost.example/)'
    ]
