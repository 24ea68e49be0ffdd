"""Permissions and bans of several policies, weighed."""

import pytest
from msgspec.structs import replace

from compliance.model.context import ALWAYS, All, Any, Context, Facts, Is, Not, Seen
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


EXCERPT = Is("excerpt", ("yes",))
ADAPTED = Any((EDITED, Is("translated", ("yes",)), EXCERPT))


@pytest.mark.parametrize(
    ("ban", "permission", "context", "decision", "unknown"),
    [
        # of a ban on three matters, a permission for excerpts lifts that on excerpts
        (ADAPTED, EXCERPT, {"excerpt": "yes", "edited": "no", "translated": "no"}, GRANTED, ()),
        (ADAPTED, EXCERPT, {"excerpt": "yes", "edited": "yes", "translated": "no"}, PROHIBITED, ()),
        (ADAPTED, EXCERPT, {"excerpt": "yes", "edited": "no", "translated": "yes"}, PROHIBITED, ()),
        (ADAPTED, EXCERPT, {"excerpt": "yes", "edited": "no"}, UNKNOWN, ("translated",)),
        (ADAPTED, EXCERPT, {"excerpt": "no", "edited": "yes", "translated": "no"}, PROHIBITED, ()),
        # only where its own condition holds
        (EXCERPT, All((EXCERPT, COMMUNITY)), {"excerpt": "yes", "use": "community"}, GRANTED, ()),
        (EXCERPT, All((EXCERPT, COMMUNITY)), {"excerpt": "yes", "use": "commercial"}, PROHIBITED, ()),
        (EXCERPT, All((EXCERPT, COMMUNITY)), {"excerpt": "yes"}, UNKNOWN, ("use",)),
        (EXCERPT, All((EXCERPT, Seen("image"))), {"excerpt": "yes"}, PROHIBITED, ()),
        # what is banned by leaving out what is free
        (Not(COMMUNITY), COMMERCIAL, {"use": "commercial"}, GRANTED, ()),
        (Not(COMMUNITY), COMMERCIAL, {"use": "nonprofit"}, PROHIBITED, ()),
        # another matter, and no matter at all
        (EDITED, EXCERPT, {"excerpt": "yes", "edited": "yes"}, PROHIBITED, ()),
        (ALWAYS, EXCERPT, {"excerpt": "yes"}, PROHIBITED, ()),
        (EDITED, ALWAYS, {"edited": "yes"}, PROHIBITED, ()),
        # two matters at once: that one of them is free frees both
        (All((COMMERCIAL, EDITED)), COMMERCIAL, {"use": "commercial", "edited": "yes"}, GRANTED, ()),
        # nobody says whether it is an excerpt at all
        (EXCERPT, EXCERPT, {}, UNKNOWN, ("excerpt",)),
    ],
)
def test_a_permission_lifts_a_ban_where_it_holds_and_as_far_as_it_speaks_of_it(
    ban, permission, context, decision, unknown
):
    license_ = replace(NC_ND, prohibitions=(Clause(ban, "not so"),))
    found = ask([license_, replace(NEWSROOMS, permissions=(Clause(permission, "but so"),))], **context)
    assert (found.decision, found.unknown) == (decision, unknown)


def test_two_permissions_lift_a_ban_on_two_matters_together():
    license_ = replace(NC_ND, prohibitions=(Clause(Any((COMMERCIAL, EXCERPT)), "not so"),))
    both = replace(NEWSROOMS, permissions=(*NEWSROOMS.permissions, Clause(EXCERPT, "excerpts")))
    assert ask([license_, both], use="commercial", excerpt="yes").decision == GRANTED
    assert ask([license_, NEWSROOMS], use="commercial", excerpt="yes").decision == PROHIBITED


def test_a_known_grant_that_needs_a_recalled_one_to_lift_a_ban_is_recalled():
    dim = Clause(COMMERCIAL, "for-profit newsrooms too", confidence=Confidence.RECALLED)
    publisher = replace(NEWSROOMS, permissions=(Clause(ALWAYS, "all may share"), dim))
    assert ask([NC_ND, publisher], use="commercial", edited="no").decision == "recalled"
    assert ask([NC_ND, publisher], use="community", edited="no").decision == GRANTED


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
