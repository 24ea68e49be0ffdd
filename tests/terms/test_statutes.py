"""Statutes: which of them speak, where they hold, and what they weigh against licenses and house rules."""

from msgspec.structs import replace

from compliance.model.context import ALWAYS, All, Context, Facts, Is
from compliance.model.origin import Origin
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.model.rule import CheckSpec, Rule, Severity
from compliance.terms.directory import Directory
from compliance.terms.obligations import PERMISSION_RULE, Selected, Terms, build_obligations, select_policies

RULES = {
    name: Rule(name, name, Severity.WARNING, "0.1.0", "", "", "", CheckSpec("requires", {}))
    for name in ("byline/present", PERMISSION_RULE)
}
BANNED = All((Is("use", ("commercial",)), Is("jurisdiction", ("DE",))))
HOUSE = Policy("house", "House", Authority.HOUSE, duties=(Duty("byline/present"),))
BYLINE_LAW = Policy(
    "de-byline", "A law", Authority.STATUTE, duties=(Duty("byline/present", Is("jurisdiction", ("DE",))),)
)
READ_LAW = replace(BYLINE_LAW, confidence=Confidence.READ)
PRESS_LAW = Policy("de-press", "A law", Authority.STATUTE, prohibitions=(Clause(BANNED, "no sale of news"),))
PUBLIC_WORKS = Policy(
    "us-works",
    "A law",
    Authority.STATUTE,
    hosts=("agency.example",),
    confidence=Confidence.READ,
    permissions=(Clause(Is("jurisdiction", ("US",)), "free for all"),),
)
BY = Policy("by", "A license", Authority.LICENSE, license="by", permissions=(Clause(ALWAYS, "share"),))
STORY = Origin("Fern", "https://fern.example/a")
NOTICE = Origin("Agency", "https://www.agency.example/a")


def build(policies, origin, **context):
    selected = [Selected(policy, (origin,) if policy.hosts or policy is BY else ()) for policy in policies]
    terms = Terms(RULES, Directory(policies))
    return build_obligations(terms, selected, (origin,), Context(context), Facts(reused=True))


def decision(policies, origin, **context):
    (found,) = [o for o in build(policies, origin, **context) if o.rule == PERMISSION_RULE]
    return found.policy, found.check.params["decision"]


def test_a_statute_of_certain_hosts_speaks_for_what_comes_from_there():
    directory = Directory([BYLINE_LAW, PUBLIC_WORKS])
    assert select_policies([], [STORY], directory) == (Selected(BYLINE_LAW),)
    assert select_policies([], [NOTICE], directory) == (Selected(BYLINE_LAW), Selected(PUBLIC_WORKS, (NOTICE,)))


def test_a_law_that_holds_speaks_instead_of_the_house():
    assert [found.policy for found in build([HOUSE, READ_LAW], STORY, jurisdiction="DE")][:-1] == ["de-byline"]


def test_a_law_that_may_hold_asks_nothing_that_is_due_anyway():
    assert [found.policy for found in build([HOUSE, READ_LAW], STORY)][:-1] == ["house"]


def test_a_law_that_may_hold_asks_what_nobody_else_asks():
    assert [found.applies.unknown for found in build([READ_LAW], STORY)][:-1] == [("jurisdiction",)]


def test_a_recalled_law_of_a_country_that_nobody_named_asks_nothing():
    assert build([BYLINE_LAW], STORY)[:-1] == ()
    assert [found.policy for found in build([BYLINE_LAW], STORY, jurisdiction="DE")][:-1] == ["de-byline"]


def test_a_law_of_another_country_is_not_applicable():
    assert [found.applies.truth for found in build([BYLINE_LAW], STORY, jurisdiction="FR")][:-1] == [False]


def test_a_statute_of_certain_hosts_can_permit():
    assert decision([PUBLIC_WORKS], NOTICE, jurisdiction="US") == ("us-works", "granted")
    assert decision([PUBLIC_WORKS], NOTICE) == ("us-works", "unknown")


def test_where_a_statute_permits_nothing_it_is_not_named_as_whom_to_ask():
    assert decision([PUBLIC_WORKS], NOTICE, jurisdiction="DE") == ("", "none")


def test_what_a_statute_forbids_for_certain_needs_a_permission():
    assert decision([PRESS_LAW], STORY, use="commercial", jurisdiction="DE") == ("de-press", "prohibited")
    assert decision([PRESS_LAW, BY], STORY, use="commercial", jurisdiction="DE")[0] == "by"


def test_a_ban_that_may_hold_decides_nothing():
    assert decision([PRESS_LAW], STORY, use="commercial") == ("", "none")
    assert decision([PRESS_LAW], STORY, use="community", jurisdiction="DE") == ("", "none")


def test_a_permission_that_may_hold_leaves_a_statutes_ban_open():
    license_ = Policy("by", "A license", Authority.LICENSE, permissions=(Clause(Is("ads", ("no",)), "without ads"),))
    selected = [Selected(PRESS_LAW), Selected(license_, (STORY,))]
    context = Context({"use": "commercial", "jurisdiction": "DE"})
    (found,) = build_obligations(Terms(RULES, Directory([])), selected, (STORY,), context, Facts(reused=True))
    assert (found.policy, found.check.params["decision"]) == ("by", "unknown")


def test_a_law_that_is_only_recalled_speaks_beside_the_house_and_not_instead():
    read = replace(HOUSE, confidence=Confidence.READ)
    found = build([read, BYLINE_LAW], STORY, jurisdiction="DE")
    assert [(o.policy, o.confidence) for o in found][:-1] == [("house", "read"), ("de-byline", "recalled")]
