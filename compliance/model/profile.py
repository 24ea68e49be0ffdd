"""What the evidence of one article amounts to when carriers are weighed."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.model.article import Scope
from compliance.model.evidence import Target


@dataclass(frozen=True, slots=True)
class ProfileSource:
    """The statement of another origin; ``line`` is 1-based, ``link`` the kind of the statement's link."""

    present: bool = False
    name: str | None = None
    url: str | None = None
    line: int | None = None
    link: Target = Target.MISSING


@dataclass(frozen=True, slots=True)
class ProfileNotice:
    """One copyright notice."""

    text: str
    years: tuple[str, ...]
    holder: str | None
    line: int


@dataclass(frozen=True, slots=True)
class ProfileLicense:
    """The license that governs the article's text; all empty where none is seen."""

    id: str | None = None
    url: str | None = None
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class ProfileCredit:
    """One image credit."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Profile:
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
