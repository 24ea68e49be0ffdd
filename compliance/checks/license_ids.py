"""Comparing license ids: a port or a missing version makes no other license, a missing type leaves it open."""

from __future__ import annotations

from typing import NamedTuple

UNTYPED_FAMILY = "CC"


class LicenseParts(NamedTuple):
    """A license id taken apart: ``CC-BY-ND``, ``4.0``; the port is left out."""

    family: str
    version: str


def split_license(spdx: str) -> LicenseParts:
    """Take an SPDX id apart.

    >>> split_license("CC-BY-NC-ND-3.0-US"), split_license("LicenseRef-CC-BY")
    (LicenseParts(family='CC-BY-NC-ND', version='3.0'), LicenseParts(family='CC-BY', version=''))
    """
    words = spdx.removeprefix("LicenseRef-").split("-")
    position = next((i for i, word in enumerate(words) if word[:1].isdigit()), len(words))
    return LicenseParts("-".join(words[:position]), "".join(words[position : position + 1]))


def is_open_about_type(spdx: str) -> bool:
    """Whether an id says Creative Commons and no more."""
    return split_license(spdx).family == UNTYPED_FAMILY


def are_same(one: str, other: str) -> bool:
    """Whether two ids can speak of the same license."""
    first, second = split_license(one), split_license(other)
    families = {first.family.upper(), second.family.upper()}
    versions = {first.version, second.version} - {""}
    return len(versions) <= 1 and len(families - {UNTYPED_FAMILY}) <= 1
