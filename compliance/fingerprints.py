"""What makes a finding the same finding after the article was edited: its rule, its words and the text that it quotes.

Neither the article's name nor any line goes in, so that a fingerprint outlives renamings and lines that move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from compliance.model.article import Article
from compliance.model.result import Obligation, Outcome, PlacedFinding, Result
from compliance.model.source import Span
from compliance.patterns import compile_late

try:  # the part of `hashlib` that is wanted here, without loading OpenSSL for it
    from _blake2 import blake2b as _blake2b
except ImportError:
    from hashlib import blake2b as _blake2b

_PLACE = compile_late(r"\b(line|column)s? [0-9]+(?:(?:,? and |, |[-–:])[0-9]+)*")
_SIZE = 10
"""Bytes; 20 hexadecimal digits. Among a million findings, two are taken for one with a chance of one in a trillion."""
_OPEN = frozenset({Outcome.FAIL, Outcome.REVIEW})


def digest(*parts: bytes) -> str:
    """Return a digest that changes with any of the parts, and with where each ends; the same in all releases.

    >>> digest(b"ab", b"c") == digest(b"a", b"bc"), len(digest(b""))
    (False, 20)
    """
    state = _blake2b(digest_size=_SIZE)
    for part in parts:
        state.update(b"%d\0" % len(part))
        state.update(part)
    return state.hexdigest()


def collapse_places(message: str) -> str:
    """Return a message without the numbers of lines and columns: these change when nothing else does.

    >>> collapse_places("the link is missing (line 12 of the original; lines 3, 4 and 9 here)")
    'the link is missing (line # of the original; line # here)'
    """
    return _PLACE.sub(r"\1 #", message) if "line" in message or "column" in message else message


def fingerprint(article: Article, obligation: Obligation, outcome: Outcome, message: str, span: Span | None) -> str:
    """Return the fingerprint of a finding, or of a result as a whole; see `tell_apart` for equal ones.

    What asks for review is another finding when it fails: nobody has agreed to that.
    """
    return digest(
        obligation.rule.encode(),
        (obligation.policy or str(obligation.authority)).encode(),
        str(outcome).encode(),
        collapse_places(message).encode("utf-8", "surrogatepass"),
        _quote(article, span) if span else b"",
    )


def _quote(article: Article, span: Span) -> bytes:
    """Return the source text of a span with white space collapsed, in UTF-8 whatever the source's encoding."""
    source = article.source
    quoted = source.data[span.start : span.end]
    if source.encoding != "utf-8":
        quoted = quoted.decode(source.encoding, "replace").encode("utf-8", "replace")
    return b" ".join(quoted.split())


def tell_apart(results: Sequence[Result]) -> list[Result]:
    """Return an article's results, of whose equal fingerprints the second, third … got a number, by their places.

    A result with findings is then given a fingerprint of its own from theirs.
    """
    own = [
        finding.fingerprint for result in results if result.outcome in _OPEN for finding in result.findings or (result,)
    ]
    numbers = _number_equals(results) if len(set(own)) < len(own) else {}
    return [
        _finish(result, which, numbers) if result.outcome in _OPEN else result for which, result in enumerate(results)
    ]


def _number_equals(results: Sequence[Result]) -> dict[tuple[int, int], int]:
    """Return how many equals stand before a finding, by the indexes of its result and of itself, where there are."""
    counts: dict[str, int] = {}
    places = sorted(
        (_place(finding), which, number)
        for which, result in enumerate(results)
        if result.outcome in _OPEN
        for number, finding in enumerate(result.findings or (None,))
    )
    numbers: dict[tuple[int, int], int] = {}
    for _, which, number in places:
        result = results[which]
        own = result.findings[number].fingerprint if result.findings else result.fingerprint
        if before := counts.get(own, 0):
            numbers[which, number] = before
        counts[own] = before + 1
    return numbers


def _place(finding: PlacedFinding | None) -> tuple[int, int, int]:
    if finding is None or finding.place is None:
        return 0, 0, 0
    return finding.place.line, finding.place.column, finding.place.end_line


def _finish(result: Result, which: int, numbers: Mapping[tuple[int, int], int]) -> Result:
    if not result.findings:
        number = numbers.get((which, 0))
        return replace(result, fingerprint=_count(result.fingerprint, number)) if number else result
    findings = result.findings
    if numbers:
        findings = tuple(
            replace(finding, fingerprint=_count(finding.fingerprint, numbers.get((which, index), 0)))
            for index, finding in enumerate(findings)
        )
    whole = digest(result.fingerprint.encode(), *(finding.fingerprint.encode() for finding in findings))
    return replace(result, findings=findings, fingerprint=whole)


def _count(fingerprint: str, number: int) -> str:
    return digest(fingerprint.encode(), b"%d" % number) if number else fingerprint
