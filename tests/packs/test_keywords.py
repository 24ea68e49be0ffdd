"""What schemas of parameters can ask beyond JSON Schema."""

import pytest

from compliance.checks import CHECKS
from compliance.errors import PackError
from compliance.packs import load_packs
from compliance.packs.keywords import make_validator

from .conftest import POLICY, RULE, MakePack

ORDERED = {"type": "object", "ordered": [["low", "high"]]}


def mistakes(schema, value):
    return [error.message for error in make_validator(schema).iter_errors(value)]


@pytest.mark.parametrize("pattern", ["plain words", r"\bAP\b", "{author}, {publisher}", "(?:a|b)+", "ü{2,3}"])
def test_a_pattern_that_re2_reads_will_do(pattern):
    assert mistakes({"format": "re2"}, pattern) == []


@pytest.mark.parametrize("pattern", ["(open", "(?=ahead)", r"(a)\1", "[z-a]", "a**", r"\w{1000}" * 16])
def test_a_pattern_that_re2_cannot_read_is_a_mistake(pattern):
    assert len(mistakes({"format": "re2"}, pattern)) == 1


@pytest.mark.parametrize(("day", "count"), [("2024-02-29", 0), ("2023-02-29", 1), ("2024-2-9", 1), ("soon", 1)])
def test_a_date_is_a_day_that_there_is(day, count):
    assert len(mistakes({"format": "date"}, day)) == count


@pytest.mark.parametrize(
    "value", [{"low": 1, "high": 2}, {"low": 2, "high": 2}, {"low": 9}, {"high": 0}, {"low": "b", "high": 1}, []]
)
def test_limits_that_leave_room_are_in_order(value):
    schema = {"ordered": [["low", "high"]]}
    assert mistakes(schema, value) == []


@pytest.mark.parametrize("value", [{"low": 3, "high": 2}, {"low": "2024-01-02", "high": "2024-01-01"}])
def test_a_window_that_ends_before_it_starts_is_a_mistake(value):
    found = mistakes(ORDERED, value)
    assert len(found) == 1
    assert "so that nothing can fit" in found[0]


@pytest.mark.parametrize(
    ("kind", "params", "told"),
    [
        (
            "time-window",
            "{min_age_days: 7, max_age_days: 2}",
            "16:26: duties.with.min_age_days: 7 is more than the 2 of 'max_age_days', so that nothing can fit",
        ),
        (
            "time-window",
            '{published_after: "2023-02-30"}',
            "16:29: duties.with.published_after: '2023-02-30' is not a date such as 2026-01-31",
        ),
        (
            "text-marker",
            '{any_of: [fine, "(open"]}',
            "16:28: duties.with.any_of: the group that '(' opens is never closed; add ), or write \\(",
        ),
    ],
)
def test_a_policy_that_cannot_be_meant_is_told_with_its_place(make_pack: MakePack, kind: str, params: str, told: str):
    rule = RULE.replace("  kind: requires\n  evidence: copyright-notice\n", f"  kind: {kind}\n").partition("examples:")[
        0
    ]
    examples = RULE[RULE.index("examples:") :].replace("      with: {at_least: 2}\n", "")
    given = {"text-marker": "any_of: a", "time-window": "min_age_days: 1"}[kind]
    rule = rule.replace(f"kind: {kind}\n", f"kind: {kind}\n  {given}\n")
    policy = POLICY.replace("{at_least: 2}", params)
    pack = make_pack({"core/copyright/notice-present.yaml": rule + examples, "publishers/daily-example.yaml": policy})
    with pytest.raises(PackError) as caught:
        load_packs([pack], {check.kind: check.schema for check in CHECKS})
    assert [str(problem) for problem in caught.value.problems] == [f"sample/publishers/daily-example.yaml:{told}"]
