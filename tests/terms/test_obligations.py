"""From policies to obligations: rank, hops, conditions, severities."""

import pytest
from msgspec.structs import replace

from compliance.model.article import Scope
from compliance.model.context import Context, Facts, Is
from compliance.model.evidence import Evidence, Kind, LicenseStatement, Reservation
from compliance.model.origin import Origin
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.model.rule import Change, CheckSpec, Rule, Severity
from compliance.model.source import Span
from compliance.terms.directory import Directory
from compliance.terms.obligations import (
    ALL_RIGHTS_RESERVED,
    PERMISSION_RULE,
    Selected,
    Terms,
    build_obligations,
    find_facts,
    select_policies,
)


def rule(name, severity=Severity.WARNING, **params):
    return Rule(name, f"{name} holds", severity, "0.1.0", "", "mend it", "is missing", CheckSpec("requires", params))


RULES = {name: rule(name) for name in ("source/linked", "byline/present", PERMISSION_RULE)}
LINKED = Duty("source/linked", params={"target": "home"}, clause="link us", severity=Severity.ERROR)
HOUSE = Policy("house", "House", Authority.HOUSE, duties=(Duty("source/linked"), Duty("byline/present")))
FERN = Policy("fern", "Fern", Authority.PUBLISHER, hosts=("fern.example",), license="CC-BY-4.0", duties=(LINKED,))
BY = Policy(
    "cc-by-4.0",
    "CC BY",
    Authority.LICENSE,
    license="CC-BY-4.0",
    confidence=Confidence.READ,
    permissions=(Clause(Is("use", ("personal",)), "ok"),),
)
RESERVED = Policy(ALL_RIGHTS_RESERVED, "Reserved", Authority.LICENSE, license=ALL_RIGHTS_RESERVED)
NEAR, FAR = Origin("Fern", policy="fern", hop=0), Origin("Moss", hop=1)


OFF = Change("house", "off", None, True, "we know", "house/pack.yaml", 5)
MILDER = Change("house", "severity", "error", "note", "it matters less here")


def build(selected, origins=(), context=None, severities=None, rules=RULES):
    terms = Terms(rules, Directory([choice.policy for choice in selected]), severities or {})
    found = build_obligations(terms, selected, tuple(origins), Context(context or {}), Facts(reused=bool(origins)))
    return {(obligation.rule, obligation.policy): obligation for obligation in found}


def see(kind, value, scope=Scope.ARTICLE):
    return Evidence(kind, value, "words", Span(0, 5), scope)


def test_of_one_rule_the_highest_rank_speaks_for_the_whole_chain():
    found = build([Selected(HOUSE), Selected(FERN, (NEAR,))], [NEAR, FAR])
    assert ("source/linked", "house") not in found
    linked = found["source/linked", "fern"]
    assert linked.origins == (NEAR, FAR)
    assert linked.check.params == {"target": "home"}
    assert (linked.severity, linked.clause, linked.authority) == (Severity.ERROR, "link us", Authority.PUBLISHER)


@pytest.mark.parametrize(
    ("publisher", "license_", "house", "fallback"),
    [
        ("recalled", "recalled", "read", "house"),
        ("recalled", "secondhand", "read", "cc-by-4.0"),
        ("recalled", "recalled", "recalled", None),
        ("secondhand", "read", "read", None),
        ("read", "read", "read", None),
    ],
)
def test_behind_a_recalled_duty_stands_the_best_known_of_the_lower_ranks(publisher, license_, house, fallback):
    fern = replace(FERN, confidence=Confidence(publisher))
    by = replace(BY, confidence=Confidence(license_), duties=(Duty("source/linked"),))
    ours = replace(HOUSE, confidence=Confidence(house))
    found = build([Selected(ours), Selected(by, (NEAR,)), Selected(fern, (NEAR,))], [NEAR, FAR])
    known = found["source/linked", "fern"].fallback
    assert (known and known.policy) == fallback
    assert known is None or known.origins == (NEAR, FAR)


def test_what_only_may_be_due_needs_no_fallback():
    asking = replace(FERN, confidence=Confidence.RECALLED, duties=(replace(LINKED, when=Is("ads", ("yes",))),))
    found = build([Selected(replace(HOUSE, confidence=Confidence.READ)), Selected(asking, (NEAR,))], [NEAR])
    assert found["source/linked", "fern"].fallback is None
    assert ("source/linked", "house") in found


def test_each_publisher_speaks_for_its_own_hop():
    moss = Policy("moss", "Moss", Authority.PUBLISHER, duties=(LINKED,))
    far = Origin("Moss", policy="moss", hop=1)
    found = build([Selected(FERN, (NEAR,)), Selected(moss, (far,))], [NEAR, far])
    assert found["source/linked", "fern"].origins == (NEAR,)
    assert found["source/linked", "moss"].origins == (far,)


def test_rules_of_different_policies_add_up():
    found = build([Selected(HOUSE), Selected(FERN, (NEAR,))], [NEAR])
    assert ("byline/present", "house") in found


def test_what_does_not_apply_is_kept_when_nothing_else_asks():
    policy = Policy("print", "Print", Authority.HOUSE, duties=(Duty("byline/present", Is("medium", ("print",))),))
    found = build([Selected(policy)], context={"medium": "web"})
    assert found["byline/present", "print"].applies.truth is False


