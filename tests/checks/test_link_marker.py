"""`link-marker`: links to some hosts, of some quality, as often as they must be there."""

from compliance.checks import link_marker
from compliance.model.origin import Origin
from compliance.model.result import Outcome
from tests.checks.evidence_at import judge, messages
from tests.checks.whole_article import look

STATED = "This article was originally published by [Harbor Weekly]({})."


def ask(text, about=None, suffix=".md", **params):
    return judge(link_marker.CHECK, params, look(text, suffix=suffix) if about is None else look(text, about=about))


def test_a_host_stands_for_its_subdomains():
    text = "[here](https://news.harborweekly.example/a)"
    assert ask(text, to="harborweekly.example").outcome is Outcome.PASS
    assert ask("[here](https://notharborweekly.example/a)", to="harborweekly.example").outcome is Outcome.FAIL


def test_one_of_several_hosts_will_do():
    assert ask("[here](https://b.example/a)", to=["a.example", "b.example"]).outcome is Outcome.PASS


def test_without_an_origin_there_is_nothing_that_links_could_lead_to():
    assert ask("[here](https://b.example/a)", about=(), to="origin").outcome is Outcome.NOT_APPLICABLE


def test_what_is_missing_names_where_it_should_lead():
    assert messages(ask("No link.", to=["origin", "b.example"])) == ["no link leads to b.example or Harbor Weekly"]


def test_all_faults_of_a_link_are_told():
    page = '<p><a href="https://harborweekly.example/" rel="nofollow ugc">here</a></p>'
    found = ask(page, suffix=".html", to="origin", targets=["deep"], rel_without=["nofollow", "ugc"])
    reason = "leads to a home page, not to an article (https://harborweekly.example/)"
    assert messages(found) == [f'the link "here" {reason} and is marked nofollow and ugc']


def test_an_archived_copy_is_no_redirect():
    text = STATED.format("https://harborweekly.example/a") + " [kept](https://web.archive.org/web/1/https://x.example/)"
    assert ask(text, to="origin", direct=True).outcome is Outcome.PASS


def test_an_address_that_names_its_own_host_again_is_no_redirect():
    text = STATED.format("https://harborweekly.example/a?from=https://harborweekly.example/")
    assert ask(text, to="origin", direct=True).outcome is Outcome.PASS


def test_a_redirect_on_another_site_is_seen():
    text = STATED.format("https://r.example/?u=https%3A%2F%2Fharborweekly.example%2Fa")
    found = ask(text, to="origin", direct=True)
    assert messages(found) == ['the link "Harbor Weekly" goes through a redirect, so that nobody sees where it leads']


def test_a_redirect_does_not_count_where_nobody_asks_for_the_straight_way():
    text = STATED.format("https://r.example/?u=https%3A%2F%2Fharborweekly.example%2Fa")
    assert ask(text, about=(Origin("Harbor Weekly"),), to="origin").outcome is Outcome.FAIL


def test_links_of_a_kind_can_be_forbidden():
    found = ask("[a](https://a.example/x.pdf)", addresses=["*.pdf"], at_most=0, because="is a file")
    assert messages(found) == ['the link "a" is a file']


def test_other_links_are_no_matter_where_some_are_forbidden():
    assert ask("[a](https://a.example/x)", addresses=["*.pdf"], at_most=0).outcome is Outcome.PASS


def test_a_link_without_words_is_not_to_be_seen():
    page = '<p>Text <a href="https://harborweekly.example/a"> </a></p>'
    assert ask(page, suffix=".html", to="origin", words_linked=r"\S").outcome is Outcome.FAIL


def test_a_link_at_the_wrong_place_is_a_near_miss():
    text = f"First.\n\nSecond.\n\n{STATED.format('https://harborweekly.example/a')}\n"
    found = ask(text, to="origin", placement="first-paragraphs", paragraphs=2)
    assert messages(found) == ['the link "Harbor Weekly" does not stand in the first 2 paragraphs of the article']


def test_links_are_counted():
    text = "[a](https://harborweekly.example/a) [b](https://harborweekly.example/b)"
    assert ask(text, to="origin", at_least=2).outcome is Outcome.PASS
    assert messages(ask(text, to="origin", at_least=3)) == ["no link leads to Harbor Weekly: 2 of 3 seen"]


def test_if_any_judges_only_what_is_there():
    assert ask("No link.", to="origin", if_any=True).outcome is Outcome.NOT_APPLICABLE
