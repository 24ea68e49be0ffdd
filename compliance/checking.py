"""A whole run: from paths to the report on all articles below them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Collection as Names
from typing import TYPE_CHECKING

from msgspec.structs import replace

from compliance import workers
from compliance._version import __version__
from compliance.deadline import start_deadline
from compliance.errors import ComplianceError, Problem, UsageError, describe_failure
from compliance.examination import name_source
from compliance.model.result import Remark, Report, Verdict
from compliance.model.worklist import NO_ARTICLE, Worklist
from compliance.rule_choice import tell_choice
from compliance.running import Office, do_all, find_collections
from compliance.shelf import Shelf
from compliance.tasks import Judged, Judging, mourn
from compliance.verdict import summarise

if TYPE_CHECKING:
    from compliance.exceptions.tally import Tally

TOOL = {"name": "article-compliance", "version": __version__}

KEEPING_PAYS = 20
"""Sources from which looking up what earlier runs said costs less than it can save."""

Progress = Callable[[int, int], None]
"""Called with how many sources are done, and of how many."""


class Interrupted(KeyboardInterrupt):
    """A run was interrupted; its cause says by what, and ``report`` what was done until then."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__("the run was interrupted")


def ignore_progress(done: int, total: int) -> None:
    """Tell nobody."""


