"""Which results the reports for people show, and in which groups: what is asked for by the layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compliance.hookspecs import Layout
from compliance.model.result import ArticleReport, Outcome, Report, Result, Verdict
from compliance.model.rule import Severity

_QUIET = 2
"""From here on, nothing but what could not be checked."""
Row = tuple[ArticleReport, Result]


def select_results(article: ArticleReport, layout: Layout) -> Iterator[Result]:
    """Yield what fails, what asks for review, and with ``verbose`` what passes or is off, as far as it is asked for."""
    if layout.quiet >= _QUIET:
        return
    least = Severity(layout.severity).rank if layout.severity else 0
    wanted = {Outcome.FAIL} if layout.quiet else {Outcome.FAIL, Outcome.REVIEW}
    if layout.verbose:
        wanted.add(Outcome.PASS)
    for result in article.results:
        is_wanted = result.outcome in wanted or (layout.verbose and result.is_off)
        if is_wanted and result.obligation.severity.rank >= least:
            yield result


def group_rows(report: Report, layout: Layout) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield rows with the heading that stands above them; all of them below an empty one where no groups are wanted."""
    rows = ((article, result) for article in report.articles for result in select_results(article, layout))
    if not layout.group_by:
        yield "", rows
        return
    from compliance.grouping import make_groups  # noqa: PLC0415

    for group in make_groups(rows, layout.group_by):
        tally = group.tally
        counts = f"{tally.counts[Outcome.FAIL]} fail, {tally.counts[Outcome.REVIEW]} to review"
        passed = f", {tally.counts[Outcome.PASS]} pass" if layout.verbose else ""
        covered = f", {tally.covered} covered" if tally.covered else ""
        yield f"{group.name}: {counts}{passed}{covered}", group.rows


def select_articles(report: Report, layout: Layout) -> Sequence[ArticleReport]:
    """Return the articles whose verdicts are shown: where it is to be quiet, those that do not pass."""
    if not layout.quiet:
        return report.articles
    wanted = {Verdict.FAIL, Verdict.REVIEW} if report.fail_on == "review" else {Verdict.FAIL}
    return [article for article in report.articles if article.verdict in wanted]


def is_silent(layout: Layout) -> bool:
    """Say whether nothing is wanted but what could not be checked."""
    return layout.quiet >= _QUIET
