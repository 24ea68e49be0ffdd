"""Which licenses go together: what may be made of a work, and what a work under one may stand in. Pure tables.

Sources, compared on 2026-11-24 with copies of the legal codes, word by word where a row speaks:

* CC BY 4.0 and CC BY-NC 4.0, sections 2(a)(1) and 3(a)(4): https://creativecommons.org/licenses/by-nc/4.0/legalcode
* CC BY-SA 4.0 and CC BY-NC-SA 4.0, sections 1(c) and 3(b)(1): https://creativecommons.org/licenses/by-sa/4.0/legalcode
* CC BY-ND 4.0 and CC BY-NC-ND 4.0, section 2(a)(1): https://creativecommons.org/licenses/by-nc-nd/4.0/legalcode
* CC BY-SA 3.0 and CC BY-NC-SA 3.0, section 4(b), CC BY-NC-ND 3.0, sections 1(b), 3 and 4(a); CC BY-SA 2.0, section 4(b)
* the licenses that Creative Commons lists as compatible: https://creativecommons.org/compatiblelicenses
* Open Government Licence 3.0: https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/

What they leave open is *unclear*, and for a person: version 1.0 was not compared, and no table knows whether a picture
beside a text makes a collection, which may keep a license of its own, or an adaptation, which may not.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from compliance.terms.directory import CreativeCommons, read_creative_commons

_DEEDS = "https://creativecommons.org/licenses/"
_LISTED = "https://creativecommons.org/compatiblelicenses"
_OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


class Answer(StrEnum):
    """Whether something is allowed, as far as the licenses say."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Ruling(Struct, frozen=True):
    """An answer, half a sentence that gives its reason, and the address of the words that it rests on."""

    answer: Answer
    reason: str
    source: str = ""


PUBLIC_DOMAIN = frozenset({"CC0-1.0", "CC-PDM-1.0", "CC-PDDC", "LicenseRef-public-domain", "PDDL-1.0", "Unlicense"})

COMPATIBLE: dict[tuple[str, str], str] = {
    ("CC-BY-SA-4.0", "LAL-1.3"): _LISTED,
    ("CC-BY-SA-4.0", "GPL-3.0-only"): _LISTED,
    ("CC-BY-SA-4.0", "GPL-3.0-or-later"): _LISTED,
    ("LAL-1.3", "CC-BY-SA-4.0"): _LISTED,
    ("OGL-UK-3.0", "CC-BY-4.0"): _OGL,
    ("OGL-UK-3.0", "ODC-By-1.0"): _OGL,
}
"""Original and adaptation, where a list or the license itself names the other. To the GPL it is a way without return;
no license is listed for BY-NC-SA."""

ADAPTATIONS: dict[str, dict[str, Answer]] = {
    "CC-BY": dict.fromkeys(("CC-BY", "CC-BY-NC", "CC-BY-ND", "CC-BY-SA", "CC-BY-NC-SA", "CC-BY-NC-ND"), Answer.YES),
    "CC-BY-NC": dict.fromkeys(("CC-BY-NC", "CC-BY-NC-SA", "CC-BY-NC-ND"), Answer.YES),
}
"""Families of the original and of the adaptation, where no version matters; what is not there is unclear. Licenses with
ND or SA have rules of their own. That BY-NC goes into a license that allows commercial use is not forbidden in words,
but the adaptation would stay noncommercial, which its license does not say."""


def adapt(original: str, adapted: str) -> Ruling:
    """Return whether a changed or translated work may be published under another license; both are SPDX ids.

    >>> adapt("CC-BY-SA-3.0", "CC-BY-SA-4.0").answer, adapt("CC-BY-SA-4.0", "CC-BY-SA-3.0").answer
    (<Answer.YES: 'yes'>, <Answer.NO: 'no'>)
    """
    if original in PUBLIC_DOMAIN:
        return Ruling(Answer.YES, "nobody's leave is needed")
    if source := COMPATIBLE.get((original, adapted)):
        return Ruling(Answer.YES, "it is named as compatible", source)
    first, second = read_creative_commons(original), read_creative_commons(adapted)
    if first is None:
        same = bool(original) and original == adapted
        return Ruling(Answer.YES, "it is the same license") if same else _unclear(original)
    if "ND" in first.elements:
        return Ruling(Answer.NO, "no changed copy may be shared", _deed(first))
    if "SA" in first.elements:
        return _share_alike(first, second, adapted)
    answer = ADAPTATIONS[first.family].get(second.family, Answer.UNCLEAR) if second else Answer.UNCLEAR
    if answer is Answer.YES:
        return Ruling(answer, "who receives it can still keep to the first license", _deed(first))
    return Ruling(answer, f"what {original} asks for holds on, and {adapted} does not say so", _deed(first))


def _share_alike(first: CreativeCommons, second: CreativeCommons | None, adapted: str) -> Ruling:
    """An adaptation takes this version or a later one with the same elements, whatever its port."""
    source = _deed(first)
    if adapted.startswith("LicenseRef-") or (second is None and first.version != "4.0"):
        return Ruling(Answer.UNCLEAR, "which license it is, or whether it is listed, is not known", source)
    if second is None or second.family != first.family:
        return Ruling(Answer.NO, "an adaptation keeps the same license elements", source)
    if not first.version or not second.version or (first.version == "1.0" and second.version != "1.0"):
        return Ruling(Answer.UNCLEAR, "which versions it may go into is not known", source)
    if second.version >= first.version:
        return Ruling(Answer.YES, "it is this version or a later one, with the same elements", source)
    if second.port and first.version.startswith("2"):
        return Ruling(Answer.UNCLEAR, "version 2 names the ports to countries without their versions", source)
    return Ruling(Answer.NO, "an adaptation takes no earlier version", source)


def sell(license_id: str) -> Ruling:
    """Return whether a work may be used commercially."""
    parts = read_creative_commons(license_id)
    if license_id in PUBLIC_DOMAIN or (parts and "NC" not in parts.elements):
        return Ruling(Answer.YES, "nothing in it speaks against commercial use")
    if parts:
        return Ruling(Answer.NO, "it rules out commercial use", _deed(parts))
    return _unclear(license_id)


def include(part: str, whole: str) -> Ruling:
    """Return whether an unchanged work may stand in an article under another license, empty for none.

    A collection leaves each work its license; the ids say nothing on whether it is one.
    """
    one, other = read_creative_commons(part), read_creative_commons(whole)
    if part in PUBLIC_DOMAIN:
        return Ruling(Answer.YES, "nobody's leave is needed")
    if one is None:
        return Ruling(Answer.YES, "it is the same license") if part and part == whole else _unclear(part)
    if other and one.family == other.family:
        return Ruling(Answer.YES, "it is the same license")
    if "SA" in one.elements:
        reason = "unchanged in a collection it keeps its license, made into one work with the text it would take all"
        return Ruling(Answer.UNCLEAR, reason, _deed(one))
    if "ND" in one.elements:
        return Ruling(Answer.UNCLEAR, "it may stand in a collection whole and unchanged only", _deed(one))
    if "NC" in one.elements and whole and not (other and "NC" in other.elements):
        return Ruling(Answer.UNCLEAR, "the article's license must not seem to free it for commercial use", _deed(one))
    return Ruling(Answer.YES, "it keeps its own credit and license")


def _unclear(license_id: str) -> Ruling:
    return Ruling(Answer.UNCLEAR, f"nothing is known of what {license_id or 'no license'} goes together with")


def _deed(parts: CreativeCommons) -> str:
    elements = "-".join(parts.family.split("-")[1:]).lower()
    return f"{_DEEDS}{elements}/{parts.version or '4.0'}/"
