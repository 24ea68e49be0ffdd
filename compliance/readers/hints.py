"""What markup says a part of a page is for: tags, roles, and the generic words of class, id, itemprop and rel.

Only words that any site may use stand here, never a site's own names.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from compliance.patterns import compile_late
from compliance.readers.elements import names

HINTS = names("""
    byline author bio date title caption credit copyright license footer header nav comments related aside source
    disclaimer figure quote tags
""")
"""The vocabulary of `compliance.model.article.Block.hints`."""


class Traits(NamedTuple):
    """What is known of an element from its tag and attributes.

    ``region``: ``site``, ``comment``, ``related``; ``header``, ``footer`` and ``aside`` are the article's own where
    they stand inside it; ``body`` is a container that claims to be the article; empty where nothing is said.
    """

    hints: frozenset[str]
    region: str
    worded: bool = False
    """Whether the region is told by words only, which may lie, and not by the element or its role."""


NO_TRAITS = Traits(frozenset(), "")
REL_HINTS = {rel: Traits(frozenset({hint}), "") for rel, hint in (("author", "author"), ("license", "license"))}

_HINT_WORDS = {
    "byline": "byline bylines writtenby postedby",
    "author": "author authors writer writers contributor contributors creator fn",
    "bio": "bio biography aboutauthor",
    "date": "date dateline datetime published pubdate datepublished datemodified timestamp posted updated time",
    "title": "title headline",
    "caption": "caption captions figcaption cutline",
    "credit": "credit credits photographer attribution photocredit imagecredit",
    "copyright": "copyright copyrights copyrightholder copyrightyear rights copyrightnotice",
    "license": "license licence licensing lizenz licencia licenza creativecommons cc",
    "footer": "footer foot colophon",
    "header": "header masthead",
    "nav": "nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager toolbar sitemap",
    "comments": "comment comments commentlist commentary disqus respond replies reply",
    "related": "related recommended recommendations recommendation trending popular similar upnext outbrain taboola",
    "aside": "aside sidebar widget widgets promo promos promotion advert adverts advertisement ad ads sponsored "
    "newsletter subscribe subscription signup share sharing shares social cookie cookies consent popup modal paywall",
    "source": "source sources origin original originally via republish republished republication syndicated "
    "syndication crosspost crossposted provider",
    "disclaimer": "disclaimer disclaimers disclosure legal fairuse",
    "figure": "figure photo gallery slideshow",
    "quote": "quote blockquote pullquote",
    "tags": "tags taglist categories topics keywords",
}

_REGION_WORDS = {
    "site": "nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager toolbar sitemap masthead "
    "colophon sidebar sidebars widget widgets promo promos advert adverts advertisement advertising ad ads sponsored "
    "newsletter subscribe signup share sharing sharedaddy social cookie cookies consent gdpr popup modal lightbox "
    "login paywall topbar offcanvas logo branding",
    "comment": "comments comment commentlist commentform disqus respond",
    "related": "related recommended recommendations trending popular similar upnext outbrain taboola jp-relatedposts",
    "header": "header",
    "footer": "footer",
}

_COMPOUNDS = {
    "by line": ("byline", ""),
    "written by": ("byline", ""),
    "posted by": ("byline", ""),
    "about author": ("bio", ""),
    "about the author": ("bio", ""),
    "author bio": ("bio", ""),
    "author box": ("bio", ""),
    "author info": ("bio", ""),
    "author card": ("bio", ""),
    "author profile": ("bio", ""),
    "author description": ("bio", ""),
    "photo credit": ("credit", ""),
    "image credit": ("credit", ""),
    "tag list": ("tags", ""),
    "tags links": ("tags", ""),
    "fair use": ("disclaimer", ""),
    "more stories": ("related", "related"),
    "more news": ("related", "related"),
    "more articles": ("related", "related"),
    "more posts": ("related", "related"),
    "more from": ("related", "related"),
    "also like": ("related", "related"),
    "read next": ("related", "related"),
    "read also": ("related", "related"),
    "most read": ("related", "related"),
    "most viewed": ("related", "related"),
    "most popular": ("related", "related"),
    "latest news": ("related", "related"),
    "latest posts": ("related", "related"),
    "latest stories": ("related", "related"),
    "recent posts": ("related", "related"),
    "recent articles": ("related", "related"),
    "top stories": ("related", "related"),
    "next article": ("related", "related"),
    "post navigation": ("nav", "site"),
    "skip link": ("nav", "site"),
    "screen reader": ("", "site"),
    "site header": ("header", "site"),
    "site footer": ("footer", "site"),
    "site title": ("", "site"),
    "blog title": ("", "site"),
}

_TAG_TRAITS = {
    "article": ("", "body"),
    "main": ("", "body"),
    "nav": ("nav", "site"),
    "header": ("header", "header"),
    "footer": ("footer", "footer"),
    "aside": ("aside", "aside"),
    "dialog": ("", "site"),
    "menu": ("nav", "site"),
    "button": ("", "site"),
    "address": ("author", ""),
    "figure": ("figure", ""),
    "figcaption": ("caption", ""),
    "blockquote": ("quote", ""),
    "q": ("quote", ""),
    "h1": ("title", ""),
    "time": ("date", ""),
}

_ROLE_TRAITS = {
    "main": ("", "body"),
    "article": ("", "body"),
    "navigation": ("nav", "site"),
    "banner": ("header", "site"),
    "contentinfo": ("footer", "site"),
    "complementary": ("aside", "aside"),
    "search": ("", "site"),
    "dialog": ("", "site"),
    "menu": ("nav", "site"),
    "menubar": ("nav", "site"),
    "toolbar": ("nav", "site"),
    "alertdialog": ("", "site"),
}

_OWN_WORDS = names("entry post article story single content body text")
"""Words that make a header or footer the article's own (``entry-footer``)."""

