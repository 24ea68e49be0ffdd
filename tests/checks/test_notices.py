"""`notice-slots` and `notice-consistent`: what a fair-use notice says, and whether the use belies it."""

from compliance.checks import notice_consistency, notice_jurisdiction, notice_slots
from compliance.model.article import Scope
from compliance.model.evidence import FairUseNotice
from compliance.model.result import Outcome
from tests.checks.evidence_at import at, judge, messages, seen, starts

TWO = FairUseNotice(("heading", "purpose"))


def fill(*evidence, **params):
    return judge(notice_slots.CHECK, params, seen(*evidence))


def test_without_a_notice_nothing_is_judged():
    assert fill().outcome is Outcome.NOT_APPLICABLE


def test_too_few_parts_are_named():
    found = fill(at(5, TWO, "Fair Use Notice"))
    assert messages(found) == ['"Fair Use Notice" lacks customary parts: has heading, purpose; 3 are usual at least']


def test_as_many_as_asked_for_pass():
    assert fill(at(5, TWO), at_least=2).outcome is Outcome.PASS


def test_notices_of_article_and_site_have_their_parts_between_them():
    assert fill(at(5, TWO), at(90, FairUseNotice(("section",)), scope=Scope.SITE)).outcome is Outcome.PASS


def test_a_part_that_is_said_twice_counts_once():
    assert fill(at(5, TWO), at(90, TWO)).outcome is Outcome.FAIL


NONPROFIT = at(5, FairUseNotice(("nonprofit", "purpose")), "without profit")


def compare(*evidence, **context):
    params = {
        "evidence": "fair-use-notice",
        "where": {"slots": "nonprofit"},
        "against": {"ads": "yes", "use": ["commercial"]},
    }
    return judge(notice_consistency.CHECK, params, seen(*evidence, **context))


def test_a_notice_without_the_promise_is_not_judged():
    assert compare(at(5, TWO), ads="yes").outcome is Outcome.NOT_APPLICABLE


def test_advertising_belies_the_promise():
    found = compare(NONPROFIT, ads="yes", use="commercial")
    assert messages(found) == ['"without profit" is belied by ads=yes and use=commercial']


def test_a_use_that_keeps_the_promise_passes():
    assert compare(NONPROFIT, ads="no", use="community").outcome is Outcome.PASS


def test_what_is_not_known_is_asked():
    found = compare(NONPROFIT, use="community")
    assert (found.outcome, starts(found)) == (Outcome.REVIEW, [5])
    assert found.message == "is advertising sold around it (ads=yes or no)?"


def test_what_is_known_to_belie_it_needs_no_question():
    assert compare(NONPROFIT, use="commercial").outcome is Outcome.FAIL


LAWS = {"section": "US", "fair-use": ["US", "IL"], "fair-dealing": ["GB", "CA"]}
SECTION = at(5, FairUseNotice(("section", "purpose")), "section 107")


def locate(*evidence, **context):
    return judge(notice_jurisdiction.CHECK, {"laws": LAWS}, seen(*evidence, **context))


def test_a_notice_at_home_passes_and_is_no_proof():
    found = locate(SECTION, jurisdiction="US")
    assert found.outcome is Outcome.PASS
    assert found.message.endswith("whether it covers the use, the notice does not prove")


def test_a_notice_on_another_countrys_law_is_named():
    found = locate(SECTION, at(90, FairUseNotice(("quotation-right",), "FR"), "courte citation"), jurisdiction="DE")
    assert messages(found) == [
        '"section 107" calls upon a law of US, not of DE',
        '"courte citation" calls upon a law of FR, not of DE',
    ]


def test_where_no_country_is_known_nothing_is_said():
    assert locate(SECTION).outcome is Outcome.NOT_APPLICABLE


def test_a_notice_that_names_no_law_is_at_home_nowhere():
    assert locate(at(5, FairUseNotice(("purpose",))), jurisdiction="DE").outcome is Outcome.NOT_APPLICABLE


def test_a_doctrine_of_several_countries_is_at_home_in_each():
    dealing = at(5, FairUseNotice(("fair-dealing",)), "fair dealing")
    assert locate(dealing, jurisdiction="CA").outcome is Outcome.PASS
    assert messages(locate(dealing, jurisdiction="US")) == ['"fair dealing" calls upon a law of CA or GB, not of US']
