"""What ``rules list`` and ``rules show`` print: rules as a table or as JSON, and all that is known of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from compliance.model.library import Library
from compliance.model.policy import Duty, Policy
from compliance.model.rule import Rule
from compliance.reporters.explanation import render_rule
from compliance.reporters.reasons import name_condition

_HEADERS = ("id", "title", "severity", "authority", "pack")
_GAP = "  "
"""Between two columns, and behind a heading."""
_NARROWEST = 20
"""Signs of a title that stand on a line at least."""


def list_authorities(rule: Rule, library: Library) -> tuple[str, ...]:
    """Return on whose word a rule is asked for, in ascending rank."""
    return tuple(dict.fromkeys(str(policy.authority) for policy in library.policies_with(rule.id)))


def render_table(rules: Sequence[Rule], library: Library, width: int) -> str:
    """Return a line for each rule, under a heading; titles are broken where the columns would not do."""
    from tabulate import tabulate  # noqa: PLC0415 - slow to import

    rows = [
        (
            rule.id,
            rule.title,
            "off" if rule.off else str(rule.severity),
            ", ".join(list_authorities(rule, library)) or "-",
            rule.pack,
        )
        for rule in rules
    ]
    headers = [f"{header}{_GAP}" for header in _HEADERS]
    taken = [max(map(len, cells)) + len(_GAP) for cells in zip(*rows, headers, strict=True)]
    left = max(_NARROWEST, width - sum(taken) + taken[1] - len(_GAP))
    widths = [None, left, None, None, None] if rows else None
    table = tabulate(rows, _HEADERS, tablefmt="plain", disable_numparse=True, maxcolwidths=widths)
    return f"{table}\n\n{count(len(rules), 'rule')}\n"


def render_json(rules: Sequence[Rule], library: Library, width: int) -> str:
    """Return the same as a list, with the kind of check and the file."""
    found = [
        {
            "id": rule.id,
            "title": rule.title,
            "severity": rule.severity,
            "off": rule.off is not None,
            "authorities": list_authorities(rule, library),
            "pack": rule.pack,
            "kind": rule.check.kind,
            "path": rule.path,
        }
        for rule in rules
    ]
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Rule], Library, int], str]] = {"table": render_table, "json": render_json}


def render_whole_rule(rule: Rule, library: Library) -> str:
    """Return what ``explain`` tells of a rule, then where it comes from, its check, and who asks for it how."""
    lines = ["Where it comes from", f"  pack: {rule.pack}", f"  file: {rule.path}", ""]
    lines += ["Check", f"  kind: {rule.check.kind}", *_show_params(rule.check.params), ""]
    lines += ["Asked for by", *(_list_askers(rule, library) or ["  no policy"])]
    return render_rule(rule, library) + "\n" + "\n".join(lines) + "\n"


def _list_askers(rule: Rule, library: Library) -> list[str]:
    return [
        line
        for policy in library.policies_with(rule.id)
        for duty in policy.duties
        if duty.rule == rule.id
        for line in _show_asker(rule, policy, duty)
    ]


def _show_asker(rule: Rule, policy: Policy, duty: Duty) -> Iterator[str]:
    severity = duty.severity or rule.severity
    inherited = f", from {duty.via}" if duty.via else ""
    yield f"  {policy.id} ({policy.authority}, pack {policy.pack}{inherited}): {severity}, {_tell_when(duty)}"
    yield from (f"  {line}" for line in _show_params(duty.params))


def _tell_when(duty: Duty) -> str:
    condition = name_condition(duty)
    return condition if condition == "always" else f"when {condition}"


def _show_params(params: Mapping[str, object]) -> Iterator[str]:
    for name, value in params.items():
        yield f"  {name}: {value if isinstance(value, str) else msgspec.json.encode(value).decode()}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> count(1, "rule"), count(2, "rule"), count(2, "policy", "policies")
    ('1 rule', '2 rules', '2 policies')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
