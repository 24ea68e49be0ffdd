"""Check kind `holder-not-ours`: the copyright line on a reused article does not claim it for who reuses it."""

from __future__ import annotations

from compliance.checks.judging import about, not_applicable, settle
from compliance.checks.naming import is_name, names_of
from compliance.checks.params import LOOK, Params, make_schema
from compliance.checks.telling import SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.evidence import CopyrightNotice, Evidence, Kind
from compliance.model.result import Judgement
from compliance.model.seen import Seen


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if no line names this outlet as its only holder, while the article comes from another."""
    ours = seen.articles_publisher
    if not seen.about or not ours:
        return not_applicable("no other origin, or no publisher of this copy, is known")
    if any(is_name(ours, names_of(origin, seen.policies)) for origin in seen.origins):
        return not_applicable("the page's publisher is the origin itself")
    lines = seen.of_kind(Kind.COPYRIGHT_NOTICE)
    return settle(about(item, f"claims the rights for {ours}") for item in lines if _is_claim(item, ours))


def _is_claim(item: Evidence, ours: str) -> bool:
    notice = item.value
    return (
        isinstance(notice, CopyrightNotice)
        and bool(notice.holders)
        and all(is_name(holder, [ours]) for holder in notice.holders)
    )


CHECK = Check(
    "holder-not-ours",
    judge,
    make_schema({}),
    about="The copyright line of a reused article does not claim it for the outlet that reuses it.",
    cost=LOOK,
    examples=(
        KindExample(
            "The line names the outlet that the article comes from, not this one.",
            {},
            passes=tell(f"---\npublisher: Meadow Post\n---\n{STORY}", SOURCE, "© 2024 Harbor Weekly"),
            fails=tell(f"---\npublisher: Meadow Post\n---\n{STORY}", SOURCE, "© 2024 Meadow Post"),
        ),
        KindExample(
            "A line that names both outlets claims nothing for this one alone.",
            {},
            passes=tell(f"---\npublisher: Meadow Post\n---\n{STORY}", SOURCE, "© 2024 Harbor Weekly, Meadow Post"),
            fails=tell(f"---\npublisher: Meadow Post\n---\n{STORY}", SOURCE, "Copyright 2024 by Meadow Post"),
        ),
    ),
)
