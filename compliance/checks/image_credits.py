"""Check kind `images-credited`: each image has a credit; on request one of a form, from or not from some holders."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.checks.judging import fail, not_applicable, quote, review, settle
from compliance.checks.naming import mentions
from compliance.checks.params import TEXTS, Params, make_schema, read_texts
from compliance.checks.pictures import find_credit, find_images, name_image
from compliance.checks.wording import PATTERNS, Wording
from compliance.hookspecs import Check
from compliance.model.evidence import ImageCredit
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if every image that is no counter has a credit, and each credit is as the parameters want it.

    ``any_of``: patterns, one of which the credit holds; ``without``: patterns that none holds, such as ``©``;
    ``holders``: who may be credited; ``refused``: who may not, such as agencies. Whose an image is that has a credit
    which was not read, a person has to see.
    """
    images = list(find_images(seen))
    if not images:
        return not_applicable("there is no image")
    missing = [
        Finding(f"the image {name_image(item, value)} has no credit", item.span)
        for item, value in images
        if not value.credited
    ]
    if not params:
        return settle(missing)
    credited = [(item, value, find_credit(item, seen)) for item, value in images if value.credited]
    wrong = [
        Finding(f"the image {name_image(item, value)} is credited to {quote(credit.credit)}, {reason}", item.span)
        for item, value, credit in credited
        if credit
        for reason in _find_faults(params, credit, seen)
    ]
    if missing or wrong:
        return fail([*missing, *wrong])
    unread = [
        Finding(f"whose is the image {name_image(i, value)}?", i.span) for i, value, credit in credited if not credit
    ]
    return review(unread, message="whose are these images?") if unread else settle(())


def _find_faults(params: Params, credit: ImageCredit, seen: Seen) -> Iterator[str]:
    wanted, unwanted = Wording(read_texts(params, "any_of")), Wording(read_texts(params, "without"))
    holders = read_texts(params, "holders")
    if wanted.patterns and not wanted.matches(credit.credit, seen):
        yield "which is not how the terms want it"
    if unwanted.patterns and unwanted.matches(credit.credit, seen):
        yield "which the terms leave out"
    if holders and not mentions(credit.credit, holders):
        yield "who is none of those whose images may be used"
    if mentions(credit.credit, read_texts(params, "refused")):
        yield "whose images may not be used"


CHECK = Check(
    "images-credited",
    judge,
    make_schema({"any_of": PATTERNS, "without": PATTERNS, "holders": TEXTS, "refused": TEXTS}),
)
