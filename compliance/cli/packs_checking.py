"""``compliance packs check``: whether packs load, what is weak in them, and whether their examples do what they say."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from msgspec.structs import replace

from compliance import api
from compliance.cli.arguments import make_settings
from compliance.errors import Problem, UsageError
from compliance.linting import find_weaknesses
from compliance.model.library import Library
from compliance.model.pack import Pack
from compliance.model.settings import Settings
from compliance.packs.choosing import find_pack
from compliance.reporters.rule_list import count
from compliance.trials import TrialVerdict, run_examples

WEAK = 1
"""Exit code where something is weak, or an example does not do what it says."""
BROKEN = 2
"""Exit code where an example could not be judged."""


def run_check(options: argparse.Namespace) -> int:
    """Print what is not in order in the packs of the folders, and a line for each pack."""
    settings = make_settings(options)
    folders = [Path(folder) for folder in options.folders] or list(_find_own(settings))
    session = api.Session(_make_neutral(settings, folders))
    library: Library = session.complete_library
    chosen = {folder.resolve() for folder in folders}
    packs = [pack for pack in library.packs.values() if Path(pack.folder).resolve() in chosen]
    return max(_check_pack(session, library, pack) for pack in packs)


def _find_own(settings: Settings) -> tuple[Path, ...]:
    """Return the pack that the working folder lies in, else those of the configuration and the command line."""
    own = find_pack(Path())
    folders = (own,) if own else tuple(map(Path, settings.packs))
    if not folders:
        raise UsageError("this folder lies in no pack, and the configuration names none; name a pack's folder")
    return folders


def _make_neutral(settings: Settings, folders: list[Path]) -> Settings:
    """Return settings with the packs, in which nobody's use of articles changes what comes of an example."""
    packs = (*settings.packs, *map(str, folders))
    return replace(settings, packs=packs, context=Settings().context, publisher=(), path_rules=(), permissions="")


def _check_pack(session: api.Session, library: Library, pack: Pack) -> int:
    rules = [rule for rule in library.rules.values() if rule.pack == pack.name]
    trials = list(run_examples(session, rules))
    verdicts = Counter(trial.verdict for trial in trials)
    weaknesses = list(find_weaknesses(library, {pack.name}))
    problems: list[Problem] = [trial.problem for trial in trials if trial.verdict is not TrialVerdict.GOOD]
    for problem in sorted({*weaknesses, *problems}):
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(f"{_describe(library, pack)}: {_judge(verdicts, len(weaknesses))}\n")
    if verdicts[TrialVerdict.BROKEN]:
        return BROKEN
    return WEAK if problems or weaknesses else 0


def _describe(library: Library, pack: Pack) -> str:
    """Return what a pack holds."""
    rules = sum(rule.pack == pack.name for rule in library.rules.values())
    policies = sum(policy.pack == pack.name for policy in library.policies.values())
    changes = sum(change.pack == pack.name for rule in library.rules.values() for change in rule.changes)
    parts = [count(rules, "rule"), count(policies, "policy", "policies")]
    if changes:
        parts.append(f"{count(changes, 'change')} of other packs' rules")
    return f"{pack.name} {pack.version}: {', '.join(parts)}"


def _judge(verdicts: Counter[TrialVerdict], weaknesses: int) -> str:
    told = [f"{count(verdicts[verdict], 'example')} {verdict}" for verdict in TrialVerdict if verdicts[verdict]]
    told.append(count(weaknesses, "weakness", "weaknesses") if weaknesses else "nothing is weak")
    return ", ".join(told)
