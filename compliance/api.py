"""The use cases as functions: check, inspect, explain. Wires readers, extractors, terms and engine together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from compliance import workers
from compliance.checking import Progress, check_all, ignore_progress
from compliance.errors import ComplianceError, ConfigError, PackError, PluginError, Problem, SourceError, UsageError
from compliance.examination import Examiner, name_example
from compliance.hookspecs import Check, Layout
from compliance.judgement import Judge
from compliance.judges import Judges
from compliance.lexicon import load_phrases
from compliance.libraries import check_parts, find_folders, find_unknown_names, load_library
from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.model.library import Library
from compliance.model.policy import Policy
from compliance.model.profile import Profile
from compliance.model.result import ArticleReport, Judgement, Report
from compliance.model.rule import Example, Rule
from compliance.model.seen import Version, Versions
from compliance.model.settings import Settings
from compliance.model.worklist import Worklist
from compliance.originals import Originals
from compliance.plugins import Registry, load_registry
from compliance.profile import build_profile
from compliance.running import Conclusion, do_all, find_collections
from compliance.scanning import Scanner
from compliance.spelling import suggest
from compliance.tasks import Showing, mourn
from compliance.terms.directory import Directory
from compliance.terms.grants import Records

if TYPE_CHECKING:
    from compliance.exceptions.loading import Exceptions
    from compliance.exceptions.tally import Tally
    from compliance.results import Results


class Inspection(Struct, frozen=True):
    """What was seen in one article, and what it amounts to."""

    article: Article
    evidence: tuple[Evidence, ...]
    profile: Profile


def check(paths: Sequence[str], settings: Settings = Settings(), *, stdin_name: str = "") -> Report:
    """Judge every article below the paths. ``-`` stands for standard input, read as ``stdin_name``.

    Raises `ComplianceError` for what stops a run before it starts; everything else is listed in the report.
    """
    return Session(settings, lenient=True).check(paths, stdin_name=stdin_name)


def inspect(
    paths: Sequence[str], settings: Settings = Settings(), *, url: str | None = None, stdin_name: str = ""
) -> Iterator[Inspection | Problem]:
    """Yield what is seen in each article, and problems; judges nothing. ``url`` is where the source came from."""
    return Session(settings, lenient=True).inspect(paths, url=url, stdin_name=stdin_name)


def explain(name: str, settings: Settings = Settings()) -> Rule | Policy | Check:
    """Return the rule or policy of an id, with its reasons and examples, or else the kind of check of that name.

    Raises `UsageError` for an unknown one.
    """
    return Session(settings).explain(name)


class Session:
    """Everything that one run loads once. Parts are loaded when they are first needed.

    A plugin that is wrong is an error, unless the session is ``lenient``: then it is listed with what cannot be
    checked, and the run goes on without it.
    """

    def __init__(self, settings: Settings = Settings(), *, lenient: bool = False) -> None:
        self.settings = settings
        self.lenient = lenient
        if settings.problems:
            others = (*_list_problems(lambda: self.library), *self._list_record_problems())
            raise ConfigError(sorted({*settings.problems, *others}))

    @cached_property
    def registry(self) -> Registry:
        """Everything that plugins bring."""
        return load_registry(
            self.settings.plugins,
            self.settings.disabled_plugins,
            lenient=self.lenient,
            seconds=self.settings.plugin_seconds,
            debug=self.settings.debug,
        )

    @cached_property
    def library(self) -> Library:
        """Rules and policies of all packs. Where these are wrong, mistakes in permission files are told with them."""
        try:
            library = load_library(self.registry, self.settings)
            if problems := sorted(find_unknown_names(self.settings, library)):
                raise ConfigError(problems)
            check_parts(self.registry, self.settings, library)
        except (ConfigError, PackError) as error:
            raise type(error)(sorted({*error.problems, *self._list_record_problems()})) from error
        return library

    @cached_property
    def complete_library(self) -> Library:
        """Rules and policies with their reasons and examples."""
        return load_library(self.registry, self.settings, complete=True)

    @cached_property
    def directory(self) -> Directory:
        """The policies, by name and host."""
        return Directory(self.library.policies.values())

    @cached_property
    def scanner(self) -> Scanner:
        """The lexicon's phrases, ready to be looked for."""
        beside_core = find_folders(self.registry, self.settings)[1:]  # the core pack's phrases are built in
        return Scanner((*load_phrases(), *(self.library.phrases if beside_core else ())))

    @cached_property
    def examiner(self) -> Examiner:
        """Who reads articles and sees what is in them."""
        return Examiner(self.settings, self.registry, self.scanner)

    @cached_property
    def judges(self) -> Judges:
        """Who judges what was seen, by the article."""
        return Judges(self.settings, self.registry, self.library, self.records)

    @property
    def judge(self) -> Judge:
        """Who judges articles that the configuration does not set apart."""
        return self.judges.for_all()

    @cached_property
    def originals(self) -> Originals:
        """Who finds the originals to compare with."""
        return Originals(self.settings, self.examiner)

    @cached_property
    def records(self) -> Records:
        """Recorded permissions, and the day on which they are weighed."""
        if not self.settings.permissions:
            return Records()
        from compliance.permissions import find_today, load_permissions  # noqa: PLC0415

        folder = Path(self.settings.folder) if self.settings.folder else None
        permissions = load_permissions(Path(self.settings.permissions), folder)
        return Records(permissions, self.settings.publisher, find_today())

    @cached_property
    def exceptions(self) -> Exceptions:
        """Waivers and the baseline, ready to cover findings."""
        from compliance.exceptions.loading import load_exceptions  # noqa: PLC0415

        return load_exceptions(self.settings, self.library.rules, self.examiner.read_bytes)

    def load_exceptions(self) -> None:
        """Load what exceptions are taken from, if anything is. Raises `ConfigError`, also for other records."""
        try:
            if self.settings.has_exceptions:
                self.exceptions  # noqa: B018
        except ConfigError as error:
            raise ConfigError(sorted({*error.problems, *_list_problems(lambda: self.records)})) from error

    def _list_record_problems(self) -> Iterator[Problem]:
        """Yield what is wrong with records of permissions, and with files of exceptions as such."""
        yield from _list_problems(lambda: self.records)
        if self.settings.has_exceptions:
            from compliance.exceptions.loading import read_files  # noqa: PLC0415

            yield from _list_problems(lambda: read_files(self.settings))

    def cover(self, report: ArticleReport, *, complete: bool) -> tuple[ArticleReport, Tally | None]:
        """Return a report with what covers its findings, and what came of the exceptions, if there are any."""
        if not (self.settings.has_exceptions or report.directives):
            return report, None
        return self.exceptions.cover(report, complete=complete)

    def conclude(self, tallies: Sequence[Tally], errors: Sequence[Problem], whole: Sequence[str]) -> Conclusion:
        """Return what came of the exceptions in a run; ``whole`` are the paths below which all was looked at."""
        if not (self.settings.has_exceptions or tallies):
            return (), (), 0
        return self.exceptions.conclude(tallies, errors, whole)

    def check(
        self,
        paths: Sequence[str] | Worklist,
        *,
        stdin_name: str = "",
        only: Collection[str] | None = None,
        progress: Progress = ignore_progress,
    ) -> Report:
        """Judge every article below the paths, or of a worklist, or only those of some names; see `check_all`."""
        return check_all(self, paths, stdin_name=stdin_name, only=only, progress=progress)

    @cached_property
    def results(self) -> Results:
        """What earlier runs said of articles."""
        from compliance.results import Results  # noqa: PLC0415 - of no use to a run over a few articles

        return Results(self.settings, self.registry, self.judges, self.records, self.originals)

    def check_source(
        self, source: str, *, stdin_name: str = "", keep: bool = False
    ) -> tuple[ArticleReport, list[Problem]]:
        """Read and judge one source; the second part is what went wrong on the way. Raises `SourceError`.

        With ``keep``, what an earlier run said of it is taken, and what is said now is kept for later ones.
        """
        if keep and (known := self.results.find(source)):
            return known.report, []
        article = self.examiner.read(source, stdin_name=stdin_name)
        report, problems = self.check_article(article)
        if keep:
            self.results.keep(article, report, problems)
        return report, problems

    def check_article(self, article: Article) -> tuple[ArticleReport, list[Problem]]:
        """Judge one article; the second part is what went wrong on the way."""
        evidence, problems = self.examiner.extract(article)
        try:
            versions = self.originals.find(article, evidence)
        except SourceError as error:
            versions = None
            problems.extend(error.problems)
        report, more = self.judges.for_article(article.name).judge(article, evidence, versions)
        return report, [*problems, *more]

    def check_example(self, rule: Rule, example: Example) -> Judgement:
        """Run one rule alone on one of its examples."""
        copy = self._examine_example("example", example.format, example.article)
        versions = None
        if example.original:
            versions = Versions(copy, self._examine_example("original", example.format, example.original))
        return self.judge.judge_example(rule, example, copy, versions)

    def _examine_example(self, name: str, form: str, text: str) -> Version:
        article = self.examiner.read_bytes(name_example(name, form), text.encode())
        evidence, problems = self.examiner.extract(article)
        if problems:
            raise ComplianceError(problems)
        return Version(article, evidence)

    def render(self, report: Report, format_name: str, layout: Layout) -> str:
        """Return a report in one of the output formats. Raises `PluginError` where the reporter fails."""
        return "".join(self.render_pieces(report, format_name, layout))

    def render_pieces(self, report: Report, format_name: str, layout: Layout) -> Iterator[str]:
        """Yield the same piece by piece, as far as the format comes in pieces."""
        reporter = self.registry.reporters[format_name]
        try:
            text = reporter.render(report, layout)
            yield from [text] if isinstance(text, str) else text
        except Exception as error:
            part = f"reporter:{format_name}"
            raise PluginError(self.registry.blame(part, "", error, debug=self.settings.debug)) from error
        if faults := self.registry.take_faults():
            raise PluginError(faults)

    def explain(self, name: str) -> Rule | Policy | Check:
        """Return the rule, policy or kind of check of an id. Raises `UsageError` for an unknown one.

        ``check:`` before a name says that a kind of check is meant, also where a policy has the same one.
        """
        library, checks = self.complete_library, self.registry.checks
        item = library.rules.get(name) or library.policies.get(name) or checks.get(name.removeprefix("check:"))
        if item is None:
            known = [*library.rules, *library.policies, *checks]
            hint = suggest(name, known, otherwise="without a name, all are listed")
            raise UsageError(f"no rule, policy or kind of check is called {name!r}; {hint}")
        return item

    def inspect(
        self, paths: Sequence[str], *, url: str | None = None, stdin_name: str = ""
    ) -> Iterator[Inspection | Problem]:
        """Yield what is seen in each article, in the order of their names, and problems."""
        yield from self.registry.problems
        for article in self.examiner.read_all(paths, url=url, stdin_name=stdin_name):
            if isinstance(article, Problem):
                yield article
                continue
            evidence, problems = self.examiner.extract(article)
            yield from problems
            yield Inspection(article, evidence, build_profile(article, evidence))

    def show(
        self, paths: Sequence[str], formats: Sequence[str], *, url: str | None = None, stdin_name: str = ""
    ) -> Iterator[Sequence[str] | Problem]:
        """Yield what `inspect` sees as texts, one per format, in the order of the articles' names, and problems."""
        found = list(self.examiner.find_sources(paths))
        sources = [item for item in found if isinstance(item, str)]
        problems = [*self.registry.problems, *(item for item in found if isinstance(item, Problem))]
        collections = find_collections(self, sources, stdin_name, problems)
        yield from problems
        task = Showing(self, formats, url, stdin_name)
        for part in do_all(self, task, sources, collections):
            yield from [mourn(part)] if isinstance(part, workers.Missed) else part

    def __reduce__(self) -> tuple[Callable[[Settings, bool], Session], tuple[Settings, bool]]:
        """Travel to another process as settings: what is loaded from them is loaded there again."""
        return _open_session, (self.settings, self.lenient)


def _list_problems(load: Callable[[], object]) -> tuple[Problem, ...]:
    """Return what keeps something from being loaded."""
    try:
        load()
    except ComplianceError as error:
        return error.problems
    return ()


def _open_session(settings: Settings, lenient: bool) -> Session:  # noqa: FBT001 - as pickle calls it
    return Session(settings, lenient=lenient)