_NEGATIONS = names("no has have with without is not hide show js supports enable enabled disable")
"""A class that begins so speaks of the page around (``has-sidebar``), not of the element."""

_FOREIGN = names("tag category type status format postid page elementor fusion vc et author")
"""A class of two or more words that begins so is a label or a page builder's (``tag-photo``, ``category-social``)."""

_AROUND = names("wrap wrapper layout container outer row col column columns main content page")
"""With one of these, a region's word may name a box that holds the article too (``content-sidebar-wrap``)."""

_WORD = compile_late(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")


@lru_cache(maxsize=16384)
def find_traits(tag: str, role: str, words: str, itemprop: str) -> Traits:
    """Return what an element's tag, ARIA role, class and id words, and itemprop say of it."""
    hints: set[str] = set()
    hint, region = _TAG_TRAITS.get(tag, ("", ""))
    hints.add(hint)
    worded = False
    if role in _ROLE_TRAITS:
        hint, region = _ROLE_TRAITS[role]
        hints.add(hint)
    if itemprop:
        hints |= _hints_of_words(_split(itemprop))
        region = "body" if "articleBody" in itemprop else region
    if tag in ("html", "body"):
        return NO_TRAITS
    for name in words.split():
        found, wanted = _read_name(name)
        hints |= found
        if wanted and region in ("", "header", "footer", "aside") and not (region and wanted in ("header", "footer")):
            region, worded = wanted, True
        elif region in ("header", "footer") and not _OWN_WORDS.isdisjoint(_split(name)):
            region = ""
    hints.discard("")
    return Traits(frozenset(hints), region, worded) if hints or region else NO_TRAITS


@lru_cache(maxsize=16384)
def _read_name(name: str) -> tuple[frozenset[str], str]:
    """Return the hints and the region of one class name or id."""
    words = _split(name)
    if not words or words[0] in _NEGATIONS or (len(words) > 1 and words[0] in _FOREIGN and words[1] not in _TAILS):
        return frozenset(), ""
    hints = _hints_of_words(words)
    region = ""
    for size in (2, 3) if len(words) > 1 else ():
        for start in range(len(words) - size + 1):
            hint, wanted = _COMPOUNDS.get(" ".join(words[start : start + size]), ("", ""))
            hints.add(hint)
            region = region or wanted
    region = region or _find_region(words)
    hints.discard("")
    return frozenset(hints), region


_TAILS = names("bio box info card profile description name link links list image avatar meta block")


def _find_region(words: tuple[str, ...]) -> str:
    regions = _regions_by_word()
    found = [regions[word] for word in words if word in regions]
    if not found:
        return ""
    if found[0] in ("header", "footer") and not _OWN_WORDS.isdisjoint(words):
        return ""
    if len(words) > 1 and found[0] == "site" and not _AROUND.isdisjoint(words[1:] if words[0] in regions else words):
        return "" if {"content", "main", "page"} & set(words) else found[0]
    return found[0]


def _hints_of_words(words: tuple[str, ...]) -> set[str]:
    table = _hints_by_word()
    return {table[word] for word in words if word in table}


@lru_cache(maxsize=1)
def _hints_by_word() -> dict[str, str]:
    return {word: hint for hint, words in _HINT_WORDS.items() for word in words.split()}


@lru_cache(maxsize=1)
def _regions_by_word() -> dict[str, str]:
    return {word: region for region, words in _REGION_WORDS.items() for word in words.split()}


def _split(name: str) -> tuple[str, ...]:
    """Split a name at signs and inner capitals.

    >>> _split("entryFooter-left_2")
    ('entry', 'footer', 'left')
    """
    return tuple(word.lower() for word in _WORD.findall(name))
