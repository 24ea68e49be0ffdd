"""Bylines from every carrier, and what is a byline of something else."""

import pytest

from compliance.extractors import EXTRACTORS
from compliance.extractors.bylines import EXTRACTOR
from compliance.model.article import Carrier
from compliance.model.evidence import Byline
from tests.extractors.extracting import cut, find, in_markdown, in_page, values
from tests.readers.reading import markdown


def names(found):
    return [item.value.name for item in found]


def page(body, head=""):
    text = "<p>Moss grew on the wall of the mill, and nobody minded it at all for years.</p>"
    return in_page(
        EXTRACTOR, f"<head>{head}</head><article><h1>Moss</h1>{body}{text}</article>", "https://mossweekly.example/moss"
    )


def test_a_text_without_a_byline_has_no_author():
    assert in_markdown(EXTRACTOR, "# Moss\n\nMoss grew on the wall.") == []


def test_one_author_is_found_under_the_title():
    assert values(in_markdown(EXTRACTOR, "# Moss\n\nBy Ann Author\n\nMoss grew.")) == [Byline("Ann Author")]


def test_many_authors_keep_their_order():
    found = in_markdown(EXTRACTOR, "# Moss\n\nBy Bea Writer, Ann Author and Carl Clerk\n\nMoss grew.")
    assert names(found) == ["Bea Writer", "Ann Author", "Carl Clerk"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Von Änne Müller", "Änne Müller"),
        ("Par Zoé Écrivain", "Zoé Écrivain"),
        ("Por José Núñez", "José Núñez"),
        ("Di Nicolò Però", "Nicolò Però"),
        ("文・山田太郎", "山田太郎"),
    ],
)
def test_a_byline_speaks_the_articles_language(line, name):
    assert names(in_markdown(EXTRACTOR, f"# Moos\n\n{line}\n\nMoos wuchs.")) == [name]


def test_a_span_leads_to_the_name():
    article = markdown("# Môss\n\nBy Änne Müller\n\nMoss grew.")
    assert cut(article, find(EXTRACTOR, article)[0]) == "Änne Müller"


def test_a_byline_may_share_its_line_with_dates():
    assert names(page("<p class='byline'>22 May 201924 May 2019 By Ann Author</p>")) == ["Ann Author"]


def test_front_matter_names_authors_as_a_text_a_list_or_records():
    assert names(in_markdown(EXTRACTOR, "---\nauthor: Ann Author and Bea Writer\n---\nMoss.")) == [
        "Ann Author",
        "Bea Writer",
    ]
    assert names(in_markdown(EXTRACTOR, "---\nauthors: [Ann Author, Bea Writer]\n---\nMoss.")) == [
        "Ann Author",
        "Bea Writer",
    ]
    assert names(in_markdown(EXTRACTOR, "---\nauthors:\n  - name: Ann Author\n---\nMoss.")) == ["Ann Author"]


def test_a_login_in_front_matter_is_kept_as_it_stands():
    assert names(in_markdown(EXTRACTOR, "---\nauthor: moss_team7\n---\nMoss.")) == ["moss_team7"]


def test_other_roles_are_told_from_authors():
    found = in_markdown(EXTRACTOR, "# Moss\n\nBy Ann Author\n\nTranslated by Bea Writer\n\nPhotographs by Carl Clerk\n")
    assert values(found) == [
        Byline("Ann Author"),
        Byline("Bea Writer", "translator"),
        Byline("Carl Clerk", "photographer"),
    ]


def test_front_matter_has_editors_and_translators_too():
    found = in_markdown(EXTRACTOR, "---\neditor: Ed Itor\ntranslator: Tess Lator\n---\nMoss.")
    assert values(found) == [Byline("Ed Itor", "editor"), Byline("Tess Lator", "translator")]


def test_metadata_names_the_author():
    found = page("", '<meta name="author" content="By Ann Author">')
    assert [(item.value, item.carrier) for item in found] == [(Byline("Ann Author"), Carrier.META)]


def test_an_address_in_metadata_is_no_name():
    assert page("", '<meta property="article:author" content="https://people.example/ann">') == []


def test_the_site_is_not_its_own_author():
    head = '<meta property="og:site_name" content="Moss Weekly"><meta name="author" content="Moss Weekly">'
    assert page("", head) == []


