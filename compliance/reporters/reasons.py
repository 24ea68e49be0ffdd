"""Why an obligation is there, in words: whose clause it is, under which condition, and where the terms stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.model.context import ALWAYS, All, Any, Condition, Is, Not, Reused, Seen
from compliance.model.origin import Origin
from compliance.model.policy import Authority, Clause, Confidence, Duty, Policy
from compliance.model.result import ArticleReport, Obligation, Outcome, Result

_TRUTHS = {True: "true", False: "false", None: "unknown"}
_KNOWN = {"read": "read on its own page", "secondhand": "known at second hand", "recalled": "known from memory only"}


def select_explained(article: ArticleReport, *, verbose: bool) -> Iterator[Result]:
    """Yield what needs explaining: what is not met, and with ``verbose`` everything."""
    return (result for result in article.results if verbose or result.outcome in {Outcome.FAIL, Outcome.REVIEW})


def show_authority(obligation: Obligation) -> str:
    """Return on whose word it is asked."""
    inherited = f", taken over from {obligation.via}" if obligation.via else ""
    return f"{obligation.authority}: {obligation.policy or 'the article itself'}{inherited}"


def name_condition(subject: Obligation | Clause | Duty) -> str:
    """Return the condition of a clause in words."""
    return "always" if subject.when == ALWAYS else show_condition(subject.when)


def show_reason(obligation: Obligation) -> Iterator[str]:
    """Yield the chain: authority and clause, condition and what is unknown of it, origins, terms."""
    yield f"{show_authority(obligation)}: {obligation.clause}"
    unknown = f" ({', '.join(obligation.applies.unknown)})" if obligation.applies.unknown else ""
    yield f"when: {name_condition(obligation)}: {_TRUTHS[obligation.applies.truth]}{unknown}"
    if obligation.off:
        yield obligation.off
    for clause in obligation.also:
        inherited = f", taken over from {clause.via}" if clause.via else ""
        yield f"also: {clause.clause}, when: {name_condition(clause)}{inherited}"
    if obligation.origins:
        yield f"of: {', '.join(origin.name for origin in obligation.origins)}"
    known = _KNOWN[obligation.confidence]
    if obligation.terms_url:
        yield f"terms: {', '.join(filter(None, (obligation.terms_url, date_terms(obligation), known)))}"
    elif obligation.policy and obligation.authority is not Authority.HOUSE:
        yield f"terms: no address, {known}"


def show_origin(origin: Origin) -> str:
    """Return an origin, by what it is known, and whose terms hold for it."""
    terms = f"terms: {origin.policy}" if origin.policy else "no terms known"
    rivals = "".join(f"; contradicted by {rival.trust}: {rival.name}" for rival in origin.rivals)
    return f"{origin.name} (known by {origin.trust}; {terms}{rivals})"


def show_condition(condition: Condition) -> str:
    """Return a condition in words.

    >>> show_condition(All((Is("medium", ("web",)), Not(Is("use", ("commercial", "personal"))))))
    'medium is web, and not use is commercial or personal'
    """
    match condition:
        case Is(key=key, values=values):
            return f"{key} is {_join(values)}"
        case Seen(kind=kind):
            return f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind.replace('-', ' ')} is seen"
        case Reused(expected=expected):
            return "the article has another origin" if expected else "the article has no other origin"
        case Not(part=part):
            return f"not {_show_part(part)}"
        case All(parts=parts):
            return ", and ".join(map(_show_part, parts))
        case Any(parts=parts):
            return ", or ".join(map(_show_part, parts))


def _show_part(condition: Condition) -> str:
    """Return a part of a condition in words, in brackets where it has parts itself."""
    words = show_condition(condition)
    return f"({words})" if isinstance(condition, All | Any) and len(condition.parts) > 1 else words


def _join(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def date_terms(known: Policy | Obligation) -> str:
    """Return when terms were compared with their page, or only noted from memory; empty where nobody says."""
    if not known.verified_on:
        return ""
    return f"{'noted' if known.confidence is Confidence.RECALLED else 'compared'} on {known.verified_on}"
