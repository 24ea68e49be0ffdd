"""Runs the examples of rules, and tells what came of each beside what was due: good, noisy, missing or broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from compliance.errors import ComplianceError, Problem
from compliance.examination import Examiner, name_example
from compliance.model.result import Finding, Judgement, Outcome
from compliance.model.rule import Example, Rule
from compliance.packs.places import number_examples, read_marks
from compliance.plugins import Registry


class TrialVerdict(StrEnum):
    """What came of an example."""

    GOOD = "good"
    NOISY = "noisy"
    """More came than was due: a finding in what should pass, or one too many, or on another line."""
    MISSING = "missing"
    """What was due did not come."""
    BROKEN = "broken"
    """The example could not be judged: a plugin failed."""


class Trial(Struct, frozen=True):
    """What came of one example of a rule; ``path``, ``line`` and ``column`` are the example's own place."""

    rule: Rule
    example: Example
    verdict: TrialVerdict
    message: str = ""
    """What came, and on which lines of the example; empty where it is good."""
    path: str = ""
    line: int = 0
    column: int = 0

    @property
    def problem(self) -> Problem:
        """The same as a problem with a place in the rule's file."""
        return Problem(self.path, self.line, self.column, f"{self.verdict}: {self.example.title!r} {self.message}")


class TrialSession(Protocol):
    """What examples are run with: a `compliance.api.Session`."""

    @property
    def registry(self) -> Registry:
        """Everything that plugins bring."""
        ...

    @property
    def examiner(self) -> Examiner:
        """Who reads articles."""
        ...

    def check_example(self, rule: Rule, example: Example) -> Judgement:
        """Run one rule alone on one of its examples."""
        ...


def run_examples(session: TrialSession, rules: Iterable[Rule]) -> Iterator[Trial]:
    """Yield what comes of each example of the rules, in the order of their files."""
    for rule in rules:
        file = read_marks(rule.path)
        for keys, example in number_examples(rule):
            at = file.problem(keys, "")
            verdict, message = _try(session, rule, example)
            yield Trial(rule, example, verdict, message, at.path, at.line, at.column)


def _try(session: TrialSession, rule: Rule, example: Example) -> tuple[TrialVerdict, str]:
    try:
        judgement = _as_judgement(session.check_example(rule, example))
        article = session.examiner.read_bytes(name_example("example", example.format), example.article.encode())
        lines = [article.place(finding.span).line if finding.span else 0 for finding in judgement.findings]
    except ComplianceError as error:
        return TrialVerdict.BROKEN, f"cannot be judged: {error}"
    except Exception as error:
        blamed = session.registry.blame(f"check:{rule.check.kind}", "", error)
        return TrialVerdict.BROKEN, f"cannot be judged: {blamed}"
    return compare_example(example, judgement, lines)


def _as_judgement(item: object) -> Judgement:
    """Return what a check decides; raises `TypeError` for what is no judgement."""
    if not isinstance(item, Judgement):
        raise TypeError(f"returned a {type(item).__name__}, not a Judgement")
    return item


def compare_example(example: Example, judgement: Judgement, lines: Sequence[int]) -> tuple[TrialVerdict, str]:
    """Return what a judgement is beside what is due, and in words; ``lines`` are those of its findings, 0 without one.

    >>> due = Example("a near miss", "A text.", "fail", at=(1,), findings=1)
    >>> compare_example(due, Judgement(Outcome.PASS), [])
    (<TrialVerdict.MISSING: 'missing'>, 'is pass, but should be fail on line 1')
    """
    came = _tell(judgement.findings, lines) or judgement.message
    told = f": {came}" if came else ""
    passed = judgement.outcome in {Outcome.PASS, Outcome.NOT_APPLICABLE}
    if example.outcome == Outcome.PASS:
        if passed:
            return TrialVerdict.GOOD, ""
        return TrialVerdict.NOISY, f"is {judgement.outcome}, but should pass{told}"
    if judgement.outcome != example.outcome:
        verdict = TrialVerdict.NOISY if judgement.outcome is Outcome.FAIL else TrialVerdict.MISSING
        return verdict, f"is {judgement.outcome}, but should be {example.outcome}{_name_lines(example.at)}{told}"
    return _compare_findings(example, lines, told)


def _compare_findings(example: Example, lines: Sequence[int], told: str) -> tuple[TrialVerdict, str]:
    came, due = Counter(line for line in lines if line), Counter(example.at)
    if absent := sorted((due - came).elements()):
        return TrialVerdict.MISSING, f"has no finding{_name_lines(absent)}{told}"
    if len(lines) < example.findings:
        return TrialVerdict.MISSING, f"has {len(lines)} of {example.findings} findings{told}"
    if more := sorted((came - due).elements()):
        return TrialVerdict.NOISY, f"has a finding{_name_lines(more)} that it does not name{told}"
    if len(lines) > example.findings:
        return TrialVerdict.NOISY, f"has {len(lines)} findings, and names {example.findings}{told}"
    return TrialVerdict.GOOD, ""


def _name_lines(lines: Sequence[int]) -> str:
    if not lines:
        return ""
    return f" on {'lines' if len(lines) > 1 else 'line'} {', '.join(map(str, lines))}"


def _tell(findings: Iterable[Finding], lines: Iterable[int]) -> str:
    """Return the findings with their lines, as one sentence."""
    pairs = zip(findings, lines, strict=True)
    return ", ".join(f"line {line}: {found.message}" if line else found.message for found, line in pairs)
