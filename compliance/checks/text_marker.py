"""Check kind `text-marker`: words stand in the article, at their place and as often as they must, or do not."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.checks.counting import COUNT_ORDER, COUNTS, judge_count
from compliance.checks.judging import join_words, quote, review
from compliance.checks.params import READING, SCOPES, Params, describe, make_schema, read_texts
from compliance.checks.passages import list_passages
from compliance.checks.placement import PLACEMENT, SURROUNDINGS, Placement, read_placement
from compliance.checks.telling import ADDRESS, SOURCE, STORY, tell
from compliance.checks.wording import PATTERNS, Hit, Wording
from compliance.hookspecs import Check, KindExample
from compliance.model.article import Scope
from compliance.model.result import Finding, Judgement, Outcome
from compliance.model.seen import Seen


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if one of the patterns occurs as often as it must; a slot that nobody can fill leaves it to a person."""
    wording, placement = Wording(read_texts(params, "any_of")), read_placement(params)
    scopes = read_texts(params, "scopes", (Scope.ARTICLE,))
    article = seen.article
    hits = list(wording.fill(seen).find(list_passages(article, scopes), article)) if article else []
    placed = set(placement.keep((hit.span for hit in hits), seen))
    taken = [hit for hit in hits if hit.span in placed]
    sure = [_make(hit) for hit in taken if not hit.unknown]
    judgement = judge_count(params, sure, _find_near(hits, placed, placement), _describe(wording))
    unsure = [hit for hit in taken if hit.unknown]
    if judgement.outcome is not Outcome.FAIL or not unsure or "at_most" in params:
        return judgement
    slots = join_words(dict.fromkeys(slot for hit in unsure for slot in hit.unknown), "and")
    return review([_make(hit) for hit in unsure], message=f"is the {slots} in these words the original's?")


def _find_near(hits: list[Hit], placed: object, placement: Placement) -> Iterator[Finding]:
    where = placement.describe()
    yield from (Finding(f"{quote(hit.text)} does not stand {where}", hit.span) for hit in hits if where)


def _make(hit: Hit) -> Finding:
    return Finding(quote(hit.text), hit.span)


def _describe(wording: Wording) -> str:
    return f"nothing says {join_words(map(quote, wording.patterns))}"


CHECK = Check(
    "text-marker",
    judge,
    make_schema(
        {
            "any_of": describe(
                PATTERNS,
                "patterns, any of which is looked for; {author}, {publisher}, {title}, {date} and "
                "{url} stand for the original's",
            ),
            "scopes": SCOPES,
            **PLACEMENT,
            **SURROUNDINGS,
            **COUNTS,
        },
        required=["any_of"],
        ordered=COUNT_ORDER,
    ),
    about="Words stand in the article, at their place and as often as they must, or do not stand there.",
    cost=READING,
    examples=(
        KindExample(
            "The article says at its end where it was first published.",
            {"any_of": "first published (?:by|in) {publisher}", "placement": "bottom"},
            passes=tell(STORY, f"First published in [Harbor Weekly]({ADDRESS})."),
            fails=tell(STORY, SOURCE),
        ),
        KindExample(
            "Nothing asks readers to subscribe.",
            {"any_of": ["subscribe now", "sign up for our newsletter"], "at_most": 0, "because": "is advertising"},
            passes=tell(STORY),
            fails=tell(STORY, "Sign up for our newsletter!"),
        ),
    ),
)
