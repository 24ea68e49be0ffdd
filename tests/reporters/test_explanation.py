"""What ``explain`` prints, for a rule and a policy made by hand."""

import pytest
from msgspec.structs import replace

from compliance.model.context import ALWAYS, All, Any, Is, Not, Reused, Seen
from compliance.model.library import Library
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.model.rule import CheckSpec, Example, Rule, Severity
from compliance.reporters.explanation import render_list, render_policy, render_rule, show_condition

RULE = Rule(
    id="source/links-to-original",
    title="A link leads to the original",
    severity=Severity.ERROR,
    since="0.1.0",
    rationale="Readers want to see where the article comes from.",
    remedy="Link to the article.",
    message="no link",
    check=CheckSpec("links-to-origin"),
    references=("https://law.example/1",),
    examples=(
        Example("a link", "Read [it](https://lighthouse.example/1).\n", "pass"),
        Example("none", "# A\n\nNone.\n", "fail", at=(1, 3), findings=2, context={"medium": "print"}),
    ),
)
ORPHAN = Rule("a/b", "Nobody asks", Severity.NOTE, "1.0.0", "", "Do.", "not done", CheckSpec("manual"))
POLICY = Policy(
    id="lighthouse",
    name="The Lighthouse",
    authority=Authority.PUBLISHER,
    hosts=("lighthouse.example",),
    license="CC-BY-4.0",
    terms_url="https://lighthouse.example/terms",
    verified_on="2026-01-31",
    confidence=Confidence.READ,
    duties=(Duty("source/links-to-original", Is("medium", ("web", "app")), clause="link to us"),),
    permissions=(Clause(ALWAYS, "anybody may republish"),),
    prohibitions=(Clause(Is("edited", ("yes",)), "no edits", confidence=Confidence.RECALLED),),
    contact="desk@lighthouse.example",
    aliases=("Lighthouse Trust",),
    note="Read on a copy of the page.",
)
LIBRARY = Library({rule.id: rule for rule in (RULE, ORPHAN)}, {POLICY.id: POLICY})


def test_a_rule_tells_why_how_and_on_whose_authority():
    assert (
        render_rule(RULE, LIBRARY)
        == """\
source/links-to-original (error, since 0.1.0)
  A link leads to the original

Why
  Readers want to see where the article comes from.

How to mend
  Link to the article.

On whose authority
  publisher: The Lighthouse: link to us (when medium is web or app)
    https://lighthouse.example/terms

References
  https://law.example/1

Examples
  pass: a link
    | Read [it](https://lighthouse.example/1).

  fail: none
  in the context medium=print
    | # A
    |
    | None.
  at lines 1, 3
"""
    )


def test_a_rule_that_no_policy_asks_for_says_so():
    assert (
        render_rule(ORPHAN, LIBRARY)
        == """\
a/b (note, since 1.0.0)
  Nobody asks

Why
  -

How to mend
  Do.

On whose authority
  no policy asks for it
"""
    )


def test_a_policy_tells_its_terms():
    assert (
        render_policy(POLICY, LIBRARY)
        == """\
lighthouse (publisher; read)
  The Lighthouse
  also: Lighthouse Trust
  hosts: lighthouse.example
  license: CC-BY-4.0
  terms: https://lighthouse.example/terms (compared on 2026-01-31)
  contact: desk@lighthouse.example

Note
  Read on a copy of the page.

Permits
  anybody may republish

Forbids
  no edits (when edited is yes) [recalled]

Asks for
  source/links-to-original (error)
    link to us (when medium is web or app)
"""
    )


def test_everything_is_listed():
    assert (
        render_list(LIBRARY)
        == """\
Rules
  source/links-to-original  error    A link leads to the original
  a/b                       note     Nobody asks

Policies
  lighthouse                publisher The Lighthouse
"""
    )


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Is("medium", ("web",)), "medium is web"),
        (Is("medium", ("web", "app", "social")), "medium is web, app or social"),
        (Seen("image"), "an image is seen"),
        (Seen("copyright-notice"), "a copyright notice is seen"),
        (Reused(), "the article has another origin"),
        (Reused(expected=False), "the article has no other origin"),
        (Not(Is("use", ("commercial",))), "not use is commercial"),
        (All((Is("use", ("personal",)), Seen("image"))), "use is personal, and an image is seen"),
        (Any((Is("edited", ("yes",)), Is("translated", ("yes",)))), "edited is yes, or translated is yes"),
        (
            All((Reused(), Any((Is("edited", ("yes",)), Seen("image"))))),
            "the article has another origin, and (edited is yes, or an image is seen)",
        ),
        (Not(All((Reused(), Seen("image")))), "not (the article has another origin, and an image is seen)"),
    ],
)
def test_conditions_are_told_in_words(condition, words):
    assert show_condition(condition) == words


def test_terms_from_memory_were_noted_not_compared():
    policy = replace(POLICY, confidence=Confidence.RECALLED)

    assert "  terms: https://lighthouse.example/terms (noted on 2026-01-31)\n" in render_policy(policy, LIBRARY)
