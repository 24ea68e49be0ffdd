"""Check kind `notice-consistent`: what a notice says of the use is not belied by the context."""

from __future__ import annotations

from compliance.checks.judging import PASSED, about, fail, join_words, not_applicable, review
from compliance.checks.params import CONTEXT, LOOK, Params, describe, make_schema, read_choices
from compliance.checks.selecting import SELECTION, WHOLE_PAGE, read_selection
from compliance.checks.telling import NOTICE, SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.article import Scope
from compliance.model.context import QUESTIONS
from compliance.model.result import Judgement
from compliance.model.seen import Seen


def judge(params: Params, seen: Seen) -> Judgement:
    """Fail if the context holds one of the values that belie the notice; what is unknown asks for review."""
    selection = read_selection({"scopes": [Scope.ARTICLE, Scope.SITE], **params})
    notices = selection.select(seen)
    if not notices:
        return not_applicable("there is no such notice")
    against = read_choices(params, "against")
    belied = [f"{key}={seen.context.get(key)}" for key, values in against.items() if seen.context.get(key) in values]
    if belied:
        return fail(about(item, f"is belied by {join_words(belied, 'and')}") for item in notices)
    unknown = [key for key in against if seen.context.get(key) is None]
    if unknown:
        asked = " ".join(QUESTIONS[key] for key in unknown)
        return review([about(notices[0], "may be belied by the use")], message=asked, unknown=unknown)
    return PASSED


CHECK = Check(
    "notice-consistent",
    judge,
    make_schema(
        {key: SELECTION[key] for key in ("evidence", "where", "carriers")}
        | {
            "scopes": WHOLE_PAGE,
            "against": describe(CONTEXT, "keys of the context, each with the values that belie the notice"),
        },
        required=["evidence", "against"],
    ),
    about="What a notice says of the use is not belied by the context.",
    cost=LOOK,
    examples=(
        KindExample(
            "Who sells ads does not say that the use is without profit.",
            {"evidence": "fair-use-notice", "where": {"slots": "nonprofit"}, "against": {"ads": "yes"}},
            passes=tell(STORY),
            fails=tell(STORY, NOTICE),
            context={"ads": "yes"},
        ),
        KindExample(
            "A text that is said to be unchanged does not say that it was shortened.",
            {"evidence": "modification-notice", "against": {"edited": "no"}},
            passes=tell(STORY, SOURCE),
            fails=tell(STORY, "This article has been edited for length."),
            context={"edited": "no"},
        ),
    ),
)
