"""The use cases as functions: check, inspect, explain. Wires readers, extractors, terms and engine together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from compliance._version import __version__
from compliance.errors import ComplianceError, ConfigError, PluginError, Problem, UsageError
from compliance.examination import Examiner
from compliance.hookspecs import Layout
from compliance.judgement import Judge
from compliance.lexicon import load_phrases
from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.model.library import Library
from compliance.model.policy import Policy
from compliance.model.profile import Profile
from compliance.model.result import ArticleReport, Judgement, Report
from compliance.model.rule import Example, Rule
from compliance.model.settings import Settings
from compliance.packs import load_packs
from compliance.plugins import Registry, blame, load_registry
from compliance.profile import build_profile
from compliance.scanning import Scanner
from compliance.spelling import suggest
from compliance.terms.directory import Directory
from compliance.terms.grants import Records
from compliance.terms.origins import is_unknown_id
from compliance.verdict import summarise

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
    return Session(settings).check(paths, stdin_name=stdin_name)


def inspect(
    paths: Sequence[str], settings: Settings = Settings(), *, url: str | None = None, stdin_name: str = ""
) -> Iterator[Inspection | Problem]:
    """Yield what is seen in each article, and problems; judges nothing. ``url`` is where the source came from."""
    return Session(settings).inspect(paths, url=url, stdin_name=stdin_name)


def explain(name: str, settings: Settings = Settings()) -> Rule | Policy:
    """Return the rule or policy of an id, with its reasons and examples. Raises `UsageError` for an unknown one."""
    return Session(settings).explain(name)


class Session:
    """Everything that one run loads once. Parts are loaded when they are first needed."""

    def __init__(self, settings: Settings = Settings()) -> None:
        self.settings = settings

    @cached_property
    def registry(self) -> Registry:
        """Everything that plugins bring."""
        return load_registry(self.settings.plugins, self.settings.disabled_plugins)

    @cached_property
    def library(self) -> Library:
        """Rules and policies of all packs."""
        library = self._load_library(complete=False)
        if problems := sorted(_find_unknown_names(self.settings, library)):
            raise ConfigError(problems)
        return library

    @cached_property
    def complete_library(self) -> Library:
        """Rules and policies with their reasons and examples."""
        return self._load_library(complete=True)

    @cached_property
    def directory(self) -> Directory:
        """The policies, by name and host."""
        return Directory(self.library.policies.values())

    @cached_property
    def scanner(self) -> Scanner:
        """The lexicon's phrases, ready to be looked for."""
        return Scanner(load_phrases())

    @cached_property
    def examiner(self) -> Examiner:
        """Who reads articles and sees what is in them."""
        return Examiner(self.settings, self.registry, self.scanner)

    @cached_property
    def judge(self) -> Judge:
        """Who judges what was seen."""
        return Judge(self.settings, self.registry, self.library, self.directory, self.records)

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
        reports: list[ArticleReport] = []
        problems: list[Problem] = []
        for article in self.examiner.read_all(paths, stdin_name=stdin_name):
            if isinstance(article, Problem):
                problems.append(article)
                continue
            report, found = self.check_article(article)
            reports.append(report)
            problems.extend(found)
        articles = tuple(sorted(reports, key=lambda report: report.source))
        errors = tuple(sorted(problems))
        return Report(
            tool=TOOL,
            context=self.settings.context,
            articles=articles,
            errors=errors,
            summary=summarise(articles, errors),
            fail_on=self.settings.fail_on,
        )

    def check_article(self, article: Article) -> tuple[ArticleReport, list[Problem]]:
        """Judge one article; the second part is what went wrong on the way."""
        evidence, problems = self.examiner.extract(article)
        report, more = self.judge.judge(article, evidence)
        return report, [*problems, *more]

    def check_example(self, rule: Rule, example: Example) -> Judgement:
        """Run one rule alone on one of its examples."""
        suffix = {"markdown": ".md", "html": ".html", "text": ".txt"}[example.format]
        article = self.examiner.read_bytes(f"example{suffix}", example.article.encode())
        evidence, problems = self.examiner.extract(article)
        if problems:
            raise ComplianceError(problems)
        return self.judge.judge_example(rule, example, article, evidence)

    def render(self, report: Report, format_name: str, layout: Layout) -> str:
        """Return a report in one of the output formats. Raises `PluginError` where the reporter fails."""
        reporter = self.registry.reporters[format_name]
        try:
            return reporter.render(report, layout)
        except Exception as error:
            raise PluginError(
                blame(self.registry, f"reporter:{format_name}", "", error, debug=self.settings.debug)
            ) from error

    def explain(self, name: str) -> Rule | Policy:
        """Return the rule or policy of an id. Raises `UsageError` for an unknown one."""
        library = self.complete_library
        item = library.rules.get(name) or library.policies.get(name)
        if item is None:
            hint = suggest(name, [*library.rules, *library.policies], otherwise="without a name, all are listed")
            raise UsageError(f"no rule or policy is called {name!r}; {hint}")
        return item

    def inspect(
        self, paths: Sequence[str], *, url: str | None = None, stdin_name: str = ""
    ) -> Iterator[Inspection | Problem]:
        """Yield what is seen in each article, in the order of their names, and problems."""
        for article in self.examiner.read_all(paths, url=url, stdin_name=stdin_name):
            if isinstance(article, Problem):
                yield article
                continue
            evidence, problems = self.examiner.extract(article)
            yield from problems
            yield Inspection(article, evidence, build_profile(article, evidence))

    def _load_library(self, *, complete: bool) -> Library:
        paths = [*self.registry.packs, *map(Path, self.settings.packs)]
        schemas = {kind: check.schema for kind, check in self.registry.checks.items()}
        return load_packs(paths, schemas, kinds=self.registry.extractors, complete=complete)


def _find_unknown_names(settings: Settings, library: Library) -> Iterator[Problem]:
    """Yield rules and publishers of the configuration that nobody knows, at their places."""
    from compliance.config import locate  # noqa: PLC0415

    for rule in settings.severities:
        if rule not in library.rules:
            place = locate(settings.file, ("severity", rule))
            yield Problem(*place, f"severity: no rule is called {rule!r}", suggest(rule, library.rules))
    named = [(index, rule.publisher) for index, rule in enumerate(settings.path_rules) if rule.publisher]
    directory = Directory(library.policies.values() if named else ())
    for index, name in named:
        if is_unknown_id(name, directory):
            place = locate(settings.file, ("origins", index, "publisher"))
            hint = suggest(name, library.policies, otherwise="write an outlet's name or address")
            yield Problem(*place, f"origins: no publisher's policy is called {name!r}", hint)
