"""``compliance rules test`` and ``compliance rules lint``: what is wrong with rules, beside what files are."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from compliance import api
from compliance.cli.arguments import make_settings
from compliance.errors import UsageError
from compliance.linting import find_weaknesses
from compliance.model.library import Library
from compliance.model.policy import Policy
from compliance.model.rule import Rule
from compliance.model.settings import Settings
from compliance.packs.choosing import Choice, is_below, read_choice
from compliance.packs.lone import load_rule_files
from compliance.reporters.rule_list import count
from compliance.spelling import suggest
from compliance.trials import TrialVerdict, run_examples

WEAK = 1
"""Exit code where an example does not do what it says, or something is weak."""
BROKEN = 2
"""Exit code where an example could not be judged."""


class _Chosen(Struct, frozen=True):
    """Rules and policies that a command is about, the packs that stand beside them, and what runs them."""

    session: api.Session
    library: Library
    """Also of what was not chosen."""
    rules: tuple[Rule, ...]
    policies: tuple[Policy, ...]


def run_test(options: argparse.Namespace) -> int:
    """Run the examples of rules, print those that do not do what they say, and count all."""
    chosen = _choose(options)
    if not chosen.rules:
        raise UsageError(
            f"{', '.join(options.paths)}: no rules are there; name a rule's file or id, or a pack's folder"
        )
    counts = Counter[TrialVerdict]()
    for trial in run_examples(chosen.session, chosen.rules):
        counts[trial.verdict] += 1
        if trial.verdict is not TrialVerdict.GOOD:
            sys.stdout.write(f"{trial.problem}\n")
    told = ", ".join(f"{counts[verdict]:,} {verdict}" for verdict in TrialVerdict if counts[verdict])
    sys.stdout.write(f"{count(len(chosen.rules), 'rule')}, {count(counts.total(), 'example')}: {told}\n")
    return BROKEN if counts[TrialVerdict.BROKEN] else WEAK if counts.total() > counts[TrialVerdict.GOOD] else 0


def run_lint(options: argparse.Namespace) -> int:
    """Print what is weak in rules and policies, and count it."""
    chosen = _choose(options)
    items: Iterable[Rule | Policy] = (*chosen.rules, *chosen.policies)
    paths, packs = {item.path for item in items}, {item.pack for item in items}
    found = [problem for problem in find_weaknesses(chosen.library, packs) if problem.path in paths]
    for problem in found:
        sys.stdout.write(f"{problem}\n")
    seen = f"{count(len(chosen.rules), 'rule')} and {count(len(chosen.policies), 'policy', 'policies')}"
    told = count(len(found), "weakness", "weaknesses") if found else "nothing is weak"
    sys.stdout.write(f"{seen}: {told}\n")
    return WEAK if found else 0


def _choose(options: argparse.Namespace) -> _Chosen:
    """Return what the paths and ids mean; without one, everything. Raises `UsageError` for what is not there."""
    choice = read_choice(options.paths)
    session = api.Session(_make_neutral(make_settings(options), choice))
    schemas = {kind: check.schema for kind, check in session.registry.checks.items()}
    library: Library = session.complete_library
    lone = load_rule_files(choice.lone, schemas, session.registry.extractors) if choice.lone else ()
    for name in choice.names:
        if name not in library.rules:
            hint = suggest(name, library.rules, otherwise="`compliance rules list` names all rules")
            raise UsageError(f"{name}: no rule, file or folder is called so; {hint}")
    rules = [r for r in library.rules.values() if not choice or r.id in choice.names or is_below(r.path, choice.paths)]
    policies = [p for p in library.policies.values() if not choice or is_below(p.path, choice.paths)]
    whole = Library({**library.rules, **{rule.id: rule for rule in lone}}, library.policies)
    return _Chosen(session, whole, (*rules, *lone), tuple(policies))


def _make_neutral(settings: Settings, choice: Choice) -> Settings:
    """Return settings with the chosen packs, in which nobody's use of articles changes what comes of an example."""
    packs = (*settings.packs, *map(str, choice.packs))
    return replace(settings, packs=packs, context=Settings().context, publisher=(), path_rules=(), permissions="")
