"""Permissions and bans of several policies, weighed."""

import pytest

from compliance.model.context import ALWAYS, Any, Context, Facts, Is
from compliance.model.policy import Authority, Clause, Confidence, Policy
from compliance.terms.permission import GRANTED, NONE, PROHIBITED, UNKNOWN, decide, keys_of

COMMUNITY = Is("use", ("community",))
COMMERCIAL = Is("use", ("commercial",))
EDITED = Is("edited", ("yes",))
NC_ND = Policy(
    "nc-nd",
    "A license",
    Authority.LICENSE,
    confidence=Confidence.READ,
    permissions=(Clause(ALWAYS, "share"),),
    prohibitions=(Clause(COMMERCIAL, "no commercial use"), Clause(EDITED, "no changes")),
)
CROSS_POST = Policy(
    "cross-post",
    "An outlet",
    Authority.PUBLISHER,
    confidence=Confidence.READ,
    permissions=(Clause(COMMUNITY, "community sites may cross-post"),),
    prohibitions=(Clause(Any((COMMERCIAL, Is("medium", ("print",)))), "ask first"),),
)
NEWSROOMS = Policy(
    "newsrooms",
    "An outlet",
    Authority.PUBLISHER,
    confidence=Confidence.READ,
    permissions=(Clause(COMMERCIAL, "for-profit newsrooms too"),),
)


def ask(policies, **context):
    return decide(policies, Context(context), Facts())


@pytest.mark.parametrize(
    ("context", "decision"),
    [
        ({"use": "community", "medium": "web"}, GRANTED),
        ({"use": "commercial", "medium": "web"}, PROHIBITED),
        ({"medium": "print"}, PROHIBITED),
        ({"medium": "web"}, UNKNOWN),
        ({}, UNKNOWN),
        ({"use": "nonprofit", "medium": "web"}, NONE),
    ],
)
def test_terms_grant_forbid_or_leave_open(context, decision):
    assert ask([CROSS_POST], **context).decision == decision


def test_what_would_settle_it_is_named():
    assert ask([CROSS_POST], medium="web").unknown == ("use",)
    assert ask([NC_ND], use="community").unknown == ("edited",)


def test_a_publisher_lifts_the_licenses_ban_on_the_same_matter():
    decision = ask([NC_ND, NEWSROOMS], use="commercial", edited="no")
    assert (decision.decision, decision.clause) == (GRANTED, "for-profit newsrooms too")


def test_a_publisher_does_not_lift_a_ban_on_another_matter():
    decision = ask([NC_ND, NEWSROOMS], use="commercial", edited="yes")
    assert (decision.decision, decision.clause) == (PROHIBITED, "no changes")


def test_a_license_cannot_lift_the_publishers_ban():
    license_ = Policy("by", "A license", Authority.LICENSE, permissions=(Clause(COMMERCIAL, "any use"),))
    assert ask([license_, CROSS_POST], use="commercial", medium="web").decision == PROHIBITED


def test_all_bans_of_one_rank_that_hold_decide():
    decision = ask([NC_ND], use="commercial", edited="yes")
    assert decision.clause == "no commercial use"
    assert [(clause.clause, clause.confidence) for clause in decision.also] == [("no changes", Confidence.READ)]


def test_bans_that_do_not_hold_or_are_of_a_lower_rank_do_not_decide_beside_others():
    assert ask([NC_ND], use="commercial", edited="no").also == ()
    assert ask([NC_ND, CROSS_POST], use="commercial", edited="yes").also == ()


def test_no_policy_at_all_decides_nothing():
    decision = ask([])
    assert (decision.decision, decision.policy) == (NONE, None)


def test_a_decision_carries_the_confidence_of_its_clause():
    recalled = Clause(COMMERCIAL, "no commercial use", confidence=Confidence.RECALLED)
    policy = Policy("nc", "A license", Authority.LICENSE, confidence=Confidence.READ, prohibitions=(recalled,))
    assert ask([policy], use="commercial").confidence is Confidence.RECALLED


def test_keys_of_nested_conditions():
    assert keys_of(Any((COMMERCIAL, Is("medium", ("print",))))) == {"use", "medium"}
    assert keys_of(ALWAYS) == frozenset()


def test_a_grant_that_is_only_recalled_is_told_from_one_that_is_known():
    clause = Clause(ALWAYS, "share", confidence=Confidence.RECALLED)
    policy = Policy("x", "A license", Authority.LICENSE, confidence=Confidence.READ, permissions=(clause,))
    assert ask([policy], use="personal").decision == "recalled"
    assert ask([policy, CROSS_POST], use="community", medium="web").decision == GRANTED
