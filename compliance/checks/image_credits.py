"""Check kind `images-credited`: each image has a credit; on request one of a form, from or not from some holders."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from compliance.checks.judging import PASSED, fail, not_applicable, quote, review, settle
from compliance.checks.naming import mentions
from compliance.checks.params import LOOK, TEXTS, Params, describe, make_schema, read_texts
from compliance.checks.pictures import list_pictures
from compliance.checks.telling import PICTURE, STORY, tell
from compliance.checks.wording import PATTERNS, Matcher, Wording
from compliance.hookspecs import Check, KindExample
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if every image that is no counter has a credit, and each credit is as the parameters want it.

    ``any_of``: patterns, one of which the credit holds; ``without``: patterns that none holds, such as ``©``;
    ``holders``: who may be credited; ``refused``: who may not, such as agencies. Whose an image is that has a credit
    which was not read, a person has to see.
    """
    pictures = list_pictures(seen)
    if not pictures:
        return not_applicable("there is no image")
    missing = [Finding(f"the image {p.name} has no credit", p.span) for p in pictures if not p.value.credited]
    if not params:
        return settle(missing)
    credited = [picture for picture in pictures if picture.value.credited]
    wanted = _read_wishes(params, seen)
    wrong = [
        Finding(f"the image {p.name} is credited to {quote(p.credit.credit)}, {reason}", p.span)
        for p in credited
        if p.credit
        for reason in wanted.find_faults(p.credit.credit)
    ]
    if missing or wrong:
        return fail([*missing, *wrong])
    unread = [Finding(f"whose is the image {p.name}?", p.span) for p in credited if not p.credit]
    return review(unread, message="whose are these images?") if unread else PASSED


class _Wishes(Struct, frozen=True):
    """What the terms want of a credit."""

    wanted: Matcher
    unwanted: Matcher
    holders: tuple[str, ...]
    refused: tuple[str, ...]

    def find_faults(self, credit: str) -> Iterator[str]:
        """Yield what is wrong with a credit."""
        if self.wanted and not self.wanted.matches(credit):
            yield "which is not how the terms want it"
        if self.unwanted.matches(credit):
            yield "which the terms leave out"
        if self.holders and not mentions(credit, self.holders):
            yield "who is none of those whose images may be used"
        if mentions(credit, self.refused):
            yield "whose images may not be used"


def _read_wishes(params: Params, seen: Seen) -> _Wishes:
    return _Wishes(
        Wording(read_texts(params, "any_of")).fill(seen),
        Wording(read_texts(params, "without")).fill(seen),
        read_texts(params, "holders"),
        read_texts(params, "refused"),
    )


CHECK = Check(
    "images-credited",
    judge,
    make_schema(
        {
            "any_of": describe(PATTERNS, "patterns, one of which each credit must hold; left out, any credit will do"),
            "without": describe(PATTERNS, "patterns, none of which a credit may hold; left out, it may hold anything"),
            "holders": describe(TEXTS, "who may be credited; left out, anyone"),
            "refused": describe(TEXTS, "who may not be credited; left out, nobody is refused"),
        }
    ),
    about="Each image has a credit; on request one of a form, from some holders, or not from others.",
    cost=f"{LOOK}, and one reading of the credits for each pattern",
    examples=(
        KindExample(
            "Each image has a credit.",
            {},
            passes=tell(STORY, PICTURE, "Photo: Paul Painter"),
            fails=tell(STORY, PICTURE, "The water stood a metre high."),
        ),
        KindExample(
            "Only pictures of one photographer are shown.",
            {"holders": "Paul Painter", "without": "©"},
            passes=tell(STORY, PICTURE, "Photo: Paul Painter"),
            fails=tell(STORY, PICTURE, "Photo: Ann Author"),
        ),
    ),
)
