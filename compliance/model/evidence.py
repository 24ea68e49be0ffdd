"""What can be seen in an article: one value class per kind of evidence, and how a piece of evidence is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
    """Nothing: ``#``, empty, ``javascript:``, ``example.com``, ``TODO``."""
    MISSING = "missing"
    """There is no link at all."""


@dataclass(frozen=True, slots=True)
class Title:
    """The article's title."""

    text: str


@dataclass(frozen=True, slots=True)
class Byline:
    """One name in a byline. ``role``: author, editor, translator, photographer, contributor."""

    name: str
    role: str = "author"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Publisher:
    """The name of who publishes the page. ``role``: publisher, site, provider, dateline."""

    name: str
    role: str = "publisher"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date in ISO 8601. ``role``: published, modified, first-published."""

    date: str
    role: str = "published"


@dataclass(frozen=True, slots=True)
class CanonicalUrl:
    """The address that the page declares as its own, or as the original's."""

    url: str


@dataclass(frozen=True, slots=True)
class LinkValue:
    """A hyperlink: address, target, host (lower case, without ``www.``), words and ``rel`` tokens."""

    url: str
    target: Target
    host: str
    words: str
    rel: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginStatement:
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


@dataclass(frozen=True, slots=True)
class CopyrightNotice:
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


@dataclass(frozen=True, slots=True)
class LicenseStatement:
    """A license named or linked: SPDX id where it can be told, else ``LicenseRef-CC`` or empty."""

    id: str
    url: str = ""
    name: str = ""
    """As worded in the text."""
    strength: str = "named"
    """``declared`` (metadata, rel=license), ``granted`` (a sentence), ``named``, ``linked`` or ``mentioned``."""


@dataclass(frozen=True, slots=True)
class FairUseNotice:
    """A fair-use, fair-dealing or quotation notice. ``slots``: the customary parts that it has."""

    slots: tuple[str, ...]
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """A disclaimer. ``about``: views, responsibility, advice, links, ugc, endorsement."""

    about: str


@dataclass(frozen=True, slots=True)
class PermissionStatement:
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


@dataclass(frozen=True, slots=True)
class ModificationNotice:
    """A note that the text was changed: edited, shortened, translated, adapted."""

    change: str


@dataclass(frozen=True, slots=True)
class ImageValue:
    """An image of the article and the index of its credit, if one was found next to it."""

    url: str
    alt: str
    credited: bool = False


@dataclass(frozen=True, slots=True)
class ImageCredit:
    """Who an image is credited to, and under which license."""

    credit: str
    license_id: str = ""


@dataclass(frozen=True, slots=True)
class Tracker:
    """A counter or tracking element that travels with a republished article."""

    url: str
    host: str
    element: str = "img"
    article_id: str = ""


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reservation of rights. ``what``: all-rights-reserved, no-ai-training, no-tdm, no-reproduction, no-index."""

    what: str


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
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing seen: its kind, its value, the words, and where they stand.

    ``value`` is one of the classes of this module, or any frozen dataclass of a plugin. ``trust`` orders statements of
    the same carrier: higher is the better founded.
    """

    kind: str
    value: object
    text: str
    span: Span
    scope: Scope = Scope.ARTICLE
    carrier: Carrier = Carrier.TEXT
    trust: int = 50
