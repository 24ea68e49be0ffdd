"""What a license that a text names is about, and whether it is granted there or only spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from compliance.extractors.block_text import Passage
from compliance.extractors.passages import images_between, is_image_text
from compliance.extractors.wording import find_first, find_wordings
from compliance.model.article import Scope
from compliance.model.scan import Hit, Scan
from compliance.patterns import compile_late
from compliance.spdx import PUBLIC_DOMAIN, UNTYPED

_REMOTE = frozenset({Scope.COMMENT, Scope.RELATED})
_IMAGE_HINTS = frozenset({"caption", "credit", "figure"})
_PERSONS = frozenset({"author", "byline", "bio"})
_OWN_HINTS = frozenset({"license", "copyright", "footer"})
_BADGE = 90
"""Characters of a line that is a license's badge: its name and hardly anything else."""
_LEAD = 160
"""Characters before a license among which its subject is looked for."""
_NOTICE = compile_late(r"©|\(c\)|copyright|copyleft", re.IGNORECASE)


_CALLED = compile_late(r"li[cz]en|licen[sc]|ライセンス|许可|лиценз|lisans", re.IGNORECASE)
_BUTTON = compile_late(r"creativecommons\.org/|licensebuttons\.net/|/(?:cc|by)[-_.]|88x31|80x15", re.IGNORECASE)
_UNDER = compile_late(
    r"(?:under|unter|sous|bajo|sob|sotto|onder|под)(?: (?:an?|the|eine[rm]?|der|une|la|una?|uma|een))?\s*$",
    re.IGNORECASE,
)


class Setting(NamedTuple):
    """How a license stands in its block: strength, scope, trust and the range of its sentence."""

    strength: str
    scope: Scope
    trust: int
    start: int
    end: int


class Mention(NamedTuple):
    """A license in a block: range of characters, id, address, the words that name it, and whether a deed is linked from
    words that name no license (a photographer's name).
    """

    start: int
    end: int
    id: str
    url: str = ""
    words: str = ""
    is_foreign: bool = False


def judge_setting(passage: Passage, mention: Mention, hits: Sequence[Hit], scan: Scan, *, marginal: bool) -> Setting:
    """Return what the words around a license make of it; ``hits`` are those of the block."""
    start, end = mention.start, mention.end
    first, last = passage.find_sentence(start, end)
    block = passage.block
    inside = [(hit, passage.range_of(hit)[0]) for hit in hits]
    inside = [(hit, position) for hit, position in inside if first <= position < last]
    cues = {hit.phrase.cue for hit, position in inside if hit.phrase.cue != "license-grant" or position < end + 40}
    granted = "license-grant" in cues
    if block.scope in _REMOTE:
        return Setting("named", block.scope, 40, first, last)
    subjects = [
        (at, hit.phrase.attributes.get("scope", "image")) for hit, at in inside if hit.phrase.cue == "license-subject"
    ]
    if own := find_first(scan, "license-subject-own", passage.text[first:last]):
        subjects.append((first + own.start, "article"))
    subject = _find_subject(subjects, start)
    if mention.is_foreign or (subject != "article" and block.hints & _IMAGE_HINTS):
        subject = "image"
    if subject and subject != "article":
        strength = "granted" if granted and subject != "site" else "named"
        return Setting(strength, _as_scope(subject), 50, first, last)
    if block.kind == "quote":
        return Setting("named", Scope.QUOTATION, 45, first, last)
    from_origin = "origin-statement" in cues
    about = subject == "article" or from_origin
    return _judge_own(passage, mention, (first, last), granted=granted or from_origin, about=about, marginal=marginal)


def _judge_own(
    passage: Passage, mention: Mention, sentence: tuple[int, int], *, granted: bool, about: bool, marginal: bool
) -> Setting:
    """Judge a license that speaks of no other thing than the article or the site."""
    block, (first, last) = passage.block, sentence
    if mention.id == UNTYPED and not mention.url and not _is_called_license(passage.text, mention):
        return Setting("named", block.scope, 40, first, last)
    vague = mention.id in {UNTYPED, PUBLIC_DOMAIN}
    if granted and (about or (marginal and not vague)):
        return Setting("granted", block.scope, 80 if block.scope is Scope.ARTICLE else 72, first, last)
    own = (
        bool(block.hints & _OWN_HINTS)
        or block.scope is Scope.SITE
        or (marginal and (about or _is_badge(passage, mention)))
    )
    size = len(passage.text)
    if mention.url and not mention.words and block.hints & _PERSONS and not _NOTICE.search(passage.text):
        return Setting("named", Scope.IMAGE, 45, first, last)
    badge = size - (mention.end - mention.start) <= _BADGE or bool(_NOTICE.search(passage.text))
    if own and not vague and (badge or block.hints & _OWN_HINTS) and size <= 4 * _BADGE:
        return Setting("declared", block.scope, 64, first, last)
    if own and mention.url and not mention.words and badge:
        return Setting("declared", block.scope, 60, first, last)
    return Setting("named", block.scope, 45, first, last)


def _is_badge(passage: Passage, mention: Mention) -> bool:
    """Whether a line is a notice with a license, or nothing but a linked license, and no picture's credit."""
    words = passage.text[: mention.start] + passage.text[mention.end :]
    place = passage.to_flat(mention.start)
    buttons = images_between(passage.article, place, place) if mention.start == mention.end else ()
    if (mention.url and not re.search(r"\w", words)) or any(_BUTTON.search(image.url) for image in buttons):
        return True
    index = passage.article.block_index(passage.block.start)
    return index is not None and not is_image_text(passage.article, index) and bool(_NOTICE.search(words))


def _is_called_license(text: str, mention: Mention) -> bool:
    """Whether Creative Commons is named as a license here, and not as the organisation."""
    return bool(_CALLED.search(text[mention.start : mention.end + 24]) or _UNDER.search(text[: mention.start]))


def _find_subject(subjects: Sequence[tuple[int, str]], start: int) -> str:
    """Return what a license is about: the first subject in front of it where that is the article, else the nearest."""
    before = sorted((position, scope) for position, scope in subjects if start - _LEAD <= position <= start)
    if before:
        return before[0][1] if before[0][1] == "article" else max(before)[1] if _has_no_text(before) else "image"
    behind = {scope for _, scope in subjects}
    return min(subjects)[1] if behind and "article" not in behind else "article" if behind else ""


def _has_no_text(subjects: Sequence[tuple[int, str]]) -> bool:
    return all(scope != "article" for _, scope in subjects)


def _as_scope(subject: str) -> Scope:
    return {"comment": Scope.COMMENT, "site": Scope.SITE}.get(subject, Scope.IMAGE)


def is_about_images(scan: Scan, sentence: str) -> bool:
    """Whether a sentence speaks of pictures, music or the like, and of no text."""
    scopes = {w.phrase.attributes.get("scope", "image") for w in find_wordings(scan, "license-subject", sentence)}
    if scopes != {"image"}:
        return False
    objects = (sentence[w.start : w.end] for w in find_wordings(scan, "notice-object", sentence))
    return all(find_first(scan, "license-subject", words) for words in objects)
