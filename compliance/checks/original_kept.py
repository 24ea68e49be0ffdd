"""Check kind `original-kept`: title, text, links or images against the original; without that, a question.

A person is asked, as by the kind `manual`, where no original was given, where what was given does not look like it, and
where a change may or may not be one that the terms allow.
"""

from __future__ import annotations

from msgspec.structs import replace

from compliance.checks import manual
from compliance.checks.params import (
    COMPARISON,
    FLAG,
    Params,
    describe,
    make_schema,
    one_of,
    read_text,
    read_texts,
    some_of,
)
from compliance.checks.telling import STORY, tell
from compliance.comparison import ALLOWANCES
from compliance.hookspecs import Check, KindExample
from compliance.model.result import Judgement
from compliance.model.rule import Severity
from compliance.model.seen import Seen

ASPECTS = ("title", "text", "whole", "links", "images")
"""*text*: nothing is changed, added or cut; *whole*: nothing is cut."""
_OWN = {
    "of": describe(
        one_of(ASPECTS), "what is compared; 'text': nothing is changed, added or cut, 'whole': nothing is cut"
    ),
    "allow": describe(some_of(ALLOWANCES), "of the 'text', what may be changed", []),
    "exact_case": describe(FLAG, "of the 'title', capitals count too", default=False),
}


def judge(params: Params, seen: Seen) -> Judgement:
    """Compare what the rule speaks of; without an original, the question weighs no more than a note."""
    versions = seen.versions
    if versions is None:
        question = {key: value for key, value in params.items() if key not in _OWN}
        return replace(manual.judge(question, seen), weight=Severity.NOTE)
    # Few runs have an original: no other pays for what compares it.
    from compliance.checks import kept_parts, kept_text  # noqa: PLC0415

    match read_text(params, "of", "text"):
        case "images":
            return kept_parts.judge_images(seen, versions)
        case "title":
            return kept_parts.judge_title(versions, exactly=params.get("exact_case") is True)
        case "links":
            return kept_parts.judge_links(versions, excerpt=seen.context.get("excerpt") == "yes")
        case "whole":
            return kept_text.judge_whole(versions)
    return kept_text.judge_text(versions, read_texts(params, "allow"), seen.context.get("excerpt"))


CHECK = Check(
    "original-kept",
    judge,
    make_schema({**manual.QUESTION, **_OWN}, required=["question", "of"]),
    about="Title, text, links or images are the original's, where one is given to compare with; else a question.",
    cost=COMPARISON,
    examples=(
        KindExample(
            "The headline is the original's.",
            {"of": "title", "question": "is the headline the original's?"},
            passes=tell("# The tide that stayed", STORY),
            fails=tell("# Flood in the market", STORY),
            original=tell("# The tide that stayed", STORY),
        ),
        KindExample(
            "The text is the original's, but for house style.",
            {"of": "text", "allow": ["style"], "question": "is the text the original's?"},
            passes=tell(STORY, "Twelve boats were lost; nobody was hurt."),
            fails=tell(STORY, "Thirteen boats were lost; nobody was hurt."),
            original=tell(STORY, "Twelve boats were lost - nobody was hurt."),
            context={"excerpt": "no"},
        ),
    ),
)
