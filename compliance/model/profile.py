"""What the evidence of one article amounts to when carriers are weighed."""

from __future__ import annotations

from msgspec import Struct

from compliance.model.article import Scope
from compliance.model.evidence import Target


class ProfileSource(Struct, frozen=True):
    """The statement of another origin; ``line`` is 1-based, ``link`` the kind of the statement's link."""

    present: bool = False
    name: str | None = None
    url: str | None = None
    line: int | None = None
    link: Target = Target.MISSING


class ProfileNotice(Struct, frozen=True):
    """One copyright notice."""

    text: str
    years: tuple[str, ...]
    holder: str | None
    line: int


class ProfileLicense(Struct, frozen=True):
    """The license that governs the article's text; all empty where none is seen."""

    id: str | None = None
    url: str | None = None
    scope: Scope | None = None


class ProfileCredit(Struct, frozen=True):
    """One image credit."""

    text: str
    line: int


class Profile(Struct, frozen=True):
    """A summary for readers and scorers; judges nothing."""

    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    canonical_url: str | None = None
    original_source: ProfileSource = ProfileSource()
    copyright_notices: tuple[ProfileNotice, ...] = ()
    license: ProfileLicense = ProfileLicense()
    fair_use_notice: bool = False
    disclaimer: bool = False
    permission_statement: bool = False
    image_credits: tuple[ProfileCredit, ...] = ()
