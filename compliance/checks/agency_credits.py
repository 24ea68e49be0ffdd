"""Check kind `agency-credits`: images of agencies are not carried over on the word of the outlet that shows them."""

from __future__ import annotations

from msgspec.structs import replace

from compliance.checks.judging import PASSED, about, not_applicable, review
from compliance.checks.naming import mentions
from compliance.checks.params import TEXTS, Params, make_schema, read_texts
from compliance.hookspecs import Check
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


CHECK = Check("agency-credits", judge, make_schema({"agencies": TEXTS}, required=["agencies"]))
