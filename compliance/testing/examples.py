"""The examples of a plugin's or pack's rules, each a test of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from compliance.api import Session
from compliance.errors import UsageError
from compliance.model.rule import Example, Rule
from compliance.testing.sessions import Plugin, load_module, open_session
from compliance.trials import TrialVerdict, run_examples

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet


class RuleExample(Struct, frozen=True, eq=False):
    """One example of a rule, and the session to run it in."""

    rule: Rule
    example: Example
    session: Session

    def __str__(self) -> str:
        return f"{self.rule.id}: {self.example.title}"


def find_examples(*plugins: Plugin, packs: Sequence[str | PurePath] = ()) -> Iterator[RuleExample]:
    """Yield all examples of the rules that plugins and folders of packs bring; those of other packs are left out.

    Raises `UsageError` where they bring no rule, and `PackError` for files that are wrong.
    """
    session = open_session(*plugins, packs=packs)
    folders = [Path(pack).resolve() for pack in packs]
    for plugin in plugins:
        register = getattr(load_module(plugin), "register_packs", None)
        folders.extend(Path(folder).resolve() for folder in (register() if register else ()))
    rules = [rule for rule in session.complete_library.rules.values() if _is_below(rule, folders)]
    if not rules:
        raise UsageError(
            "neither plugins nor packs bring a rule; name the module that has `register_packs`, or a folder"
        )
    for rule in rules:
        yield from (RuleExample(rule, example, session) for example in rule.examples)


def rule_examples(*plugins: Plugin, packs: Sequence[str | PurePath] = ()) -> list[ParameterSet]:
    """Return the same as parameters for pytest, so that each example is a test with a name of its own::

    @pytest.mark.parametrize("example", rule_examples("our_plugin"))
    def test_every_example_does_what_it_says(example):
        assert_example(example)
    """
    import pytest  # noqa: PLC0415 - who runs the program has no pytest

    return [pytest.param(example, id=str(example)) for example in find_examples(*plugins, packs=packs)]


def assert_example(example: RuleExample) -> None:
    """Assert that one example does what it says: its outcome, its findings, their lines."""
    alone = replace(example.rule, examples=(example.example,))
    for trial in run_examples(example.session, [alone]):
        if trial.verdict is not TrialVerdict.GOOD:
            raise AssertionError(f"{example.rule.id} is {trial.verdict}: {example.example.title!r} {trial.message}")


def run_pack_examples(*plugins: Plugin, packs: Sequence[str | PurePath] = ()) -> int:
    """Assert that all examples do what they say, in one test that names all that do not; returns how many they are."""
    faults = []
    count = 0
    for example in find_examples(*plugins, packs=packs):
        count += 1
        try:
            assert_example(example)
        except AssertionError as error:
            faults.append(str(error))
    if faults:
        raise AssertionError("\n".join(faults))
    return count


def _is_below(rule: Rule, folders: Sequence[Path]) -> bool:
    return any(Path(rule.path).resolve().is_relative_to(folder) for folder in folders)
