"""Where the parts of rules and policies stand in their files, which are parsed again: what is loaded has no places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compliance.errors import PackError
from compliance.model.rule import Example, Rule
from compliance.yaml_marks import Keys, MarkedFile, parse_yaml


def read_marks(path: str) -> MarkedFile:
    """Return the places in a rule's or policy's file; none of a file that cannot be read any more."""
    try:
        return parse_yaml(path, Path(path).read_bytes())
    except (OSError, PackError):
        return MarkedFile(path, None, {(): (0, 0)})


def number_examples(rule: Rule) -> Iterator[tuple[Keys, Example]]:
    """Yield examples with the keys that lead to them in their file; those that pass stand first."""
    passing = sum(example.outcome == "pass" for example in rule.examples)
    for index, example in enumerate(rule.examples):
        yield ("examples", *(("passes", index) if index < passing else ("fails", index - passing))), example
