"""Check kind `length-limit`: an excerpt is no longer than the terms allow, counted in words, paragraphs or signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from compliance.checks.judging import PASSED, fail, not_applicable, review
from compliance.checks.params import (
    COUNT,
    REUSED,
    TEXT,
    Params,
    Schema,
    describe,
    make_schema,
    read_count,
    read_text,
)
from compliance.checks.passages import Passage, count_words, list_story
from compliance.checks.telling import SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.context import QUESTIONS
from compliance.model.result import Finding, Judgement, Outcome
from compliance.model.seen import Seen

_RATIO: Schema = {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
_QUESTION = "is the excerpt as short as the terms ask?"


class _Limit(Struct, frozen=True):
    key: str
    unit: str
    measure: Callable[[str], int]


_LIMITS = (
    _Limit("max_words", "words", count_words),
    _Limit("max_paragraphs", "paragraphs", lambda _: 1),
    _Limit("max_characters", "characters", lambda text: len(" ".join(text.split()))),
)


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if the story keeps to every limit; whether what does not is an excerpt at all, the context must say."""
    if params.get("reused") and not seen.about:
        return not_applicable("no other origin is known")
    excerpt = seen.context.get("excerpt")
    if excerpt == "no":
        return PASSED
    question = read_text(params, "question", _QUESTION)
    if not any(key in params for key in (*(limit.key for limit in _LIMITS), "max_ratio")):
        return review([Finding(question)], message=question)
    story = list_story(seen)
    findings = [finding for limit in _LIMITS for finding in _find_excess(params, limit, story)]
    ratio = _judge_ratio(params, story, seen) if "max_ratio" in params else PASSED
    findings.extend(ratio.findings)
    if not findings:
        return PASSED
    if ratio.message and len(findings) == len(ratio.findings):
        return ratio
    if excerpt is None:
        return review(
            findings, message=f"{QUESTIONS['excerpt']} it is longer than an excerpt may be", unknown=["excerpt"]
        )
    return fail(findings)


def _find_excess(params: Params, limit: _Limit, story: Sequence[Passage]) -> Iterator[Finding]:
    """Yield a finding at the passage with which a limit is passed."""
    if limit.key in params:
        yield from _measure(story, limit, read_count(params, limit.key, 0))


def _measure(story: Sequence[Passage], limit: _Limit, most: int, of: str = "") -> Iterator[Finding]:
    sizes = [limit.measure(passage.text) for passage in story]
    total, sum_so_far = sum(sizes), 0
    for passage, size in zip(story, sizes, strict=True):
        sum_so_far += size
        if sum_so_far > most:
            yield Finding(f"there are {total} {limit.unit}, {most}{of} may be shown", passage.span)
            return


def _judge_ratio(params: Params, story: Sequence[Passage], seen: Seen) -> Judgement:
    """Compare the words with those of the original, where that was given: its share of them may be shown."""
    ratio = params["max_ratio"]
    share = f"{ratio:.0%}" if isinstance(ratio, float | int) else str(ratio)
    if seen.versions is None or not isinstance(ratio, float | int):
        question = f"is it no more than {share} of the original?"
        return review([Finding(question)], message=question)
    from compliance.checks.versions import compare_texts, find_unlike  # noqa: PLC0415 - few runs have an original

    if unlike := find_unlike(compare_texts(seen.versions), seen.versions):
        return unlike
    original = seen.versions.original
    words = sum(count_words(p.text) for p in list_story(Seen(original.evidence, article=original.article)))
    excess = _measure(story, _LIMITS[0], int(words * ratio), f" ({share} of the original's {words})")
    return Judgement(Outcome.FAIL, tuple(excess))


CHECK = Check(
    "length-limit",
    judge,
    make_schema(
        {
            "max_words": describe(COUNT, "how many words may be shown; left out, any number"),
            "max_paragraphs": describe(COUNT, "how many paragraphs may be shown; left out, any number"),
            "max_characters": describe(COUNT, "how many characters may be shown; left out, any number"),
            "max_ratio": describe(_RATIO, "which share of the original's words may be shown; left out, all of them"),
            "question": describe(TEXT, "what a person is asked where there is no limit to count by", _QUESTION),
            "reused": REUSED,
        }
    ),
    about="An excerpt is no longer than the terms allow: in words, paragraphs, characters, or of the original's words.",
    cost="one count of the text's words; for 'max_ratio' a comparison with the original, where one is given",
    examples=(
        KindExample(
            "An excerpt has ten words at most.",
            {"max_words": 10},
            passes=tell(STORY),
            fails=tell(STORY, "By noon it had gone."),
            context={"excerpt": "yes"},
        ),
        KindExample(
            "An excerpt shows one paragraph at most.",
            {"max_paragraphs": 1, "reused": True},
            passes=tell(STORY, SOURCE),
            fails=tell(STORY, "By noon it had gone.", SOURCE),
            context={"excerpt": "yes"},
        ),
    ),
)
