"""From settings to the exceptions of a run: reads the files, and what they held in the state they are taken from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from compliance.errors import ComplianceError, ConfigError, Problem
from compliance.exceptions.base_state import BaseState, open_base_state
from compliance.exceptions.baseline_file import Entry, load_baseline, parse_baseline
from compliance.exceptions.concluding import Reach, conclude
from compliance.exceptions.covering import IN_BASE, Records, cover, directive_terms
from compliance.exceptions.directives import find_directives
from compliance.exceptions.known_findings import KnownFindings
from compliance.exceptions.tally import Tally, add_up
from compliance.exceptions.waiver_file import find_unknown_rules, load_waivers, parse_waivers
from compliance.model.article import Article
from compliance.model.result import ArticleReport, RecordFinding, Remark
from compliance.model.rule import Severity
from compliance.model.settings import Settings
from compliance.model.waiver import Waiver
from compliance.permissions import find_today
from compliance.rule_choice import is_chosen

Item = TypeVar("Item")
Read = Callable[[str, bytes], Article]
"""Reads an article of a name from its bytes."""


class Exceptions(Struct, frozen=True):
    """The exceptions of a run."""

    records: Records
    findings: tuple[RecordFinding, ...] = ()
    """What is wrong with the files, whatever is found in articles."""

    def cover(self, report: ArticleReport, *, complete: bool) -> tuple[ArticleReport, Tally]:
        """Return a report with what covers its findings, and what came of the exceptions."""
        return cover(self.records, report, complete=complete)

    def conclude(
        self, tallies: Sequence[Tally], errors: Sequence[Problem], whole: Sequence[str]
    ) -> tuple[tuple[RecordFinding, ...], tuple[Remark, ...], int]:
        """Return what is wrong with the exceptions of a run, what else is to be said, and how much is covered."""
        tally = add_up(tallies)
        findings, remarks = conclude(self.records, tally, Reach(self.records.folder, tuple(whole), tuple(errors)))
        return tuple(sorted((*self.findings, *findings))), tuple(sorted(remarks)), tally.suppressed


def load_exceptions(settings: Settings, rules: Iterable[str], read: Read) -> Exceptions:
    """Return the exceptions that settings name. Raises `ConfigError` with all mistakes of all files."""
    waivers, entries = read_files(settings, rules)
    passed_over = frozenset(rule for rule in rules if not is_chosen(rule, settings.only))
    entries = tuple(entry for entry in entries if is_chosen(entry.rule, settings.only))
    findings: list[RecordFinding] = []
    base = open_base_state(settings.waivers_from, settings.folder) if settings.waivers_from else None
    if base is not None:
        waivers = _keep_waivers(base, settings.waivers, waivers, findings)
        entries = _keep_entries(base, settings.baseline, entries, findings)
    records = Records(
        rules=frozenset(rules),
        passed_over=passed_over,
        waivers=waivers,
        known=KnownFindings(settings.baseline, entries),
        folder=settings.folder,
        today=find_today(),
        fail_on=settings.fail_on,
        fail_on_rules=settings.fail_on_rules,
        find_base=_Base(base, read) if base else None,
        ref=base.ref if base else "",
    )
    return Exceptions(records, tuple(findings))


def read_files(settings: Settings, rules: Iterable[str] | None = None) -> tuple[tuple[Waiver, ...], tuple[Entry, ...]]:
    """Return the waivers and known findings as the files hold them now; without ``rules``, any rule may be waived.

    Raises `ConfigError` with all mistakes of both files.
    """
    problems: list[Problem] = []
    waivers = _collect(problems, lambda: load_waivers(Path(settings.waivers))) if settings.waivers else ()
    if rules is not None:
        problems.extend(find_unknown_rules(waivers, rules))
    entries = _collect(problems, lambda: load_baseline(Path(settings.baseline))) if settings.baseline else ()
    if problems:
        raise ConfigError(sorted(problems))
    return waivers, entries


def _collect(problems: list[Problem], load: Callable[[], tuple[Item, ...]]) -> tuple[Item, ...]:
    try:
        return load()
    except ConfigError as error:
        problems.extend(error.problems)
        return ()


class _Base(Struct, frozen=True):
    """Tells what the directives of articles say in the state that exceptions are taken from."""

    state: BaseState
    read: Read

    def __call__(self, source: str) -> frozenset[object]:
        data = self.state.read(source)
        if data is None:
            return frozenset()
        try:
            article = self.read(source, data)
        except ComplianceError:
            return frozenset()
        return frozenset(directive_terms(found) for found in find_directives(article) if not found.mistake)


def _keep_waivers(
    base: BaseState, path: str, waivers: Sequence[Waiver], findings: list[RecordFinding]
) -> tuple[Waiver, ...]:
    """Return the waivers that the state holds, too; the others are told."""
    if not waivers:
        return ()
    held = {waiver.terms for waiver in _read_base(base, path, parse_waivers, findings)}
    for waiver in waivers:
        if waiver.terms not in held:
            message = f"the waiver of {waiver.owner} is not in {base.ref} yet: it does not count"
            findings.append(_tell(waiver.path, waiver.line, waiver.column, message, base))
    return tuple(waiver for waiver in waivers if waiver.terms in held)


def _keep_entries(
    base: BaseState, path: str, entries: Sequence[Entry], findings: list[RecordFinding]
) -> tuple[Entry, ...]:
    """Return the known findings that the state holds, too; how many others there are is told."""
    if not entries:
        return ()
    held = {(entry.source, entry.fingerprint) for entry in _read_base(base, path, parse_baseline, findings)}
    kept = tuple(entry for entry in entries if (entry.source, entry.fingerprint) in held)
    if missing := len(entries) - len(kept):
        are, they = ("is", "it does") if missing == 1 else ("are", "they do")
        message = f"{missing} of the known findings {are} not in {base.ref} yet: {they} not count"
        findings.append(_tell(path, 0, 0, message, base))
    return kept


def _read_base(
    base: BaseState,
    path: str,
    parse: Callable[[str, bytes], tuple[Item, ...]],
    findings: list[RecordFinding],
) -> tuple[Item, ...]:
    """Return the records of a file in the state; one with mistakes holds none, so that these can be mended."""
    data = base.read(path)
    if data is None:
        return ()
    try:
        return parse(path, data)
    except ConfigError as error:
        message = f"is wrong in {base.ref}, and nothing in it counts: {error.problems[0]}"
        remedy = f"bring its mended form to {base.ref} by a change of its own"
        findings.append(RecordFinding(path, 0, 0, IN_BASE, Severity.WARNING, message, remedy))
        return ()


def _tell(path: str, line: int, column: int, message: str, base: BaseState) -> RecordFinding:
    remedy = f"bring it to {base.ref} by a change of its own"
    return RecordFinding(path, line, column, IN_BASE, Severity.NOTE, message, remedy)
