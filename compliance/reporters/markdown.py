r"""The report as GitHub Flavored Markdown, for the summary of a job or a comment on a change.

Nothing of an article gets to mark anything up: all signs that mean something in Markdown are escaped
(https://github.github.com/gfm/, section 6.1), those that make links of bare addresses too (section 6.9). GitHub besides
looks for names and numbers in the finished text, whatever was escaped, to notify whom they name
(https://docs.github.com/get-started/writing-on-github, "Mentioning people and teams", "Referencing issues"); a
zero-width space behind ``@`` and ``#`` keeps it from that.

A comment has up to 65,536 characters, the summary of a step up to 1 MiB ("$GITHUB_STEP_SUMMARY upload aborted, supports
content up to a size of 1024k"). The report fits both, whatever its letters: what there is no room for is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from compliance.hookspecs import Layout
from compliance.model.context import QUESTIONS
from compliance.model.result import ArticleReport, Outcome, PlacedFinding, RecordFinding, Report, Result
from compliance.reporters.covered import (
    TOLD,
    list_covered,
    name_outcome,
    select_standing,
    show_suppression,
)
from compliance.reporters.reasons import show_authority, show_reason
from compliance.reporters.table import NO_ADVICE, show_counts
from compliance.verdict import exit_code

LIMIT = 65_536
"""Characters of a comment."""
_CELL = 600
"""Characters of one text within a row, before it is escaped."""
_PLACES = 6
"""Places named in one row."""
_SHARE = LIMIT // 8
"""Characters of each section but the table, which gets what is left."""
_REMAINDER = 120
"""Characters of the line that says what is left out, at most."""
_HEADINGS = {0: "pass", 1: "fail", 2: "not everything could be checked"}
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~!&$^]|:(?=//|\w+:)|(?<=www)\.")
_FIRST_SIGN = re.compile(r"^(\d{0,9})([-+.)])")
"""What makes a list at the start of a line."""
_NOTIFYING = re.compile(r"@(?=\w)|#(?=\d)|(?<=\bGH)-(?=\d)", re.IGNORECASE)
_BREAK = "\u200b"
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_TABLE = "| article | rule | outcome | authority | what to do |\n| --- | --- | --- | --- | --- |\n"


class _Section(Struct, frozen=True):
    """Lines that stand together; as many of them are shown as there is room for."""

    opening: str
    lines: Iterable[str]
    closing: str = ""
    name: str = "lines"


def render_pieces(report: Report, layout: Layout) -> Iterator[str]:
    """Yield the verdict, what could not be checked, what is not in order, the questions, and what is covered."""
    head = f"### Compliance: {_HEADINGS[exit_code(report)]}\n\n{escape(show_counts(report.summary))}\n"
    end = f"\n{NO_ADVICE}\n"
    room = LIMIT - len(head) - len(end)
    before, after = _make_short_sections(report), _make_last_sections(report, layout)
    above, below = ["".join(_cut(section, _SHARE) for section in sections) for sections in (before, after)]
    rows = _Section(_TABLE, _make_rows(report, layout), name="rows")
    yield from (head, above, _cut(rows, room - len(above) - len(below)), below, end)


def escape(text: str) -> str:
    r"""Return text on one line that says what it says, and is neither markup nor a link, and notifies nobody.

    >>> print(escape("a | b, <b>_c_</b>"))
    a \| b, \<b\>\_c\_\</b\>
    >>> escape("by @ann, see #12") == "by @\u200bann, see \\#\u200b12"
    True
    """
    text = " ".join(_UNSEEN.sub(" ", text).split())
    if len(text) > _CELL:
        text = f"{text[: _CELL - 1]}…"
    text = _NOTIFYING.sub(lambda match: match[0] + _BREAK, text)
    text = _SIGNS.sub(lambda match: f"\\{match[0]}", text)
    return _FIRST_SIGN.sub(lambda match: f"{match[1]}\\{match[2]}", text)


def _cut(section: _Section, room: int) -> str:
    """Return a section with as many of its lines as fit, and how many do not; nothing where it has none."""
    room -= len(section.opening) + len(section.closing) + _REMAINDER
    shown: list[str] = []
    left_out = 0
    for line in section.lines:
        room -= len(line)
        if room < 0:
            left_out += 1
        else:
            shown.append(line)
    if not shown and not left_out:
        return ""
    rest = f"\n… {left_out} more {section.name}: see the log, or a report in another format\n" if left_out else ""
    return f"\n{section.opening}{''.join(shown)}{rest}{section.closing}"


def _make_short_sections(report: Report) -> Iterator[_Section]:
    """Yield what stands above the table."""
    problems = (f"- {escape(str(problem))}\n" for problem in report.errors)
    yield _Section("**Could not be checked**\n\n", problems, name="problems")
    yield _Section("**Exceptions**\n\n", map(_make_record_line, report.record_findings), name="exceptions")


def _make_last_sections(report: Report, layout: Layout) -> Iterator[_Section]:
    """Yield what stands below the table."""
    yield _Section("**Open questions**\n\n", _make_questions(report), name="questions")
    opening = "<details>\n<summary>Covered by exceptions</summary>\n\n"
    yield _Section(opening, _make_covered(report), "\n</details>\n", name="covered findings")
    if layout.explain:
        opening = "<details>\n<summary>Why</summary>\n\n"
        yield _Section(opening, _make_reasons(report), "\n</details>\n", name="reasons")
    remarks = (f"- {escape(str(remark))}\n" for remark in report.remarks)
    yield _Section("**Remarks**\n\n", remarks, name="remarks")


def _make_rows(report: Report, layout: Layout) -> Iterator[str]:
    for article in report.articles:
        for result in article.results:
            is_passed = layout.verbose and (result.outcome is Outcome.PASS or result.is_off)
            if is_passed or (result.outcome in TOLD and not result.is_suppressed):
                yield _make_row(article, result)


def _make_row(article: ArticleReport, result: Result) -> str:
    obligation = result.obligation
    if result.outcome in TOLD:
        outcome = name_outcome(result)
        outcome = f"**{outcome}**" if result.outcome is Outcome.FAIL else outcome
        sentences = [result.message, result.remedy]
    else:
        outcome = "pass" if result.outcome is Outcome.PASS else "off"
        sentences = [result.message or obligation.clause]
    advice = "; ".join(escape(text) for text in sentences if text)
    place = _show_place(article.source, select_standing(result))
    cells = (place, escape(obligation.rule), outcome, escape(show_authority(obligation)), advice)
    return f"| {' | '.join(cells)} |\n"


def _show_place(source: str, findings: Iterable[PlacedFinding]) -> str:
    places = list(dict.fromkeys(f"{f.place.line}:{f.place.column}" for f in findings if f.place))
    more = f", … {len(places) - _PLACES} more" if len(places) > _PLACES else ""
    return f"{escape(source)}{':' if places else ''}{', '.join(places[:_PLACES])}{more}"


def _make_record_line(finding: RecordFinding) -> str:
    place = f"{escape(finding.path)}:{finding.line}" if finding.line else escape(finding.path)
    remedy = f"; {escape(finding.remedy)}" if finding.remedy else ""
    return f"- {place}: {escape(finding.rule)} ({finding.severity}): {escape(finding.message)}{remedy}\n"


def _make_questions(report: Report) -> Iterator[str]:
    """Yield each question once, with the articles where something hangs on it."""
    asked: dict[str, list[str]] = {}
    for article in report.articles:
        for question in article.questions:
            asked.setdefault(question.key, []).append(article.source)
    for key, sources in asked.items():
        more = f", … {len(sources) - _PLACES} more" if len(sources) > _PLACES else ""
        named = ", ".join(map(escape, sources[:_PLACES]))
        yield f"- {escape(QUESTIONS.get(key, key))} ({named}{more})\n"


def _make_covered(report: Report) -> Iterator[str]:
    for article in report.articles:
        for covered in list_covered(article.results):
            outcome = name_outcome(covered.result, covered.suppression)
            place = _show_place(article.source, covered.findings)
            what = f"{escape(covered.result.obligation.rule)}: {escape(covered.result.message)}"
            yield f"- {place}: {outcome} {what}; covered: {escape(show_suppression(covered.suppression))}\n"


def _make_reasons(report: Report) -> Iterator[str]:
    for article in report.articles:
        for result in article.results:
            if result.outcome in TOLD:
                reason = "; ".join(map(escape, show_reason(result.obligation)))
                yield f"- {escape(article.source)}: {escape(result.obligation.rule)}: {reason}\n"