class _Tray:
    """What came of the sources of a run so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.articles = Shelf()
        self.verdicts: list[Verdict] = []
        self.problems = list(problems)
        self.tallies: list[Tally] = []
        self.done = 0

    def put(self, part: Judged | workers.Missed) -> None:
        """Put what came of some sources with what came of those before."""
        if isinstance(part, workers.Missed):
            self.problems.append(mourn(part))
            self.done += 1
            return
        self.articles.put(part.reports, len(part.verdicts))
        self.verdicts.extend(part.verdicts)
        self.problems.extend(part.problems)
        self.tallies.extend(part.tallies)
        self.done += part.sources


def check_all(
    office: Office,
    paths: Sequence[str] | Worklist,
    *,
    stdin_name: str = "",
    only: Names[str] | None = None,
    progress: Progress = ignore_progress,
) -> Report:
    """Judge every article below the paths, or of a worklist; with ``only``, those alone of such names.

    What breaks the run off is an error of the report on what was judged until then. Raises `Interrupted` with it.
    """
    office.library  # noqa: B018 - a wrong rule file stops the run before it starts
    office.load_exceptions()
    office.records  # noqa: B018 - and so does a wrong record of permissions or exceptions
    deadline = start_deadline(office.settings.time_limit)
    work = paths if isinstance(paths, Worklist) else list_sources(office.examiner.find_sources(paths))
    work = _look_whether_empty(work, allowed=office.settings.allow_empty)
    wanted = (source for source in work.sources if only is None or source in only)
    sources = sorted(wanted, key=lambda source: name_source(source, stdin_name))
    tray = _Tray((*office.registry.problems, *work.problems))
    collections = find_collections(office, sources, stdin_name, tray.problems)
    if collections and office.settings.original:
        raise UsageError(f"--original goes with one article, and {next(iter(collections))} holds many")
    keep = _is_kept(office, sources)
    task = Judging(office, stdin_name, bool(collections) or len(sources) >= workers.WORTH_IT, keep)
    count = office.results.count_unknown if keep else None
    early: BaseException | None = None  # what ended the run before its time
    try:
        for part in do_all(office, task, sources, collections, deadline=deadline, count=count):
            tray.put(part)
            progress(tray.done, len(sources))
    except (Exception, KeyboardInterrupt) as error:
        tray.problems.extend(tell_end(error, tray.done, len(sources), debug=office.settings.debug))
        early = error
    if keep:
        office.results.tidy()
    whole = () if only is not None or isinstance(paths, Worklist) else paths
    report = _make_report(office, tray, work.remarks, whole=whole, packed=task.packed)
    if isinstance(early, KeyboardInterrupt):
        raise Interrupted(report) from early
    return report


def _is_kept(office: Office, sources: Sequence[str]) -> bool:
    """Whether results are kept: where that is asked for, and there are enough sources, read as they lie, to pay."""
    settings = office.settings
    if not settings.cache or settings.staged or len(sources) < KEEPING_PAYS:
        return False
    return bool(office.results.run_key)


def _make_report(
    office: Office, tray: _Tray, remarks: Iterable[Remark], *, whole: Sequence[str], packed: bool
) -> Report:
    """Return the report of a run; ``whole`` are the paths below which all was looked at."""
    settings = office.settings
    errors = tuple(sorted(tray.problems))
    record_findings, told, suppressed = office.conclude(tray.tallies, errors, whole)
    report = Report(
        tool=TOOL,
        context=settings.context,
        articles=tray.articles if packed else tuple(tray.articles),
        errors=errors,
        summary=summarise(tray.verdicts, errors, suppressed=suppressed),
        fail_on=settings.fail_on,
        fail_on_rules=settings.fail_on_rules,
        remarks=tuple(sorted((*remarks, *told, *tell_choice(settings.only)))),
        record_findings=record_findings,
    )
    return _look_at(office, report) if office.registry.last_looks else report


def tell_end(error: BaseException, done: int, total: int, *, debug: bool = False) -> Sequence[Problem]:
    """Return what is to be said of a run that ended before its time; with ``debug``, a crash is raised again.

    >>> str(*tell_end(KeyboardInterrupt(), 3, 5))
    'the run ended early: it was interrupted; 3 of 5 articles were checked; check the others again'
    """
    counts = f"{done} of {total} articles were checked"
    if isinstance(error, KeyboardInterrupt):
        reason = f"{error}" or "it was interrupted"
        return [Problem("", 0, 0, f"the run ended early: {reason}; {counts}", "check the others again")]
    if debug:
        raise error
    if isinstance(error, ComplianceError):
        return [*error.problems, Problem("", 0, 0, f"the run ended early; {counts}")]
    reason = describe_failure(error).removeprefix("raised ")
    remedy = "run again with --debug and report it"
    return [Problem("", 0, 0, f"the run ended early: internal error: {reason}; {counts}", remedy)]


def list_sources(found: Iterable[str | Problem]) -> Worklist:
    """Return what discovery found."""
    items = list(found)
    problems = (item for item in items if isinstance(item, Problem))
    return Worklist(tuple(item for item in items if isinstance(item, str)), tuple(problems))


def _look_whether_empty(work: Worklist, *, allowed: bool) -> Worklist:
    """Return a worklist with what is said of it where nothing is on it: a mistake, unless that is allowed."""
    if allowed:
        problems = tuple(problem for problem in work.problems if not problem.message.startswith(NO_ARTICLE))
        remarks = work.remarks if work.sources else (*work.remarks, Remark(work.none))
        return replace(work, problems=problems, remarks=remarks)
    if work.sources or work.problems:
        return work
    return replace(work, problems=(Problem("", 0, 0, work.none, "give --allow-empty where that is no mistake"),))


def _look_at(office: Office, report: Report) -> Report:
    """Return a report with what the plugins say that look at it as a whole."""
    said: list[Problem | Remark] = []
    for name, last_look in office.registry.last_looks.items():
        try:
            said.extend(last_look.look(report))
        except Exception as error:
            said.append(office.registry.blame(f"last look:{name}", "", error, debug=office.settings.debug))
    said.extend(office.registry.take_faults())
    errors = tuple(sorted((*report.errors, *(item for item in said if isinstance(item, Problem)))))
    return replace(
        report,
        errors=errors,
        summary=replace(report.summary, errors=len(errors)),
        remarks=tuple(sorted((*report.remarks, *(item for item in said if isinstance(item, Remark))))),
    )
