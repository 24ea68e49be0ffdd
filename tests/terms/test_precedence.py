"""Whose word goes before whose: item > publisher > license > house; duties add up, and permissions lift bans."""

import pytest

from compliance.model.context import ALWAYS, Context, Facts, Is
from compliance.model.origin import Origin
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.model.rule import CheckSpec, Rule, Severity
from compliance.terms.directory import Directory
from compliance.terms.obligations import PERMISSION_RULE, Selected, Terms, build_obligations

COMMERCIAL, PAYWALL, EDITED = Is("use", ("commercial",)), Is("paywall", ("yes",)), Is("edited", ("yes",))
ORIGIN = Origin("Fern", policy="fern")
RULES = {
    name: Rule(name, name, Severity.ERROR, "0.1.0", "", "", "", CheckSpec("requires"))
    for name in ("byline", "link", PERMISSION_RULE)
}
USE = {"use": "commercial", "paywall": "yes", "edited": "no"}


def policy(name, authority, *, may=(), must_not=(), duties=()):
    return Policy(
        name,
        name,
        authority,
        confidence=Confidence.READ,
        duties=tuple(Duty(rule, clause=f"{name} wants a {rule}") for rule in duties),
        permissions=tuple(Clause(when, f"{name} permits") for when in may),
        prohibitions=tuple(Clause(when, f"{name} forbids") for when in must_not),
    )


def house(**clauses):
    return policy("house", Authority.HOUSE, **clauses)


def license_(**clauses):
    return policy("by-nc", Authority.LICENSE, **clauses)


def publisher(**clauses):
    return policy("fern", Authority.PUBLISHER, **clauses)


def build(*policies):
    terms = Terms(RULES, Directory(policies))
    selected = [Selected(one, () if one.authority is Authority.HOUSE else (ORIGIN,)) for one in policies]
    return build_obligations(terms, selected, (ORIGIN,), Context(USE), Facts(reused=True))


@pytest.mark.parametrize(
    ("policies", "decision", "clause"),
    [
        # a permission lifts a ban of a lower rank on the same matter
        ([license_(may=[ALWAYS], must_not=[COMMERCIAL]), publisher(may=[COMMERCIAL])], "granted", "fern permits"),
        # and none of its own rank, of a higher one, or on another matter
        ([license_(may=[COMMERCIAL], must_not=[COMMERCIAL])], "prohibited", "by-nc forbids"),
        ([license_(may=[COMMERCIAL]), publisher(must_not=[COMMERCIAL])], "prohibited", "fern forbids"),
        ([license_(must_not=[PAYWALL]), publisher(may=[COMMERCIAL])], "prohibited", "by-nc forbids"),
        # a publisher adds a ban to its license
        ([license_(may=[ALWAYS]), publisher(must_not=[PAYWALL])], "prohibited", "fern forbids"),
        # of two grants the higher rank speaks
        ([license_(may=[ALWAYS]), publisher(may=[ALWAYS])], "granted", "fern permits"),
        # a house grants nothing that is another's, and forbids nothing in its name
        ([house(may=[ALWAYS]), license_()], "none", "the terms of by-nc do not speak of this use"),
        ([house(may=[COMMERCIAL]), license_(must_not=[COMMERCIAL])], "prohibited", "by-nc forbids"),
        # what does not hold in this use forbids nothing
        ([license_(may=[ALWAYS], must_not=[EDITED])], "granted", "by-nc permits"),
        # nobody's terms permit nothing
        ([house()], "none", "no terms of Fern are known"),
    ],
)
def test_permissions_and_bans_go_by_rank(policies, decision, clause):
    (permission,) = (one for one in build(*policies) if one.rule == PERMISSION_RULE)
    assert (permission.check.params["decision"], permission.clause) == (decision, clause)


@pytest.mark.parametrize(
    ("policies", "due"),
    [
        ([house(duties=["byline"]), publisher(duties=["link"])], {"byline": "house", "link": "fern"}),
        ([house(duties=["byline"]), license_(duties=["byline"])], {"byline": "by-nc"}),
        ([license_(duties=["byline", "link"]), publisher(duties=["byline"])], {"byline": "fern", "link": "by-nc"}),
    ],
)
def test_duties_add_up_and_of_the_same_rule_the_highest_rank_speaks(policies, due):
    assert {one.rule: one.policy for one in build(*policies) if one.rule != PERMISSION_RULE} == due


def test_an_obligation_keeps_condition_clause_and_where_it_was_taken_over_from():
    base = Policy(
        "trust", "Trust", Authority.PUBLISHER, terms_url="https://trust.example/terms", verified_on="2026-01-31"
    )
    duty = Duty("link", COMMERCIAL, clause="link us", via="trust")
    fern = Policy("fern", "Fern", Authority.PUBLISHER, terms_url="https://fern.example/terms", duties=(duty,))
    terms = Terms(RULES, Directory([base, fern]))
    found = build_obligations(terms, [Selected(fern, (ORIGIN,))], (ORIGIN,), Context(USE), Facts())
    link = next(one for one in found if one.rule == "link")
    assert link.via == "trust"
    assert (link.when, link.clause, link.applies.truth) == (COMMERCIAL, "link us", True)
    assert (link.terms_url, link.verified_on) == ("https://trust.example/terms", "2026-01-31")


@pytest.mark.parametrize(
    ("relation", "severity"),
    [
        ("republished", Severity.NOTE),
        ("wire", Severity.ERROR),
        ("provided", Severity.ERROR),
        ("syndicated", Severity.ERROR),
    ],
)
def test_a_partners_story_is_not_the_outlets_to_give_away(relation, severity):
    partner = Origin("Moss", relation=relation, hop=1)
    fern = publisher(may=[ALWAYS])
    terms = Terms(RULES, Directory([fern]))
    found = build_obligations(terms, [Selected(fern, (ORIGIN,))], (ORIGIN, partner), Context(USE), Facts())
    assert [(one.severity, one.check.params["decision"]) for one in found] == [
        (Severity.ERROR, "granted"),
        (severity, "none"),
    ]
