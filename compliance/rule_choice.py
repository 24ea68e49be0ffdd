"""Which rules a run is to judge by, where somebody chose some: by their ids, or by patterns. Judges nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fnmatch import fnmatchcase

from compliance.errors import Problem
from compliance.model.result import Remark
from compliance.spelling import suggest


def is_chosen(rule: str, chosen: Sequence[str]) -> bool:
    """Say whether a rule's id is one of those chosen, or matches one of the patterns; where none are, all are.

    >>> is_chosen("source/named", ["source/*"]), is_chosen("license/named", ["source/*"])
    (True, False)
    >>> is_chosen("license/named", [])
    True
    """
    return not chosen or any(fnmatchcase(rule, pattern) for pattern in chosen)


def find_unknown_choices(chosen: Sequence[str], rules: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each choice that no rule matches: it would judge nothing, and everything would pass."""
    for pattern in chosen:
        if not any(fnmatchcase(rule, pattern) for rule in rules):
            is_pattern = any(sign in pattern for sign in "*?[")
            what = f"no rule matches {pattern!r}" if is_pattern else f"no rule is called {pattern!r}"
            hint = suggest(pattern, rules, otherwise="`compliance rules list` lists them")
            yield Problem("", 0, 0, f"--only: {what}", hint)


def tell_choice(chosen: Sequence[str]) -> tuple[Remark, ...]:
    """Return what a report says where only some rules were judged."""
    if not chosen:
        return ()
    return (Remark(f"only {', '.join(sorted(set(chosen)))} was judged: the verdicts rest on that alone"),)
