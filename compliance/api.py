"""The use cases as functions: check, inspect, explain. Wires readers, extractors, terms and engine together."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path, PurePath

from msgspec import Struct
from msgspec.structs import replace

from compliance import decoding, discovery
from compliance._version import __version__
from compliance.engine import judge
from compliance.errors import ComplianceError, ConfigError, PluginError, Problem, SourceError, UsageError
from compliance.hookspecs import Layout, Reader
from compliance.lexicon import load_phrases
from compliance.model.article import Article, Carrier, Scope
from compliance.model.context import Context
from compliance.model.evidence import Evidence
from compliance.model.library import Library
from compliance.model.origin import Origin
from compliance.model.policy import Policy
from compliance.model.profile import Profile
from compliance.model.result import ArticleReport, Judgement, Outcome, Report, Result
from compliance.model.rule import Example, Rule, Severity
from compliance.model.seen import Seen
from compliance.model.settings import Settings
from compliance.model.source import Span
from compliance.packs import load_packs
from compliance.plugins import Registry, load_registry
from compliance.profile import build_profile, find_publisher
from compliance.readers.sniffing import guess_format
from compliance.scanning import Scanner
from compliance.terms.directory import Directory
from compliance.terms.obligations import Terms, build_obligations, find_facts, select_policies
from compliance.terms.origins import find_origins, name_origin
from compliance.verdict import count_outcomes, judge_article, sort_results, summarise

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
        for rule in self.settings.severities:
            if rule not in library.rules:
                raise ConfigError(f"severity: no rule is called {rule!r}{_nearest(rule, library.rules)}")
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

    def check(self, paths: Sequence[str], *, stdin_name: str = "") -> Report:
        """Judge every article below the paths."""
        self.library  # noqa: B018 - a wrong rule file stops the run before it starts
        reports: list[ArticleReport] = []
        problems: list[Problem] = []
        for article in self.read_all(paths, stdin_name=stdin_name):
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

    def render(self, report: Report, format_name: str, layout: Layout) -> str:
        """Return a report in one of the output formats. Raises `PluginError` where the reporter fails."""
        reporter = self.registry.reporters[format_name]
        try:
            return reporter.render(report, layout)
        except Exception as error:
            raise PluginError(self._blame("reporter", format_name, "", error)) from error

    def explain(self, name: str) -> Rule | Policy:
        """Return the rule or policy of an id. Raises `UsageError` for an unknown one."""
        library = self.complete_library
        item = library.rules.get(name) or library.policies.get(name)
        if item is None:
            hint = _nearest(name, [*library.rules, *library.policies])
            raise UsageError(f"no rule or policy is called {name!r}{hint or '; without a name, all are listed'}")
        return item

    def inspect(
        self, paths: Sequence[str], *, url: str | None = None, stdin_name: str = ""
    ) -> Iterator[Inspection | Problem]:
        """Yield what is seen in each article, in the order of their names, and problems."""
        for article in self.read_all(paths, url=url, stdin_name=stdin_name):
            if isinstance(article, Problem):
                yield article
                continue
            evidence, problems = self.extract(article)
            yield from problems
            yield Inspection(article, evidence, build_profile(article, evidence))

    def read_all(
        self, paths: Sequence[str], *, url: str | None = None, stdin_name: str = ""
    ) -> Iterator[Article | Problem]:
        """Yield articles and problems; a run that finds neither has a problem too."""
        found = False
        suffixes = frozenset(suffix for reader in self.registry.readers.values() for suffix in reader.suffixes)
        for path in discovery.find_sources(paths, suffixes, self.settings.exclude, folder=self.settings.folder):
            found = True
            if isinstance(path, Problem):
                yield path
                continue
            try:
                yield self.read(path, url=url, stdin_name=stdin_name)
            except SourceError as error:
                yield from error.problems
        if not found:
            yield Problem("", 0, 0, "no article found", "name files or folders that hold articles")

    def read(self, path: str, *, url: str | None = None, stdin_name: str = "") -> Article:
        """Read one article; raises `SourceError`."""
        name = (stdin_name or "<stdin>") if path == discovery.STDIN else path
        data = _read_bytes(path, name)
        return self.read_bytes(name, data, url=url)

    def read_bytes(self, name: str, data: bytes, *, url: str | None = None) -> Article:
        """Read one article from bytes; raises `SourceError`."""
        source = decoding.decode(name, data, url=url)
        reader = self.registry.reader_for(PurePath(name).suffix) or self._guess_reader(name, source.text)
        try:
            return _as_article(reader.read(source))
        except (SourceError, MemoryError):
            raise
        except Exception as error:
            raise SourceError(self._blame("reader", reader.name, name, error)) from error

    def extract(self, article: Article) -> tuple[tuple[Evidence, ...], list[Problem]]:
        """Return all evidence of an article in the order of the source, and what went wrong."""
        scan = self.scanner.scan(article)
        found: list[Evidence] = []
        problems: list[Problem] = list(article.problems)
        for name, extractor in self.registry.extractors.items():
            try:
                found.extend(map(_as_evidence, extractor.extract(article, scan)))
            except Exception as error:
                problems.append(self._blame("extractor", name, article.name, error))
        return tuple(sorted(found, key=lambda e: (e.span, str(e.kind), str(e.carrier), e.text))), problems

    def check_article(self, article: Article) -> tuple[ArticleReport, list[Problem]]:
        """Judge one article."""
        evidence, problems = self.extract(article)
        given, context = self._given(article.name)
        origins = find_origins(evidence, self.directory, given=given, ours=self.settings.publisher)
        facts = find_facts(evidence, origins)
        obligations = build_obligations(
            Terms(self.library.rules, self.directory, self.settings.severities),
            select_policies(evidence, origins, self.directory),
            origins,
            context,
            facts,
        )
        seen = self._see(article, evidence, origins, context)
        results: list[Result] = []
        for outcome in judge(article, obligations, seen, self.registry.checks, self.registry.owners):
            if isinstance(outcome, Problem):
                problems.append(outcome)
            else:
                results.append(outcome)
        return _report(article, origins, results, context, self.settings.fail_on), problems

    def check_example(self, rule: Rule, example: Example) -> Judgement:
        """Run one rule alone on one of its examples, in the example's context, for the chain that is found there."""
        suffix = {"markdown": ".md", "html": ".html", "text": ".txt"}[example.format]
        article = self.read_bytes(f"example{suffix}", example.article.encode())
        evidence, problems = self.extract(article)
        if problems:
            raise ComplianceError(problems)
        origins = find_origins(evidence, self.directory)
        seen = self._see(article, evidence, origins, self.settings.context.including(example.context))
        check = self.registry.checks[rule.check.kind]
        return check.judge({**rule.check.params, **example.params}, replace(seen, about=origins))

    def _load_library(self, *, complete: bool) -> Library:
        paths = [*self.registry.packs, *map(Path, self.settings.packs)]
        schemas = {kind: check.schema for kind, check in self.registry.checks.items()}
        return load_packs(paths, schemas, kinds=self.registry.extractors, complete=complete)

    def _see(
        self, article: Article, evidence: tuple[Evidence, ...], origins: tuple[Origin, ...], context: Context
    ) -> Seen:
        policies = [self.directory.policies[o.policy] for o in origins if o.policy in self.directory.policies]
        # What the text says may be the name of the outlet that it was taken from: a dateline, a copyright line.
        named = find_publisher([item for item in evidence if item.carrier is not Carrier.TEXT])
        publisher = next(iter(self.settings.publisher), named or "")
        return Seen(
            evidence=evidence,
            context=context,
            origins=origins,
            about=origins,
            policies=policies,
            body=_find_body(article),
            articles_publisher=publisher,
        )

    def _given(self, name: str) -> tuple[list[Origin], Context]:
        """Return the origins and the context that the configuration states for a path."""
        path = discovery.name_below(self.settings.folder, name)
        origins, context = [], self.settings.context
        for rule in self.settings.path_rules:
            if any(fnmatch(path, pattern) for pattern in rule.paths):
                context = context.including(rule.context)
                if rule.publisher:
                    origins.append(name_origin(rule.publisher, self.directory))
        return origins, context

    def _guess_reader(self, name: str, text: str) -> Reader:
        return self.registry.readers[guess_format(name, text)]

    def _blame(self, kind: str, name: str, source: str, error: Exception) -> Problem:
        """Return the problem that a part raised an exception, naming the plugin; in debug mode let it through."""
        if self.settings.debug:
            raise error
        owner = self.registry.owners.get(f"{kind}:{name}", "?")
        remedy = "report it" if owner == "builtin" else f"report it to its author, or use --no-plugin {owner}"
        message = f"{kind} {name!r} of plugin {owner!r} raised {type(error).__name__}: {error}"
        return Problem(source, 0, 0, message, remedy)


