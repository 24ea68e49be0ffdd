"""The text of a copy against that of its original: what was changed, added or cut, shown on both sides."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from compliance.checks.judging import PASSED, fail, quote, review
from compliance.checks.versions import compare_texts, find_span, find_unlike
from compliance.comparison.allowances import Allowances, Standing, weigh_changes
from compliance.comparison.difference import Change, Extent, Text
from compliance.model.article import Article
from compliance.model.context import QUESTIONS
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Versions

_SHOWN = 10
"""Differences that are shown one by one."""
_CUT = 4
"""Words that a passage must lose for something to be left out."""
_AROUND = 2
"""Words that are shown before and behind a difference."""
_ELISION = frozenset('…[]().,"')


def judge_text(versions: Versions, allowed: Collection[str], excerpt: str | None) -> Judgement:
    """Pass if nothing was changed, added or cut but what is allowed; an excerpt may end early and mark its gaps."""
    comparison = compare_texts(versions)
    if unlike := find_unlike(comparison, versions):
        return unlike
    sides = _Sides(comparison.original, comparison.copy, versions)
    allowances = Allowances(allowed, versions.original.article.language)
    weighed = weigh_changes(comparison.changes, allowances, original=comparison.original, copy=comparison.copy)
    return _judge_changes(list(weighed), sides, excerpt)


def judge_whole(versions: Versions) -> Judgement:
    """Pass if nothing was cut."""
    comparison = compare_texts(versions)
    if unlike := find_unlike(comparison, versions):
        return unlike
    cuts = [change for change in comparison.changes if change.lost >= _CUT]
    sides = _Sides(comparison.original, comparison.copy, versions)
    return _fail(cuts, sides, "left out") if cuts else PASSED


class _Sides(Struct, frozen=True):
    """Both texts, and the articles that they stand in: says of a change what stands where."""

    original: Text
    copy: Text
    versions: Versions

    def tell(self, change: Change) -> Finding:
        """Return a finding that shows both sides, at the place in the copy."""
        old, new = self._show(self.original, change.original), self._show(self.copy, change.copy)
        span = find_span(self.copy, self.versions.copy.article, change.copy.start, change.copy.end)
        line = f"line {self._find_line(change)} of the original"
        if not change.original.words:
            return Finding(f"{new} is not in the original (near {line})", span)
        if not change.copy.words:
            return Finding(f"{old} is missing here ({line})", span)
        return Finding(f"reads {new}, not {old} ({line})", span)

    def _find_line(self, change: Change) -> int:
        article = self.versions.original.article
        start, end = change.original.start, change.original.end
        return article.place(find_span(self.original, article, start, end)).line

    def _show(self, text: Text, extent: Extent) -> str:
        """Return the words of a change with a few around them, as far as they stand in the same passage."""
        if not extent.words:
            return quote("")
        side = self.versions.original if text is self.original else self.versions.copy
        first = max(text.passage_range(extent.start)[0], extent.start - _AROUND)
        last = min(text.passage_range(extent.end - 1)[1], extent.end + _AROUND)
        return quote(_cut_out(side.article, text.place(first)[0], text.place(last - 1)[1]))


def _cut_out(article: Article, start: int, end: int) -> str:
    return article.flat[start:end].decode(errors="ignore")


def _judge_changes(weighed: Sequence[tuple[Change, Standing]], sides: _Sides, excerpt: str | None) -> Judgement:
    """Judge what is not simply allowed; an excerpt may end early and mark its gaps."""
    ends = [change for change, _ in weighed if _is_end_cut(change, sides.copy)]
    inner = [(change, standing) for change, standing in weighed if change not in ends]
    if excerpt == "yes":
        inner = [(change, standing) for change, standing in inner if not _is_elision(change)]
    certain = [change for change, standing in inner if standing is Standing.OTHER]
    if excerpt == "no":
        certain = sorted([*certain, *ends], key=lambda change: change.copy.start)
    if certain:
        return _fail(certain, sides, "changed")
    if ends and excerpt is None:
        findings = map(sides.tell, ends)
        return review(findings, message=f"{QUESTIONS['excerpt']} an end of it is cut off", unknown=["excerpt"])
    if inner:
        message = "is this a change of time or place, as the terms allow?"
        return review([sides.tell(change) for change, _ in inner[:_SHOWN]], message=message)
    return PASSED


def _is_end_cut(change: Change, copy: Text) -> bool:
    """Whether words are missing where the copy begins or ends, but for a sign that says so."""
    at_end = change.copy.start == 0 or change.copy.end == len(copy.words)
    return at_end and bool(change.original.words) and _ELISION.issuperset(change.copy.words)


def _is_elision(change: Change) -> bool:
    return "…" in change.copy.words and _ELISION.issuperset(change.copy.words)


def _fail(changes: Sequence[Change], sides: _Sides, what: str) -> Judgement:
    name = sides.versions.original.article.name
    number = f"{len(changes)} passages are {what}" if len(changes) > 1 else f"a passage is {what}"
    more = f"; the first {_SHOWN} are shown" if len(changes) > _SHOWN else ""
    return fail(map(sides.tell, changes[:_SHOWN]), message=f"{number} (compared with {name}){more}")
