"""Which HTML elements do what when a page is read as text."""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """Return the words of a text as a set.

    >>> sorted(names("ul ol"))
    ['ol', 'ul']
    """
    return frozenset(text.split())


CONTAINERS = names("""
    address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset header hgroup html legend li main menu nav ol pre search section summary table tbody td tfoot
    th thead tr ul caption head
""")
"""Elements that break the text and may hold others."""

LEAVES = names("p h1 h2 h3 h4 h5 h6")

RAW = names("script style noscript iframe noembed noframes textarea title xmp plaintext")
"""Elements whose content the tokenizer hands out as one text."""

UNSEEN = names("template svg math select datalist object canvas audio video")
"""Elements whose content is no text of the article; they may be nested."""

BREAKING_OUT = names("svg math select datalist")
"""Unseen elements that cannot hold blocks: a block inside means that their end tag is missing."""

INLINE = names("span time cite small em i strong b font q abbr label a")
"""Inline elements whose class words are looked at."""

LINK_RELS = names("""
    license licence copyright canonical author amphtml shortlink syndication publisher me cite original
    cc:license dct:license dct:source dc:source dcterms:license dc:rights schema:license original-source
""")
"""Values of ``rel`` on ``link`` elements that say something about the work."""

ANCHOR_RELS = names("license licence author tag cc:license dct:license cc:attributionurl dct:source")
