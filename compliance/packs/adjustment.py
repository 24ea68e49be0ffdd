"""What packs change of other packs' rules: mistakes in it, and the rules and policies as they are then.

A severity that a pack sets holds whatever policies of other packs say, because how bad something is, is the house's to
say. Parameters take the place of the rule's own; those that a policy gives are somebody's terms, and still win.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from compliance.errors import Problem
from compliance.model.policy import Policy
from compliance.model.rule import OFF, SEVERITY, Change, CheckSpec, Rule, Severity
from compliance.packs.conversion import make_one_line
from compliance.packs.entries import PackEntry, PolicyEntry, RuleEntry
from compliance.packs.parameters import ParameterCheck
from compliance.packs.parsing import salvage
from compliance.packs.schema import AdjustShape
from compliance.spelling import suggest
from compliance.yaml_marks import Keys, MarkedFile


class Adjustment(Struct, frozen=True):
    """One entry of a pack's ``adjust``."""

    pack: str
    file: MarkedFile
    path: str
    keys: Keys
    shape: AdjustShape
    is_whole: bool = True
    """Whether all that it changes could be told."""

    def list_changes(self) -> Iterator[tuple[Keys, str, object]]:
        """Yield what is changed: where that stands, `Change.key`, and the new value."""
        if self.shape.off:
            yield (*self.keys, "off"), OFF, True
        if self.shape.severity:
            yield (*self.keys, "severity"), SEVERITY, self.shape.severity
        for name, value in (self.shape.with_ or {}).items():
            yield (*self.keys, "with", name), f"with.{name}", value

    def problem(self, keys: Keys, message: str, remedy: str = "", *, at_key: bool = False) -> Problem:
        """Return a problem with this entry."""
        return self.file.problem(keys, f"adjust: {message}", remedy, at_key=at_key)


def list_adjustments(packs: Iterable[PackEntry]) -> list[Adjustment]:
    """Return everything that packs change, in the order in which it stands."""
    return [
        Adjustment(entry.pack.name, entry.file, entry.path, ("adjust", index), shape)
        for entry in packs
        for index, shape in enumerate(entry.adjustments)
    ]


def salvage_adjustments(file: MarkedFile, pack: str, path: str) -> Iterator[Adjustment]:
    """Yield what can be told of the changes in a wrong pack file, so that they are compared too."""
    given = file.value.get("adjust") if isinstance(file.value, dict) else None
    for index, item in enumerate(given if isinstance(given, list) else ()):
        shape = salvage(item, AdjustShape, {"reason": "-"})
        if shape:
            is_whole = isinstance(item, dict) and not {"off", "severity", "with"} & item.keys()
            yield Adjustment(pack, file, path, ("adjust", index), shape, is_whole=is_whole)


def find_wrong_adjustments(
    adjustments: Sequence[Adjustment],
    rules: Mapping[str, Rule],
    broken: Collection[str],
    *,
    all_known: bool,
) -> Iterator[Problem]:
    """Yield changes of unknown rules and of the pack's own, changes of nothing, and two changes of the same.

    ``broken`` are ids of rules whose files are wrong. Unless ``all_known``, a whole pack could not be read.
    """
    takers: dict[tuple[str, str], Adjustment] = {}
    for one in adjustments:
        name = one.shape.rule
        if name not in rules:
            if all_known and name not in broken:
                yield one.problem((*one.keys, "rule"), f"no rule is called {name!r}", suggest(name, rules))
        elif rules[name].pack == one.pack:
            yield one.problem((*one.keys, "rule"), f"{name!r} is a rule of this pack", "change it in its own file")
        changes = list(one.list_changes())
        if not changes and one.is_whole:
            yield one.problem(one.keys, f"nothing of {name!r} is changed", "say 'off: true', 'severity' or 'with'")
        elif one.shape.off and len(changes) > 1:
            yield one.problem(changes[1][0], f"{name!r} is switched off: nothing else of it matters", "keep one")
        for keys, key, _ in changes:
            if other := _find_taker(takers, name, key, one):
                yield _tell_clash(one, other, keys, key)
            takers.setdefault((name, key), one)


