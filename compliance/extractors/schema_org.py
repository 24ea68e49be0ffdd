"""Which structured-data records speak of the article itself. The names of types and properties are schema.org's."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.model.article import Article, Carrier, Record

_ARTICLE_TYPES = frozenset({"Article", "BlogPosting", "SocialMediaPosting", "Report", "Review", "ReviewNewsArticle"})
_PAGE_TYPES = frozenset({"WebPage", "ItemPage", "MedicalWebPage", "CreativeWork", "NewsMediaOrganization"})
_LISTS = frozenset({"ItemList", "BreadcrumbList", "Comment", "Blog", "WPSideBar", "WPFooter"})


def is_article_type(name: str) -> bool:
    """Whether a type is an article's: ``NewsArticle``, ``BlogPosting``, ``TechArticle`` …"""
    return name in _ARTICLE_TYPES or name.endswith(("Article", "BlogPosting"))


def find_main_records(article: Article) -> Iterator[Record]:
    """Yield the records that speak of the article: its own nodes first, the page's after them.

    Where several records are articles, teasers of others are among them: those are kept that come from another carrier,
    or agree with the first one's headline.
    """
    yield from find_article_records(article)
    for record in article.records:
        if _PAGE_TYPES & set(record.types):
            yield record


def find_article_records(article: Article) -> Iterator[Record]:
    """Yield the records of the article's own nodes."""
    first: dict[Carrier, Record] = {}
    for record in _flatten(article):
        if not any(is_article_type(name) for name in record.types):
            continue
        known = first.setdefault(record.carrier, record)
        if known is record or _headline(known) == _headline(record) or not _headline(record):
            yield record


def find_image_records(article: Article) -> Iterator[Record]:
    """Yield the records of images: those of the article's and the page's own records, and those beside them."""
    for record in article.records:
        if "ImageObject" in record.types:
            yield record
    for record in find_main_records(article):
        for name in ("image", "primaryImageOfPage", "associatedMedia"):
            yield from record.records(name)


def _flatten(article: Article) -> Iterator[Record]:
    """Yield top-level records, and what a page says is its main entity."""
    for record in article.records:
        yield record
        if not _LISTS & set(record.types):
            for name in ("mainEntity", "hasPart" if "WebPage" in record.types else "mainEntity"):
                yield from record.records(name)


def _headline(record: Record) -> str:
    for name in ("headline", "name"):
        for text in record.texts(name):
            return " ".join(text.value.split()).casefold()
    return ""
