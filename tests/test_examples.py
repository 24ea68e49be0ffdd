"""Every example of every rule of the built-in pack does what it says."""

from functools import cache

import pytest

from compliance.api import Session
from compliance.model.rule import Example, Rule

SUFFIXES = {"markdown": ".md", "html": ".html", "text": ".txt"}


@cache
def session() -> Session:
    return Session()


def examples(*outcomes: str) -> list[object]:
    rules = session().complete_library.rules.values()
    return [
        pytest.param(rule, example, id=f"{rule.id}: {example.title}")
        for rule in rules
        for example in rule.examples
        if example.outcome in outcomes
    ]


def find_lines(example: Example, spans: list[object]) -> tuple[int, ...]:
    article = session().examiner.read_bytes(f"example{SUFFIXES[example.format]}", example.article.encode())
    return tuple(article.place(span).line for span in spans if span)


@pytest.mark.parametrize(("rule", "example"), examples("pass"))
def test_what_should_pass_passes(rule: Rule, example: Example):
    found = session().check_example(rule, example)
    assert found.outcome in {"pass", "notApplicable"}, [finding.message for finding in found.findings]


@pytest.mark.parametrize(("rule", "example"), examples("fail", "review"))
def test_what_should_fail_fails_where_it_says(rule: Rule, example: Example):
    found = session().check_example(rule, example)
    assert found.outcome == example.outcome, found.message
    assert find_lines(example, [finding.span for finding in found.findings]) == example.at
    assert len(found.findings) == example.findings, [finding.message for finding in found.findings]


def test_every_rule_that_a_program_can_judge_has_an_example_that_is_not_merely_out_of_scope():
    judged = {rule.id for rule in session().complete_library.rules.values() if rule.check.kind != "manual"}
    passing = {
        rule.id
        for rule in session().complete_library.rules.values()
        for example in rule.examples
        if example.outcome == "pass" and session().check_example(rule, example).outcome == "pass"
    }
    assert judged - passing == set()
