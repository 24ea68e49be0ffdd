"""`notice-slots` and `notice-consistent`: what a fair-use notice says, and whether the use belies it."""

from compliance.checks import notice_consistency, notice_slots
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
