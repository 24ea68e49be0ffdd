"""Check kind `notice-consistent`: what a notice says of the use is not belied by the context."""

from __future__ import annotations

from compliance.checks.judging import PASSED, about, fail, join_words, not_applicable, review
from compliance.checks.params import CONTEXT, Params, make_schema, read_choices
from compliance.checks.selecting import SELECTION, read_selection
from compliance.hookspecs import Check
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
        {key: SELECTION[key] for key in ("evidence", "where", "scopes", "carriers")} | {"against": CONTEXT},
        required=["evidence", "against"],
    ),
)
