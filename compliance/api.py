"""The use cases as functions: check, inspect, explain. Wires readers, extractors, terms and engine together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from compliance import workers
from compliance._version import __version__
from compliance.discovery import STDIN
from compliance.errors import ComplianceError, ConfigError, PackError, PluginError, Problem, SourceError, UsageError
from compliance.examination import Examiner, name_example, name_source
from compliance.hookspecs import Check, Collection, Layout
from compliance.judgement import Judge
from compliance.lexicon import load_phrases
from compliance.libraries import find_folders, find_unknown_names, load_library
from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.model.library import Library
from compliance.model.policy import Policy
from compliance.model.profile import Profile
from compliance.model.result import ArticleReport, Judgement, Remark, Report, Verdict
from compliance.model.rule import Example, Rule
from compliance.model.seen import Version, Versions
from compliance.model.settings import Settings
from compliance.originals import Originals
from compliance.plugins import Registry, load_registry
from compliance.profile import build_profile
from compliance.scanning import Scanner
from compliance.shelf import Shelf
from compliance.spelling import suggest
from compliance.tasks import ArticleTask, Judging, Showing, do_stream, mourn
from compliance.terms.directory import Directory
from compliance.terms.grants import Records
from compliance.verdict import summarise
from compliance.workers import Item, Product, Task

TOOL = {"name": "article-compliance", "version": __version__}


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
            others = (*_list_problems(lambda: self.library), *_list_problems(lambda: self.records))
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
        except (ConfigError, PackError) as error:
            raise type(error)(sorted({*error.problems, *_list_problems(lambda: self.records)})) from error
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
    def judge(self) -> Judge:
        """Who judges what was seen."""
        return Judge(self.settings, self.registry, self.library, self.directory, self.records)

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

    def check(self, paths: Sequence[str], *, stdin_name: str = "") -> Report:
        """Judge every article below the paths."""
        self.library  # noqa: B018 - a wrong rule file stops the run before it starts
        self.records  # noqa: B018 - and so does a wrong permission file
        found = list(self.examiner.find_sources(paths))
        problems = [*self.registry.problems, *(item for item in found if isinstance(item, Problem))]
        sources = sorted(
            (item for item in found if isinstance(item, str)), key=lambda source: name_source(source, stdin_name)
        )
        articles, verdicts = Shelf(), list[Verdict]()
        collections = self._find_collections(sources, stdin_name, problems)
        if collections and self.settings.original:
            raise UsageError(f"--original goes with one article, and {next(iter(collections))} holds many")
        task = Judging(self, stdin_name, bool(collections) or len(sources) >= workers.WORTH_IT)
        for part in self._do_all(task, sources, collections):
            if isinstance(part, workers.Lost):
                problems.append(mourn(part))
                continue
            articles.put(part.reports, len(part.verdicts))
            verdicts.extend(part.verdicts)
            problems.extend(part.problems)
        errors = tuple(sorted(problems))
        report = Report(
            tool=TOOL,
            context=self.settings.context,
            articles=articles if task.packed else tuple(articles),
            errors=errors,
            summary=summarise(verdicts, errors),
            fail_on=self.settings.fail_on,
        )
        return self._look_at(report) if self.registry.last_looks else report

    def _look_at(self, report: Report) -> Report:
        """Return a report with what the plugins say that look at it as a whole."""
        said: list[Problem | Remark] = []
        for name, last_look in self.registry.last_looks.items():
            try:
                said.extend(last_look.look(report))
            except Exception as error:
                said.append(self.registry.blame(f"last look:{name}", "", error, debug=self.settings.debug))
        said.extend(self.registry.take_faults())
        errors = tuple(sorted((*report.errors, *(item for item in said if isinstance(item, Problem)))))
        return replace(
            report,
            errors=errors,
            summary=replace(report.summary, errors=len(errors)),
            remarks=tuple(sorted(item for item in said if isinstance(item, Remark))),
        )

    def _find_collections(
        self, sources: Sequence[str], stdin_name: str, problems: list[Problem]
    ) -> dict[str, Collection]:
        """Return which of the sources hold many articles; what broke in looking is added to the problems."""
        found: dict[str, Collection] = {}
        for source in sources if self.registry.collections else ():
            collection, broken = self.examiner.collections.find(source, name_source(source, stdin_name))
            problems.extend(broken)
            if collection is not None:
                found[source] = collection
        return found

    def _do_all(
        self, task: ArticleTask[Item, Product], sources: Sequence[str], collections: Mapping[str, Collection]
    ) -> Iterator[Product | workers.Lost]:
        """Do a task to all sources, in their order; collections are streamed, in this process."""
        for collection, group in groupby(sources, collections.get):
            if collection is None:
                yield from self._run(task, list(group))
                continue
            for source in group:
                name = name_source(source, task.stdin_name)
                yield from do_stream(task, self.examiner.collections.read(collection, source, name))

    def _run(self, task: Task[Item, Product], sources: Sequence[str]) -> Iterator[Product | workers.Lost]:
        """Do a task in as many processes as the settings ask for; standard input is read by this one alone."""
        alone = self.settings.debug or STDIN in sources
        yield from workers.run(task, sources, 1 if alone else workers.count_workers(len(sources), self.settings.jobs))

    def check_article(self, article: Article) -> tuple[ArticleReport, list[Problem]]:
        """Judge one article; the second part is what went wrong on the way."""
        evidence, problems = self.examiner.extract(article)
        try:
            versions = self.originals.find(article, evidence)
        except SourceError as error:
            versions = None
            problems.extend(error.problems)
        report, more = self.judge.judge(article, evidence, versions)
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
        collections = self._find_collections(sources, stdin_name, problems)
        yield from problems
        task = Showing(self, formats, url, stdin_name)
        for part in self._do_all(task, sources, collections):
            yield from [mourn(part)] if isinstance(part, workers.Lost) else part

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
