"""Check kind `original-kept`: title, text, links or images against the original; without that, a question.

A person is asked, as by the kind `manual`, where no original was given, where what was given does not look like it, and
where a change may or may not be one that the terms allow.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from compliance.checks import manual
from compliance.checks.judging import PASSED, fail, quote, review
from compliance.checks.kept_parts import judge_images, judge_links, judge_title
from compliance.checks.params import FLAG, Params, make_schema, one_of, read_text, read_texts, some_of
from compliance.checks.versions import compare_texts, find_span, find_unlike
from compliance.comparison.allowances import ALLOWANCES, Allowances, Standing, weigh_changes
from compliance.comparison.difference import Change, Comparison, Extent, Text
from compliance.hookspecs import Check
from compliance.model.article import Article
from compliance.model.context import QUESTIONS
from compliance.model.result import Finding, Judgement
from compliance.model.rule import Severity
from compliance.model.seen import Seen, Versions

ASPECTS = ("title", "text", "whole", "links", "images")
"""*text*: nothing is changed, added or cut; *whole*: nothing is cut."""
_OWN = {
    "of": one_of(ASPECTS),
    "allow": some_of(ALLOWANCES),
    "exact_case": FLAG,
}
_SHOWN = 10
"""Differences that are shown one by one."""
_CUT = 4
"""Words that a passage must lose for something to be left out."""
_AROUND = 2
"""Words that are shown before and behind a difference."""
_ELISION = frozenset('…[]().,"')


def judge(params: Params, seen: Seen) -> Judgement:
    """Compare what the rule speaks of; without an original, the question weighs no more than a note."""
    versions = seen.versions
    if versions is None:
        question = {key: value for key, value in params.items() if key not in _OWN}
        return replace(manual.judge(question, seen), weight=Severity.NOTE)
    match read_text(params, "of", "text"):
        case "images":
            return judge_images(seen, versions)
        case "title":
            return judge_title(versions, exactly=params.get("exact_case") is True)
        case aspect:
            return _compare(aspect, params, seen, versions)


def _compare(aspect: str, params: Params, seen: Seen, versions: Versions) -> Judgement:
    comparison = compare_texts(versions)
    if unlike := find_unlike(comparison, versions):
        return unlike
    excerpt = seen.context.get("excerpt")
    if aspect == "links":
        return judge_links(versions, comparison, excerpt=excerpt == "yes")
    sides = _Sides(comparison.original, comparison.copy, versions)
    if aspect == "whole":
        return _judge_whole(comparison, sides)
    allowances = Allowances(read_texts(params, "allow"), versions.original.article.language)
    weighed = weigh_changes(comparison.changes, allowances, original=comparison.original, copy=comparison.copy)
    return _judge_text(list(weighed), sides, excerpt)


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


def _judge_whole(comparison: Comparison, sides: _Sides) -> Judgement:
    cuts = [change for change in comparison.changes if change.lost >= _CUT]
    if not cuts:
        return PASSED
    return _fail(cuts, sides, "left out")


def _judge_text(weighed: Sequence[tuple[Change, Standing]], sides: _Sides, excerpt: str | None) -> Judgement:
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


CHECK = Check(
    "original-kept",
    judge,
    make_schema({**manual.QUESTION, **_OWN}, required=["question", "of"]),
)
