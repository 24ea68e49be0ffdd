"""Examples of rules, run: what is good, noisy, missing or broken, and where the example stands."""

from functools import cache

import pytest
from msgspec.structs import replace

from compliance.api import Session
from compliance.hookspecs import Check
from compliance.model.result import Finding, Judgement, Outcome
from compliance.model.rule import CheckSpec, Example, Rule, Severity
from compliance.trials import compare_example, run_examples
from tests.packs.conftest import RULE

REQUIRED = CheckSpec("requires", {"evidence": "copyright-notice"})
FORBIDDEN = CheckSpec("forbids", {"evidence": "copyright-notice", "because": "is not ours"})
NOTICE = "© 2024 Ann Author\n"


@cache
def session() -> Session:
    return Session()


def make_rule(check: CheckSpec, *examples: Example) -> Rule:
    return Rule("a/rule", "A title", Severity.ERROR, "0.1.0", "", "", "a message", check, examples=examples)


def try_one(check: CheckSpec, example: Example) -> tuple[str, str]:
    (trial,) = run_examples(session(), [make_rule(check, example)])
    return str(trial.verdict), trial.message


def test_an_article_that_passes_as_it_should_is_good():
    assert try_one(REQUIRED, Example("it is there", NOTICE, "pass")) == ("good", "")


def test_an_article_that_fails_where_it_should_is_good():
    assert try_one(FORBIDDEN, Example("it is there", f"A text.\n\n{NOTICE}", "fail", at=(3,), findings=1)) == (
        "good",
        "",
    )


def test_a_finding_in_what_should_pass_is_noisy():
    assert try_one(FORBIDDEN, Example("it is there", NOTICE, "pass")) == (
        "noisy",
        'is fail, but should pass: line 1: "© 2024 Ann Author" is not ours',
    )


def test_what_passes_and_should_fail_is_missing():
    assert try_one(REQUIRED, Example("it is there", NOTICE, "fail", at=(1,), findings=1)) == (
        "missing",
        "is pass, but should be fail on line 1",
    )


def test_a_finding_on_another_line_is_missing_where_it_should_be():
    assert try_one(FORBIDDEN, Example("off by one", f"A text.\n\n{NOTICE}", "fail", at=(1,), findings=1)) == (
        "missing",
        'has no finding on line 1: line 3: "© 2024 Ann Author" is not ours',
    )


def test_a_finding_too_many_is_noisy():
    twice = Example("twice", f"{NOTICE}\nA text.\n\n© 2020 Bea Writer\n", "fail", at=(1,), findings=1)

    verdict, message = try_one(FORBIDDEN, twice)

    assert verdict == "noisy"
    assert message.startswith("has a finding on line 5 that it does not name: line 1: ")


def test_a_place_where_the_article_as_a_whole_was_named_is_noisy():
    verdict, message = try_one(FORBIDDEN, Example("no line", NOTICE, "fail", findings=1))

    assert (verdict, message.partition(":")[0]) == ("noisy", "has a finding on line 1 that it does not name")


WHOLE = Finding("as a whole")


@pytest.mark.parametrize(
    ("due", "came", "expected"),
    [
        (1, [WHOLE, WHOLE], ("noisy", "has 2 findings, and names 1: as a whole, as a whole")),
        (2, [WHOLE], ("missing", "has 1 of 2 findings: as a whole")),
        (2, [WHOLE, WHOLE], ("good", "")),
    ],
)
def test_findings_without_a_place_are_counted(due, came, expected):
    example = Example("a title", "A text.", "fail", findings=due)

    verdict, message = compare_example(example, Judgement(Outcome.FAIL, tuple(came)), [0] * len(came))

    assert (str(verdict), message) == expected


@pytest.mark.parametrize(
    ("due", "came", "expected"),
    [
        ("fail", Outcome.REVIEW, ("missing", "is review, but should be fail: who knows")),
        ("review", Outcome.FAIL, ("noisy", "is fail, but should be review: who knows")),
        ("review", Outcome.NOT_APPLICABLE, ("missing", "is notApplicable, but should be review: who knows")),
        ("pass", Outcome.NOT_APPLICABLE, ("good", "")),
        ("pass", Outcome.REVIEW, ("noisy", "is review, but should pass: who knows")),
    ],
)
def test_another_outcome_is_told_with_what_the_check_says(due, came, expected):
    example = Example("a title", "A text.", due, findings=0 if due == "pass" else 1)

    verdict, message = compare_example(example, Judgement(came, message="who knows"), [])

    assert (str(verdict), message) == expected


def test_a_trial_says_where_its_example_stands(tmp_path):
    path = tmp_path / "rule.yaml"
    path.write_text(RULE, encoding="utf-8")
    passing, failing = Example("one", NOTICE, "pass"), Example("two", "A text.", "fail", findings=1)
    rule = replace(make_rule(REQUIRED, passing, passing, failing, failing), path=str(path))

    trials = list(run_examples(session(), [rule]))

    assert [(trial.path, trial.line, trial.column) for trial in trials] == [
        (str(path), line, 7) for line in (16, 22, 26, 29)
    ]


def test_a_trial_of_a_file_that_is_gone_has_its_path_alone():
    rule = replace(make_rule(REQUIRED, Example("it is there", NOTICE, "fail", findings=1)), path="gone.yaml")

    (trial,) = run_examples(session(), [rule])

    assert str(trial.problem) == "gone.yaml: missing: 'it is there' is pass, but should be fail"


def fall(params, seen):
    raise ValueError("no luck")


@pytest.mark.parametrize(
    ("judge", "reason"), [(fall, "ValueError: no luck"), (lambda params, seen: True, "TypeError: returned a bool")]
)
def test_a_check_that_fails_leaves_its_examples_broken_and_the_others_are_run(judge, reason):
    run = Session()
    checks = {**run.registry.checks, "luck": Check("luck", judge, {})}
    run.registry = replace(run.registry, checks=checks, owners={**run.registry.owners, "check:luck": "lucky"})
    rules = [
        make_rule(CheckSpec("luck"), Example("a", "A text.", "pass")),
        make_rule(REQUIRED, Example("b", NOTICE, "pass")),
    ]

    broken, good = run_examples(run, rules)

    assert (str(broken.verdict), str(good.verdict)) == ("broken", "good")
    assert f"check 'luck' of plugin 'lucky' raised {reason}" in broken.message


def test_the_verdicts_of_a_trial_are_plain_words():
    (trial,) = run_examples(session(), [make_rule(REQUIRED, Example("it is there", NOTICE, "pass"))])

    assert trial.verdict == "good"
