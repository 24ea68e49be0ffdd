"""From an article and its evidence to a report on it: finds origins and obligations, and has them judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from compliance.context_values import BLOCK, ReuseBlock, complain, read_reuse_block
from compliance.engine import judge
from compliance.errors import PluginError, Problem
from compliance.fingerprints import tell_apart
from compliance.model.article import Article, Carrier, Scope
from compliance.model.context import Context, Facts
from compliance.model.directive import MARK, Directive
from compliance.model.evidence import Evidence, Kind
from compliance.model.library import Library
from compliance.model.origin import Origin
from compliance.model.policy import Authority, Policy
from compliance.model.result import ArticleReport, Judgement, Obligation, Result
from compliance.model.rule import Example, Rule
from compliance.model.seen import Seen, Version, Versions
from compliance.model.settings import Settings
from compliance.model.source import Span
from compliance.plugins import Registry
from compliance.profile import find_publisher
from compliance.rule_choice import is_chosen
from compliance.spelling import suggest
from compliance.terms.directory import Directory
from compliance.terms.grants import Records, find_grants
from compliance.terms.obligations import Selected, Terms, build_obligations, find_facts, select_policies
from compliance.terms.origins import complete_origin, find_origins, is_unknown_id, name_origin
from compliance.verdict import count_outcomes, find_questions, judge_article, sort_results


class Case(Struct, frozen=True):
    """An article, opened: its chain of origins, the policies that govern it, and what conditions may ask about it."""

    directory: Directory
    selected: tuple[Selected, ...]
    origins: tuple[Origin, ...]
    context: Context
    facts: Facts
    seen: Seen
    problems: tuple[Problem, ...] = ()

    @property
    def known_facts(self) -> Facts | None:
        """What conditions may ask about; None of an article that is only imagined."""
        return self.facts if self.seen.article else None


class Judge:
    """Judges articles by rules and policies, for the use that the settings state.

    All path rules of the settings are about the articles that are judged, and say where these come from: see
    `compliance.overrides`.
    """

    def __init__(
        self,
        settings: Settings,
        registry: Registry,
        library: Library,
        directory: Directory,
        records: Records,
    ) -> None:
        self._settings = settings
        self._registry = registry
        self._library = library
        self._directory = directory
        self._records = records

    def judge(
        self, article: Article, evidence: tuple[Evidence, ...], versions: Versions | None = None
    ) -> tuple[ArticleReport, list[Problem]]:
        """Return the report on one article, beside its original where that is known, and which checks broke."""
        case = self.open(article, evidence)
        due = self.oblige(case, case.context)
        obligations = [obligation for obligation in due if is_chosen(obligation.rule, self._settings.only)]
        seen = replace(case.seen, versions=versions)
        outcomes = list(judge(article, obligations, seen, self._registry.checks, partial(self._blame, article.name)))
        results = tell_apart([outcome for outcome in outcomes if isinstance(outcome, Result)])
        problems = [*case.problems, *(outcome for outcome in outcomes if isinstance(outcome, Problem))]
        problems += self._registry.take_faults()
        return _report(article, case.origins, results, case.context, self._settings), problems

    def open(self, article: Article, evidence: tuple[Evidence, ...]) -> Case:
        """Return an article with its chain of origins, and the policies that govern it."""
        block = read_reuse_block(article)
        context = self._find_context(block)
        directory = self._directory.on(context.get("date"))
        given = list(self._find_given(article, block, directory))
        further, problems = self._resolve_origins(article, evidence, directory)
        origins = find_origins(evidence, directory, given=given, further=further, ours=self._settings.publisher)
        return Case(
            directory=directory,
            selected=select_policies(evidence, origins, directory),
            origins=origins,
            context=context,
            facts=find_facts(evidence, origins),
            seen=replace(
                self._see(article, evidence, origins, context),
                grants=find_grants(self._records, evidence, origins, directory, context),
            ),
            problems=(*block.problems, *problems),
        )

    def open_terms(self, name: str, policies: Sequence[Policy]) -> Case:
        """Return an imagined article under some policies, in which everything may be seen that conditions ask for."""
        directory = self._directory.on(self._settings.context.get("date"))
        publisher = next((policy for policy in policies if policy.authority is Authority.PUBLISHER), None)
        origins = (Origin(publisher.name if publisher else name, policy=publisher.id if publisher else ""),)
        context = self._settings.context.including(self._settings.stated)
        return Case(
            directory=directory,
            selected=tuple(Selected(policy, origins) for policy in policies),
            origins=origins,
            context=context,
            facts=Facts(frozenset(map(str, Kind)), reused=True),
            seen=Seen((), context=context, origins=origins, about=origins, policies=tuple(policies)),
        )

    def oblige(self, case: Case, context: Context) -> tuple[Obligation, ...]:
        """Return what an article owes in a context."""
        grants = find_grants(self._records, case.seen.evidence, case.origins, case.directory, context)
        terms = Terms(self._library.rules, case.directory, self._settings.severities, grants)
        return build_obligations(terms, case.selected, case.origins, context, case.facts)

    def weigh(self, case: Case, obligation: Obligation, context: Context) -> Judgement:
        """Judge one obligation of an article in a context."""
        check = self._registry.checks[obligation.check.kind]
        return check.judge(obligation.check.params, replace(case.seen, about=obligation.origins, context=context))

    def judge_example(self, rule: Rule, example: Example, copy: Version, versions: Versions | None) -> Judgement:
        """Judge an example's article by one rule alone, in the example's context, for the chain that is found there.

        Raises `PluginError` where the check breaks.
        """
        origins = find_origins(copy.evidence, self._directory)
        context = self._settings.context.including(example.context)
        seen = replace(self._see(copy.article, copy.evidence, origins, context), about=origins, versions=versions)
        try:
            found = self._registry.checks[rule.check.kind].judge({**rule.own_params, **example.params}, seen)
        except Exception as error:
            raise PluginError(self._blame(copy.article.name, rule.check.kind, rule.id, error)) from error
        if faults := self._registry.take_faults():
            raise PluginError(faults)
        return found

    def _resolve_origins(
        self, article: Article, evidence: tuple[Evidence, ...], directory: Directory
    ) -> tuple[list[Origin], list[Problem]]:
        """Return the origins that plugins know of, with their policies, and which of them broke."""
        found: list[Origin] = []
        problems: list[Problem] = []
        for name, resolver in self._registry.origin_resolvers.items():
            try:
                found.extend(complete_origin(origin, directory) for origin in resolver.resolve(article, evidence))
            except Exception as error:
                part = f"origin resolver:{name}"
                problems.append(self._registry.blame(part, article.name, error, debug=self._settings.debug))
        return found, problems

    def _blame(self, source: str, kind: str, rule: str, error: Exception) -> Problem:
        return self._registry.blame(f"check:{kind}", source, error, rule=rule, debug=self._settings.debug)

    def _see(
        self, article: Article, evidence: tuple[Evidence, ...], origins: tuple[Origin, ...], context: Context
    ) -> Seen:
        policies = [self._directory.policies[o.policy] for o in origins if o.policy in self._directory.policies]
        # What the text says may be the name of the outlet that it was taken from: a dateline, a copyright line.
        named = find_publisher([item for item in evidence if item.carrier is not Carrier.TEXT])
        publisher = next(iter(self._settings.publisher), named or "")
        return Seen(
            evidence=evidence,
            context=context,
            origins=origins,
            about=origins,
            policies=policies,
            body=_find_body(article),
            articles_publisher=publisher,
            article=article,
        )

    def _find_context(self, block: ReuseBlock) -> Context:
        """Return the context of one article: command line over front matter over what the settings say."""
        return self._settings.context.including(block.values).including(self._settings.stated)

    def _find_given(self, article: Article, block: ReuseBlock, directory: Directory) -> Iterator[Origin]:
        """Yield the origins that the configuration and the article's own ``reuse`` block state."""
        for rule in self._settings.path_rules:
            yield name_origin(rule.origin, directory)
        if block.publisher_field and is_unknown_id(block.publisher, directory):
            message = f"{BLOCK}: no publisher's policy is called {block.publisher!r}"
            remedy = suggest(block.publisher, directory.policies, otherwise="write an outlet's name or address")
            block.problems.append(complain(article, block.publisher_field, message, remedy))
        elif block.publisher_field:
            origin = name_origin(block.publisher, directory, trust="front-matter")
            yield replace(origin, span=block.publisher_field.span)


def _find_body(article: Article) -> Span:
    """Return the span from the first to the last block of the article's own text."""
    own = [block for block in article.blocks if block.scope is Scope.ARTICLE]
    return article.span(own[0].start, own[-1].end) if own else Span(0, len(article.source.data))


def _report(
    article: Article, origins: tuple[Origin, ...], results: Sequence[Result], context: Context, settings: Settings
) -> ArticleReport:
    return ArticleReport(
        source=article.name,
        verdict=judge_article(results, settings.fail_on, settings.fail_on_rules),
        origins=origins,
        results=sort_results(results),
        context=context,
        questions=find_questions(results),
        counts=count_outcomes(results),
        directives=_find_directives(article),
    )


def _find_directives(article: Article) -> tuple[Directive, ...]:
    """Return the waivers in the article itself; hardly any article has one."""
    if MARK not in article.source.utf8:
        return ()
    from compliance.exceptions.directives import find_directives  # noqa: PLC0415

    return tuple(find_directives(article))
