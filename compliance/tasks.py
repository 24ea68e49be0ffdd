"""What is done to each source of a run, in this process or in another: it is judged, or what is seen in it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from compliance import shelf
from compliance.errors import Problem, SourceError
from compliance.examination import Examiner
from compliance.model.article import Article
from compliance.model.result import ArticleReport, Verdict
from compliance.profile import build_profile
from compliance.reporters.inspection import FORMATS
from compliance.workers import CHUNK, Item, Late, Missed, Product, Product_co, Task

if TYPE_CHECKING:
    from compliance.exceptions.tally import Tally


class Desk(Protocol):
    """What a task works with; it can be pickled."""

    @property
    def examiner(self) -> Examiner:
        """Who reads articles and sees what is in them."""
        ...

    def check_source(
        self, source: str, *, stdin_name: str = "", keep: bool = False
    ) -> tuple[ArticleReport, list[Problem]]:
        """Read and judge one source; the second part is what went wrong on the way. Raises `SourceError`."""
        ...

    def check_article(self, article: Article) -> tuple[ArticleReport, list[Problem]]:
        """Judge one article; the second part is what went wrong on the way. Raises `SourceError`."""
        ...

    def cover(self, report: ArticleReport, *, complete: bool) -> tuple[ArticleReport, Tally | None]:
        """Return a report with what covers its findings, and what came of the exceptions, if there are any."""
        ...


class Judged(Struct, frozen=True):
    """What was said of a chunk of sources. ``verdicts`` has one for each report."""

    reports: shelf.Chunk
    verdicts: Sequence[Verdict]
    problems: Sequence[Problem]
    sources: int = 0
    """How many there were."""
    tallies: Sequence[Tally] = ()
    """What came of the exceptions in those articles that any speak of."""


Said = tuple[ArticleReport | None, Sequence[Problem], "Tally | None"]
"""What is said of a source: a report, or none where it cannot be judged; what went wrong; what came of exceptions."""


class Judging(Struct, frozen=True):
    """Judges sources; ``packed`` says whether there are so many that reports are to be kept small.

    ``keep`` says whether results of earlier runs are taken, and those of this one kept for later ones.
    """

    desk: Desk
    stdin_name: str = ""
    packed: bool = False
    keep: bool = False

    def do(self, source: str) -> Said:
        """Return what is said of one source, with the exceptions that cover it."""
        try:
            return self._cover(*self.desk.check_source(source, stdin_name=self.stdin_name, keep=self.keep))
        except SourceError as error:
            return None, error.problems, None
        except MemoryError:
            return None, [too_little_memory(source)], None

    def do_article(self, article: Article) -> Said:
        """Do the same for one article of a collection."""
        try:
            return self._cover(*self.desk.check_article(article))
        except SourceError as error:
            return None, error.problems, None
        except MemoryError:
            return None, [too_little_memory(article.name)], None

    def do_problem(self, problem: Problem) -> Said:
        """Return what comes of a place where no article could be read."""
        return None, [problem], None

    def _cover(self, report: ArticleReport, problems: Sequence[Problem]) -> Said:
        covered, tally = self.desk.cover(report, complete=not problems)
        return covered, problems, tally

    def finish(self, items: Sequence[Said]) -> Judged:
        """Return what is said of a chunk."""
        reports = [report for report, _, _ in items if report is not None]
        return Judged(
            shelf.pack(reports) if self.packed else reports,
            [report.verdict for report in reports],
            [problem for _, problems, _ in items for problem in problems],
            len(items),
            [tally for _, _, tally in items if tally is not None],
        )


class Showing(Struct, frozen=True):
    """Shows what is seen in sources in each of the formats."""

    desk: Desk
    formats: Sequence[str]
    url: str | None = None
    stdin_name: str = ""

    def do(self, source: str) -> Sequence[Problem | Sequence[str]]:
        """Return problems, and the texts for one source, one per format."""
        try:
            return list(self._show(self.desk.examiner.read(source, url=self.url, stdin_name=self.stdin_name)))
        except SourceError as error:
            return error.problems
        except MemoryError:
            return [too_little_memory(source)]

    def do_article(self, article: Article) -> Sequence[Problem | Sequence[str]]:
        """Do the same for one article of a collection."""
        try:
            return list(self._show(article))
        except MemoryError:
            return [too_little_memory(article.name)]

    def _show(self, article: Article) -> Iterator[Problem | Sequence[str]]:
        evidence, problems = self.desk.examiner.extract(article)
        yield from problems
        profile = build_profile(article, evidence)
        yield [FORMATS[name](article, evidence, profile) for name in self.formats]

    def do_problem(self, problem: Problem) -> Sequence[Problem | Sequence[str]]:
        """Return what comes of a place where no article could be read."""
        return [problem]

    def finish(self, items: Sequence[Sequence[Problem | Sequence[str]]]) -> Sequence[Problem | Sequence[str]]:
        """Return what a chunk shows."""
        return [part for item in items for part in item]


class ArticleTask(Task[Item, Product_co], Protocol[Item, Product_co]):
    """A task that is done to single articles of collections too; ``stdin_name`` is what to call standard input."""

    @property
    def stdin_name(self) -> str:
        """What to call standard input."""
        ...

    def do_article(self, article: Article) -> Item:
        """Return what comes of one article."""
        ...

    def do_problem(self, problem: Problem) -> Item:
        """Return what comes of a place where no article could be read."""
        ...


def do_stream(task: ArticleTask[Item, Product], stream: Iterator[Article | Problem]) -> Iterator[Product]:
    """Yield what comes of each chunk of a stream of articles; no more than a chunk is held."""
    while chunk := list(islice(_do_each(task, stream), CHUNK)):
        yield task.finish(chunk)


def _do_each(task: ArticleTask[Item, Product], stream: Iterator[Article | Problem]) -> Iterator[Item]:
    for item in stream:
        yield task.do_problem(item) if isinstance(item, Problem) else task.do_article(item)


def too_little_memory(source: str) -> Problem:
    """Return the problem that a source needs more memory than there is."""
    return Problem(source, 0, 0, "needs more memory than there is", "split it, or check it on a larger machine")


def mourn(missed: Missed) -> Problem:
    """Return the problem that a source was not done: its process ended, or the time of the run."""
    if isinstance(missed, Late):
        return too_late(missed.source, missed.seconds)
    remedy = "it may need more memory than there is: check it alone with --jobs 1"
    return Problem(missed.source, 0, 0, f"the process that checked it {missed.reason}", remedy)


def too_late(source: str, seconds: float, what: str = "was not checked") -> Problem:
    """Return the problem that the time of a run was over before a source was done."""
    message = f"{what}: the run's time of {seconds:g} {'second' if seconds == 1 else 'seconds'} was over"
    return Problem(source, 0, 0, message, "raise --time-limit, or check fewer articles at once")
