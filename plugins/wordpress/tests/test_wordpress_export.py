"""A whole export, in the shape that WordPress 6.4 writes: names, metadata, text, and places in the file."""

import io
from pathlib import Path

import pytest
from compliance_wordpress import read_export
from compliance_wordpress.reading import read_posts
from compliance_wordpress.settings import STATUSES, TYPES, Choice, read_choice
from compliance_wordpress.syndication import META_KEYS, Meaning

from compliance.api import Session
from compliance.errors import Problem
from compliance.model.article import Article, Carrier

EXPORT = Path(__file__).parent / "exports" / "moss_weekly.xml"

ENVELOPE = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>The Moss Weekly</title><language>de</language>
<wp:base_blog_url>https://mossweekly.example</wp:base_blog_url>
<item><link>https://mossweekly.example/a/</link><dc:creator>ann</dc:creator>
<wp:post_id>1</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
{}</item></channel></rss>"""


def read_all() -> dict[str, Article]:
    with EXPORT.open("rb") as file:
        return {article.name: article for article in read_posts("export.xml", file, Choice())}


def read_one(inside: str) -> Article:
    (article,) = read_posts("export.xml", io.BytesIO(ENVELOPE.format(inside).encode()), Choice())
    assert isinstance(article, Article)
    return article


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def values(article: Article, name: str) -> list[str]:
    return [field.value for field in article.fields if field.name == name]


def at(article: Article, name: str) -> list[tuple[int, int]]:
    places = (article.place(field.span) for field in article.fields if field.name == name)
    return [(place.line, place.column) for place in places]


def text(article: Article) -> str:
    return article.flat.decode()


# Which


def test_posts_and_pages_that_are_published_are_articles_by_their_numbers_in_the_order_of_the_export():
    assert list(read_all()) == ["export.xml#11", "export.xml#20", "export.xml#30", "export.xml#2"]


def test_drafts_and_other_types_are_read_where_they_are_asked_for():
    choice = Choice(statuses=frozenset({"draft", "inherit"}), types=frozenset({"post", "attachment"}))

    with EXPORT.open("rb") as file:
        assert [article.name for article in read_posts("x.xml", file, choice)] == ["x.xml#12", "x.xml#40"]


def test_the_environment_says_what_is_read():
    environment = {"COMPLIANCE_WORDPRESS_STATUSES": "draft", "COMPLIANCE_WORDPRESS_TYPES": "story, Post"}

    assert read_choice(environment) == Choice(frozenset({"draft"}), frozenset({"story", "post"}))


def test_the_hook_reads_as_the_environment_says(monkeypatch):
    monkeypatch.setenv("COMPLIANCE_WORDPRESS_STATUSES", "draft")

    with EXPORT.open("rb") as file:
        assert [article.name for article in read_export("x.xml", file)] == ["x.xml#40"]


def test_an_item_without_a_number_is_called_by_its_slug_and_else_by_its_line():
    unnumbered = ENVELOPE.replace("<wp:post_id>1</wp:post_id>", "")

    names = [
        article.name
        for inside in ("<wp:post_name>tide</wp:post_name>", "")
        for article in read_posts("x.xml", io.BytesIO(unnumbered.format(inside).encode()), Choice())
    ]

    assert names == ["x.xml#tide", "x.xml#line-5"]


# What an item says


def test_title_dates_and_excerpt_are_fields_at_their_places():
    river = read_all()["export.xml#11"]

    assert [(values(river, name), at(river, name)) for name in ("title", "date", "lastmod", "excerpt")] == [
        (["The river & its keepers"], [(48, 10)]),
        (["2024-05-03 11:00:00"], [(67, 26)]),
        (["2024-05-04 12:00:00"], [(69, 30)]),
        (["Keepers walk the river."], [(65, 29)]),
    ]


def test_a_title_is_read_as_readers_see_it():
    assert values(read_one("<title><![CDATA[<em>Tide</em> &amp; Storm]]></title>"), "title") == ["Tide & Storm"]


def test_a_date_of_zeros_is_none_and_the_feeds_date_stands_in():
    inside = "<wp:post_date>0000-00-00 00:00:00</wp:post_date><pubDate>Fri, 03 May 2024 09:00:00 +0000</pubDate>"

    assert values(read_one(inside), "date") == ["Fri, 03 May 2024 09:00:00 +0000"]


def test_the_account_stands_for_the_name_that_it_shows():
    articles = read_all()

    assert values(articles["export.xml#20"], "author") == ["Ann Author"]
    assert values(articles["export.xml#30"], "author") == ["feedbot"]


def test_co_authors_replace_the_account_and_guests_have_their_names():
    river = read_all()["export.xml#11"]

    assert [values(river, f"author.{number}") for number in range(3)] == [
        ["Ann Author"],
        ["Bea Byline"],
        ["dot-missing"],
    ]
    assert at(river, "author.1") == [(82, 64)]
    assert values(river, "author") == []


def test_the_posts_address_is_where_it_stands_and_its_canonical_one():
    tide = read_all()["export.xml#20"]

    assert tide.source.url == "https://mossweekly.example/2012/03/16/classic-tide/"
    assert values(tide, "permalink") == values(tide, "link:canonical") == [tide.source.url]
    assert at(tide, "link:canonical") == [(121, 9)]


def test_what_an_seo_plugin_declares_replaces_the_canonical_address():
    river = read_all()["export.xml#11"]

    assert values(river, "link:canonical") == ["https://riverherald.example/2024/05/the-river/"]
    assert at(river, "link:canonical") == [(90, 28)]


def test_an_address_that_is_the_originals_does_not_make_the_site_the_original():
    feed = read_all()["export.xml#30"]

    assert feed.source.url == "https://mossweekly.example"
    assert values(feed, "og:site_name") == ["The Moss Weekly"]


def test_a_draft_declares_no_address():
    draft = ENVELOPE.replace("publish", "draft").format("")

    (article,) = read_posts("x.xml", io.BytesIO(draft.encode()), Choice(statuses=frozenset({"draft"})))

    assert (values(article, "permalink"), values(article, "link:canonical")) == ([], [])
    assert article.source.url == "https://mossweekly.example"


def test_the_sites_language_is_the_articles():
    assert (read_one("").language, read_all()["export.xml#11"].language) == ("de", "en")


# Custom fields


def test_feedwordpress_names_the_original():
    feed = read_all()["export.xml#30"]

    assert values(feed, "syndicated_from") == ["https://fernpost.example/2024/05/ferns-return/"]
    assert values(feed, "source_name") == ["Fern & Post"]
    assert values(feed, "source_url") == []
    assert at(feed, "syndicated_from") == [(171, 28)]


@pytest.mark.parametrize("row", META_KEYS, ids=lambda row: row.key)
def test_every_key_of_the_table_becomes_a_field(row):
    wording = row.meaning in {Meaning.NAME, Meaning.AUTHOR}
    value = "River Herald" if wording else "https://riverherald.example/a"

    assert value in values(read_one(meta(row.key, value)), row.meaning)


def test_no_two_rows_of_the_table_have_one_key():
    assert len({row.key for row in META_KEYS}) == len(META_KEYS)


def test_the_site_counts_where_no_original_is_named():
    article = read_one(meta("syndication_source_uri", "https://fernpost.example"))

    assert values(article, "source_url") == ["https://fernpost.example"]


def test_what_is_no_address_names_no_original():
    assert values(read_one(meta("wpe_sourcepermalink", "none")), "syndicated_from") == []


def test_distributor_declares_the_original_unless_unlinked():
    original = meta("dt_original_post_url", "https://riverherald.example/a")

    linked = read_one(original + meta("dt_unlinked", ""))
    unlinked = read_one(original + meta("dt_unlinked", "1"))

    assert values(linked, "link:canonical") == ["https://riverherald.example/a"]
    assert values(unlinked, "link:canonical") == ["https://mossweekly.example/a/"]
    assert values(unlinked, "syndicated_from") == ["https://riverherald.example/a"]


def test_a_byline_of_a_theme_replaces_the_account():
    assert values(read_one(meta("largo_byline_text", "Bea Byline")), "author") == ["Bea Byline"]


def test_fields_that_people_fill_in_are_front_matter_and_what_programs_keep_is_not():
    tide = read_all()["export.xml#20"]
    (license_field,) = (field for field in tide.fields if field.name == "license")

    assert (license_field.value, license_field.carrier) == ("CC-BY-4.0", Carrier.FRONT_MATTER)
    assert (values(tide, "panels_data"), values(tide, "_edit_last")) == ([], [])


@pytest.mark.parametrize("value", ['a:1:{i:0;s:1:"x";}', '{"a":1}', "[1]", "", "x" * 2001])
def test_data_of_programs_is_no_field(value):
    assert values(read_one(meta("layout", value)), "layout") == []


def test_a_custom_field_does_not_replace_what_the_export_says():
    article = read_one("<title>Tide</title>" + meta("title", "Other"))

    assert values(article, "title") == ["Tide"]


def test_comments_are_not_the_posts():
    river = read_all()["export.xml#11"]

    assert values(river, "syndicated_from") == []
    assert "Nobody" not in text(river)


# The text


def test_a_post_of_the_block_editor_has_its_blocks_and_links_at_their_lines():
    river = read_all()["export.xml#11"]

    assert text(river).splitlines()[0] == "Keepers walk the river every morning before the gates open."
    assert [(link.url, river.place(link.span).line, river.place(link.span).column) for link in river.links] == [
        ("https://riverherald.example/2024/05/the-river/", 63, 45),
        ("https://creativecommons.org/licenses/by-nd/4.0/", 63, 146),
    ]


def test_a_classic_post_has_paragraphs_and_its_caption():
    tide = read_all()["export.xml#20"]

    assert [(block.kind, tide.text(block.start, block.end)) for block in tide.blocks] == [
        ("paragraph", "The tide came in at noon, said the keeper.\nIt stayed until two."),
        ("caption", "The pier at noon. Photo: Dee Darkroom"),
        ("paragraph", "She wrote data[i]]> and [sic] in the log."),
        ("paragraph", "© 2012 Ann Author"),
    ]


def test_text_behind_a_divided_section_has_its_place():
    tide = read_all()["export.xml#20"]
    start = tide.flat.index(b"> and [sic]")
    place = tide.place(tide.span(start, start + 5))

    assert (place.line, place.column) == (129, 31)


def test_escaped_content_has_places_too():
    article = read_one(
        "<content:encoded>\n&lt;p&gt;Tide by\n&lt;a href=&quot;https://a.example/&quot;&gt;Ann&lt;/a&gt;</content:encoded>"
    )
    (link,) = article.links
    place = article.place(link.span)

    assert (link.url, place.line, place.column) == ("https://a.example/", 9, 1)
    assert article.source.data[link.span.start : link.span.end].startswith(b"&lt;a href")


def test_lines_that_end_as_on_windows_are_counted_once():
    inside = "<content:encoded><![CDATA[One.\r\n\r\nTwo.]]></content:encoded>"
    article = read_one(inside)
    start = article.flat.index(b"Two.")

    assert article.place(article.span(start, start + 4)).line == 9
    assert len(article.blocks) == 2


def test_a_post_without_text_is_still_an_article():
    assert text(read_one("")) == ""


def test_the_evidence_is_what_a_reader_of_the_site_would_see():
    session = Session()
    evidence, problems = session.examiner.extract(read_all()["export.xml#30"])
    origins = [
        (item.value.name, item.value.url, item.value.relation) for item in evidence if item.kind == "origin-statement"
    ]

    assert origins == [("Fern & Post", "https://fernpost.example/2024/05/ferns-return/", "syndicated")]
    assert problems == []


def test_nothing_of_the_sample_is_a_problem():
    assert not [item for item in read_all().values() if isinstance(item, Problem)]


def test_the_readme_lists_the_table_and_the_settings():
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")

    assert [row.key for row in META_KEYS if f"| {row.plugin} | `{row.key}` |" not in readme] == []
    assert [name for name in (STATUSES, TYPES) if f"`{name}=" not in readme] == []
