"""Every kind of requirement that real terms have can be written in rule and policy files, and is written down."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

import compliance.checks
from compliance.api import Session
from compliance.model.context import BUILT_IN_CONTEXT
from compliance.model.result import Outcome
from compliance.model.rule import Rule
from compliance.model.seen import Version, Versions
from compliance.model.settings import Settings
from compliance.trials import run_examples

FOLDER = Path(__file__).parent / "requirement_kinds"
PACK = FOLDER / "pack"
TABLE = Path(compliance.checks.__file__).parent / "README.md"
SUFFIXES = {"markdown": ".md", "html": ".html", "text": ".txt"}
KINDS = set(range(1, 46))


@cache
def session(permissions: str = "", **context: str) -> Session:
    recorded = str(FOLDER / "cases" / permissions) if permissions else ""
    context = BUILT_IN_CONTEXT.including(context)
    return Session(Settings(packs=(str(PACK),), context=context, permissions=recorded))


def cases() -> list[object]:
    found = [
        case for path in sorted((FOLDER / "cases").glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))
    ]
    return [pytest.param(case, id=f"{case['kind']}: {case['rule']}") for case in found]


def rules() -> list[object]:
    return [
        pytest.param(rule, id=rule.id)
        for rule in session().complete_library.rules.values()
        if (PACK / "rules" / f"{rule.id}.yaml").exists()
    ]


def read(run: Session, name: str, text: str) -> Version:
    article = run.examiner.read_bytes(name, text.encode())
    evidence, problems = run.examiner.extract(article)
    assert problems == []
    return Version(article, evidence)


def judge(case: dict, article: dict) -> list:
    """Return the results of the case's rule, as its policy asks for it; none where the policy does not speak."""
    run = session(article.get("permissions", ""), **article.get("context", {}))
    name = f"story{SUFFIXES[article.get('format', 'markdown')]}"
    copy = read(run, name, article["article"])
    versions = Versions(copy, read(run, f"original-{name}", article["original"])) if "original" in article else None
    report, problems = run.judge.judge(copy.article, copy.evidence, versions)
    assert problems == []
    policy = case.get("policy", "harbor-weekly")
    return [r for r in report.results if (r.obligation.rule, r.obligation.policy) == (case["rule"], policy)]


def lines(results: list) -> set[int]:
    return {finding.place.line for result in results for finding in result.findings if finding.place}


def rows() -> dict[int, str]:
    found = re.findall(r"^\| (\d+) \|(.*)\|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return {int(number): row for number, row in found}


@pytest.mark.parametrize("case", cases())
def test_an_article_that_meets_the_requirement_passes(case: dict):
    found = judge(case, case["passes"])
    assert {r.outcome for r in found} <= {Outcome.PASS, Outcome.NOT_APPLICABLE}, [r.findings for r in found]


@pytest.mark.parametrize("case", cases())
def test_an_article_that_does_not_meet_it_fails_or_is_asked_about(case: dict):
    found = judge(case, case["fails"])
    assert [str(r.outcome) for r in found] == [case["fails"].get("outcome", "fail")], [r.message for r in found]
    assert case["fails"].get("says", "") in found[0].message
    assert lines(found) == {case["fails"]["at"]} if "at" in case["fails"] else True


@pytest.mark.parametrize("rule", rules())
def test_a_rules_own_examples_do_what_they_say(rule: Rule):
    trials = run_examples(session(), [rule])
    assert [str(trial.problem) for trial in trials if trial.verdict != "good"] == []


def test_every_kind_has_a_case():
    assert {case.values[0]["kind"] for case in cases()} == KINDS


def test_what_speaks_of_the_original_is_proved_beside_one():
    kept = [case.values[0] for case in cases() if case.values[0]["kind"] in range(13, 18)]
    assert {case["kind"] for case in kept if "original" in case["passes"] and "original" in case["fails"]} == {
        *range(13, 18)
    }


def test_the_table_names_every_kind_once():
    assert set(rows()) == KINDS


def test_the_table_names_only_kinds_of_checks_that_there_are():
    named = {name for row in rows().values() for name in re.findall(r"`([a-z-]+)`", row.split("|")[1])}
    assert named - set(session().registry.checks) == set()


@pytest.mark.parametrize("case", cases())
def test_the_table_names_the_kind_of_check_that_proves_it(case: dict):
    check = session().complete_library.rules[case["rule"]].check.kind
    assert f"`{check}`" in rows()[case["kind"]].split("|")[1]
