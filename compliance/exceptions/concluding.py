"""What is to be said of exceptions when all articles are judged: what ended, what covers nothing, what got better."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from compliance.discovery import name_below
from compliance.errors import Problem
from compliance.exceptions.baseline_file import Entry
from compliance.exceptions.covering import DIRECTIVE_SOUND, IN_BASE, IN_FORCE, USED, Records
from compliance.exceptions.days import is_over
from compliance.exceptions.exemptions import describe_end
from compliance.exceptions.tally import Tally
from compliance.model.result import RecordFinding, Remark
from compliance.model.rule import Severity
from compliance.model.waiver import Waiver

BASELINE_SOUND = "exceptions/baseline-sound"
RECORD_RULES = (BASELINE_SOUND, DIRECTIVE_SOUND, IN_BASE, IN_FORCE, USED)
"""What is asked of records of exceptions; no pack has these rules."""
_WILD = re.compile(r"[*?\[]")
_NAMED = 3
"""Findings that are gone, of so many the articles are named."""


class Reach(Struct, frozen=True):
    """How far a run went: what it did not look at may well need its exceptions."""

    folder: str
    whole: Sequence[str]
    """Paths below which every article was looked at."""
    errors: Sequence[Problem] = ()

    def hold_all(self, patterns: Iterable[str]) -> bool:
        """Whether all that patterns can match was looked at, and nothing went wrong in it, or in the run."""
        return all(self.holds(_find_start(pattern)) for pattern in patterns if not pattern.startswith("!"))

    def holds(self, start: str, *, folder: str = "") -> bool:
        """Whether that is so of a file, or of all that is below a folder (empty: the configuration's)."""
        if not all(problem.path for problem in self.errors):
            return False
        place = folder or self.folder or "."
        paths = [name_below(place, path) for path in self.whole]
        broken = [name_below(place, problem.path) for problem in self.errors]
        if not any({*path.split("/")} <= {".", ".."} or _is_below(start, path) for path in paths):
            return False
        return not any(_is_below(path, start) for path in broken)


def _find_start(pattern: str) -> str:
    """Return the file or folder above which a pattern, as in .gitignore files, matches nothing.

    >>> _find_start("/guest/*.md"), _find_start("guest/tide.md"), _find_start("tide.md"), _find_start("guest/")
    ('guest', 'guest/tide.md', '', '')
    """
    if "/" not in pattern.rstrip("/"):
        return ""  # it matches at any depth
    found = _WILD.search(pattern)
    start = pattern[: found.start()].rpartition("/")[0] if found else pattern.rstrip("/")
    return start.lstrip("/")


def _is_below(path: str, folder: str) -> bool:
    """Whether a path is a folder or below it.

    >>> _is_below("guest/a.md", "guest"), _is_below("guests", "guest"), _is_below("a.md", "")
    (True, False, True)
    """
    return not folder or path == folder or path.startswith(f"{folder}/")


def conclude(records: Records, tally: Tally, reach: Reach) -> tuple[list[RecordFinding], list[Remark]]:
    """Return what is wrong with the exceptions of a run, and what else is to be said."""
    findings = [
        *tally.findings,
        *_judge_waivers(records, tally, reach),
        *_find_shared(records, tally),
    ]
    return findings, list(_tell_better(records, tally, reach))


def _judge_waivers(records: Records, tally: Tally, reach: Reach) -> Iterator[RecordFinding]:
    for number, waiver in enumerate(records.waivers):
        if is_over(waiver.expires, records.today):
            weight = tally.missed.get(number, Severity.WARNING)
            remedy = "mend what it speaks of, or agree on another day"
            yield _tell(waiver, IN_FORCE, weight, describe_end(waiver.owner, waiver.expires), remedy)
        elif number not in tally.used and records.judge_all_of(waiver.rules) and reach.hold_all(waiver.articles):
            rules = ", ".join(waiver.rules)
            about = "covers nothing" if number in tally.spoken else "speaks of no article that there is"
            message = f"the waiver of {rules} by {waiver.owner} {about}"
            yield _tell(waiver, USED, Severity.WARNING, message, "remove it")


def _tell(waiver: Waiver, rule: str, severity: Severity, message: str, remedy: str) -> RecordFinding:
    return RecordFinding(waiver.path, waiver.line, waiver.column, rule, severity, message, remedy)


def _find_shared(records: Records, tally: Tally) -> Iterator[RecordFinding]:
    """Yield articles that are gone and whose known findings several others have now: only one can be it, renamed."""
    for old in sorted({old for old, _ in tally.renamed}):
        now = sorted({new for was, new in tally.renamed if was == old})
        if len(now) > 1:
            message = f"{old} is gone, and all of its known findings are in {' and in '.join(now)}"
            remedy = "mend all but one, then run `compliance baseline update`"
            yield RecordFinding(records.known.path, 0, 0, BASELINE_SOUND, Severity.ERROR, message, remedy)


def _tell_better(records: Records, tally: Tally, reach: Reach) -> Iterator[Remark]:
    """Yield what got better since the baseline was written, and which articles were renamed."""
    known = records.known
    for old, new in tally.renamed:
        message = f"{new} is taken for {old} of the baseline, which is gone; run `compliance baseline update`"
        yield Remark(message)
    renamed = {old for old, _ in tally.renamed}
    gone = [*tally.gone]
    for source, entries in known.vanished.items():
        if source not in renamed and reach.holds(source, folder=known.folder):
            gone.extend(entries.values())
    if gone:
        yield Remark(_describe_gone(sorted(gone)))


def _describe_gone(gone: Sequence[Entry]) -> str:
    named = [f"{entry.source}: {entry.rule}" for entry in gone[:_NAMED]]
    if len(gone) > _NAMED:
        named.append(f"{len(gone) - _NAMED} more")
    count = "1 finding of the baseline is gone" if len(gone) == 1 else f"{len(gone)} findings of the baseline are gone"
    return f"{count} ({', '.join(named)}): run `compliance baseline prune`"
