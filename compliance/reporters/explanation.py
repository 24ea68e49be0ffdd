"""What ``explain`` prints: a rule's reasons, remedy and examples, or a policy's clauses with their conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap

from compliance.hookspecs import Check
from compliance.model.context import ALWAYS, Condition
from compliance.model.library import Library
from compliance.model.policy import Clause, Duty, Policy
from compliance.model.rule import Change, Example, Rule
from compliance.reporters.reasons import date_terms, show_condition

_WIDTH = 100


def render_list(library: Library, checks: Mapping[str, Check] = {}) -> str:
    """Return all rules and policies with their titles, and all kinds of checks with what they ask."""
    width = max((len(name) for name in (*library.rules, *library.policies, *checks)), default=0)
    lines = [
        "Rules",
        *(f"  {r.id:{width}}  {'off' if r.off else r.severity:8} {r.title}" for r in library.rules.values()),
    ]
    lines += ["", "Policies", *(f"  {p.id:{width}}  {p.authority:10}{p.name}" for p in library.policies.values())]
    if checks:
        lines += [
            "",
            "Kinds of checks",
            *(f"  {check.kind:{width}}  {check.about}".rstrip() for check in checks.values()),
        ]
    return "\n".join(lines) + "\n"


def render_rule(rule: Rule, library: Library) -> str:
    """Return why a rule asks what it asks, how to mend, on whose authority, and its examples."""
    state = "off" if rule.off else rule.severity
    lines = [f"{rule.id} ({state}, since {rule.since})", f"  {rule.title}", ""]
    if rule.changes:
        lines += ["Changed", *(line for change in rule.changes for line in _show_change(change)), ""]
    lines += ["Why", *_paragraph(rule.rationale), "", "How to mend", *_paragraph(rule.remedy), ""]
    lines += ["On whose authority", *_list_authorities(rule, library), ""]
    if rule.references:
        lines += ["References", *(f"  {address}" for address in rule.references), ""]
    if rule.examples:
        lines += ["Examples"]
    for example in rule.examples:
        lines += [*_show_example(example), ""]
    return "\n".join(lines).rstrip() + "\n"


def _show_change(change: Change) -> Iterator[str]:
    yield from _paragraph(f"{change} by {change.pack}: {change.reason}")
    yield f"    {change.path}:{change.line}"


def _list_authorities(rule: Rule, library: Library) -> Iterator[str]:
    policies = library.policies_with(rule.id)
    for policy in policies:
        for duty in (duty for duty in policy.duties if duty.rule == rule.id):
            yield from _paragraph(f"{policy.authority}: {policy.name}: {duty.clause}{_when(duty.when)}")
            if policy.terms_url:
                yield f"    {policy.terms_url}"
    if not policies:
        yield (
            "  whatever terms permit or forbid the use"
            if rule.check.kind == "permission"
            else "  no policy asks for it"
        )


def _show_example(example: Example) -> Iterator[str]:
    yield f"  {example.outcome}: {example.title}"
    context = ", ".join(f"{key}={value}" for key, value in example.context.items())
    if context:
        yield f"  in the context {context}"
    yield from (f"    | {line}".rstrip() for line in example.article.rstrip().splitlines())
    if example.at:
        yield f"  at {'lines' if len(example.at) > 1 else 'line'} {', '.join(map(str, example.at))}"


def render_policy(policy: Policy, library: Library) -> str:
    """Return somebody's terms: duties, permissions and prohibitions, each with its condition."""
    lines = [f"{policy.id} ({policy.authority}; {policy.confidence})", f"  {policy.name}"]
    if policy.aliases:
        lines.append(f"  also: {', '.join(policy.aliases)}")
    if policy.extends:
        lines.append(f"  extends: {policy.extends}")
    if policy.hosts or policy.places:
        lines.append(f"  hosts: {', '.join((*policy.hosts, *policy.places))}")
    if policy.valid_from or policy.valid_until:
        lines.append(f"  in force: {policy.valid_from or '…'} to {policy.valid_until or '…'}")
    if policy.license:
        lines.append(f"  license: {policy.license}")
    if policy.terms_url:
        date = date_terms(policy)
        lines.append(f"  terms: {policy.terms_url}{f' ({date})' if date else ''}")
    if policy.contact:
        lines.append(f"  contact: {policy.contact}")
    if policy.note:
        lines += ["", "Note", *_paragraph(policy.note)]
    for title, clauses in (("Permits", policy.permissions), ("Forbids", policy.prohibitions)):
        if clauses:
            lines += ["", title, *(line for clause in clauses for line in _paragraph(_show_clause(clause)))]
    if policy.duties:
        lines += ["", "Asks for", *(line for duty in policy.duties for line in _show_duty(duty, library))]
    return "\n".join(lines) + "\n"


def _show_duty(duty: Duty, library: Library) -> Iterator[str]:
    rule = library.rules.get(duty.rule)
    severity = duty.severity or (rule.severity if rule else "")
    yield f"  {duty.rule} ({severity})"
    yield from (f"  {line}" for line in _paragraph(_show_clause(duty)))


def _show_clause(clause: Clause | Duty) -> str:
    marks = (clause.confidence or "", f"from {clause.via}" if clause.via else "")
    remark = f" [{', '.join(filter(None, marks))}]" if any(marks) else ""
    return f"{clause.clause}{_when(clause.when)}{remark}"


def _when(condition: Condition) -> str:
    return "" if condition == ALWAYS else f" (when {show_condition(condition)})"


def _paragraph(text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ") or ["  -"]
