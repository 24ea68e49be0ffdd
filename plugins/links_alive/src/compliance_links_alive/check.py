"""Check kind `links-alive`: links of origin, license or credits answer, and end where they should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from compliance.hookspecs import Check
from compliance.model.result import Finding, Judgement, Outcome
from compliance.model.seen import Seen
from compliance_links_alive.answers import Answer, Fault
from compliance_links_alive.article_links import ROLES, ArticleLink, find_links
from compliance_links_alive.budget import Budget
from compliance_links_alive.options import Options
from compliance_links_alive.weighing import State, Weight, weigh

if TYPE_CHECKING:
    from compliance_links_alive.background import Background
    from compliance_links_alive.store import Store

KIND = "links-alive"
SECONDS = 15.0
"""For the links of one article, if the rule says nothing else."""
_MAX_LINKS = 50
"""Links of one article and role that are asked; more are for a person to see."""
_MAX_SHOWN = 20
_WORDS = 60

SCHEMA: Mapping[str, object] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "of": {
            "type": "string",
            "enum": [*ROLES, "all"],
            "default": "all",
            "description": "which links are asked: those of origin statements, license grants, image credits, or each",
        },
        "seconds": {
            "type": "number",
            "exclusiveMinimum": 0,
            "maximum": 300,
            "default": SECONDS,
            "description": "for all links of one article, whichever rule asks; what is late is to be reviewed",
        },
        "max_age": {
            "type": "number",
            "minimum": 0,
            "description": "hours for which an answer in the cache counts; it cannot be longer than the cache keeps it",
        },
        "answers": {
            "type": "object",
            "description": (
                "for examples: what addresses answer (a status), redirect to (an address), or fail with (a fault); "
                "then nobody is asked, and what is not listed is to be reviewed"
            ),
            "propertyNames": {"pattern": "^https?://"},
            "additionalProperties": {
                "anyOf": [
                    {"type": "integer", "minimum": 200, "maximum": 599},
                    {"type": "string", "minLength": 1},
                ]
            },
        },
    },
}


class LinksAlive:
    """Judges links by what the web answers, or what is remembered of it."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._budget = Budget()
        self._opened: Store | None = None
        self._roles: set[str] = set()

    def judge(self, params: Mapping[str, object], seen: Seen) -> Judgement:
        """Fail if a link is dead; else ask for review if one is not known to be alive."""
        role = str(params.get("of", "all"))
        self._roles.add(role)
        links = find_links(seen, role)
        if not links:
            return Judgement(Outcome.NOT_APPLICABLE, message="there is no such link")
        urls = tuple(dict.fromkeys(link.url for link in links))
        found = self._find_answers(urls, params, seen)
        answers = {url: found.get(url) or Answer(url, fault=Fault.LATE) for url in urls}
        judgement = settle([(link, weigh(link.url, answers[link.url])) for link in links])
        if "answers" in params and judgement.outcome is Outcome.PASS:
            return replace(judgement, message=f"{judgement.message}, by what the rule says: nobody was asked")
        return judgement

    def _find_answers(self, urls: Sequence[str], params: Mapping[str, object], seen: Seen) -> Mapping[str, Answer]:
        written = params.get("answers")
        if isinstance(written, Mapping):
            return _find_background().rehearse(urls, SECONDS, written)
        store = self._open_store()
        known = store.read(urls, max_age=_read_number(params, "max_age"))
        missing = [url for url in urls if url not in known]
        if self._options.offline:
            return {**known, **{url: Answer(url, fault=Fault.OFFLINE) for url in missing}}
        if not missing:
            return known
        with self._budget.spend(seen.article, _read_number(params, "seconds") or SECONDS) as left:
            asked = _find_background().ask_all(self._add_others(missing[:_MAX_LINKS], seen), left, self._options, store)
        store.write(asked)
        return {**known, **asked}

    def _add_others(self, urls: Sequence[str], seen: Seen) -> Sequence[str]:
        """Add what other rules will ask, as earlier articles showed: so all of an article is asked at the same time."""
        others = [link.url for role in sorted(self._roles) for link in find_links(seen, role)]
        known = self._open_store().read(others)
        return [*urls, *(url for url in dict.fromkeys(others) if url not in known and url not in urls)][:_MAX_LINKS]

    def _open_store(self) -> Store:
        from compliance_links_alive.store import Store  # noqa: PLC0415 - loads SQLite

        if self._opened is None:
            self._opened = Store(self._options)
        return self._opened


def _find_background() -> Background:
    from compliance_links_alive.background import find_background  # noqa: PLC0415 - loads what asks the web

    return find_background()


def settle(weighed: Sequence[tuple[ArticleLink, Weight]]) -> Judgement:
    """Return the judgement on links that were weighed; without doubt beside it, a failure has the rule's own words."""
    dead = [pair for pair in weighed if pair[1].state is State.DEAD]
    unknown = [pair for pair in weighed if pair[1].state is State.UNKNOWN]
    if dead:
        doubt = (
            f"{_count(dead, 'is', 'are')} dead; whether {_count(unknown, 'answers', 'answer')} is not known"
            if unknown
            else ""
        )
        return Judgement(Outcome.FAIL, tuple(_find(dead)), doubt)
    if unknown:
        return Judgement(
            Outcome.REVIEW, tuple(_find(unknown)), f"it is not known whether {_count(unknown, 'answers', 'answer')}"
        )
    moved = [weight.words for link, weight in weighed if weight.is_moved]
    answer = _count(weighed, "answers", "answer")
    return Judgement(Outcome.PASS, message="; ".join([answer, *dict.fromkeys(moved[:_MAX_SHOWN])]))


def make_check(options: Options) -> Check:
    """Return the kind of check, which asks as the options say."""
    return Check(KIND, LinksAlive(options).judge, SCHEMA)


def _find(pairs: Sequence[tuple[ArticleLink, Weight]]) -> Iterator[Finding]:
    for link, weight in pairs[:_MAX_SHOWN]:
        yield Finding(f"the link {_quote(link.words or link.url)} {weight.words}", link.span)


def _count(links: Sequence[object], singular: str, plural: str) -> str:
    """Return a number with its noun, and the verb that agrees with it."""
    return f"1 link {singular}" if len(links) == 1 else f"{len(links)} links {plural}"


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _WORDS else f'"{line[: _WORDS - 1].rstrip()}…"'


def _read_number(params: Mapping[str, object], key: str) -> float | None:
    value = params.get(key)
    return float(value) if isinstance(value, int | float) else None
