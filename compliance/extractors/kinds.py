"""The built-in kinds of evidence, with what they are and the classes of their values."""

from __future__ import annotations

from compliance.hookspecs import EvidenceKind
from compliance.model import evidence
from compliance.model.evidence import Kind

_KINDS: tuple[tuple[Kind, str, type[object]], ...] = (
    (Kind.TITLE, "the article's title", evidence.Title),
    (Kind.BYLINE, "a name in a byline", evidence.Byline),
    (Kind.PUBLISHER, "who publishes the page", evidence.Publisher),
    (Kind.DATE, "a day of publication or change", evidence.Date),
    (Kind.CANONICAL_URL, "the address that the page declares as its own, or as the original's", evidence.CanonicalUrl),
    (Kind.ORIGIN_STATEMENT, "a sentence that says where the article comes from", evidence.OriginStatement),
    (Kind.HYPERLINK, "a hyperlink", evidence.LinkValue),
    (Kind.COPYRIGHT_NOTICE, "a copyright line", evidence.CopyrightNotice),
    (Kind.LICENSE_GRANT, "words or metadata that put the article under a license", evidence.LicenseStatement),
    (Kind.LICENSE_MENTION, "a license that is named, but not granted", evidence.LicenseStatement),
    (Kind.FAIR_USE_NOTICE, "a notice of fair use, fair dealing or quotation", evidence.FairUseNotice),
    (Kind.DISCLAIMER, "a disclaimer", evidence.Disclaimer),
    (Kind.PERMISSION_STATEMENT, "what the article itself says about its reuse", evidence.PermissionStatement),
    (Kind.MODIFICATION_NOTICE, "a note that the text was changed", evidence.ModificationNotice),
    (Kind.IMAGE, "an image", evidence.ImageValue),
    (Kind.IMAGE_CREDIT, "who an image is credited to", evidence.ImageCredit),
    (Kind.TRACKER, "a counter that travels with the article", evidence.Tracker),
    (Kind.RESERVATION, "a reservation of rights", evidence.Reservation),
    (Kind.DIGITAL_SOURCE, "how something was made", evidence.DigitalSource),
)

EVIDENCE_KINDS = tuple(EvidenceKind(str(kind), title, value) for kind, title, value in _KINDS)
