"""Rules that do nothing: that no policy asks for, or whose examples show no failure."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.errors import Problem
from compliance.model.library import Library
from compliance.model.rule import Rule
from compliance.yaml_marks import MarkedFile

BY_TERMS = "permission"
"""Kind of check whose rule no policy names: it is put in by what policies permit and prohibit."""
ASKING = frozenset({"agency-credits", "manual", "origins-agree"})
"""Kinds of checks that never fail: they ask a person."""


def find_unused(rule: Rule, file: MarkedFile, library: Library) -> Iterator[Problem]:
    """Yield that no policy asks for a rule, and that no example fails it. A rule outside of packs is asked nowhere."""
    if rule.pack and rule.check.kind != BY_TERMS and not library.policies_with(rule.id):
        message = f"id: no policy asks for {rule.id!r}, so it is never judged"
        yield file.problem(("id",), message, "name it among the duties of a policy")
    if rule.check.kind not in ASKING and not any(example.outcome == "fail" for example in rule.examples):
        message = "examples.fails: no example fails the rule: all ask for review"
        yield file.problem(("examples", "fails"), message, "add an article that surely fails it")
