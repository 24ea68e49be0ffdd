"""How often something must occur, and what is said where it occurs too seldom or too often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from compliance.checks.judging import PASSED, fail
from compliance.checks.params import COUNT, TEXT, Params, Schema, describe, read_count, read_text
from compliance.model.result import Finding, Judgement

NUMBER: Schema = {"type": "integer", "minimum": 0}
COUNTS: Mapping[str, Schema] = {
    "at_least": describe(COUNT, "how often at least; left out, once, or never where 'at_most' is given"),
    "at_most": describe(NUMBER, "how often at most, 0 to forbid it; left out, as often as anyone likes"),
    "because": describe(TEXT, "what is wrong with one too many, to end a sentence; left out, that it is one too many"),
}
"""Where only ``at_most`` is given, nothing is the least; ``at_most: 0`` forbids."""

COUNT_ORDER = (("at_least", "at_most"),)


def judge_count(params: Params, found: Sequence[Finding], near: Iterable[Finding], nothing: str) -> Judgement:
    """Judge what was found by its number: ``near`` are findings at what nearly is it, ``nothing`` says what is missing.

    The findings in ``found`` name what was found; where it is too much, the reason is added to them.
    """
    most = read_count(params, "at_most", len(found))
    least = read_count(params, "at_least", 0 if "at_most" in params else 1)
    if len(found) > most:
        reason = read_text(params, "because", f"is one too many: {most} at most" if most else "must not stand here")
        return fail(Finding(f"{finding.message} {reason}", finding.span) for finding in found[most:])
    if len(found) >= least:
        return PASSED
    told = tuple(near)
    return fail(told or (Finding(f"{nothing}: {len(found)} of {least} seen" if found else nothing),))
