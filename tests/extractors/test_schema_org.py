"""Which records of structured data speak of the article itself."""

import pytest

from compliance.extractors.schema_org import find_article_records, find_main_records, is_article_type
from tests.readers.reading import html


def page(*records):
    scripts = "".join(f'<script type="application/ld+json">{record}</script>' for record in records)
    return html(f"<head>{scripts}</head><article><p>Moss grew.</p></article>")


def headlines(records):
    return [text.value for record in records for text in record.texts("headline")]


def test_a_page_without_records_has_none():
    assert list(find_main_records(page())) == []


def test_one_article_speaks_of_itself():
    assert headlines(find_article_records(page('{"@type": "NewsArticle", "headline": "Möss 苔"}'))) == ["Möss 苔"]


@pytest.mark.parametrize("name", ["Article", "NewsArticle", "TechArticle", "BlogPosting", "LiveBlogPosting", "Report"])
def test_articles_have_many_types(name):
    assert is_article_type(name)


@pytest.mark.parametrize("name", ["WebPage", "Person", "ArticleList", "ImageObject", "", "article"])
def test_other_types_are_near_misses(name):
    assert not is_article_type(name)


def test_of_many_articles_the_others_are_teasers():
    article = page(
        '{"@type": "NewsArticle", "headline": "Moss grows"}',
        '{"@type": "NewsArticle", "headline": "Ferns fade"}',
        '{"@type": "NewsArticle", "headline": "MOSS  grows"}',
    )
    assert headlines(find_article_records(article)) == ["Moss grows", "MOSS  grows"]


def test_another_carrier_has_an_article_of_its_own():
    article = html(
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Moss grows"}</script>'
        '<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Moss grew</h1></article>'
    )
    assert headlines(find_article_records(article)) == ["Moss grows", "Moss grew"]


def test_the_main_entity_of_a_page_is_its_article():
    record = '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "Moss grows"}}'
    assert headlines(find_article_records(page(record))) == ["Moss grows"]


def test_an_article_that_a_list_names_is_a_near_miss():
    record = '{"@type": "ItemList", "mainEntity": {"@type": "NewsArticle", "headline": "Moss grows"}}'
    assert headlines(find_article_records(page(record))) == []


def test_the_page_itself_comes_after_its_articles():
    article = page('{"@type": "WebPage", "headline": "Page"}', '{"@type": "NewsArticle", "headline": "Moss"}')
    assert headlines(find_main_records(article)) == ["Moss", "Page"]
    assert headlines(find_article_records(article)) == ["Moss"]
