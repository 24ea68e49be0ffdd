"""Check kind `agency-credits`: images of agencies are not carried over on the word of the outlet that shows them."""

from __future__ import annotations

from msgspec.structs import replace

from compliance.checks.judging import PASSED, about, not_applicable, review
from compliance.checks.naming import mentions
from compliance.checks.params import LOOK, TEXTS, Params, describe, make_schema, read_texts
from compliance.checks.telling import PICTURE, SOURCE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.article import Scope
from compliance.model.evidence import ImageCredit, Kind
from compliance.model.result import Judgement
from compliance.model.seen import Seen

_CARRIED = frozenset({Scope.ARTICLE, Scope.IMAGE})


def judge(params: Params, seen: Seen) -> Judgement:
    """Ask about each image whose credit names an agency, unless the credit gives it a license of its own.

    The reusing outlet may be the agency's customer too: that is not to be seen in the article.
    """
    if not seen.about:
        return not_applicable("no other origin is known")
    agencies = read_texts(params, "agencies")
    found = [
        item
        for item in seen.of_kind(Kind.IMAGE_CREDIT, scope=None)
        if item.scope in _CARRIED
        and isinstance(item.value, ImageCredit)
        and not item.value.license_id
        and mentions(item.value.credit, agencies)
    ]
    if not found:
        return PASSED
    return replace(review(about(item, "is an agency's image") for item in found), is_of_item=True)


CHECK = Check(
    "agency-credits",
    judge,
    make_schema({"agencies": describe(TEXTS, "names of agencies, as credits write them")}, required=["agencies"]),
    about="Images that are credited to an agency, and have no license of their own, are left to a person.",
    cost=LOOK,
    examples=(
        KindExample(
            "Pictures of two agencies are for a person to clear.",
            {"agencies": ["Reuters", "dpa"]},
            passes=tell(STORY, PICTURE, "Photo: Paul Painter for Harbor Weekly", SOURCE),
            fails=tell(STORY, PICTURE, "Photo: Reuters", SOURCE),
            outcome="review",
        ),
        KindExample(
            "A license in the credit itself clears a picture.",
            {"agencies": "Harbor Images"},
            passes=tell(STORY, PICTURE, "Photo: Harbor Images, CC BY 4.0", SOURCE),
            fails=tell(STORY, PICTURE, "Photo: Harbor Images", SOURCE),
            outcome="review",
        ),
    ),
)
