"""Check kind `licenses-compatible`: the licenses of a text, of what it was made from and of its images go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from compliance.checks.judging import PASSED, fail, join_words, not_applicable, quote, review
from compliance.checks.params import LOOK, Params, describe, make_schema, read_texts, some_of
from compliance.checks.selecting import touch
from compliance.checks.telling import ADDRESS, PICTURE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.article import Scope
from compliance.model.context import QUESTIONS
from compliance.model.evidence import Evidence, ImageCredit, Kind, LicenseStatement, OriginStatement
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen
from compliance.model.source import Span
from compliance.terms.compatibility import Answer, Ruling, adapt, include, sell

PARTS = ("text", "images", "use")
_CHANGES = ("edited", "translated")


class _Point(Struct, frozen=True):
    """A ruling on one license, where it stands, and the context keys that would settle it."""

    ruling: Ruling
    finding: Finding
    unknown: tuple[str, ...] = ()


def judge(params: Params, seen: Seen) -> Judgement:
    """Fail on what the licenses rule out; what they leave open, and what the context does not say, is for a person."""
    parts = read_texts(params, "parts", PARTS)
    judges = {"text": _judge_text, "images": _judge_images, "use": _judge_use}
    points = [point for part in PARTS if part in parts for point in judges[part](seen)]
    if not points:
        return not_applicable("no two licenses meet here")
    wrong = [point for point in points if point.ruling.answer is Answer.NO and not point.unknown]
    if wrong:
        return fail([point.finding for point in wrong], message=wrong[0].finding.message)
    doubtful = [point for point in points if point.ruling.answer is not Answer.YES]
    if not doubtful:
        return PASSED
    unknown = tuple(dict.fromkeys(key for point in doubtful for key in point.unknown))
    asked = " ".join(QUESTIONS[key] for key in unknown)
    words = doubtful[0].finding.message
    message = f"{asked} depending on that: {words}" if asked else words
    return review([point.finding for point in doubtful], message=message, unknown=unknown)


def _judge_text(seen: Seen) -> Iterator[_Point]:
    """Yield whether a changed text may bear the license that it bears, for each license that it came under.

    Whether it may be changed at all is a matter of permission, which publishers can give where the license does not.
    """
    changes = [seen.context.get(key) for key in _CHANGES]
    granted = _find_own(seen)
    if not granted or all(change == "no" for change in changes):
        return
    unknown = () if "yes" in changes else tuple(key for key in _CHANGES if seen.context.get(key) is None)
    for original in dict.fromkeys(_originals(seen)):
        if adapt(original, original).answer is Answer.NO:
            continue
        rulings = [(adapt(original, spdx), spdx, item) for item, spdx in granted]
        ruling, spdx, item = next((r for r in rulings if r[0].answer is Answer.YES), rulings[0])
        words = f"made of a text under {original}, a changed one stands under {spdx}: {ruling.reason}"
        yield _Point(ruling, Finding(_add_source(words, ruling), item.span), unknown)


def _judge_images(seen: Seen) -> Iterator[_Point]:
    """Yield whether each image may stand, unchanged, in an article under this one's license."""
    own = [spdx for _, spdx in _grants(seen, Scope.ARTICLE)]
    for text, spdx, span in _images(seen):
        ruling = include(spdx, own[0] if own else "")
        words = f"{quote(text)} is under {spdx}, the article under {join_words(own) if own else 'no stated license'}"
        yield _Point(ruling, Finding(_add_source(f"{words}: {ruling.reason}", ruling), span))


def _judge_use(seen: Seen) -> Iterator[_Point]:
    """Yield whether each image may be used as the context says."""
    use = seen.context.get("use")
    for text, spdx, span in _images(seen):
        ruling = sell(spdx)
        if ruling.answer is Answer.UNCLEAR or use not in {None, "commercial"}:
            continue
        words = f"{quote(text)} is under {spdx}: {ruling.reason}"
        yield _Point(ruling, Finding(_add_source(words, ruling), span), () if use else ("use",))


def _grants(seen: Seen, scope: Scope) -> Sequence[tuple[Evidence, str]]:
    """Return statements of a known license with its id, the best founded first."""
    found = ((i, i.value) for i in seen.of_kind(Kind.LICENSE_GRANT, scope=scope))
    known = [(item, value.id) for item, value in found if isinstance(value, LicenseStatement) and value.id]
    return sorted(known, key=lambda pair: -pair[0].trust)


def _find_own(seen: Seen) -> Sequence[tuple[Evidence, str]]:
    """Return the licenses that the article says it is under itself, and not the original; of one alone, that."""
    granted = _grants(seen, Scope.ARTICLE)
    originals = [item.span for item, _ in _statements(seen)]
    return [pair for pair in granted if not any(touch(pair[0].span, span) for span in originals)] or granted


def _statements(seen: Seen) -> Iterator[tuple[Evidence, str]]:
    """Yield statements of another origin that name its license."""
    for item in seen.of_kind(Kind.ORIGIN_STATEMENT):
        if isinstance(item.value, OriginStatement) and item.value.names_another and item.value.license_id:
            yield item, item.value.license_id


def _originals(seen: Seen) -> Iterator[str]:
    """Yield the licenses that the hops' publishers give, and those that statements of origin name."""
    about = {hop.policy for hop in seen.about}
    yield from (policy.license for policy in seen.policies if policy.id in about and policy.license)
    yield from (spdx for _, spdx in _statements(seen))


def _images(seen: Seen) -> Iterator[tuple[str, str, Span]]:
    """Yield words, license and place of each image's license, one per place."""
    credits_ = [
        (item.text, item.value.license_id, item.span)
        for item in seen.of_kind(Kind.IMAGE_CREDIT, scope=None)
        if isinstance(item.value, ImageCredit) and item.value.license_id
    ]
    yield from credits_
    for item, spdx in _grants(seen, Scope.IMAGE):
        if not any(touch(item.span, span) for _, _, span in credits_):
            yield item.text, spdx, item.span


def _add_source(words: str, ruling: Ruling) -> str:
    return f"{words} ({ruling.source})" if ruling.source else words


_ALIKE = (
    f"This article was republished from [Harbor Weekly]({ADDRESS}) under "
    "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)."
)
CHECK = Check(
    "licenses-compatible",
    judge,
    make_schema(
        {
            "parts": describe(
                some_of(PARTS),
                "what is compared: the license of a changed 'text' with the original's, those of 'images' with the "
                "article's, or with the 'use'",
                list(PARTS),
            )
        }
    ),
    about="The licenses of a text, of what it was made from, and of its images go together.",
    cost=LOOK,
    examples=(
        KindExample(
            "No picture that is for noncommercial use stands in a commercial one.",
            {"parts": ["use"]},
            passes=tell(STORY, PICTURE, "Photo: Ann Author, CC BY 4.0"),
            fails=tell(STORY, PICTURE, "Photo: Ann Author, CC BY-NC 4.0"),
            context={"use": "commercial"},
        ),
        KindExample(
            "A translation keeps a license that shares alike.",
            {"parts": ["text"]},
            passes=tell(STORY, _ALIKE, "This translation is licensed under CC BY-SA 4.0."),
            fails=tell(STORY, _ALIKE, "This translation is licensed under CC BY 4.0."),
            context={"translated": "yes"},
        ),
    ),
)
