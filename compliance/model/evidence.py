"""What can be seen in an article: one value class per kind of evidence, and how a piece of evidence is kept."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from compliance.model.article import Carrier, Scope
from compliance.model.source import Span


class Kind(StrEnum):
    """The kinds of evidence that come built in; plugins may add others, with any name."""

    TITLE = "title"
    BYLINE = "byline"
    PUBLISHER = "publisher"
    DATE = "date"
    CANONICAL_URL = "canonical-url"
    ORIGIN_STATEMENT = "origin-statement"
    HYPERLINK = "hyperlink"
    COPYRIGHT_NOTICE = "copyright-notice"
    LICENSE_GRANT = "license-grant"
    LICENSE_MENTION = "license-mention"
    FAIR_USE_NOTICE = "fair-use-notice"
    DISCLAIMER = "disclaimer"
    PERMISSION_STATEMENT = "permission-statement"
    MODIFICATION_NOTICE = "modification-notice"
    IMAGE = "image"
    IMAGE_CREDIT = "image-credit"
    TRACKER = "tracker"
    RESERVATION = "reservation"
    DIGITAL_SOURCE = "digital-source"


class Target(StrEnum):
    """Where a hyperlink leads, as far as its address tells."""

    DEEP = "deep"
    """An absolute address with a path that can be an article's."""
    HOME_PAGE = "home-page"
    PROFILE = "profile"
    """A person's or account's page, a category, tag or search page."""
    ARCHIVE = "archive"
    """A copy kept by a web archive."""
    SHORTENER = "shortener"
    LICENSE = "license"
    """A license deed or legal code."""
    MAIL = "mail"
    RELATIVE = "relative"
    PLACEHOLDER = "placeholder"
    """Nothing: ``#``, empty, ``javascript:``, ``example.com``, or a note to fill it in."""
    MISSING = "missing"
    """There is no link at all."""


class Title(Struct, frozen=True):
    """The article's title."""

    text: str


class Byline(Struct, frozen=True):
    """One name in a byline. ``role``: author, editor, translator, photographer, contributor.

    In text, the evidence's words are the whole line, and its span is that of the name.
    """

    name: str
    role: str = "author"
    url: str = ""


class Publisher(Struct, frozen=True):
    """The name of who publishes the page. ``role``: publisher, site, provider, dateline."""

    name: str
    role: str = "publisher"
    url: str = ""


class Date(Struct, frozen=True):
    """A calendar date in ISO 8601. ``role``: published, modified, first-published, address.

    *address*: a part of the page's own address, as blogs make them of the day of publication; no reader is told.
    """

    date: str
    role: str = "published"


class CanonicalUrl(Struct, frozen=True):
    """The address that the page declares as its own, or as the original's."""

    url: str


class LinkValue(Struct, frozen=True):
    """A hyperlink: address, target, host (lower case, without ``www.``), words and ``rel`` tokens."""

    url: str
    target: Target
    host: str
    words: str
    rel: tuple[str, ...] = ()


class OriginStatement(Struct, frozen=True):
    """A sentence that says where the article comes from.

    ``relation``: republished, syndicated, cross-post, wire, provided, translation, excerpt, adapted, permission, own,
    offer, credit. *own* speaks of this very outlet, *offer* invites others to republish, *credit* thanks for a find.
    """

    relation: str
    name: str = ""
    url: str = ""
    target: Target = Target.MISSING
    link_words: str = ""
    author: str = ""
    license_id: str = ""
    hop: int = 0
    """Order in the chain if one statement names several origins: 0 is the nearest to this copy."""

    @property
    def names_another(self) -> bool:
        """Whether the statement speaks of an origin other than this outlet."""
        return self.relation not in {"own", "offer", "credit"}


class CopyrightNotice(Struct, frozen=True):
    """A copyright line as values: ``years`` as single years or ranges ("2001-2004"), holders in the order written."""

    years: tuple[str, ...]
    holders: tuple[str, ...]
    symbol: str = ""
    """``©``, ``(c)``, ``copyright``, ``copr`` or a combination, as the law lists them (17 U.S.C. 401(b)(1))."""
    repeated: tuple[str, ...] = ()
    """Holders that the line names more than once."""
    linked: tuple[tuple[str, Target], ...] = ()
    """Words of the line that are linked, and where the link leads."""

    @property
    def holder(self) -> str:
        """All holders as one text."""
        return ", ".join(self.holders)


class LicenseStatement(Struct, frozen=True):
    """A license named or linked: SPDX id where it can be told, else ``LicenseRef-CC`` or empty."""

    id: str
    url: str = ""
    name: str = ""
    """As worded in the text."""
    strength: str = "named"
    """``declared`` (metadata, rel=license), ``granted`` (a sentence), ``named``, ``linked`` or ``mentioned``."""


class FairUseNotice(Struct, frozen=True):
    """A fair-use, fair-dealing or quotation notice. ``slots``: the customary parts that it has."""

    slots: tuple[str, ...]
    jurisdiction: str = ""


class Disclaimer(Struct, frozen=True):
    """A disclaimer. ``about``: views, responsibility, advice, links, ugc, endorsement."""

    about: str


class PermissionStatement(Struct, frozen=True):
    """What the article itself says about its reuse.

    ``effect``: grant, restriction, obtained, contact, offer. ``uses`` and ``media`` are values of the context's keys of
    these names; ``conditions``: attribution, copyright, link, noncommercial, unmodified; ``contact`` an e-mail address
    or URL; ``grantor`` who speaks, as far as the sentence tells.
    """

    effect: str
    uses: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    contact: str = ""
    grantor: str = ""


class ModificationNotice(Struct, frozen=True):
    """A note that the text was changed: edited, shortened, translated, adapted."""

    change: str


class ImageValue(Struct, frozen=True):
    """An image of the article and the index of its credit, if one was found next to it."""

    url: str
    alt: str
    credited: bool = False


class ImageCredit(Struct, frozen=True):
    """Who an image is credited to, and under which license."""

    credit: str
    license_id: str = ""


class Tracker(Struct, frozen=True):
    """A counter or tracking element that travels with a republished article."""

    url: str
    host: str
    element: str = "img"
    article_id: str = ""


class Reservation(Struct, frozen=True):
    """A reservation of rights.

    ``what``: all-rights-reserved, no-ai-training, no-tdm, no-reproduction, no-index, machine-terms. The last says that
    terms for machines are linked or embedded, whatever they allow; ``terms`` is their address.
    """

    what: str
    terms: str = ""


class DigitalSource(Struct, frozen=True):
    """How something was made, in the words of IPTC's vocabulary: digitalCapture, trainedAlgorithmicMedia …"""

    code: str


Value = (
    Title
    | Byline
    | Publisher
    | Date
    | CanonicalUrl
    | LinkValue
    | OriginStatement
    | CopyrightNotice
    | LicenseStatement
    | FairUseNotice
    | Disclaimer
    | PermissionStatement
    | ModificationNotice
    | ImageValue
    | ImageCredit
    | Tracker
    | Reservation
    | DigitalSource
)


class Evidence(Struct, frozen=True):
    """One thing seen: its kind, its value, the words, and where they stand.

    ``value`` is one of the classes of this module, or a frozen `msgspec.Struct` or dataclass of a plugin. ``trust``
    orders statements of the same carrier: higher is the better founded.
    """

    kind: str
    value: object
    text: str
    span: Span
    scope: Scope = Scope.ARTICLE
    carrier: Carrier = Carrier.TEXT
    trust: int = 50
