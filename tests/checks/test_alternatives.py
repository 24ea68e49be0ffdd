"""`alternatives`: several checks, of which so many must pass."""

import pytest

from compliance.checks import CHECKS, alternatives
from compliance.hookspecs import Check
from compliance.model.result import Finding, Judgement, Outcome
from compliance.model.seen import Seen
from compliance.packs.keywords import make_validator
from tests.checks.evidence_at import messages

FAKES = [
    Check("good", lambda params, seen: Judgement(Outcome.PASS), {}),
    Check("bad", lambda params, seen: Judgement(Outcome.FAIL, (Finding("is bad"),)), {}),
    Check("open", lambda params, seen: Judgement(Outcome.REVIEW, (Finding("who?"),), "who?", "", ("use",)), {}),
    Check("idle", lambda params, seen: Judgement(Outcome.NOT_APPLICABLE, (), "no such thing"), {}),
]
SCHEMA = next(check.schema for check in CHECKS if check.kind == "alternatives")


def ask(*kinds, **params):
    check = alternatives.make_check(FAKES)
    return check.judge({"of": [{"kind": kind} for kind in kinds], **params}, Seen(()))


@pytest.mark.parametrize(
    ("kinds", "least", "outcome"),
    [
        (("good", "bad"), 1, Outcome.PASS),
        (("bad", "bad"), 1, Outcome.FAIL),
        (("open", "bad"), 1, Outcome.REVIEW),
        (("good", "open"), 1, Outcome.PASS),
        (("idle", "bad"), 1, Outcome.FAIL),
        (("idle", "idle"), 1, Outcome.NOT_APPLICABLE),
        (("good", "bad"), "all", Outcome.FAIL),
        (("good", "idle"), "all", Outcome.PASS),
        (("good", "open"), "all", Outcome.REVIEW),
        (("good", "open", "bad"), 2, Outcome.REVIEW),
        (("good", "good", "bad"), 2, Outcome.PASS),
        (("good", "bad", "bad"), 2, Outcome.FAIL),
        (("good", "idle"), 2, Outcome.FAIL),
    ],
)
def test_enough_of_the_parts_must_pass(kinds, least, outcome):
    assert ask(*kinds, at_least=least).outcome is outcome


def test_a_failure_tells_what_failed_in_each_part_but_the_same_once():
    assert messages(ask("bad", "bad")) == ["is bad"]


def test_a_review_passes_its_questions_on():
    found = ask("open", "bad")
    assert (found.message, found.unknown, messages(found)) == ("who?", ("use",), ["who?"])


def test_where_nothing_applies_the_reason_is_told():
    assert ask("idle", "idle").message == "no such thing"


@pytest.mark.parametrize(
    ("part", "mistake"),
    [
        ({"kind": "text-marker"}, "'any_of' is a required property"),
        ({"kind": "text-marker", "any_of": "a", "anyof": "b"}, "Additional properties are not allowed"),
        ({"kind": "text-mark"}, "'text-mark' is not one of"),
        ({}, "'kind' is a required property"),
        ({"kind": "alternatives", "of": []}, "'alternatives' is not one of"),
    ],
)
def test_the_parameters_of_a_part_are_looked_at(part, mistake):
    sound = {"kind": "requires", "evidence": "byline"}
    errors = [error.message for error in make_validator(SCHEMA).iter_errors({"of": [sound, part]})]
    assert len(errors) == 1
    assert mistake in errors[0]
