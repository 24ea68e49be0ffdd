"""The built-in pack as a whole: every rule is used, explained and short; every policy says where its facts are from."""

from functools import cache
from pathlib import Path

import pytest

from compliance.api import Session
from compliance.model.library import Library
from compliance.model.policy import Authority, Confidence
from compliance.terms.directory import Directory
from compliance.terms.permission import keys_of

PACK = Path(__file__).parents[1] / "rules"
TOPICS = {
    "attribution",
    "copyright",
    "disclaimer",
    "fair-use",
    "images",
    "integrity",
    "license",
    "permission",
    "source",
}
BY_TERMS = {"permission/use-granted"}
"""Rules that no policy names: they are put in by what the policies permit and prohibit."""
TEMPLATES = {"generic-ru-portal"}
"""Policies that bind nobody by themselves: packs of users' own extend them."""


@cache
def library() -> Library:
    return Session().complete_library


def rules():
    return [pytest.param(rule, id=rule.id) for rule in library().rules.values()]


def policies(*authorities):
    chosen = [policy for policy in library().policies.values() if not authorities or policy.authority in authorities]
    return [pytest.param(policy, id=policy.id) for policy in chosen]


def test_the_pack_covers_all_topics():
    assert {name.partition("/")[0] for name in library().rules} == TOPICS


def test_every_rule_is_used_by_a_policy():
    used = {duty.rule for policy in library().policies.values() for duty in policy.duties}
    assert set(library().rules) - used == BY_TERMS


def test_every_kind_of_check_is_used_by_a_rule():
    used = {rule.check.kind for rule in library().rules.values()}
    assert {kind for kind in Session().registry.checks if kind not in used} == set()


def test_no_two_rules_have_the_same_title_or_message():
    found = list(library().rules.values())
    assert len({rule.title for rule in found}) == len(found)
    assert len({rule.message for rule in found}) == len(found)


@pytest.mark.parametrize("rule", rules())
def test_a_rule_says_why_and_how(rule):
    assert rule.rationale
    assert rule.remedy.endswith((".", '"'))
    assert rule.references


@pytest.mark.parametrize("rule", rules())
def test_a_message_is_half_a_sentence(rule):
    assert rule.message[0].islower()
    assert not rule.message.endswith(".")


@pytest.mark.parametrize("rule", rules())
def test_a_rule_has_examples_both_ways(rule):
    outcomes = [example.outcome for example in rule.examples]
    assert outcomes.count("pass") >= 2
    assert len(outcomes) - outcomes.count("pass") >= 2


@pytest.mark.parametrize("path", sorted(PACK.rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_file_is_short_enough_to_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 140


@pytest.mark.parametrize("policy", policies(Authority.PUBLISHER, Authority.LICENSE, Authority.STATUTE))
def test_terms_say_where_and_when_they_were_read(policy):
    assert policy.terms_url.startswith("http") or (policy.note and policy.confidence is not Confidence.READ)
    assert policy.verified_on >= "2026-11-20"


@pytest.mark.parametrize("policy", policies(Authority.PUBLISHER))
def test_a_publisher_is_known_by_its_host_and_says_what_it_permits_or_forbids(policy):
    assert policy.hosts or policy.places or policy.id in TEMPLATES
    assert policy.permissions or policy.prohibitions or policy.note


@pytest.mark.parametrize("policy", policies(Authority.LICENSE))
def test_a_license_policy_is_named_after_its_license(policy):
    assert policy.id == policy.license.lower()


def test_a_license_that_a_publisher_gives_has_a_policy():
    given = {policy.license for policy in library().policies.values() if policy.authority is Authority.PUBLISHER}
    directory = Directory(library().policies.values())
    assert [spdx for spdx in given - {""} if directory.license(spdx) is None] == []


@pytest.mark.parametrize("policy", policies())
def test_clauses_are_half_sentences_and_differ_from_each_other(policy):
    clauses = [clause.clause for clause in (*policy.permissions, *policy.prohibitions)]
    assert len(set(clauses)) == len(clauses)
    assert not any(clause.endswith(".") for clause in (*clauses, *(duty.clause for duty in policy.duties)))


def test_bans_of_creative_commons_rest_on_memory_and_can_only_ask_for_review():
    bans = [
        (clause.clause, clause.confidence or policy.confidence)
        for policy in library().policies.values()
        if policy.id.startswith("cc-by")
        for clause in policy.prohibitions
    ]
    assert len(bans) == 10
    assert {confidence for _, confidence in bans} == {Confidence.RECALLED}


def test_the_conditions_on_credit_of_creative_commons_were_read():
    duties = {
        duty.confidence or policy.confidence
        for policy in library().policies.values()
        if policy.id.startswith("cc-by") and (policy.id.endswith("4.0") or policy.id in {"cc-by-3.0", "cc-by-sa-3.0"})
        for duty in policy.duties
        if duty.rule != "license/adaptation-shares-alike"
    }
    assert duties == {Confidence.READ}


@pytest.mark.parametrize("name", ["cc-by-nc-3.0", "cc-by-nd-3.0", "cc-by-nc-sa-3.0", "cc-by-nc-nd-3.0"])
def test_a_license_that_is_known_from_memory_alone_says_so_in_every_clause(name):
    license_ = library().policies[name]
    assert license_.confidence is Confidence.RECALLED
    assert {part.confidence for part in (*license_.duties, *license_.permissions, *license_.prohibitions)} == {None}


@pytest.mark.parametrize("policy", policies(Authority.STATUTE))
def test_a_statute_binds_where_it_holds(policy):
    conditions = [part.when for part in (*policy.duties, *policy.permissions, *policy.prohibitions)]
    asked = {key for condition in conditions for key in keys_of(condition)}
    assert "jurisdiction" in asked


@pytest.mark.parametrize("policy", policies(Authority.LICENSE, Authority.STATUTE))
def test_what_is_not_read_says_what_it_rests_on(policy):
    assert policy.note or policy.confidence is Confidence.READ


def test_a_claim_of_permission_settles_no_question_for_a_person():
    settled = [
        (rule.id, rule.check.params["settled_by"])
        for rule in library().rules.values()
        if rule.check.kind == "manual" and "settled_by" in rule.check.params
    ]
    assert [name for name, answer in settled if "permission-statement" in answer.get("evidence", ())] == []