def test_what_only_may_be_due_does_not_push_aside_what_is_certain():
    maybe = Policy("maybe", "Maybe", Authority.PUBLISHER, duties=(Duty("byline/present", Is("edited", ("yes",))),))
    found = build([Selected(HOUSE), Selected(maybe, (NEAR,))], [NEAR])
    assert found["byline/present", "house"].applies.truth is True
    assert found["byline/present", "maybe"].applies.unknown == ("edited",)


def test_the_user_sets_severities_and_switches_rules_off():
    found = build([Selected(HOUSE)], severities={"source/linked": "note", "byline/present": "off"})
    assert found["source/linked", "house"].severity is Severity.NOTE
    assert ("byline/present", "house") not in found


def test_permission_is_an_error_for_the_nearest_hop_and_a_note_behind_it():
    found = build([Selected(BY, (NEAR,)), Selected(FERN, (NEAR,))], [NEAR, FAR], {"use": "personal"})
    near, far = found[PERMISSION_RULE, "cc-by-4.0"], found[PERMISSION_RULE, ""]
    assert (near.severity, near.check.params["decision"]) == (Severity.ERROR, "granted")
    assert (far.severity, far.check.params["decision"], far.authority) == (Severity.NOTE, "none", Authority.ITEM)


def test_an_own_article_without_a_license_needs_nobodys_permission():
    assert not [key for key in build([Selected(HOUSE)]) if key[0] == PERMISSION_RULE]


def test_an_own_article_under_a_license_is_asked_for_it():
    assert (PERMISSION_RULE, "cc-by-4.0") in build([Selected(BY)], context={"use": "personal"})


def test_recalled_terms_keep_their_confidence():
    recalled = Policy("r", "R", Authority.HOUSE, confidence=Confidence.RECALLED, duties=(Duty("byline/present"),))
    assert build([Selected(recalled)])["byline/present", "r"].confidence is Confidence.RECALLED


def test_the_publishers_license_comes_with_the_publisher():
    chosen = select_policies([], [NEAR], Directory([HOUSE, FERN, BY]))
    assert [(choice.policy.id, choice.origins) for choice in chosen] == [
        ("house", ()),
        ("cc-by-4.0", (NEAR,)),
        ("fern", (NEAR,)),
    ]


def test_a_license_granted_in_the_article_governs_it():
    grant = see(Kind.LICENSE_GRANT, LicenseStatement("CC-BY-4.0"))
    assert [c.policy.id for c in select_policies([grant], [], Directory([BY]))] == ["cc-by-4.0"]


def test_a_license_of_an_image_or_a_mere_mention_governs_nothing():
    image = see(Kind.LICENSE_GRANT, LicenseStatement("CC-BY-4.0"), Scope.IMAGE)
    mention = see(Kind.LICENSE_MENTION, LicenseStatement("CC-BY-4.0"))
    assert select_policies([image, mention], [], Directory([BY])) == ()


def test_reserved_rights_bind_who_reuses_and_not_who_wrote_it():
    reserved = see(Kind.RESERVATION, Reservation("all-rights-reserved"))
    stranger = Origin("Moss")
    directory = Directory([RESERVED])
    assert [c.policy.id for c in select_policies([reserved], [stranger], directory)] == [ALL_RIGHTS_RESERVED]
    assert select_policies([reserved], [], directory) == ()


def test_facts_count_notices_page_wide_and_all_else_in_the_article():
    footer_notice = see(Kind.FAIR_USE_NOTICE, None, Scope.SITE)
    footer_image = see(Kind.IMAGE, None, Scope.SITE)
    facts = find_facts([footer_notice, footer_image], [NEAR])
    assert facts == Facts(frozenset({"fair-use-notice"}), reused=True)


def test_a_rule_that_is_switched_off_is_still_an_obligation_of_the_highest_rank():
    rules = {**RULES, "source/linked": replace(RULES["source/linked"], changes=(OFF,))}

    found = build([Selected(HOUSE), Selected(FERN, (NEAR,))], [NEAR], rules=rules)

    assert {policy: one.off for (name, policy), one in found.items() if name == "source/linked"} == {
        "fern": "switched off by house: we know"
    }


def test_other_rules_stay_switched_on():
    rules = {**RULES, "source/linked": replace(RULES["source/linked"], changes=(OFF,))}

    assert build([Selected(HOUSE)], rules=rules)["byline/present", "house"].off == ""


def test_the_rule_on_permission_can_be_switched_off():
    rules = {**RULES, PERMISSION_RULE: replace(RULES[PERMISSION_RULE], changes=(OFF,))}

    found = build([Selected(FERN, (NEAR,))], [NEAR], rules=rules)

    assert found[PERMISSION_RULE, "fern"].off == "switched off by house: we know"


def test_a_severity_that_a_pack_gives_the_rule_on_permission_holds():
    milder = replace(RULES[PERMISSION_RULE], severity=Severity.NOTE, changes=(MILDER,))

    found = build([Selected(FERN, (NEAR,))], [NEAR], rules={**RULES, PERMISSION_RULE: milder})

    assert found[PERMISSION_RULE, "fern"].severity == "note"


def test_the_users_own_severity_wins_over_that_of_a_pack():
    milder = replace(RULES[PERMISSION_RULE], severity=Severity.NOTE, changes=(MILDER,))

    rules = {**RULES, PERMISSION_RULE: milder}
    found = build([Selected(FERN, (NEAR,))], [NEAR], severities={PERMISSION_RULE: "warning"}, rules=rules)

    assert found[PERMISSION_RULE, "fern"].severity == "warning"
