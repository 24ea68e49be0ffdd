"""Covers the findings of an article by waivers, directives and the baseline. What is covered stays in the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from compliance.discovery import name_below
from compliance.exceptions.days import is_over
from compliance.exceptions.exemptions import (
    Exemption,
    describe_end,
    exempt_by_directives,
    exempt_by_waivers,
)
from compliance.exceptions.known_findings import Entries, KnownFindings
from compliance.exceptions.tally import Tally, worst
from compliance.exceptions.waiver_file import describe_unknown
from compliance.model.directive import Directive
from compliance.model.result import (
    ArticleReport,
    Outcome,
    PlacedFinding,
    RecordFinding,
    Result,
    Suppression,
)
from compliance.model.rule import Severity
from compliance.model.waiver import Waiver
from compliance.verdict import find_questions, judge_article

DIRECTIVE_SOUND = "exceptions/directive-sound"
IN_FORCE = "exceptions/waiver-in-force"
USED = "exceptions/waiver-used"
IN_BASE = "exceptions/record-in-base"
"""What records of exceptions have to be; named as rules are, but no pack has them, and nothing waives them."""

if TYPE_CHECKING:
    from compliance.path_patterns import PathPatterns

_OPEN = frozenset({Outcome.FAIL, Outcome.REVIEW})
_DIRECTIVES = 1_000_000
"""From which number on exemptions are directives."""


class Records(Struct, frozen=True):
    """Everything that exceptions are taken from."""

    rules: frozenset[str] = frozenset()
    """Ids of all rules."""
    waivers: tuple[Waiver, ...] = ()
    known: KnownFindings = field(default_factory=KnownFindings)
    folder: str = ""
    """The configuration's: patterns of articles are relative to it."""
    today: str = ""
    fail_on: str = "error"
    fail_on_rules: Mapping[str, str] = field(default_factory=dict)
    find_base: Callable[[str], frozenset[object]] | None = None
    """Returns what the directives of an article say in the state that exceptions are taken from (`directive_terms`)."""
    ref: str = ""
    """Name of that state."""
    passed_over: frozenset[str] = frozenset()
    """Rules that this run does not judge by."""

    def judge_all_of(self, patterns: Iterable[str]) -> bool:
        """Whether the run judges by all rules that a waiver speaks of: else it may well be needed."""
        return not any(fnmatchcase(rule, pattern) for rule in self.passed_over for pattern in patterns)


def directive_terms(directive: Directive) -> object:
    """Return what a directive says, wherever it stands; one for the next block says it of that block's text."""
    said = (directive.reason, directive.owner, directive.expires, directive.ticket)
    return directive.rules, *said, directive.covered


class _Marks(Struct):
    """What is noted while an article's results are gone through."""

    used: set[int] = field(default_factory=set)
    missed: dict[int, Severity] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)


def cover(records: Records, report: ArticleReport, *, complete: bool) -> tuple[ArticleReport, Tally]:
    """Return a report with what covers its findings, and what came of the exceptions.

    ``complete`` says whether everything could be checked: else nothing is said to be unused or gone.
    """
    path = name_below(records.folder or ".", report.source)
    waivers = [item for item in enumerate(records.waivers) if _matches(path, item[1].articles)]
    findings: list[RecordFinding] = []
    directives = list(_find_sound(records, report, findings))
    exemptions = (
        *exempt_by_waivers(waivers, records.today),
        *exempt_by_directives(directives, report.source, records.today),
    )
    name = records.known.name(report.source)
    present = frozenset(_list_fingerprints(report.results))
    found_under, entries = records.known.find(name, present)
    marks = _Marks(present=set(present))
    covering = _Covering(records, exemptions, entries, name, marks)
    results = tuple(covering.cover(result) if result.outcome in _OPEN else result for result in report.results)
    findings.extend(_judge_directives(records, report.source, directives, marks, complete=complete))
    tally = Tally(
        findings=tuple(findings),
        spoken=frozenset(number for number, _ in waivers),
        used=frozenset(number for number in marks.used if number < _DIRECTIVES),
        missed={number: severity for number, severity in marks.missed.items() if number < _DIRECTIVES},
        suppressed=sum(result.outcome in _OPEN and result.is_suppressed for result in results),
        gone=tuple(entry for fingerprint, entry in entries.items() if complete and fingerprint not in present),
        renamed=((found_under, name),) if entries and found_under != name else (),
    )
    if results == report.results:
        return report, tally
    verdict = judge_article(results, records.fail_on, records.fail_on_rules)
    return replace(report, results=results, verdict=verdict, questions=find_questions(results)), tally


