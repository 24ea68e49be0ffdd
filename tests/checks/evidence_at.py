"""What the tests of checks share: evidence at a place, and an article in which it is seen."""

from compliance.hookspecs import Check
from compliance.model.article import Carrier, Scope
from compliance.model.context import Context
from compliance.model.evidence import (
    Byline,
    CanonicalUrl,
    CopyrightNotice,
    Date,
    Disclaimer,
    Evidence,
    FairUseNotice,
    ImageCredit,
    ImageValue,
    Kind,
    LicenseStatement,
    LinkValue,
    ModificationNotice,
    OriginStatement,
    PermissionStatement,
    Publisher,
    Reservation,
    Target,
    Title,
    Tracker,
)
from compliance.model.origin import Origin
from compliance.model.policy import Authority, Policy
from compliance.model.result import Judgement
from compliance.model.seen import Seen
from compliance.model.source import Span

KINDS = {
    Byline: Kind.BYLINE,
    CanonicalUrl: Kind.CANONICAL_URL,
    CopyrightNotice: Kind.COPYRIGHT_NOTICE,
    Date: Kind.DATE,
    Disclaimer: Kind.DISCLAIMER,
    FairUseNotice: Kind.FAIR_USE_NOTICE,
    ImageCredit: Kind.IMAGE_CREDIT,
    ImageValue: Kind.IMAGE,
    LicenseStatement: Kind.LICENSE_GRANT,
    LinkValue: Kind.HYPERLINK,
    ModificationNotice: Kind.MODIFICATION_NOTICE,
    OriginStatement: Kind.ORIGIN_STATEMENT,
    PermissionStatement: Kind.PERMISSION_STATEMENT,
    Publisher: Kind.PUBLISHER,
    Reservation: Kind.RESERVATION,
    Title: Kind.TITLE,
    Tracker: Kind.TRACKER,
}

HARBOR = Origin("Harbor Weekly", span=Span(7, 9))
MEADOW = Origin("Meadow Post", policy="meadow-post", hop=1, span=Span(70, 80))
MEADOW_POLICY = Policy(
    "meadow-post", "Meadow Post", Authority.PUBLISHER, aliases=("The Post",), hosts=("meadowpost.example",)
)


def at(
    start: int,
    value: object,
    text: str = "words",
    *,
    scope: Scope = Scope.ARTICLE,
    carrier: Carrier = Carrier.TEXT,
    kind: str = "",
) -> Evidence:
    return Evidence(kind or KINDS[type(value)], value, text, Span(start, start + 10), scope, carrier)


def link(start: int, words: str, url: str, target: Target, host: str = "") -> Evidence:
    return at(start, LinkValue(url, target, host, words), words)


def statement(start: int, name: str, *, carrier: Carrier = Carrier.TEXT, **values: object) -> Evidence:
    return at(start, OriginStatement("republished", name, **values), f"Originally published by {name}", carrier=carrier)


def seen(
    *evidence: Evidence,
    about: tuple[Origin, ...] = (),
    policies: tuple[Policy, ...] = (),
    publisher: str = "",
    **context: str,
) -> Seen:
    return Seen(
        evidence,
        context=Context(context),
        origins=about,
        about=about,
        policies=policies,
        body=Span(0, 10_000),
        articles_publisher=publisher,
    )


def judge(check: Check, params: dict[str, object], given: Seen) -> Judgement:
    return check.judge(params, given)


def starts(judgement: Judgement) -> list[int]:
    return [finding.span.start for finding in judgement.findings if finding.span]


def messages(judgement: Judgement) -> list[str]:
    return [finding.message for finding in judgement.findings]
