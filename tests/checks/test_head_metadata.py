"""`head-metadata`: what the head of a page, or the front matter, says to machines."""

from compliance.checks import head_metadata
from compliance.model.result import Outcome
from tests.checks.evidence_at import judge, messages
from tests.checks.whole_article import look, words

PAGE = "<html><head><title>The tide</title>{}</head><body><article><p>The water stayed.</p></article></body></html>"


def ask(head, **params):
    return judge(head_metadata.CHECK, params, look(PAGE.format(head), suffix=".html"))


def test_a_field_has_one_name_in_every_element():
    for head in (
        '<link rel="canonical" href="https://a.example/x">',
        '<meta name="canonical" content="https://a.example/x">',
    ):
        assert ask(head, fields="canonical", to="a.example").outcome is Outcome.PASS


def test_front_matter_may_write_its_names_with_a_low_line():
    given = look("---\ncanonical_url: https://a.example/x\n---\nThe water stayed.\n")
    assert judge(head_metadata.CHECK, {"fields": "canonical-url", "to": "a.example"}, given).outcome is Outcome.PASS


def test_a_wrong_value_is_shown_where_it_stands():
    given = look(PAGE.format('<meta name="robots" content="index">'), suffix=".html")
    found = judge(head_metadata.CHECK, {"fields": "robots", "any_of": "noindex"}, given)
    assert (messages(found), words(given, found)) == (['robots "index" says something else'], ["index"])


def test_a_page_that_says_nothing_fails():
    found = ask('<meta name="author" content="Ann">', fields=["robots", "googlebot"])
    assert messages(found) == ["the page's head says nothing of robots, googlebot"]


def test_a_text_gets_its_head_later():
    found = judge(head_metadata.CHECK, {"fields": "robots"}, look("The water stayed."))
    assert (found.outcome, found.message) == (Outcome.REVIEW, "what does the head of the published page say of robots?")


def test_a_field_can_be_forbidden():
    assert (
        ask('<meta name="robots" content="noindex">', fields="robots", any_of="noindex", at_most=0).outcome
        is Outcome.FAIL
    )
    assert (
        ask('<meta name="robots" content="all">', fields="robots", any_of="noindex", at_most=0).outcome is Outcome.PASS
    )


def test_if_any_judges_only_what_is_there():
    assert ask("", fields="robots", if_any=True).outcome is Outcome.NOT_APPLICABLE