def test_the_host_is_not_its_own_author():
    record = '{"@type": "NewsArticle", "author": [{"name": "Mossweekly.example"}, {"name": "Ann Author"}]}'
    found = page("", f'<script type="application/ld+json">{record}</script>')
    assert names(found) == ["Ann Author"]


def test_structured_data_is_trusted_more_than_text():
    record = '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ann Author"}}'
    found = page("<p>By Bea Writer</p>", f'<script type="application/ld+json">{record}</script>')
    assert [(item.value.name, item.carrier, item.trust) for item in found] == [
        ("Ann Author", Carrier.JSON_LD, 85),
        ("Bea Writer", Carrier.TEXT, 60),
    ]


def test_an_organisation_as_author_is_trusted_less_than_a_person():
    record = '{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Fern Society"}}'
    found = page("", f'<script type="application/ld+json">{record}</script>')
    assert [(item.value.name, item.trust) for item in found] == [("Fern Society", 75)]


def test_a_link_may_say_that_it_leads_to_the_author():
    found = page('<p>Posted by <a rel="author" href="/people/ann">Ann Author</a></p>')
    assert [item.value for item in found if item.carrier is Carrier.REL] == [Byline("Ann Author", url="/people/ann")]


def test_a_marked_block_needs_no_head():
    assert names(page('<p class="author">Ann Author</p>')) == ["Ann Author"]


def test_a_list_of_topics_in_a_marked_block_is_no_byline():
    topics = "<br>".join(("Ann Author", "War Graves", "Peace Talks", "Moss Law", "Mill Town", "River Life"))
    assert page(f'<div class="author">{topics}</div>') == []


def test_one_word_beside_a_date_is_no_name():
    assert in_markdown(EXTRACTOR, "# Moos\n\nVeröffentlichung 10. Mai 2020\n\nMoos wuchs.") == []


def test_a_commenter_is_no_author():
    found = in_page(
        EXTRACTOR,
        "<main><article><h1>Moss</h1><p>By Ann Author</p><p>Moss grew on the wall of the mill for years.</p></article>"
        '<section id="comments"><p class="comment-author">By Carl Clerk</p><p>I like moss.</p></section></main>',
    )
    assert names(found) == ["Ann Author"]


def test_a_sentence_that_begins_like_a_byline_is_a_near_miss():
    assert in_markdown(EXTRACTOR, "# Moss\n\nBy the time the mill closed, moss grew.") == []


def test_a_byline_in_the_middle_of_a_long_text_is_somebody_elses():
    lines = "\n\n".join(["Moss grew."] * 20)
    assert in_markdown(EXTRACTOR, f"# Moss\n\n{lines}\n\nBy Ann Author\n\n{lines}") == []


def test_code_is_not_read():
    assert in_markdown(EXTRACTOR, "# Moss\n\n```\nBy Ann Author\n```") == []


def test_it_comes_with_the_program():
    assert EXTRACTOR in EXTRACTORS


def test_an_author_box_that_names_the_author_again_names_nobody_else():
    box = "<div class='author'><p>About the Writer</p><p>Ann Author</p><p>City Desk</p><p>Harbour, Tides</p></div>"
    page = f"<article><p class='byline'>Ann Author</p><p>The tide came in.</p><p>It went out.</p>{box}</article>"

    assert {item.value.name for item in in_page(EXTRACTOR, page)} == {"Ann Author"}


def test_two_boxes_name_two_authors():
    page = "<article><p class='byline'>Ann Author</p><p>The tide came in.</p><p class='author'>Ben Writer</p></article>"

    assert [item.value.name for item in in_page(EXTRACTOR, page)] == ["Ann Author", "Ben Writer"]


@pytest.mark.parametrize("attribute", ["content", "value"])
def test_an_outlet_in_capitals_behind_a_name_is_no_author(attribute):
    page = f'<meta name="author" {attribute}="Ann Author, TIDE"><p>The tide.</p>'

    assert [item.value.name for item in in_page(EXTRACTOR, page)] == ["Ann Author"]


def test_names_in_capitals_alone_are_kept():
    assert [item.value.name for item in in_page(EXTRACTOR, '<meta name="author" content="TIDE"><p>A.</p>')] == ["TIDE"]
