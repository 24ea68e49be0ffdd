"""`agency-credits`: an image of an agency is not carried over on the word of the outlet that shows it."""

from compliance.checks import agency_credits
from compliance.model.article import Scope
from compliance.model.evidence import ImageCredit
from compliance.model.result import Outcome
from tests.checks.evidence_at import HARBOR, at, judge, messages, seen, starts

PARAMS = {"agencies": ["Reuters", "AP", "Getty Images"]}
OF_AGENCY = at(20, ImageCredit("Ann Author/Reuters"), "Ann Author/Reuters")
OF_READER = at(30, ImageCredit("Ann Apperson"), "Ann Apperson")
LICENSED = at(40, ImageCredit("Getty Images, CC BY 4.0", "CC-BY-4.0"), "Getty Images, CC BY 4.0")


def test_each_image_of_an_agency_is_asked_about_on_its_own_word():
    found = judge(agency_credits.CHECK, PARAMS, seen(OF_AGENCY, OF_READER, about=(HARBOR,)))
    assert (found.outcome, starts(found), found.is_of_item) == (Outcome.REVIEW, [20], True)
    assert messages(found) == ['"Ann Author/Reuters" is an agency\'s image']


def test_a_name_that_holds_an_agencys_letters_is_none():
    assert judge(agency_credits.CHECK, PARAMS, seen(OF_READER, about=(HARBOR,))).outcome is Outcome.PASS


def test_an_image_with_a_license_of_its_own_may_stay():
    assert judge(agency_credits.CHECK, PARAMS, seen(LICENSED, about=(HARBOR,))).outcome is Outcome.PASS


def test_credits_of_other_articles_on_the_page_do_not_count():
    teaser = at(20, ImageCredit("Reuters"), "Reuters", scope=Scope.RELATED)
    assert judge(agency_credits.CHECK, PARAMS, seen(teaser, about=(HARBOR,))).outcome is Outcome.PASS


def test_an_article_of_ones_own_is_not_asked():
    assert judge(agency_credits.CHECK, PARAMS, seen(OF_AGENCY)).outcome is Outcome.NOT_APPLICABLE
