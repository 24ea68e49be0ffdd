"""Custom fields in which plugins and themes of WordPress keep where a post comes from, as data.

The keys are those that public code of these plugins reads or writes; what stands here from memory alone says so.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Meaning(StrEnum):
    """What a custom field says, in the words that the extractors know from front matter."""

    ORIGINAL = "syndicated_from"
    """Address of the original."""
    SITE = "source_url"
    """Address of the site that the original stands on; it counts where no original is named."""
    NAME = "source_name"
    """Name of that site."""
    CANONICAL = "link:canonical"
    """Address that the page declares as its canonical one."""
    AUTHOR = "author"
    """Who wrote it, instead of the account that it was entered with."""


class MetaKey(Struct, frozen=True):
    """A custom field that a plugin or theme writes."""

    plugin: str
    key: str
    meaning: Meaning
    is_recalled: bool = False
    """Known from memory alone."""


META_KEYS = (
    MetaKey("FeedWordPress", "syndication_permalink", Meaning.ORIGINAL),
    MetaKey("FeedWordPress", "syndication_source", Meaning.NAME),
    MetaKey("FeedWordPress", "syndication_source_uri", Meaning.SITE),
    MetaKey("Distributor", "dt_original_post_url", Meaning.ORIGINAL),
    MetaKey("Distributor", "dt_original_site_name", Meaning.NAME),
    MetaKey("Distributor", "dt_original_site_url", Meaning.SITE),
    MetaKey("WP RSS Aggregator 4", "wprss_item_permalink", Meaning.ORIGINAL),
    MetaKey("WP RSS Aggregator 4", "wprss_item_author", Meaning.AUTHOR, is_recalled=True),
    MetaKey("WP RSS Aggregator 5", "_wpra_url", Meaning.ORIGINAL),
    MetaKey("WP RSS Aggregator 5", "_wpra_source_name", Meaning.NAME),
    MetaKey("WP RSS Aggregator 5", "_wpra_source_url", Meaning.SITE),
    MetaKey("Feedzy", "feedzy_item_url", Meaning.ORIGINAL),
    MetaKey("Feedzy", "feedzy_item_author", Meaning.AUTHOR),
    MetaKey("WPeMatico", "wpe_sourcepermalink", Meaning.ORIGINAL),
    MetaKey("WP RSS Multi Importer", "rssmi_source_link", Meaning.ORIGINAL),
    MetaKey("CyberSEO", "cyberseo_post_link", Meaning.ORIGINAL),
    MetaKey("WordPress Automatic", "original_link", Meaning.ORIGINAL, is_recalled=True),
    MetaKey("NPR Story API", "npr_html_link", Meaning.ORIGINAL),
    MetaKey("NPR Story API", "npr_byline", Meaning.AUTHOR),
    MetaKey("Yoast SEO", "_yoast_wpseo_canonical", Meaning.CANONICAL),
    MetaKey("Rank Math", "rank_math_canonical_url", Meaning.CANONICAL),
    MetaKey("All in One SEO", "_aioseop_custom_link", Meaning.CANONICAL),
    MetaKey("SEOPress", "_seopress_robots_canonical", Meaning.CANONICAL),
    MetaKey("Genesis; The SEO Framework", "_genesis_canonical_uri", Meaning.CANONICAL),
    MetaKey("Largo", "largo_byline_text", Meaning.AUTHOR),
    MetaKey("themes, by a widespread snippet", "guest-author", Meaning.AUTHOR),
)

MEANINGS = {row.key: row.meaning for row in META_KEYS}

CANONICAL_BY_ORIGIN = "dt_original_post_url"
"""Distributor declares the original as the canonical address …"""

UNLINKED = "dt_unlinked"
"""… unless a copy was unlinked from it."""
