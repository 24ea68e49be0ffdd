"""Check kind `links-sound`: links in given places, or in all of the article, lead somewhere and say where."""

from __future__ import annotations

from compliance.checks.judging import describe_target, not_applicable, quote, settle
from compliance.checks.params import LOOK, Params, Schema, describe, make_schema, read_texts, some_of
from compliance.checks.selecting import touch
from compliance.checks.telling import ADDRESS, SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.article import Scope
from compliance.model.evidence import Evidence, LinkValue, Target
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen

_KINDS: Schema = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1, "uniqueItems": True}


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if no link has one of the unwanted targets; without links there is nothing to judge."""
    unwanted, kinds = read_texts(params, "targets", (Target.PLACEHOLDER,)), read_texts(params, "inside")
    frames = [item.span for item in seen.evidence if item.kind in kinds and item.scope is Scope.ARTICLE]
    links = [(item, item.value) for item in seen.evidence if isinstance(item.value, LinkValue) and _is_own(item)]
    if kinds:
        links = [(item, value) for item, value in links if any(touch(frame, item.span) for frame in frames)]
    if not links:
        return not_applicable("there is no such link")
    return settle(
        Finding(f"the link {quote(value.words)} {describe_target(value.target, value.url)}", item.span)
        for item, value in links
        if value.target in unwanted
    )


def _is_own(item: Evidence) -> bool:
    return item.scope is Scope.ARTICLE


CHECK = Check(
    "links-sound",
    judge,
    make_schema(
        {
            "inside": describe(
                {**_KINDS, "names": "evidence"}, "kinds of evidence whose links are looked at; left out, all links are"
            ),
            "targets": describe(
                some_of([str(target) for target in Target]), "what no link may lead to", ["placeholder"]
            ),
        }
    ),
    about="Links in given places, or in all of the article, lead somewhere and say where.",
    cost=LOOK,
    examples=(
        KindExample(
            "No link in the credit is a placeholder.",
            {"inside": ["origin-statement", "byline"], "targets": ["placeholder"]},
            passes=tell(STORY, SOURCE),
            fails=tell(STORY, SOURCE.replace(ADDRESS, "#")),
        ),
        KindExample(
            "No link of the article goes through a shortener.",
            {"targets": ["shortener"]},
            passes=tell(STORY, SOURCE),
            fails=tell(STORY, "See the [map](https://bit.ly/3xyz) of the flood."),
        ),
    ),
)
