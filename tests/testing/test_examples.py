"""Examples of a plugin's rules as tests: each by itself, and all at once."""

from pathlib import Path

import pytest

from compliance.errors import PackError, UsageError
from compliance.testing import assert_example, find_examples, rule_examples, run_pack_examples

PLUGIN = "plugins.ai_disclosure"
RULE = """\
id: pond/named
title: The author is named
severity: error
since: 1.0.0
rationale: Readers like it.
remedy: Name the author.
references: [https://pond.example/]
check: {kind: requires, evidence: byline}
message: nobody is named
examples:
  passes:
    - {title: a name, article: "By Ann Author"}
    - {title: another, article: PASSES}
  fails:
    - {title: no name, article: "It rained.", at: 0}
    - {title: nobody, article: FAILS, at: 0}
"""
PACK = "name: pond\nversion: 1.0.0\ntitle: Pond\nrules: rules\npolicies: [policies]\n"
POLICY = """\
id: pond-house
name: Pond House
kind: house
confidence: read
duties:
  - {rule: pond/named, clause: name the author}
"""


@pytest.fixture
def write_pack(tmp_path):
    def write(passes="By Ben Builder", fails="It snowed."):
        (tmp_path / "rules" / "pond").mkdir(parents=True)
        (tmp_path / "pack.yaml").write_text(
            "name: pond\nversion: 1.0.0\ntitle: Pond\nrules: rules\npolicies: [policies]\n"
        )
        (tmp_path / "policies").mkdir()
        (tmp_path / "policies" / "pond-house.yaml").write_text(POLICY)
        text = RULE.replace("PASSES", f'"{passes}"').replace("FAILS", f'"{fails}"')
        (tmp_path / "rules" / "pond" / "named.yaml").write_text(text)
        return tmp_path

    return write


@pytest.mark.parametrize("example", rule_examples(PLUGIN))
def test_each_example_is_a_test_of_its_own(example):
    assert_example(example)


def test_only_the_rules_of_the_plugin_are_run():
    examples = list(find_examples(PLUGIN))

    assert {example.rule.id for example in examples} == {"ai/review-stated"}
    assert [param.id for param in rule_examples(PLUGIN)] == [str(example) for example in examples]


def test_the_examples_of_a_folder_are_run(write_pack):
    assert run_pack_examples(packs=[write_pack()]) == 4


def test_an_example_that_should_pass_and_does_not_is_noisy(write_pack):
    with pytest.raises(AssertionError, match="pond/named is noisy: 'another' is fail, but should pass"):
        run_pack_examples(packs=[write_pack(passes="It rained.")])


def test_an_example_that_should_fail_and_does_not_is_missing(write_pack):
    with pytest.raises(AssertionError, match="pond/named is missing: 'nobody' is pass, but should be fail"):
        run_pack_examples(packs=[write_pack(fails="By Ann Author")])


def test_all_that_do_not_hold_are_named(write_pack):
    with pytest.raises(AssertionError, match=r"'another'.*\n.*'nobody'"):
        run_pack_examples(packs=[write_pack(passes="It rained.", fails="By Ann Author")])


def test_a_plugin_without_rules_is_no_pass(write_plugin):
    with pytest.raises(UsageError, match="neither plugins nor packs bring a rule"):
        run_pack_examples(write_plugin("idle_plugin", ""))


def test_files_that_are_wrong_are_told(write_pack):
    folder = write_pack()
    (folder / "rules" / "pond" / "named.yaml").write_text("id: pond/other\n")

    with pytest.raises(PackError, match=r"named\.yaml"):
        run_pack_examples(packs=[Path(folder)])
