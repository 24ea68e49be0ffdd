"""Every example of every rule of the built-in pack does what it says."""

from functools import cache

import pytest

from compliance.api import Session
from compliance.model.rule import Rule
from compliance.trials import run_examples


@cache
def session() -> Session:
    return Session()


def rules() -> list[object]:
    return [pytest.param(rule, id=rule.id) for rule in session().complete_library.rules.values()]


@pytest.mark.parametrize("rule", rules())
def test_every_example_does_what_it_says(rule: Rule):
    trials = list(run_examples(session(), [rule]))
    assert [str(trial.problem) for trial in trials if trial.verdict != "good"] == []
    assert [trial.example for trial in trials] == list(rule.examples)


def test_every_rule_that_a_program_can_judge_has_an_example_that_is_not_merely_out_of_scope():
    judged = {rule.id for rule in session().complete_library.rules.values() if rule.check.kind != "manual"}
    passing = {
        rule.id
        for rule in session().complete_library.rules.values()
        for example in rule.examples
        if example.outcome == "pass" and session().check_example(rule, example).outcome == "pass"
    }
    assert judged - passing == set()