def _as_article(item: object) -> Article:
    """Return what a reader makes; raises `TypeError` for what would break the parts that come after it."""
    if not isinstance(item, Article):
        raise TypeError(f"returned a {type(item).__name__}, not an Article")
    return item


def _as_evidence(item: object) -> Evidence:
    """Return what an extractor yields; raises `TypeError` for what would break the parts that come after it."""
    if not isinstance(item, Evidence):
        raise TypeError(f"yielded a {type(item).__name__}, not Evidence")
    return item


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _read_bytes(path: str, name: str) -> bytes:
    try:
        if path == discovery.STDIN:
            data = sys.stdin.buffer.read(decoding.MAX_SIZE + 1)
            decoding.check_size(name, len(data))
            return data
        decoding.check_size(name, Path(path).stat().st_size)
        return Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(
            Problem(name, 0, 0, f"cannot be read: {reason}", "check that it is a readable file")
        ) from error


def _find_body(article: Article) -> Span:
    """Return the span from the first to the last block of the article's own text."""
    own = [block for block in article.blocks if block.scope is Scope.ARTICLE]
    return article.span(own[0].start, own[-1].end) if own else Span(0, len(article.source.data))


def _report(
    article: Article, origins: tuple[Origin, ...], results: Sequence[Result], context: Context, fail_on: str
) -> ArticleReport:
    open_keys = dict.fromkeys(
        key
        for result in results
        if result.outcome is Outcome.REVIEW and result.obligation.severity is not Severity.NOTE
        for key in result.unknown
    )
    return ArticleReport(
        source=article.name,
        verdict=judge_article(results, fail_on),
        origins=origins,
        results=sort_results(results),
        context=context,
        questions=tuple(open_keys),
        counts=count_outcomes(results),
    )
