"""The shapes of files and their schemas: in step with the model, and with each other."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from compliance.errors import PackError
from compliance.model.context import VOCABULARY
from compliance.model.policy import Authority, Confidence
from compliance.model.rule import Severity
from compliance.packs import schema
from compliance.packs.parsing import parse_draft
from compliance.packs.schema import ContextShape, PackShape, PolicyShape, RuleShape, WhenShape, make_schema
from compliance.yaml_marks import parse_yaml

from .conftest import PACK, POLICY, RULE

ADJUST = """\
license: MIT
requires:
  core: ">=0.1.0"
adjust:
  - rule: images/credited
    severity: error
    with:
      at_least: 1
    reason: because
"""


def test_contexts_have_the_keys_of_the_vocabulary():
    assert list(ContextShape.model_fields) == list(VOCABULARY)


def test_conditions_have_the_keys_of_the_vocabulary_and_their_own():
    assert list(WhenShape.model_fields) == [*VOCABULARY, "seen", "reused", "all", "any", "not_"]


@pytest.mark.parametrize(
    ("literal", "values"),
    [
        (schema.Use, VOCABULARY["use"]),
        (schema.Medium, VOCABULARY["medium"]),
        (schema.YesNo, VOCABULARY["ads"]),
        (schema.Severity, (Severity.ERROR, Severity.WARNING, Severity.NOTE)),
        (schema.Confidence, tuple(Confidence)),
        (schema.Kind, tuple(Authority)[:4]),
    ],
)
def test_values_are_those_of_the_model(literal: object, values: tuple[str, ...]):
    assert get_args(literal) == values


def find_mistakes(data: bytes, shape: type[RuleShape | PolicyShape | PackShape]) -> list[str]:
    try:
        parsed = parse_draft("x.yaml", data, shape)
    except PackError as error:
        return [str(problem) for problem in error.problems]
    assert (parsed.shape is None) is bool(parsed.problems)
    return [str(problem) for problem in parsed.problems]


@given(
    st.sampled_from([(RULE, RuleShape), (POLICY, PolicyShape), (PACK + ADJUST, PackShape)]),
    st.integers(0, 60),
    st.sampled_from(["x", "[]", "{}", "1", "true", "[x]", "''", "{use: web}", "[1]"]),
)
def test_pydantic_and_the_schema_agree_on_what_is_wrong(sound: tuple[str, type], number: int, value: str):
    text, shape = sound
    lines = text.splitlines()
    lines[number % len(lines)] = f"{lines[number % len(lines)].partition(':')[0]}: {value}"
    data = "\n".join(lines).encode()

    told = find_mistakes(data, shape)

    assert all(message.startswith("x.yaml:") and "validation error" not in message for message in told)
    assert told or Draft202012Validator(make_schema(shape)).is_valid(parse_yaml("x.yaml", data).value)
