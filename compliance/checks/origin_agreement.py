"""Check kind `origins-agree`: whatever names the origin names the same one, or one of the same chain."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.checks.judging import PASSED, join_words, not_applicable, quote, review
from compliance.checks.params import Params, make_schema
from compliance.checks.telling import ADDRESS, SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.origin import Origin, Rival
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen

_KNOWN_BY: Mapping[str, str] = {
    "configuration": "the configuration",
    "front-matter": "the front matter",
    "metadata": "the canonical address",
    "meta": "the metadata",
    "json-ld": "the structured data",
    "microdata": "the structured data",
    "rel": "the metadata",
    "statement": "the text",
    "link": "a link",
    "holder": "the copyright line",
}


def judge(params: Params, seen: Seen) -> Judgement:
    """Ask which one is right where two contradict each other; a machine cannot know."""
    if not seen.origins:
        return not_applicable("no other origin is known")
    findings = [_describe(origin, rival) for origin in seen.origins for rival in origin.rivals]
    if not findings:
        return PASSED
    named = [name for origin in seen.origins if origin.rivals for name in (origin.name, *map(_name, origin.rivals))]
    message = f"is the article taken from {join_words(dict.fromkeys(named))}?"
    return review(findings, message=message)


def _name(rival: Rival) -> str:
    return rival.name


def _describe(origin: Origin, rival: Rival) -> Finding:
    here = _KNOWN_BY.get(rival.trust, rival.trust)
    there = _KNOWN_BY.get(origin.trust, origin.trust)
    return Finding(f"{here} names {quote(rival.name)}, {there} {quote(origin.name)}", rival.span or origin.span)


_OTHER = "https://meadowpost.example/2024/05/tide"
CHECK = Check(
    "origins-agree",
    judge,
    make_schema({}),
    about="Whatever names the origin names the same one, or one of the same chain; else a person is asked.",
    cost="one look at each origin",
    examples=(
        KindExample(
            "Front matter and text name the same outlet.",
            {},
            passes=tell(f"---\nsource_name: Harbor Weekly\nsource_url: {ADDRESS}\n---\n{STORY}", SOURCE),
            fails=tell(f"---\nsource_name: Meadow Post\nsource_url: {_OTHER}\n---\n{STORY}", SOURCE),
            outcome="review",
        ),
        KindExample(
            "An article that came through two outlets may name both, if it says so.",
            {},
            passes=tell(
                f"---\nrepublished_from: Meadow Post\n---\n{STORY}",
                f"The original source of this article is [Harbor Weekly]({ADDRESS}).",
                "Cross-posted from Meadow Post",
            ),
            fails=tell(f"---\nsource_name: Meadow Post\nsource_url: {_OTHER}\n---\n{STORY}", SOURCE),
            outcome="review",
        ),
    ),
)
