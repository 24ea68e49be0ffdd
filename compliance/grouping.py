"""Results in groups, and their counts: by article, outcome, rule, publisher or authority. Pure; prints nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from compliance.model.policy import Authority
from compliance.model.result import ArticleReport, Outcome, Result

OWN = "no other outlet"
"""What groups by publisher call results that speak of no origin, in articles that have none."""
_AUTHORITIES = tuple(sorted(Authority, key=lambda authority: -authority.rank))
_OUTCOMES = (*Outcome,)


class Group(Struct, frozen=True):
    """Results that have something in common. ``rows`` are pairs of an article and a result, as they were given."""

    name: str
    rows: Sequence[tuple[ArticleReport, Result]]

    @property
    def tally(self) -> Tally:
        """How many there are of each outcome."""
        tally = Tally(self.name)
        for _, result in self.rows:
            tally.add(result)
        return tally


class Tally(Struct):
    """How many results of a name there are, by outcome. What a waiver or the baseline covers is counted apart."""

    name: str
    counts: Counter[Outcome] = field(default_factory=Counter)
    covered: int = 0

    def add(self, result: Result) -> None:
        """Count one more."""
        if result.outcome in {Outcome.FAIL, Outcome.REVIEW} and result.is_suppressed:
            self.covered += 1
        else:
            self.counts[result.outcome] += 1


def make_groups(rows: Iterable[tuple[ArticleReport, Result]], by: str) -> tuple[Group, ...]:
    """Return groups by ``article``, ``rule``, ``publisher`` or ``authority``, in the order of `sort_names`."""
    groups: dict[str, list[tuple[ArticleReport, Result]]] = {}
    for article, result in rows:
        groups.setdefault(_name(article, result, by), []).append((article, result))
    return tuple(Group(name, tuple(groups[name])) for name in sort_names(groups, by))


def count_results(articles: Iterable[ArticleReport], keys: Sequence[str]) -> Mapping[str, tuple[Tally, ...]]:
    """Return, for each of the keys (those of `make_groups`, or ``outcome``), the counts of all that was judged."""
    tallies: dict[str, dict[str, Tally]] = {key: {} for key in keys}
    for article in articles:
        for result in _judged(article):
            for key in keys:
                name = _name(article, result, key)
                tallies[key].setdefault(name, Tally(name)).add(result)
    return {key: tuple(found[name] for name in sort_names(found, key)) for key, found in tallies.items()}


def sort_names(names: Iterable[str], by: str) -> list[str]:
    """Return articles as they come, authorities and outcomes highest and worst first, all else by name."""
    match by:
        case "article":
            return list(names)
        case "authority":
            return sorted(names, key=[str(authority) for authority in _AUTHORITIES].index)
        case "outcome":
            return sorted(names, key=[str(outcome) for outcome in _OUTCOMES[1:] + _OUTCOMES[:1]].index)
        case _:
            return sorted(names)


def _judged(article: ArticleReport) -> Iterator[Result]:
    return (result for result in article.results if result.outcome is not Outcome.NOT_APPLICABLE)


def _name(article: ArticleReport, result: Result, by: str) -> str:
    match by:
        case "article":
            return article.source
        case "rule":
            return result.obligation.rule
        case "authority":
            return str(result.obligation.authority)
        case "outcome":
            return str(result.outcome)
        case _:
            return next((origin.name for origin in (*result.obligation.origins, *article.origins)), OWN)
