"""Check kind `notice-slots`: a fair-use notice has enough of its customary parts."""

from __future__ import annotations

from compliance.checks.judging import PASSED, about, fail, not_applicable
from compliance.checks.params import COUNT, LOOK, Params, describe, make_schema, read_count
from compliance.checks.selecting import SELECTION, WHOLE_PAGE, read_selection
from compliance.checks.telling import NOTICE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.article import Scope
from compliance.model.evidence import FairUseNotice, Kind
from compliance.model.result import Judgement
from compliance.model.seen import Seen


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if the notices have the parts between them; without a notice nothing is judged."""
    least = read_count(params, "at_least", 3)
    selection = read_selection({"scopes": [Scope.ARTICLE, Scope.SITE], **params}, kinds=(Kind.FAIR_USE_NOTICE,))
    notices = [(item, item.value) for item in selection.select(seen) if isinstance(item.value, FairUseNotice)]
    if not notices:
        return not_applicable("there is no fair-use notice")
    slots = list(dict.fromkeys(slot for _, notice in notices for slot in notice.slots))
    if len(slots) >= least:
        return PASSED
    has = f"has {', '.join(slots)}" if slots else "has none of them"
    return fail([about(notices[0][0], f"lacks customary parts: {has}; {least} are usual at least")])


CHECK = Check(
    "notice-slots",
    judge,
    make_schema(
        {key: SELECTION[key] for key in ("where", "carriers")}
        | {"scopes": WHOLE_PAGE, "at_least": describe(COUNT, "how many of the customary parts it has", 3)}
    ),
    about="A fair-use notice, where there is one, has enough of its customary parts.",
    cost=LOOK,
    examples=(
        KindExample(
            "A notice has three of its parts.",
            {"at_least": 3},
            passes=tell(STORY, NOTICE),
            fails=tell(STORY, "Fair Use Notice"),
        ),
        KindExample(
            "A notice in the article itself, not in the site around it, has two parts at least.",
            {"at_least": 2, "scopes": ["article"]},
            passes=tell(STORY, NOTICE),
            fails=tell(STORY, "Fair use disclaimer: see the office."),
        ),
    ),
)