def _find_taker(
    takers: Mapping[tuple[str, str], Adjustment], name: str, key: str, one: Adjustment
) -> Adjustment | None:
    """Return who changes the same already; a rule that one switches off cannot be changed by another."""
    rivals = [
        other
        for (rule, changed), other in takers.items()
        if rule == name and other is not one and (changed == key or OFF in {changed, key})
    ]
    return rivals[0] if rivals else None


def _tell_clash(one: Adjustment, other: Adjustment, keys: Keys, key: str) -> Problem:
    line, column = other.file.marks[other.keys]
    place = f"{other.file.name}:{line}:{column}"
    what = f"{one.shape.rule!r} ({key.removeprefix('with.')})"
    if one.pack == other.pack:
        return one.problem(keys, f"{what} is changed at {place} already", "keep one of the two")
    message = f"the packs {other.pack!r} and {one.pack!r} both change {what}, the first at {place}"
    return one.problem(keys, message, "leave one of the two out")


def find_wrong_parameters(
    adjustments: Iterable[Adjustment],
    rules: Mapping[str, Rule],
    policies: Sequence[PolicyEntry],
    parameters: ParameterCheck,
) -> Iterator[Problem]:
    """Yield parameters that do not fit the rule's check, by themselves or once a policy has added its own."""
    for one in adjustments:
        rule, given = rules.get(one.shape.rule), one.shape.with_
        if rule is None or not given:
            continue
        keys, kind = (*one.keys, "with"), rule.check.kind
        changed = {**rule.check.params, **given}
        wrong = list(parameters.find_in_part(one.file, keys, kind, changed))
        yield from wrong
        for duty in () if wrong else (duty for entry in policies for duty in entry.policy.duties):
            if duty.rule == rule.id and not any(
                parameters.find_in_use(one.file, keys, kind, {**rule.check.params, **duty.params})
            ):
                yield from parameters.find_in_use(one.file, keys, kind, {**changed, **duty.params})


def adjust_rules(rules: Iterable[RuleEntry], adjustments: Iterable[Adjustment]) -> list[Rule]:
    """Return the rules as they are with all changes; what is wrong has been told before."""
    changed = {entry.rule.id: entry.rule for entry in rules}
    for one in adjustments:
        for keys, key, value in one.list_changes():
            changed[one.shape.rule] = _change(changed[one.shape.rule], one, keys, key, value)
    return list(changed.values())


def _change(rule: Rule, one: Adjustment, keys: Keys, key: str, value: object) -> Rule:
    before: object = None
    severity, params = rule.severity, rule.check.params
    if key == SEVERITY:
        before, severity = str(severity), Severity(str(value))
    elif key != OFF:
        name = key.removeprefix("with.")
        before, params = params.get(name), {**params, name: value}
    line, _ = one.file.marks[keys]
    change = Change(one.pack, key, before, value, make_one_line(one.shape.reason), one.path, line)
    return replace(rule, severity=severity, check=CheckSpec(rule.check.kind, params), changes=(*rule.changes, change))


def adjust_policies(policies: Iterable[PolicyEntry], adjustments: Iterable[Adjustment]) -> list[PolicyEntry]:
    """Return the policies without severities of rules that a pack has set anew; its own policies keep theirs."""
    setters = {one.shape.rule: one.pack for one in adjustments if one.shape.severity}
    return [replace(entry, policy=_unset_severities(entry.policy, setters)) if setters else entry for entry in policies]


def _unset_severities(policy: Policy, setters: Mapping[str, str]) -> Policy:
    return replace(
        policy,
        duties=tuple(
            replace(duty, severity=None) if setters.get(duty.rule, policy.pack) != policy.pack else duty
            for duty in policy.duties
        ),
    )
