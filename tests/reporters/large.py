"""A report with many findings, made by hand: every outcome, errors, waived and known results, and non-ASCII names."""

from msgspec.structs import replace

from compliance.errors import Problem
from compliance.model.result import ArticleReport, Outcome, PlacedFinding, Report, Result, Summary, Verdict
from compliance.model.source import Place
from compliance.testing.sample import BYLINE, CONTEXT, CREDIT, EXPIRED, FAIR_USE, KNOWN, LINK, PERMISSION, WAIVER

_FINDINGS_OF_AN_ARTICLE = 25
_NAMES = ("guest/旅行-{}.md", "été/{}.md", "дом/{}.html", "plain/{}.txt", "100% & “more”/#{}.md")


def make_large_report(findings: int = 10_000) -> Report:
    """Return a report with so many findings of fails, each with a place and a fingerprint of its own.

    A hundredth of them is waived and another is in the baseline. Each article has a review, a pass and an obligation
    that is not applicable, too, and there are two errors and a record finding.
    """
    articles = tuple(
        _make_article(number, numbers) for number, numbers in enumerate(_batch(findings, _FINDINGS_OF_AN_ARTICLE))
    )
    return Report(
        tool={"name": "article-compliance", "version": "0.0"},
        context=CONTEXT,
        articles=articles,
        errors=(
            Problem("broken/文.md", 2, 5, "front matter is no YAML", "mend it"),
            Problem("empty.md", 0, 0, "is empty"),
        ),
        record_findings=(EXPIRED,),
        summary=Summary(
            articles=len(articles),
            passed=0,
            failed=len(articles),
            review=0,
            errors=2,
            suppressed=sum(result.is_suppressed for article in articles for result in article.results),
        ),
    )


def _batch(count: int, size: int) -> list[tuple[int, ...]]:
    return [tuple(range(start, min(start + size, count))) for start in range(0, count, size)]


def _make_article(number: int, findings: tuple[int, ...]) -> ArticleReport:
    """Return an article whose first finding is of one rule, the others of another, so that some are covered whole."""
    alone, others = findings[:1], findings[1:]
    fails = [_make_result(LINK, alone), *([_make_result(CREDIT, others)] if others else [])]
    return ArticleReport(
        source=_NAMES[number % len(_NAMES)].format(number),
        verdict=Verdict.FAIL,
        origins=(),
        results=(*fails, replace(PERMISSION, unknown=("ads",), fingerprint=f"open{number:08x}"), BYLINE, FAIR_USE),
        context=CONTEXT,
        counts={Outcome.FAIL: len(fails), Outcome.REVIEW: 1, Outcome.PASS: 1, Outcome.NOT_APPLICABLE: 1},
    )


def _make_result(result: Result, numbers: tuple[int, ...]) -> Result:
    placed = tuple(_make_finding(number) for number in numbers)
    return replace(result, findings=placed, fingerprint=f"result{numbers[0]:08x}")


def _make_finding(number: int) -> PlacedFinding:
    """Return a finding; those whose number ends in 00 are waived, those that end in 50 are in the baseline."""
    line = 3 + number % _FINDINGS_OF_AN_ARTICLE
    suppression = {0: WAIVER, 50: KNOWN}.get(number % 100)
    return PlacedFinding(f"fault {number} – “原文”", Place(line, 1, line, 20), f"{number:016x}", suppression)
