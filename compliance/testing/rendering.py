"""Assertion about a reporter: what it prints of a report that holds everything, of a clean and of an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from compliance.hookspecs import Layout, Reporter
from compliance.model.result import Outcome, Report
from compliance.testing.sample import CLEAN, NOTHING, SAMPLE

WIDTHS = (20, 80, 200)
"""Columns of the terminals that a reporter is tried in."""

_TOLD = frozenset({Outcome.FAIL, Outcome.REVIEW})


def sample_report() -> Report:
    """Return a report made by hand, which holds everything that a report can hold.

    That is: every outcome, severity and authority; findings with and without a place; a recorded permission;
    remarks; what could not be checked; wide characters, signs to be escaped, and words longer than a terminal is wide.
    """
    return SAMPLE


def assert_reporter(reporter: Reporter) -> None:
    """Assert that a reporter renders any report in any layout.

    That is: as text, whole or in pieces, that ends with a line end and is the same each time, and that tells of
    everything that failed, is open or could not be checked.
    """
    reports = {"the sample report": SAMPLE, "a clean report": CLEAN, "a report without articles": NOTHING}
    for (name, report), layout in product(reports.items(), make_layouts()):
        where = f"reporter {reporter.name!r}, {name}, {layout}"
        text = _render(reporter, report, layout, where)
        if text != _render(reporter, report, layout, where):
            raise AssertionError(f"{where}: renders one report in two ways")
        if complaint := next(_find_faults(text, report), None):
            raise AssertionError(f"{where}: {complaint}")


def make_layouts() -> Iterator[Layout]:
    """Yield narrow and wide layouts, with passes and reasons and without."""
    for width, verbose, explain in product(WIDTHS, (False, True), (False, True)):
        yield Layout(width, verbose, explain)


def _render(reporter: Reporter, report: Report, layout: Layout, where: str) -> str:
    """Return the pieces of a rendering, joined."""
    rendered = reporter.render(report, layout)
    pieces = [rendered] if isinstance(rendered, str) else list(rendered)
    if strange := next((piece for piece in pieces if not isinstance(piece, str)), None):
        raise AssertionError(f"{where}: yields a {type(strange).__name__}, not text")
    return "".join(pieces)


def _find_faults(text: str, report: Report) -> Iterator[str]:
    """Yield what is wrong with a rendering."""
    if text and not text.endswith("\n"):
        yield f"does not end with a line end, but with {text[-20:]!r}"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        yield f"is no Unicode text: {error}"
    for article in report.articles:
        for result in article.results:
            if result.outcome in _TOLD and not _names_any(text, result.obligation.rule, article.source):
                yield f"tells neither of {result.obligation.rule} nor of {article.source}, where it is {result.outcome}"
    for problem in report.errors:
        if not _names_any(text, problem.path, problem.message):
            yield f"does not tell what could not be checked: {problem}"


def _names_any(text: str, *names: str) -> bool:
    return any(name and name in text for name in names)