def _matches(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether patterns, as in .gitignore files, are about a path.

    >>> _matches("guest/tide.md", ("guest/",)), _matches("guest/tide.md", ("*.html",))
    (True, False)
    """
    return _compile_patterns(patterns).cover(path)


@cache
def _compile_patterns(patterns: tuple[str, ...]) -> PathPatterns:
    from compliance.path_patterns import PathPatterns  # noqa: PLC0415 - only where there are waivers

    return PathPatterns(patterns)


def _list_fingerprints(results: Iterable[Result]) -> Iterator[str]:
    """Yield the fingerprints that a baseline knows findings by: a result without findings goes by its own."""
    for result in results:
        if result.outcome in _OPEN:
            yield from (item.fingerprint for item in result.findings or (result,))


class _Covering(Struct):
    """Covers the results of one article."""

    records: Records
    exemptions: Sequence[Exemption]
    entries: Entries
    name: str
    marks: _Marks

    def cover(self, result: Result) -> Result:
        """Return a result with what covers it, or with the note that its waiver has ended."""
        speaking = [exemption for exemption in self.exemptions if exemption.speaks_of(result)]
        if not speaking and not self.entries:
            return result
        whole = self._choose(speaking, result)
        findings = tuple(self._cover_finding(speaking, finding) for finding in result.findings)
        if whole is None and not findings:
            whole = self._look_up(result.fingerprint)
        covered = replace(result, suppression=whole, findings=findings)
        bare = (finding for finding in findings if finding.suppression is None)
        items: tuple[Result | PlacedFinding, ...] = (result, *bare)
        ended = [one for one in speaking if one.is_over and any(one.covers(item) for item in items)]
        return covered if covered.is_suppressed or not ended else self._blame(covered, ended)

    def _cover_finding(self, speaking: Sequence[Exemption], finding: PlacedFinding) -> PlacedFinding:
        suppression = self._choose(speaking, finding) or self._look_up(finding.fingerprint)
        return replace(finding, suppression=suppression) if suppression else finding

    def _choose(self, speaking: Sequence[Exemption], item: Result | PlacedFinding) -> Suppression | None:
        """Return the first that holds; all that speak of the item are used."""
        covering = [exemption for exemption in speaking if exemption.covers(item)]
        self.marks.used.update(exemption.number for exemption in covering)
        return next((exemption.suppression for exemption in covering if not exemption.is_over), None)

    def _look_up(self, fingerprint: str) -> Suppression | None:
        entry = self.entries.get(fingerprint)
        return self.records.known.suppress(entry, self.name) if entry else None

    def _blame(self, result: Result, ended: Sequence[Exemption]) -> Result:
        """Return a result that says which waivers ended; they are the reason why it decides again."""
        failed = result.outcome is Outcome.FAIL
        weight = worst(Severity.WARNING, result.obligation.severity) if failed else Severity.WARNING
        for exemption in ended:
            self.marks.missed[exemption.number] = worst(self.marks.missed.get(exemption.number), weight)
        notes = dict.fromkeys(f"({exemption.note})" for exemption in ended)
        return replace(result, message=" ".join([result.message, *notes]))


def _find_sound(
    records: Records, report: ArticleReport, findings: list[RecordFinding]
) -> Iterator[tuple[int, Directive]]:
    """Yield the directives that count, numbered; what is wrong with the others is added to the findings."""
    base = None
    for number, directive in enumerate(report.directives, _DIRECTIVES):
        wrong = (directive.mistake, directive.remedy) if directive.mistake else None
        wrong = wrong or next(filter(None, (describe_unknown(rule, records.rules) for rule in directive.rules)), None)
        if wrong:
            findings.append(_tell(report.source, directive, DIRECTIVE_SOUND, Severity.ERROR, *wrong))
            continue
        if records.find_base is not None:
            base = records.find_base(report.source) if base is None else base
            if directive_terms(directive) not in base:
                message = f"the waiver is not in {records.ref} yet: it does not count"
                remedy = f"bring it to {records.ref} by a change of its own"
                findings.append(_tell(report.source, directive, IN_BASE, Severity.NOTE, message, remedy))
                continue
        yield number, directive


def _judge_directives(
    records: Records, source: str, directives: Iterable[tuple[int, Directive]], marks: _Marks, *, complete: bool
) -> Iterator[RecordFinding]:
    """Yield which directives have ended, or cover nothing."""
    for number, directive in directives:
        rules = ", ".join(directive.rules)
        if is_over(directive.expires, records.today):
            weight = marks.missed.get(number, Severity.WARNING)
            remedy = "mend what it speaks of, or agree on another day"
            message = describe_end(directive.owner, directive.expires).replace("its waiver", "the waiver", 1)
            yield _tell(source, directive, IN_FORCE, weight, message, remedy)
        elif complete and number not in marks.used and records.judge_all_of(directive.rules):
            message = f"the waiver of {rules} covers nothing"
            yield _tell(source, directive, USED, Severity.WARNING, message, "remove it")


def _tell(source: str, directive: Directive, rule: str, severity: Severity, message: str, remedy: str) -> RecordFinding:
    return RecordFinding(source, directive.line, directive.column, rule, severity, message, remedy)
