"""What is done to the sources of a run: to each of them, in one process or in many, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from compliance import workers
from compliance.deadline import NO_DEADLINE, Deadline
from compliance.discovery import STDIN
from compliance.errors import Problem
from compliance.examination import name_source
from compliance.hookspecs import Collection
from compliance.model.article import Article
from compliance.model.library import Library
from compliance.model.result import RecordFinding, Remark
from compliance.model.settings import Settings
from compliance.plugins import Registry
from compliance.tasks import ArticleTask, Desk, do_stream, too_late
from compliance.terms.grants import Records
from compliance.workers import Item, Product

if TYPE_CHECKING:
    from compliance.exceptions.tally import Tally
    from compliance.results import Results

_PLENTY = 200
"""Sources to be judged from which it is not counted any further how many there are."""

Count = Callable[[Sequence[str], int], int]
"""Tells how many sources are work, roughly where there are more than so many."""


Conclusion = tuple[tuple[RecordFinding, ...], tuple[Remark, ...], int]
"""What is wrong with records of exceptions, what else is to be said of them, and how many results they cover."""


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

    def load_exceptions(self) -> None:
        """Load what exceptions are taken from. Raises `ConfigError`."""
        ...

    def conclude(self, tallies: Sequence[Tally], errors: Sequence[Problem], whole: Sequence[str]) -> Conclusion:
        """Return what came of the exceptions in the run; ``whole`` are the paths below which all was looked at."""
        ...


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
    *,
    deadline: Deadline = NO_DEADLINE,
    count: Count | None = None,
) -> Iterator[Product | workers.Missed]:
    """Do a task to all sources, in their order; collections are streamed, in this process.

    ``count`` tells how many of some sources are work; without it, all are.
    """
    for collection, group in groupby(sources, collections.get):
        if collection is None:
            members = list(group)
            yield from workers.run(task, members, _choose_size(office.settings, members, count), deadline)
            continue
        for source in group:
            name = name_source(source, task.stdin_name)
            stream = office.examiner.collections.read(collection, source, name)
            yield from do_stream(task, _read_in_time(name, stream, deadline))


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
