"""Obligations × evidence → results: runs each obligation's check and settles what an unknown context leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from compliance.errors import Problem
from compliance.fingerprints import fingerprint
from compliance.hookspecs import Check
from compliance.model.article import Article
from compliance.model.context import ALWAYS, QUESTIONS, Answer
from compliance.model.policy import Authority, Confidence
from compliance.model.result import Judgement, Obligation, Outcome, PlacedFinding, Result
from compliance.model.seen import Seen

Blame = Callable[[str, str, Exception], Problem]
"""From the kind of a check that raised, the rule that named it, and what it raised, to the problem."""


def judge(
    article: Article,
    obligations: Iterable[Obligation],
    seen: Seen,
    checks: Mapping[str, Check],
    blame: Blame | None = None,
) -> Iterator[Result | Problem]:
    """Yield one result per obligation; a check that raises yields a problem instead, and the others go on.

    ``blame`` makes the problem; without it, the exception goes on.
    """
    for obligation in obligations:
        if obligation.applies.truth is False:
            yield Result(obligation, Outcome.NOT_APPLICABLE, "", "")
            continue
        if obligation.off:
            yield Result(obligation, Outcome.NOT_APPLICABLE, obligation.off, "")
            continue
        check = checks[obligation.check.kind]
        try:
            results = list(_judge_one(article, obligation, seen, check))
        except Exception as error:  # a broken check must neither pass nor stop the run
            if blame is None:
                raise
            yield blame(check.kind, obligation.rule, error)
            continue
        yield from results


def _judge_one(article: Article, obligation: Obligation, seen: Seen, check: Check) -> Iterator[Result]:
    """Yield an obligation's result; or, where it is recalled and cannot fail, that of its fallback if that one fails.

    Both where the recalled one weighs more: below the threshold the failure would hide the review.
    """
    result = _judge_alone(article, obligation, seen, check)
    fallback = obligation.fallback
    known = _judge_alone(article, fallback, seen, check) if fallback and result.outcome is not Outcome.FAIL else None
    if known is None or known.outcome is not Outcome.FAIL:
        yield result
        return
    remark = f"what {obligation.policy} asks for in its place is known from memory only"
    yield replace(known, message=f"{known.message} ({remark})")
    if result.outcome is Outcome.REVIEW and result.obligation.severity.rank > known.obligation.severity.rank:
        yield result


def _judge_alone(article: Article, obligation: Obligation, seen: Seen, check: Check) -> Result:
    judgement = check.judge(obligation.check.params, replace(seen, about=obligation.origins))
    speaking = _rank(obligation, judgement)
    return _place(article, speaking, settle(speaking, judgement))


def _rank(obligation: Obligation, judgement: Judgement) -> Obligation:
    """Return the obligation on the authority that decided: the article's own words go before all terms."""
    if not judgement.is_of_item:
        return obligation
    return replace(
        obligation,
        policy="",
        authority=Authority.ITEM,
        clause=judgement.findings[0].message if judgement.findings else obligation.clause,
        terms_url="",
        verified_on="",
        confidence=Confidence.READ,
        applies=Answer(True),
        when=ALWAYS,
        via="",
        also=(),
    )


def settle(obligation: Obligation, judgement: Judgement) -> Judgement:
    """Weigh what the check says against what is not known.

    What only *may* be due (the context is silent) and is not met becomes a review with the question to answer. What
    rests on recalled terms alone never fails.
    """
    if judgement.outcome is not Outcome.FAIL:
        return judgement
    message = judgement.message or obligation.message
    if obligation.applies.truth is None:
        asked = " ".join(QUESTIONS[key] for key in obligation.applies.unknown)
        message = f"{asked} depending on that: {message}"
        return replace(judgement, outcome=Outcome.REVIEW, message=message, unknown=obligation.applies.unknown)
    if obligation.confidence is Confidence.RECALLED:
        note = "the terms are known from memory only: compare them first"
        return replace(judgement, outcome=Outcome.REVIEW, message=f"{message}; {note}")
    if obligation.confidence is Confidence.SECONDHAND:
        return replace(judgement, message=f"{message} (terms known at second hand)")
    return judgement


def _place(article: Article, obligation: Obligation, judgement: Judgement) -> Result:
    passed = judgement.outcome in {Outcome.PASS, Outcome.NOT_APPLICABLE}
    outcome, message = judgement.outcome, judgement.message if passed else judgement.message or obligation.message
    findings = (
        PlacedFinding(
            finding.message,
            article.place(finding.span) if finding.span else None,
            "" if passed else fingerprint(article, obligation, outcome, finding.message, finding.span),
        )
        for finding in judgement.findings
    )
    if judgement.weight and judgement.weight.rank < obligation.severity.rank:
        obligation = replace(obligation, severity=judgement.weight)
    return Result(
        obligation=obligation,
        outcome=outcome,
        message=message,
        remedy="" if passed else judgement.remedy or obligation.remedy,
        findings=tuple(findings),
        unknown=judgement.unknown,
        fingerprint="" if passed else fingerprint(article, obligation, outcome, message, None),
    )
