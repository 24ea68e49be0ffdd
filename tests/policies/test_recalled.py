"""What is only known from memory fails no article: over all shipped policies, in all contexts that they speak of.

Each policy is tried with an article that names whose it is, and complies with nothing.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from msgspec.structs import replace

from compliance.api import Session
from compliance.engine import judge
from compliance.model.context import ALWAYS as ANYWHERE
from compliance.model.context import VOCABULARY, YES_NO, Context
from compliance.model.origin import Origin
from compliance.model.policy import Authority, Confidence, Policy
from compliance.model.result import Outcome, Result
from compliance.model.seen import Seen
from compliance.terms.obligations import Selected, Terms, build_obligations, find_facts, select_policies
from compliance.terms.permission import keys_of
from tests.policies.tables import session

ALWAYS = {"use": VOCABULARY["use"], "medium": VOCABULARY["medium"]}
ASKED = {
    **{key: YES_NO for key, values in VOCABULARY.items() if values == YES_NO},
    "jurisdiction": ("DE", "FR", "GB", "US"),
    "date": ("2026-11-24",),
}
BARE = "# The tide that stayed\n\nThe water left.\n\nThis story was originally published by {name}.\n\n![](tide.jpg)\n"
RESTRICTED = BARE + "\nReproduction in print or on commercial sites without permission is prohibited.\n"


def parts_of(policy: Policy):
    return (*policy.duties, *policy.permissions, *policy.prohibitions)


def is_recalled(policy: Policy) -> bool:
    return Confidence.RECALLED in {policy.confidence, *(part.confidence for part in parts_of(policy))}


@cache
def shipped() -> Session:
    return session("")


def recalled_policies():
    return [pytest.param(p, id=p.id) for p in shipped().library.policies.values() if is_recalled(p)]


def recalled_publishers():
    return [
        pytest.param(policy, id=policy.id)
        for policy in shipped().library.policies.values()
        if policy.authority is Authority.PUBLISHER and policy.confidence is Confidence.RECALLED
    ]


def contexts_of(policy: Policy) -> Iterator[Context]:
    """Yield every use in every medium, with all answers to what else the policy asks."""
    keys = frozenset().union(*(keys_of(part.when) for part in parts_of(policy)))
    asked = {**ALWAYS, **{key: values for key, values in ASKED.items() if key in keys}}
    for values in product(*asked.values()):
        yield Context(dict(zip(asked, values, strict=True)))


def see(text: str, policy: Policy):
    """Read an article that names a policy, and return it with its evidence and origin."""
    examiner = shipped().examiner
    article = examiner.read_bytes("article.md", text.format(name=policy.name).encode())
    evidence, _ = examiner.extract(article)
    is_publisher = policy.authority is Authority.PUBLISHER
    return article, evidence, (Origin(policy.name, policy=policy.id if is_publisher else ""),)


def judge_all(text: str, policy: Policy, selected) -> Iterator[Result]:
    """Yield what is said of an article on the word of some policies, in each context of one of them."""
    article, evidence, origins = see(text, policy)
    terms = Terms(shipped().library.rules, shipped().directory)
    facts = find_facts(evidence, origins)
    for context in contexts_of(policy):
        obligations = build_obligations(terms, selected, origins, context, facts)
        seen = Seen(evidence, context, origins, origins, [policy], article=article)
        for result in judge(article, obligations, seen, shipped().registry.checks):
            assert isinstance(result, Result)
            yield result


def failed(results, confidences) -> set[str]:
    """Return the rules that fail on the word of terms; the article's own words are no policy's."""
    return {
        result.obligation.rule
        for result in results
        if result.outcome is Outcome.FAIL
        and result.obligation.confidence in confidences
        and result.obligation.authority is not Authority.ITEM
    }


@pytest.mark.parametrize("policy", recalled_policies())
def test_what_is_recalled_fails_no_article(policy):
    results = judge_all(BARE, policy, [Selected(policy, see(BARE, policy)[2])])
    assert failed(results, {Confidence.RECALLED}) == set()


@pytest.mark.parametrize("text", [BARE, RESTRICTED], ids=["bare", "restricted"])
@pytest.mark.parametrize("policy", recalled_publishers())
def test_a_recalled_publisher_fails_no_article_at_all(policy, text):
    results = judge_all(text, policy, [Selected(policy, see(text, policy)[2])])
    assert failed(results, set(Confidence)) == set()


@pytest.mark.parametrize("policy", [p for p in recalled_publishers() if p.values[0].license])
def test_a_license_that_is_recalled_of_a_publisher_fails_no_article(policy):
    _, evidence, origins = see(BARE, policy)
    chosen = select_policies(evidence, origins, shipped().directory)
    licenses = [choice for choice in chosen if choice.policy.authority is Authority.LICENSE]
    assert licenses
    assert failed(judge_all(BARE, policy, licenses), set(Confidence)) == set()


def test_the_same_terms_would_fail_these_articles_if_they_were_read():
    recalled = [param.values[0] for param in recalled_publishers()]
    read = [replace(policy, confidence=Confidence.READ) for policy in recalled]
    failing = [p.id for p in read if failed(judge_all(BARE, p, [Selected(p, see(BARE, p)[2])]), {Confidence.READ})]
    assert len(failing) > len(recalled) / 2


LINK = "source/links-to-original"


@pytest.mark.parametrize("policy", [p for p in recalled_publishers() if LINK in {d.rule for d in p.values[0].duties}])
def test_what_the_house_is_known_to_ask_for_fails_beside_a_recalled_publisher(policy):
    house = shipped().library.policies["good-practice"]
    publisher = replace(policy, duties=tuple(replace(duty, when=ANYWHERE) for duty in policy.duties))
    results = judge_all(BARE, policy, [Selected(house), Selected(publisher, see(BARE, policy)[2])])
    found = [r for r in results if r.obligation.rule == LINK and r.outcome is Outcome.FAIL]
    assert {(r.obligation.policy, r.obligation.authority) for r in found} == {("good-practice", Authority.HOUSE)}
    assert all(f"what {policy.id} asks for" in r.message for r in found)


def test_what_the_article_itself_forbids_fails_on_its_own_word():
    policy = shipped().library.policies["the-intercept"]
    results = judge_all(RESTRICTED, policy, [Selected(policy, see(RESTRICTED, policy)[2])])
    assert {r.obligation.authority for r in results if r.outcome is Outcome.FAIL} == {Authority.ITEM}
