"""Assertions about evidence: that it stands where it should, and that its spans hold what it says."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from compliance.api import Session
from compliance.hookspecs import Extractor
from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.model.scan import Scan
from compliance.model.source import Span
from compliance.plugins.shapes import find_why_hidden
from compliance.testing.marked_text import Marked, MarkedText, parse_marked_text
from compliance.testing.sessions import read_article, share_session

Where = TypeVar("Where", str, Span)

_WORD = re.compile(r"\w+")


def assert_spans(
    extractor: Extractor,
    article: str,
    expected: Sequence[tuple[str, str]] | None = None,
    *,
    name: str = "article.md",
    session: Session | None = None,
) -> None:
    """Assert what an extractor sees in an article: all of it, nothing else, each at its place.

    ``expected`` holds pairs of kind and source text under the span, in the order of the source. Without it the article
    itself is marked: ``By ⟦byline|Ann Author⟧``, or ``By ⟦Ann Author⟧`` for any kind; no mark means that nothing is
    seen. ``name`` tells the format by its suffix.
    """
    marked = parse_marked_text(article) if expected is None else MarkedText(article, ())
    read = read_article(marked.text, name, session=session)
    found = find_evidence(extractor, read, session=session)
    if complaints := [complaint for item in found for complaint in find_faults(read, item)]:
        raise AssertionError("\n".join(complaints))
    if expected is None:
        by_span = [(item.kind, item.span) for item in found]
        complaints = list(_compare(read, [_place(marked.text, mark) for mark in marked.marked], by_span))
    else:
        by_text = [(item.kind, source_text(read, item.span)) for item in found]
        complaints = list(_compare(read, expected, by_text))
    if complaints:
        raise AssertionError("\n".join(complaints))


def find_evidence(extractor: Extractor, article: Article, *, session: Session | None = None) -> list[Evidence]:
    """Return what an extractor sees in an article, in the order of the source."""
    return ask(extractor, article, (session or share_session()).scanner.scan(article))


def ask(extractor: Extractor, article: Article, scan: Scan) -> list[Evidence]:
    """Return the same where it is known already which phrases occur."""
    found = list(extractor.extract(article, scan))
    if strange := next((item for item in found if not isinstance(item, Evidence)), None):
        raise AssertionError(f"extractor {extractor.name!r} yielded a {type(strange).__name__}, not Evidence")
    return sorted(found, key=lambda item: (item.span, item.kind, item.text))


def find_faults(article: Article, item: Evidence) -> Iterator[str]:
    """Yield what is wrong with a piece of evidence: its span lies outside the source, cuts a character, or holds words
    that are not those of the evidence.

    The words of the shorter of the two must come in the other in their order: markup may stand between them, and a
    byline's text is its line while its span is the name.
    """
    size, (start, end) = len(article.source.data), (item.span.start, item.span.end)
    what = f"{item.kind} {item.text[:60]!r}"
    if reason := find_why_hidden(item.value):
        yield f"{what}: its value cannot be shown: {reason}; make it a frozen Struct or dataclass of plain values"
    if not 0 <= start <= end <= size:
        yield f"{what}: its span {start}–{end} lies outside the source, which has {size} bytes"
        return
    if _cuts_character(article, item.span):
        yield f"{what}: its span {start}–{end} starts or ends inside a character; spans count bytes"
        return
    there = source_text(article, item.span)
    claimed, covered = _words(item.text), _words(there)
    if not covered and claimed:
        yield f"{what}: its span {start}–{end} covers no word ({there!r})"
    elif not (_is_within(claimed, covered) or _is_within(covered, claimed)):
        yield f"{what}: its span {start}–{end} covers {there!r}"


def source_text(article: Article, span: Span) -> str:
    """Return what stands under a span in the source."""
    source = article.source
    return source.data[span.start : span.end].decode(source.encoding, "replace")


def _cuts_character(article: Article, span: Span) -> bool:
    """Whether a span of a UTF-8 source starts or ends behind the first byte of a character."""
    data = article.source.data
    if article.source.encoding != "utf-8":
        return False
    return any(edge < len(data) and data[edge] & 0xC0 == 0x80 for edge in (span.start, span.end))


def _words(text: str) -> list[str]:
    return _WORD.findall(html.unescape(text))


def _is_within(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether the words come among the others in their order."""
    rest = iter(many)
    return all(word in rest for word in few)


def _place(text: str, mark: Marked) -> tuple[str, Span]:
    """Return a mark in bytes."""
    start = len(text[: mark.start].encode())
    return mark.kind, Span(start, start + len(text[mark.start : mark.end].encode()))


def _compare(article: Article, due: Sequence[tuple[str, Where]], came: Sequence[tuple[str, Where]]) -> Iterator[str]:
    """Yield what is missing and what came unasked; a kind that is empty stands for any."""
    left = list(came)
    for kind, where in due:
        match = next((pair for pair in left if pair[1] == where and kind in {"", pair[0]}), None)
        if match:
            left.remove(match)
        else:
            yield f"not seen: {_describe(article, kind, where)}"
    for kind, where in left:
        yield f"seen, but not expected: {_describe(article, kind, where)}"


def _describe(article: Article, kind: str, where: str | Span) -> str:
    what = kind or "anything"
    if isinstance(where, str):
        return f"{what} at {where!r}"
    place = article.place(where)
    return f"{what} at {place.line}:{place.column} {source_text(article, where)!r}"
