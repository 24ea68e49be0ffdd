"""Every kind of check says what it asks, takes and costs, and its examples do what they say; its page is current."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from compliance.api import Session
from compliance.checks import CHECKS
from compliance.cli import main
from compliance.hookspecs import Check, KindExample
from compliance.model.rule import CheckSpec, Example, Rule, Severity
from compliance.packs.keywords import make_validator
from tests.kinds import KINDS, render

NEVER_KEPT = {"notice-consistent"}
"""Of what it selects, nothing can keep to it in the context in which something else does not."""


@cache
def session() -> Session:
    return Session()


def examples() -> list[object]:
    return [
        pytest.param(check.kind, example, id=f"{check.kind}: {example.asks}")
        for check in CHECKS
        for example in check.examples
    ]


def judge(kind: str, example: KindExample, article: str) -> str:
    rule = Rule("a/b", "", Severity.ERROR, "1.0.0", "", "", "", CheckSpec(kind, example.params))
    shown = Example(
        example.asks, article, "", format=example.format, context=example.context, original=example.original
    )
    return str(session().check_example(rule, shown).outcome)


def list_properties(node: object, place: str = "") -> Iterator[tuple[str, dict, bool]]:
    """Yield every property of a schema: its place, its own schema, and whether it must be given."""
    if isinstance(node, list | tuple):
        for item in node:
            yield from list_properties(item, place)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key == "properties":
            for name, inner in value.items():
                yield f"{place}.{name}", inner, name in node.get("required", ())
                yield from list_properties(inner, f"{place}.{name}")
        elif key not in {"if", "default", "names"}:
            yield from list_properties(value, place)


def parameters() -> list[object]:
    """Return all parameters, those of parts and of what answers a question too."""
    return [
        pytest.param(schema, required, id=place)
        for check in CHECKS
        for place, schema, required in list_properties(json.loads(json.dumps(check.schema)), check.kind)
    ]


def test_the_page_of_the_kinds_is_current():
    assert KINDS.read_text(encoding="utf-8") == render(CHECKS), "run python -m tests.kinds"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.kind)
def test_every_kind_says_what_it_asks_and_costs_with_two_examples(check: Check):
    assert check.about.endswith(".")
    assert check.cost
    assert len({example.asks for example in check.examples}) >= 2
    assert all(example.asks.endswith(".") for example in check.examples)


@pytest.mark.parametrize(("schema", "required"), parameters())
def test_every_parameter_says_what_it_means_and_what_holds_without_it(schema: dict, required: bool):
    assert schema.get("description")
    assert required or "const" in schema or "default" in schema or "left out, " in schema["description"]


@pytest.mark.parametrize(("schema", "required"), parameters())
def test_every_default_is_a_value_that_may_be_given(schema: dict, required: bool):
    given = [schema["default"]] if schema.get("default") not in (None, []) else []
    assert [error.message for value in given for error in make_validator(schema).iter_errors(value)] == []
    assert not (required and given)


@pytest.mark.parametrize(("kind", "example"), examples())
def test_every_example_gives_parameters_that_its_kind_takes(kind: str, example: KindExample):
    schema = session().registry.checks[kind].schema
    assert [error.message for error in make_validator(schema).iter_errors(example.params)] == []


@pytest.mark.parametrize(("kind", "example"), examples())
def test_the_first_article_of_an_example_passes(kind: str, example: KindExample):
    assert judge(kind, example, example.passes) in {"pass", "notApplicable"}


@pytest.mark.parametrize(("kind", "example"), examples())
def test_the_second_article_of_an_example_does_not_pass(kind: str, example: KindExample):
    assert judge(kind, example, example.fails) == example.outcome


def test_each_kind_has_an_example_in_which_something_is_kept_to():
    kept = {c.kind for c in CHECKS for example in c.examples if judge(c.kind, example, example.passes) == "pass"}
    assert {check.kind for check in CHECKS} - kept == NEVER_KEPT


def test_a_kind_is_explained_by_its_name(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "requires"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("requires (a kind of check, of the plugin builtin)\n  Evidence of a kind must be there;")
    assert "\n  evidence: kind of evidence, or a list of such (must be given)\n" in told
    assert "\n  at_least: whole number from 1 (1 if left out)\n    how many pieces" in told
    assert "\n    |   where: {role: author}\n" in told


def test_a_kind_of_a_plugin_is_explained_too(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "--plugin", "plugins.ai_disclosure", "check:ai-review-stated"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("ai-review-stated (a kind of check, of the plugin plugins.ai_disclosure)\n")
    assert "Parameters\n  none\n" in told


def test_a_policy_of_the_same_name_goes_first_unless_the_kind_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "policies").mkdir()
    (tmp_path / "pack.yaml").write_text("{name: harbor, version: 1.0.0, title: House}", encoding="utf-8")
    (tmp_path / "policies/requires.yaml").write_text("{id: requires, name: Harbor, kind: house}", encoding="utf-8")

    assert main(["explain", "--pack", str(tmp_path), "requires"]) == 0
    assert capsys.readouterr().out.startswith("requires (house; read)\n")
    assert main(["explain", "--pack", str(tmp_path), "check:requires"]) == 0
    assert capsys.readouterr().out.startswith("requires (a kind of check,")


def test_all_kinds_are_listed_with_what_they_ask(capsys: pytest.CaptureFixture[str]):
    assert main(["explain"]) == 0
    listed = capsys.readouterr().out.partition("\nKinds of checks\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == sorted(check.kind for check in CHECKS)
    assert listed[0].endswith("have no license of their own, are left to a person.")


def test_a_misspelt_kind_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "requiers"]) == 2
    assert capsys.readouterr().err.endswith("is called 'requiers'; did you mean 'requires'?\n")
