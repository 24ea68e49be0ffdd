"""A whole run: from paths to the report on all articles below them, in one process or in many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Collection as Names
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from compliance import workers
from compliance._version import __version__
from compliance.deadline import NO_DEADLINE, Deadline, start_deadline
from compliance.discovery import STDIN
from compliance.errors import Problem, UsageError
from compliance.examination import name_source
from compliance.hookspecs import Collection
from compliance.model.article import Article
from compliance.model.library import Library
from compliance.model.result import Remark, Report, Verdict
from compliance.model.settings import Settings
from compliance.model.worklist import NO_ARTICLE, Worklist
from compliance.plugins import Registry
from compliance.shelf import Shelf
from compliance.tasks import ArticleTask, Desk, Judging, do_stream, mourn, too_late
from compliance.terms.grants import Records
from compliance.verdict import summarise
from compliance.workers import Item, Product

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
    paths: Sequence[str] | Worklist,
    *,
    stdin_name: str = "",
    only: Names[str] | None = None,
    progress: Progress = ignore_progress,
) -> Report:
    """Judge every article below the paths, or of a worklist; with ``only``, those alone of such names."""
    office.library  # noqa: B018 - a wrong rule file stops the run before it starts
    office.records  # noqa: B018 - and so does a wrong permission file
    deadline = start_deadline(office.settings.time_limit)
    work = paths if isinstance(paths, Worklist) else list_sources(office.examiner.find_sources(paths))
    work = _look_whether_empty(work, allowed=office.settings.allow_empty)
    problems = [*office.registry.problems, *work.problems]
    wanted = (source for source in work.sources if only is None or source in only)
    sources = sorted(wanted, key=lambda source: name_source(source, stdin_name))
    articles, verdicts = Shelf(), list[Verdict]()
    collections = find_collections(office, sources, stdin_name, problems)
    if collections and office.settings.original:
        raise UsageError(f"--original goes with one article, and {next(iter(collections))} holds many")
    keep = _is_kept(office, sources)
    task = Judging(office, stdin_name, bool(collections) or len(sources) >= workers.WORTH_IT, keep)
    done = 0
    count = office.results.count_unknown if keep else None
    for part in do_all(office, task, sources, collections, deadline, count=count):
        done += 1 if isinstance(part, workers.Missed) else part.sources
        progress(done, len(sources))
        if isinstance(part, workers.Missed):
            problems.append(mourn(part))
            continue
        articles.put(part.reports, len(part.verdicts))
        verdicts.extend(part.verdicts)
        problems.extend(part.problems)
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
        fail_on_rules=office.settings.fail_on_rules,
        remarks=tuple(sorted(work.remarks)),
    )
    return _look_at(office, report) if office.registry.last_looks else report


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
    deadline: Deadline = NO_DEADLINE,
    *,
    count: Count | None = None,
) -> Iterator[Product | workers.Missed]:
    """Do a task to all sources, in their order; collections are streamed, in this process.

    ``count`` tells how many of some sources are work; without it, all are.
    """
    for collection, group in groupby(sources, collections.get):
        if collection is None:
            files = list(group)
            yield from workers.run(task, files, _choose_size(office.settings, files, count), deadline)
            continue
        for source in group:
            name = name_source(source, task.stdin_name)
            stream = office.examiner.collections.read(collection, source, name)
            yield from do_stream(task, _read_in_time(name, stream, deadline))


def _is_kept(office: Office, sources: Sequence[str]) -> bool:
    """Whether results are kept: where that is asked for, and there are enough sources for it to pay.

    What stands in git's index only is not looked up: these are never many.
    """
    if not office.settings.cache or office.settings.staged or len(sources) < KEEPING_PAYS:
        return False
    return bool(office.results.run_key)


def _choose_size(settings: Settings, sources: Sequence[str], count: Count | None) -> int:
    """Return in how many processes to work: as many as the settings ask for; standard input is read by this one."""
    if settings.debug or STDIN in sources or settings.jobs == 1:
        return 1
    return workers.count_workers(count(sources, _PLENTY) if count else len(sources), settings.jobs)


def _read_in_time(name: str, stream: Iterator[Article | Problem], deadline: Deadline) -> Iterator[Article | Problem]:
    """Yield the articles of a collection until the time is over, and then a problem if there are more."""
    for item in stream:
        if deadline.is_over:
            yield too_late(name, deadline.seconds, "was not checked to its end")
            return
        yield item


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
