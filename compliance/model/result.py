"""Obligations, their outcomes, verdicts, and the report of one run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field

from compliance.errors import Problem
from compliance.model.context import ALWAYS, Answer, Condition, Context
from compliance.model.directive import Directive
from compliance.model.origin import Origin
from compliance.model.permission import Permission
from compliance.model.policy import Authority, Clause, Confidence
from compliance.model.rule import CheckSpec, Severity
from compliance.model.source import Place, Span


class Outcome(StrEnum):
    """Of one obligation; SARIF 2.1.0 calls it *kind*."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "notApplicable"


class Obligation(Struct, frozen=True):
    """A rule, bound to its parameters, that a policy puts on this article in this context."""

    rule: str
    policy: str
    authority: Authority
    severity: Severity
    check: CheckSpec
    """With the policy's parameters merged in."""
    message: str
    remedy: str
    clause: str = ""
    terms_url: str = ""
    verified_on: str = ""
    confidence: Confidence = Confidence.READ
    applies: Answer = field(default_factory=lambda: Answer(True))
    origins: tuple[Origin, ...] = ()
    """The hops of the chain that it speaks of."""
    permission: Permission | None = None
    """The recorded permission that was weighed, if it is about one."""
    when: Condition = ALWAYS
    """The condition of the clause; ``applies`` is what came of it in the article's context."""
    via: str = ""
    """Id of the policy that the clause was taken over from, where the policy extends another; its terms are named."""
    consent: bool = False
    """Whether the clause forbids the use only without consent."""
    also: tuple[Clause, ...] = ()
    """Clauses of the same rank that decide beside its own, each with its confidence: several bans at once."""
    fallback: Obligation | None = None
    """What a lower authority asks for by the same rule, where only this one is known from memory."""
    off: str = ""
    """Who switched the rule off, and why; then nothing is judged, and the result says so."""


class Finding(Struct, frozen=True):
    """One reason for a fail or review; ``span`` None means the article as a whole."""

    message: str
    span: Span | None = None


class Judgement(Struct, frozen=True):
    """What a check says of one obligation. An empty ``message`` or ``remedy`` leaves the obligation's own."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    message: str = ""
    remedy: str = ""
    unknown: tuple[str, ...] = ()
    """Keys of the context that would settle a review."""
    weight: Severity | None = None
    """The most that this outcome weighs, where that can be less than what the obligation does."""
    is_of_item: bool = False
    """Whether it rests on the article's own words or marks: these have the highest rank, and are its authority."""


class SuppressionKind(StrEnum):
    """What keeps a finding from deciding: a waiver of the waiver file, one in the article itself, or the baseline."""

    WAIVER = "waiver"
    DIRECTIVE = "directive"
    BASELINE = "baseline"


class Suppression(Struct, frozen=True):
    """Why a finding does not decide, though it stands: it is shown all the same (SARIF 2.1.0, section 3.35)."""

    kind: SuppressionKind
    reason: str
    owner: str = ""
    expires: str = ""
    """Last day on which it holds, ``YYYY-MM-DD``; empty: no end."""
    ticket: str = ""
    recorded_at: str = ""
    """``path:line`` of the record."""


class PlacedFinding(Struct, frozen=True):
    """A finding with its place; ``place`` None means the article as a whole."""

    message: str
    place: Place | None
    fingerprint: str = ""
    """The same wherever the finding moves to in the article, and another for every other finding of it."""
    suppression: Suppression | None = None


class Result(Struct, frozen=True):
    """An obligation and its outcome."""

    obligation: Obligation
    outcome: Outcome
    message: str
    remedy: str
    findings: tuple[PlacedFinding, ...] = ()
    unknown: tuple[str, ...] = ()
    """Keys of the context that would settle a review."""
    fingerprint: str = ""
    """Of the result as a whole; see `PlacedFinding.fingerprint`."""
    suppression: Suppression | None = None
    """What covers the result as a whole."""

    @property
    def is_suppressed(self) -> bool:
        """Whether all that it says is covered by waivers, directives or the baseline, so that it does not decide."""
        if self.suppression is not None:
            return True
        return bool(self.findings) and all(finding.suppression for finding in self.findings)

    @property
    def is_off(self) -> bool:
        """Whether nothing was judged because a pack switched the rule off, though it would have been due."""
        return bool(self.obligation.off) and self.message == self.obligation.off


class Verdict(StrEnum):
    """Of one article."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"


class Question(Struct, frozen=True):
    """A key of the context that nobody gave, and what hangs on it."""

    key: str
    policies: tuple[str, ...] = ()
    """Ids, sorted; ``item`` stands for the article's own words."""


class ArticleReport(Struct, frozen=True):
    """Everything that is said of one article. ``results`` stand worst first."""

    source: str
    verdict: Verdict
    origins: tuple[Origin, ...]
    results: tuple[Result, ...]
    context: Context
    questions: tuple[Question, ...] = ()
    """What would settle reviews, each key once."""
    counts: Mapping[Outcome, int] = field(default_factory=dict)
    """How many results there are of each outcome."""
    directives: tuple[Directive, ...] = ()
    """Waivers that stand in the article itself."""


class Summary(Struct, frozen=True):
    """Counts over a run."""

    articles: int
    passed: int
    failed: int
    review: int
    errors: int
    suppressed: int = 0
    """Results that fail or ask for review, and are covered by waivers, directives or the baseline."""


class RecordFinding(Struct, frozen=True, order=True):
    """What is wrong with a record of exceptions: a waiver, a directive, or the baseline.

    It weighs like a failure of its severity. ``line`` and ``column`` are 1-based, 0 where unknown.
    """

    path: str
    line: int
    column: int
    rule: str
    """``exceptions/…``, as in results."""
    severity: Severity
    message: str
    remedy: str = ""


class Remark(Struct, frozen=True, order=True):
    """What is to be said of a report when everything is judged; it changes neither verdict nor exit code.

    ``path`` is an article's name or empty; ``line`` and ``column`` are 1-based, 0 where unknown.
    """

    message: str
    path: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.path and self.line else self.path
        return f"{place}: {self.message}" if place else self.message


class Report(Struct, frozen=True):
    """All results of one run, and what could not be checked."""

    tool: Mapping[str, str]
    context: Context
    articles: Sequence[ArticleReport]
    errors: Sequence[Problem]
    summary: Summary
    fail_on: str = "error"
    """``error``, ``warning``, ``note``, ``review`` or ``never``."""
    remarks: Sequence[Remark] = ()
    """Of plugins, and what got better since the baseline; sorted."""
    record_findings: Sequence[RecordFinding] = ()
    """What is wrong with waivers, directives and the baseline; sorted."""
    fail_on_rules: Mapping[str, str] = field(default_factory=dict)
    """The same as ``fail_on`` per rule id, or shell pattern of such; the last one that matches a rule holds."""
