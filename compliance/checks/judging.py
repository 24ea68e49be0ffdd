"""Judgements and the words of findings; what several kinds of checks say in the same way."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.model.evidence import Evidence, Target
from compliance.model.result import Finding, Judgement, Outcome

PASSED = Judgement(Outcome.PASS)
MAX_FINDINGS = 20
_SHOWN = 60
_WEAKNESS = {
    Target.HOME_PAGE: "leads to a home page, not to an article",
    Target.PROFILE: "leads to a profile, list or search page, not to an article",
    Target.ARCHIVE: "leads to an archived copy, not to the original",
    Target.SHORTENER: "goes through a shortener, so that nobody sees where it leads",
    Target.LICENSE: "leads to a license, not to an article",
    Target.MAIL: "leads to a mail address, not to an article",
    Target.RELATIVE: "leads to this site itself",
}


def not_applicable(reason: str) -> Judgement:
    """Return that there is nothing to judge, and why."""
    return Judgement(Outcome.NOT_APPLICABLE, message=reason)


def fail(findings: Iterable[Finding], *, message: str = "", remedy: str = "") -> Judgement:
    """Return a failure with its findings in the order of the source; of very many, the first."""
    ordered = sorted(findings, key=lambda f: (f.span is None, f.span.start if f.span else 0))
    return Judgement(Outcome.FAIL, tuple(ordered[:MAX_FINDINGS]), message, remedy)


def review(
    findings: Iterable[Finding], *, message: str = "", remedy: str = "", unknown: Iterable[str] = ()
) -> Judgement:
    """Return that a person has to decide; ``unknown`` are the context keys that would decide it."""
    return Judgement(Outcome.REVIEW, tuple(findings)[:MAX_FINDINGS], message, remedy, tuple(unknown))


def settle(findings: Iterable[Finding]) -> Judgement:
    """Return a pass if there are no findings, else a failure."""
    found = tuple(findings)
    return fail(found) if found else PASSED


def quote(text: str) -> str:
    """Return a text on one line, in quotes, shortened where it is long."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _SHOWN else f'"{line[: _SHOWN - 1].rstrip()}…"'


def about(item: Evidence, message: str) -> Finding:
    """Return a finding that stands at a piece of evidence and quotes it first."""
    return Finding(f"{quote(item.text)} {message}", item.span)


def describe_target(target: Target, url: str) -> str:
    """Say what is wrong with where a link leads, as the end of a sentence whose subject is the link."""
    if target in {Target.PLACEHOLDER, Target.MISSING}:
        return f"leads nowhere ({url})" if url else "leads nowhere"
    return f"{_WEAKNESS[target]} ({url})" if target in _WEAKNESS else f"leads to {url}"


def join_words(words: Iterable[str], last: str = "or") -> str:
    """Return words as they are said: "a, b or c"."""
    *first, end = [*words]
    return f"{', '.join(first)} {last} {end}" if first else end
