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
from compliance.errors import Problem, UsageError
from compliance.examination import name_source
from compliance.hookspecs import Collection
from compliance.model.library import Library
from compliance.model.result import RecordFinding, Remark, Report, Verdict
from compliance.model.settings import Settings
from compliance.plugins import Registry
from compliance.shelf import Shelf
from compliance.tasks import ArticleTask, Desk, Judging, do_stream, mourn
from compliance.terms.grants import Records
from compliance.verdict import summarise
from compliance.workers import Item, Product, Task

if TYPE_CHECKING:
    from compliance.exceptions.tally import Tally

Conclusion = tuple[tuple[RecordFinding, ...], tuple[Remark, ...], int]
"""What is wrong with records of exceptions, what else is to be said of them, and how many results they cover."""

TOOL = {"name": "article-compliance", "version": __version__}

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

    def load_exceptions(self) -> None:
        """Load what exceptions are taken from. Raises `ConfigError`."""
        ...

    def conclude(self, tallies: Sequence[Tally], errors: Sequence[Problem], whole: Sequence[str]) -> Conclusion:
        """Return what came of the exceptions in the run; ``whole`` are the paths below which all was looked at."""
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
    """Judge every article below the paths; with ``only``, those alone whose source (as it is found) is one of them."""
    office.library  # noqa: B018 - a wrong rule file stops the run before it starts
    office.load_exceptions()
    office.records  # noqa: B018 - and so does a wrong record of permissions or exceptions
    found = list(office.examiner.find_sources(paths))
    problems = [*office.registry.problems, *(item for item in found if isinstance(item, Problem))]
    wanted = (item for item in found if isinstance(item, str) and (only is None or item in only))
    sources = sorted(wanted, key=lambda source: name_source(source, stdin_name))
    articles, verdicts, tallies = Shelf(), list[Verdict](), list["Tally"]()
    collections = find_collections(office, sources, stdin_name, problems)
    if collections and office.settings.original:
        raise UsageError(f"--original goes with one article, and {next(iter(collections))} holds many")
    task = Judging(office, stdin_name, bool(collections) or len(sources) >= workers.WORTH_IT)
    done = 0
    for part in do_all(office, task, sources, collections):
        done += 1 if isinstance(part, workers.Lost) else part.sources
        progress(done, len(sources))
        if isinstance(part, workers.Lost):
            problems.append(mourn(part))
            continue
        articles.put(part.reports, len(part.verdicts))
        verdicts.extend(part.verdicts)
        problems.extend(part.problems)
        tallies.extend(part.tallies)
    errors = tuple(sorted(problems))
    record_findings, remarks, suppressed = office.conclude(tallies, errors, paths if only is None else ())
    report = Report(
        tool=TOOL,
        context=office.settings.context,
        articles=articles if task.packed else tuple(articles),
        errors=errors,
        summary=summarise(verdicts, errors, suppressed=suppressed),
        fail_on=office.settings.fail_on,
        remarks=remarks,
        record_findings=record_findings,
    )
    return _look_at(office, report) if office.registry.last_looks else report


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
) -> Iterator[Product | workers.Lost]:
    """Do a task to all sources, in their order; collections are streamed, in this process."""
    for collection, group in groupby(sources, collections.get):
        if collection is None:
            yield from _run(office.settings, task, list(group))
            continue
        for source in group:
            name = name_source(source, task.stdin_name)
            yield from do_stream(task, office.examiner.collections.read(collection, source, name))


def _run(settings: Settings, task: Task[Item, Product], sources: Sequence[str]) -> Iterator[Product | workers.Lost]:
    """Do a task in as many processes as the settings ask for; standard input is read by this one alone."""
    alone = settings.debug or STDIN in sources
    yield from workers.run(task, sources, 1 if alone else workers.count_workers(len(sources), settings.jobs))


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
