"""Every outcome of every obligation of all seeds can be explained: by authority, clause, terms and condition."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from compliance.api import Session
from compliance.model.context import BUILT_IN_CONTEXT, Is
from compliance.model.policy import Authority, Clause
from compliance.model.result import ArticleReport, Outcome, Result
from compliance.model.settings import Settings
from compliance.reporters.reasons import name_condition, show_reason

ROOT = Path(__file__).parents[1]
SEEDS = sorted(path.name for path in (ROOT / "seeds").iterdir() if path.suffix != ".report")
POLICIES = Session().library.policies
CONTEXTS = {
    "nothing is known": BUILT_IN_CONTEXT,
    "community": BUILT_IN_CONTEXT.including({"use": "community", "edited": "no", "translated": "no"}),
    "commercial print": BUILT_IN_CONTEXT.including({"use": "commercial", "medium": "print", "jurisdiction": "US"}),
    "dataset": BUILT_IN_CONTEXT.including({"use": "nonprofit", "medium": "dataset", "edited": "yes"}),
}


@pytest.fixture(scope="module", params=[(seed, name) for seed in SEEDS for name in CONTEXTS], ids="-".join)
def report(request: pytest.FixtureRequest) -> ArticleReport:
    seed, context = request.param
    (article,) = Session(Settings(context=CONTEXTS[context])).check([str(ROOT / "seeds" / seed)]).articles
    return article


def results(report: ArticleReport, *, own_words: bool) -> Iterator[Result]:
    return (result for result in report.results if (result.obligation.authority is Authority.ITEM) is own_words)


def test_every_obligation_has_an_authority_a_clause_and_a_condition(report: ArticleReport):
    assert [r for r in report.results if not (r.obligation.authority and r.obligation.clause)] == []
    assert [r for r in report.results if not name_condition(r.obligation)] == []


def test_every_obligation_of_terms_names_a_policy_that_is_known(report: ArticleReport):
    asking = {result.obligation.policy for result in results(report, own_words=False)}
    assert asking <= POLICIES.keys()


def test_every_obligation_has_the_address_and_date_of_the_terms_where_the_policy_has_them(report: ArticleReport):
    for result in results(report, own_words=False):
        policy = POLICIES[result.obligation.via or result.obligation.policy]
        assert (result.obligation.terms_url, result.obligation.verified_on) == (policy.terms_url, policy.verified_on)


def test_every_clause_stands_in_its_policy_under_its_condition(report: ArticleReport):
    for result in results(report, own_words=False):
        policy = POLICIES[result.obligation.policy]
        clauses = (*policy.duties, *policy.permissions, *policy.prohibitions)
        assert result.obligation.when in {clause.when for clause in clauses}


def test_every_outcome_agrees_with_what_came_of_its_condition(report: ArticleReport):
    for result in report.results:
        is_due = result.obligation.applies.truth
        assert is_due is not False or result.outcome is Outcome.NOT_APPLICABLE
        assert is_due is not None or result.outcome is not Outcome.FAIL
        assert is_due is not None or result.obligation.applies.unknown


def test_every_unmet_obligation_says_what_is_wrong_and_what_to_do(report: ArticleReport):
    unmet = [result for result in report.results if result.outcome in {Outcome.FAIL, Outcome.REVIEW}]
    assert [result.obligation.rule for result in unmet if not (result.message and result.remedy)] == []


def test_every_reason_can_be_told_in_words(report: ArticleReport):
    for result in report.results:
        authority, condition, *_ = show_reason(result.obligation)
        assert authority.startswith(f"{result.obligation.authority}: ")
        assert condition.startswith("when: ")


def test_a_ban_that_decides_beside_another_is_told_with_its_condition(report: ArticleReport):
    obligation = replace(report.results[0].obligation, also=(Clause(Is("edited", ("yes",)), "no changes", via="fern"),))
    assert "also: no changes, when: edited is yes, taken over from fern" in list(show_reason(obligation))


def test_a_question_is_asked_once_with_the_policies_that_hang_on_it(report: ArticleReport):
    keys = [question.key for question in report.questions]
    assert len(keys) == len(set(keys))
    assert [question for question in report.questions if not question.policies] == []
