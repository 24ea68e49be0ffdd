"""Check kind `license-stated`: the article grants its license by name, links its deed and says which version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.checks.judging import PASSED, about, fail, join_words, not_applicable
from compliance.checks.license_ids import are_same, is_open_about_type, split_license
from compliance.checks.params import LOOK, TEXTS, Params, describe, make_schema, read_texts, some_of
from compliance.checks.selecting import touch
from compliance.checks.telling import LICENSE, STORY, tell
from compliance.hookspecs import Check, KindExample
from compliance.model.article import Scope
from compliance.model.evidence import Evidence, Kind, LicenseStatement, LinkValue, Target
from compliance.model.result import Finding, Judgement
from compliance.model.seen import Seen

PARTS = ("name", "link", "version")
_NO_GRANT = {
    (Kind.LICENSE_MENTION, Scope.ARTICLE): "mentions a license, but does not place the article under it",
    (Kind.LICENSE_GRANT, Scope.IMAGE): "is the license of an image, not of the article",
    (Kind.LICENSE_GRANT, Scope.SITE): "is the license of the site, not of the article",
    (Kind.LICENSE_GRANT, Scope.QUOTATION): "stands in a quotation",
}

Grants = Sequence[tuple[Evidence, LicenseStatement]]


def judge(params: Params, seen: Seen) -> Judgement:
    """Pass if grants of the wanted license have all parts between them."""
    parts, wanted = read_texts(params, "parts", ("name",)), read_texts(params, "ids")
    grants = [(i, i.value) for i in seen.of_kind(Kind.LICENSE_GRANT) if isinstance(i.value, LicenseStatement)]
    if not grants and "name" not in parts:
        return not_applicable("the article states no license")
    if not grants:
        near = tuple(_find_near_misses(seen))
        return fail(near or (Finding("the article states no license"),))
    fitting = [(item, value) for item, value in grants if not wanted or _is_one_of(value.id, wanted)]
    if not fitting:
        reason = f"does not name {join_words(wanted)}"
        return fail(about(item, f"says {value.id or 'no known license'}: {reason}") for item, value in grants[:1])
    missing = [reason for part, reason in _find_missing(fitting, seen) if part in parts]
    return fail(about(fitting[0][0], reason) for reason in missing) if missing else PASSED


def _is_one_of(spdx: str, wanted: Sequence[str]) -> bool:
    return bool(spdx) and not is_open_about_type(spdx) and any(are_same(spdx, other) for other in wanted)


def _find_near_misses(seen: Seen) -> Iterator[Finding]:
    for (kind, scope), reason in _NO_GRANT.items():
        yield from (about(item, reason) for item in seen.of_kind(kind, scope=scope))


def _find_missing(grants: Grants, seen: Seen) -> Iterator[tuple[str, str]]:
    if not any(value.id or value.name for _, value in grants):
        yield "name", "does not say which license it is"
    if not any(value.url or _is_linked(item, seen) for item, value in grants):
        yield "link", "is not linked to the license's text"
    if not any(split_license(value.id).version for _, value in grants):
        yield "version", "does not say which version of the license"


def _is_linked(grant: Evidence, seen: Seen) -> bool:
    links = ((item, item.value) for item in seen.of_kind(Kind.HYPERLINK) if isinstance(item.value, LinkValue))
    return any(value.target is Target.LICENSE and touch(grant.span, item.span) for item, value in links)


CHECK = Check(
    "license-stated",
    judge,
    make_schema(
        {
            "parts": describe(some_of(PARTS), "what the article says of it", ["name"]),
            "ids": describe(
                TEXTS,
                "SPDX ids, one of which it must be; a version that is left out fits any; left out, any license will do",
            ),
        }
    ),
    about="The article grants its license by name, links its deed, and says which version it is.",
    cost=LOOK,
    examples=(
        KindExample(
            "The article grants a license, and links it.",
            {"parts": ["name", "link"]},
            passes=tell(STORY, LICENSE),
            fails=tell(STORY, "This article is licensed under CC BY 4.0."),
        ),
        KindExample(
            "Its license is one of two.",
            {"ids": ["CC-BY-4.0", "CC-BY-SA-4.0"]},
            passes=tell(STORY, LICENSE),
            fails=tell(STORY, "This article is licensed under CC BY-NC 4.0."),
        ),
    ),
)
