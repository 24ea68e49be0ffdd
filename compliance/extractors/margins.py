"""Where notices stand: around an article, at its ends, in blocks that the markup or a label calls a notice."""

from __future__ import annotations

from compliance.extractors.wording import find_first, find_wordings
from compliance.model.article import Article, Scope
from compliance.model.scan import Scan

_HEAD, _TAIL = 3, 8
"""Blocks of the article, from its start and its end, among which notices stand."""

_HINTS = frozenset({"disclaimer", "footer", "copyright", "license"})
_LABEL = 60
"""Characters from the start of a block within which a label such as "Disclaimer:" ends."""


def find_margins(article: Article) -> frozenset[int]:
    """Return the indexes of the article's blocks in which notices usually stand."""
    own = [i for i, block in enumerate(article.blocks) if block.scope is Scope.ARTICLE and block.kind != "code"]
    ends = {*own[:_HEAD], *own[-_TAIL:]}
    around = {i for i, b in enumerate(article.blocks) if b.scope is Scope.SITE or _HINTS & b.hints}
    return frozenset(ends | around)


def is_labelled(scan: Scan, text: str) -> bool:
    """Whether a block begins with a label that calls it a notice."""
    return find_first(scan, "notice-label", text[:_LABEL]) is not None


def speaks_of_works(scan: Scan, sentence: str, *, plainly: bool = False) -> bool:
    """Whether a sentence names what notices speak of: this article, the content, the site, its author, copies of it.

    ``plainly``: words that prose of law and business uses too (permission, consent, copyright) do not count.
    """
    found = find_wordings(scan, "notice-object", sentence)
    return any(not plainly or wording.phrase.attributes.get("strength") != "weak" for wording in found)
