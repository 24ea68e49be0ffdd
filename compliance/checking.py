"""A whole run: from paths to the report on all articles below them, in one process or in many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Collection as Names
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from compliance import workers
from compliance._version import __version__
from compliance.discovery import STDIN
from compliance.errors import ComplianceError, Problem, UsageError, describe_failure
from compliance.examination import name_source
from compliance.hookspecs import Collection
from compliance.model.library import Library
from compliance.model.result import Remark, Report, Verdict
from compliance.model.settings import Settings
from compliance.plugins import Registry
from compliance.rule_choice import tell_choice
from compliance.shelf import Shelf
from compliance.tasks import ArticleTask, Desk, Judged, Judging, do_stream, mourn
from compliance.terms.grants import Records
from compliance.verdict import summarise
from compliance.workers import Item, Product, Task

if TYPE_CHECKING:
    from compliance.results import Results

TOOL = {"name": "article-compliance", "version": __version__}

KEEPING_PAYS = 20
"""Sources from which looking up what earlier runs said costs less than it can save."""

_PLENTY = 200
"""Sources to be judged from which it is not counted any further how many there are."""

Count = Callable[[Sequence[str], int], int]
"""Tells how many sources are work, roughly where there are more than so many."""

Progress = Callable[[int, int], None]
"""Called with how many sources are done, and of how many."""


class Interrupted(KeyboardInterrupt):
    """A run was interrupted; its cause says by what, and ``report`` what was done until then."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__("the run was interrupted")


class Office(Desk, Protocol):
    """What a run works with: everything that is loaded once."""

    @property
    def settings(self) -> Settings:
        """What the run is to do."""
        ...

    @property
    def registry(self) -> Registry:
        """Everything that plugins bring."""
        ...

    @property
    def library(self) -> Library:
        """Rules and policies of all packs."""
        ...

    @property
    def records(self) -> Records:
        """Recorded permissions."""
        ...

    @property
    def results(self) -> Results:
        """What earlier runs said of articles."""
        ...


def ignore_progress(done: int, total: int) -> None:
    """Tell nobody."""


def check_all(
    office: Office,
    paths: Sequence[str],
    *,
    stdin_name: str = "",
    only: Names[str] | None = None,
    progress: Progress = ignore_progress,
) -> Report:
    """Judge every article below the paths; with ``only``, those alone whose source (as it is found) is one of them.

    What breaks the run off is an error of the report on what was judged until then. Raises `Interrupted` with it.
    """
    office.library  # noqa: B018 - a wrong rule file stops the run before it starts
    office.records  # noqa: B018 - and so does a wrong permission file
    found = list(office.examiner.find_sources(paths))
    problems = [*office.registry.problems, *(item for item in found if isinstance(item, Problem))]
    wanted = (item for item in found if isinstance(item, str) and (only is None or item in only))
    sources = sorted(wanted, key=lambda source: name_source(source, stdin_name))
    articles, verdicts = Shelf(), list[Verdict]()
    collections = find_collections(office, sources, stdin_name, problems)
    if collections and office.settings.original:
        raise UsageError(f"--original goes with one article, and {next(iter(collections))} holds many")
    keep = _is_kept(office, sources)
    task = Judging(office, stdin_name, bool(collections) or len(sources) >= workers.WORTH_IT, keep)
    done, early = 0, None  # what ended the run before its time
    try:
        for part in do_all(office, task, sources, collections, office.results.count_unknown if keep else None):
            done += _put(part, articles, verdicts, problems)
            progress(done, len(sources))
    except (Exception, KeyboardInterrupt) as error:
        problems.extend(tell_end(error, done, len(sources), debug=office.settings.debug))
        early = error
    if keep:
        office.results.tidy()
    errors = tuple(sorted(problems))
    report = Report(
        tool=TOOL,
        context=office.settings.context,
        articles=articles if task.packed else tuple(articles),
        errors=errors,
        summary=summarise(verdicts, errors),
        fail_on=office.settings.fail_on,
        remarks=tell_choice(office.settings.only),
    )
    report = _look_at(office, report) if office.registry.last_looks else report
    if isinstance(early, KeyboardInterrupt):
        raise Interrupted(report) from early
    return report


def _put(part: Judged | workers.Lost, articles: Shelf, verdicts: list[Verdict], problems: list[Problem]) -> int:
    """Put what came of some sources with what came of those before, and return how many these are."""
    if isinstance(part, workers.Lost):
        problems.append(mourn(part))
        return 1
    articles.put(part.reports, len(part.verdicts))
    verdicts.extend(part.verdicts)
    problems.extend(part.problems)
    return part.sources


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


def find_collections(
    office: Office, sources: Sequence[str], stdin_name: str, problems: list[Problem]
) -> dict[str, Collection]:
    """Return which of the sources hold many articles; what broke in looking is added to the problems."""
    found: dict[str, Collection] = {}
    for source in sources if office.registry.collections else ():
        collection, broken = office.examiner.collections.find(source, name_source(source, stdin_name))
        problems.extend(broken)
        if collection is not None:
            found[source] = collection
    return found


def do_all(
    office: Office,
    task: ArticleTask[Item, Product],
    sources: Sequence[str],
    collections: Mapping[str, Collection],
    count: Count | None = None,
) -> Iterator[Product | workers.Lost]:
    """Do a task to all sources, in their order; collections are streamed, in this process.

    ``count`` tells how many of some sources are work; without it, all are.
    """
    for collection, group in groupby(sources, collections.get):
        if collection is None:
            yield from _run(office.settings, task, list(group), count)
            continue
        for source in group:
            name = name_source(source, task.stdin_name)
            yield from do_stream(task, office.examiner.collections.read(collection, source, name))


def _is_kept(office: Office, sources: Sequence[str]) -> bool:
    """Whether results are kept: where that is asked for, and there are enough sources for it to pay."""
    if not office.settings.cache or len(sources) < KEEPING_PAYS:
        return False
    return bool(office.results.run_key)


def _run(
    settings: Settings, task: Task[Item, Product], sources: Sequence[str], count: Count | None
) -> Iterator[Product | workers.Lost]:
    """Do a task in as many processes as the settings ask for; standard input is read by this one alone."""
    alone = settings.debug or STDIN in sources
    work = count(sources, _PLENTY) if count else len(sources)
    yield from workers.run(task, sources, 1 if alone else workers.count_workers(work, settings.jobs))


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
