"""Statements of another origin: relation, name, address; and what only looks like one."""

import pytest

from compliance.extractors.origin_statements import EXTRACTOR
from compliance.model.evidence import Evidence, OriginStatement, Target
from tests.extractors.extracting import in_markdown, in_page

FERN = "https://fern.example/2020/05/a-day"


def read(text: str) -> list[tuple[str, str, str]]:
    return outline(in_markdown(EXTRACTOR, text))


def outline(found: list[Evidence]) -> list[tuple[str, str, str]]:
    return [(v.relation, v.name, v.url) for item in found if isinstance(v := item.value, OriginStatement)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"This article was originally published on [The Daily Fern]({FERN}).",
            ("republished", "The Daily Fern", FERN),
        ),
        (f"_Originally published at [fern.example]({FERN})_", ("republished", "fern.example", FERN)),
        ("This essay first appeared in the Harbor Quarterly on 12 May 2019.", ("republished", "Harbor Quarterly", "")),
        ("Originally posted on Lina's Blog under a CC BY-SA 4.0 license.", ("republished", "Lina's Blog", "")),
        (f"This is cross-posted from the [Moss blog]({FERN}).", ("cross-post", "Moss blog", FERN)),
        (f"The original source of this article is [The Fern]({FERN})", ("republished", "The Fern", FERN)),
        (f"The post A Fine Day appeared first on [The Fern]({FERN}).", ("republished", "The Fern", FERN)),
        (f"Source: [The Fern]({FERN})", ("republished", "The Fern", FERN)),
        (f"Via: [The Fern]({FERN})", ("credit", "The Fern", FERN)),
        (f"Dieser Beitrag erschien zuerst auf [Nordblatt]({FERN}).", ("republished", "Nordblatt", FERN)),
        ("Cet article a été initialement publié sur Le Hérisson.", ("republished", "Le Hérisson", "")),
        (f"Este artículo fue publicado originalmente en [La Boya]({FERN}).", ("republished", "La Boya", FERN)),
        (f"Este texto foi publicado originalmente em [Farol]({FERN}).", ("republished", "Farol", FERN)),
        ("Questo articolo è stato pubblicato originalmente su La Vela.", ("republished", "La Vela", "")),
        ("Эта статья впервые опубликована на сайте «Берег».", ("republished", "Берег", "")),
        (f"本文首发于[海岸报]({FERN})。", ("republished", "海岸报", FERN)),
        ("この記事は海岸新聞より転載しました。", ("republished", "海岸新聞", "")),
    ],
)
def test_a_sentence_states_an_origin(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]


def test_read_the_original_lends_its_link_to_the_sentence_before() -> None:
    text = (
        "This article is republished from [The Fern](https://fern.example) under a Creative Commons license. "
        f"Read the [original article]({FERN})."
    )
    found = [item.value for item in in_markdown(EXTRACTOR, text)]
    assert [(v.name, v.url, v.license_id) for v in found if isinstance(v, OriginStatement)] == [
        ("The Fern", FERN, "LicenseRef-CC")
    ]


def test_a_source_line_lends_its_link_to_a_statement_far_above() -> None:
    text = f"Originally published by the Fern.\n\nA long day.\n\nIt went on.\n\nAnd on.\n\nSource: {FERN}"
    assert read(text)[0] == ("republished", "Fern", FERN)


def test_a_placeholder_is_a_link_that_leads_nowhere() -> None:
    value = in_markdown(EXTRACTOR, "The original source of this article is [The Fern](#)")[0].value
    assert isinstance(value, OriginStatement)
    assert (value.target, value.link_words) == (Target.PLACEHOLDER, "The Fern")


def test_a_statement_spread_over_broken_markers_is_read() -> None:
    text = f"___This [article]({FERN}) by__ Ann Author_ ___was originally published on Fern.example under a license."
    assert read(text) == [("republished", "Fern.example", FERN)]


def test_raw_html_inside_markdown_is_read() -> None:
    assert read(f'Originally published on the <a href="{FERN}">Fern Blog</a>') == [("republished", "Fern Blog", FERN)]


@pytest.mark.parametrize(
    "text",
    [
        "The bill was originally introduced in the Senate by Mr. Smith.",
        "He first appeared on Broadway in 1999.",
        "The river has its source in the hills.",
        "A plain sentence.",
    ],
)
def test_prose_states_no_origin(text: str) -> None:
    assert read(text) == []


def test_an_offer_to_others_is_no_origin() -> None:
    found = [
        item.value for item in in_markdown(EXTRACTOR, "You are free to republish this article in your newsletter.")
    ]
    assert {v.relation for v in found if isinstance(v, OriginStatement)} == {"offer"}


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        (f"source_url: {FERN}", ("republished", "fern.example", FERN)),
        (f"original_url: {FERN}", ("republished", "fern.example", FERN)),
        (f"external: {FERN}", ("republished", "fern.example", FERN)),
        (f"translation_url: {FERN}", ("translation", "fern.example", FERN)),
        (f"crossposts:\n- name: The Fern\n  url: {FERN}", ("cross-post", "The Fern", FERN)),
        (
            f'preface: "This post was originally published on [the Fern blog]({FERN})."',
            ("republished", "the Fern blog", FERN),
        ),
    ],
)
def test_front_matter_states_an_origin(matter: str, expected: tuple[str, str, str]) -> None:
    assert read(f"---\n{matter}\n---\n\nA text.\n") == [expected]


def test_a_shortcode_states_an_origin() -> None:
    text = f'A text.\n\n{{{{< crosspost src="{FERN}" name="The Fern" >}}}}\n'
    assert ("cross-post", "The Fern", FERN) in read(text)


def test_structured_data_may_say_what_an_article_is_based_on() -> None:
    page = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A day", '
        f'"isBasedOn": "{FERN}"}}</script><article><p>A text.</p></article>'
    )
    assert outline(in_page(EXTRACTOR, page)) == [("adapted", "fern.example", FERN)]


def test_an_agency_in_the_dateline_is_the_origin() -> None:
    page = (
        "<article><h1>A day</h1><p>HARBOR TOWN (Reuters) - The water did not leave the market until noon.</p></article>"
    )
    assert outline(in_page(EXTRACTOR, page)) == [("wire", "Reuters", "")]


def test_an_agency_that_prose_speaks_of_is_no_origin() -> None:
    page = "<article><p>She told Reuters that the water did not leave the market square until noon.</p></article>"
    assert outline(in_page(EXTRACTOR, page)) == []


def test_the_outlet_itself_is_no_other_origin() -> None:
    page = (
        '<meta property="og:site_name" content="The Daily Fern"><article><p>The water came.</p>'
        "<p>This article was originally published on The Daily Fern.</p></article>"
    )
    assert outline(in_page(EXTRACTOR, page)) == [("own", "The Daily Fern", "")]


def test_the_span_leads_to_the_words() -> None:
    text = f"A text.\r\n\r\nThis article was originally published on [The Fern]({FERN}).\r\n"
    item = in_markdown(EXTRACTOR, text)[0]
    assert text.encode()[item.span.start : item.span.end].startswith(b"This article was originally")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Originally published in the April 2019 issue of The Fern Magazine.", "The Fern Magazine"),
        ("A version of this story appeared in The Fern Journal.", "The Fern Journal"),
        ("By arrangement with Fern Syndicate.", "Fern Syndicate"),
        ("This article is adapted from a talk given at FernConf 2019.", "FernConf 2019"),
        ("This content was originally created by Fern Group and reproduced with their permission.", "Fern Group"),
        ("Quelle: © www.fern.example - Nachrichten für alle", "fern.example"),
        ("Der Text erschien ursprünglich am 3. Mai 2019 auf fern.example.", "fern.example"),
    ],
)
def test_what_stands_around_a_name_is_not_the_name(text: str, name: str) -> None:
    assert [item[1] for item in read(f"A text.\n\n{text}")] == [name]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (f"This article is adapted from [The Fern]({FERN}).", "adapted"),
        (f"This essay was adapted with permission from [The Fern]({FERN}).", "adapted"),
        (f"The story has been condensed from [The Fern]({FERN}).", "adapted"),
        (f"This text is taken from [The Fern]({FERN}).", "adapted"),
        (f"Adapted from [The Fern]({FERN}).", "adapted"),
        (f"This article was provided by [The Fern]({FERN}).", "provided"),
    ],
)
def test_what_was_adapted_was_not_provided(text: str, relation: str) -> None:
    assert [item[0] for item in read(f"A text.\n\n{text}")] == [relation]


@pytest.mark.parametrize(
    "text",
    [
        "The novel was first published in 1859 by Fern & Sons and became a classic.",
        "She said the article was published by the Times in error.",
        "You can read the original paper [here](https://papers.example/abs/1234).",
        "Taken from https://media.example/wiki/fern-leaf.jpg on 2010-10-05",
        "© REUTERS / POOL",
    ],
)
def test_other_works_and_pictures_are_no_origin(text: str) -> None:
    around = "The water came in May and stayed.\n\n" * 12
    assert read(f"{around}{text}\n\n{around}") == []


def test_the_sentence_behind_a_pointer_is_no_name() -> None:
    text = (
        "This post has been reproduced with the permission of Fern Notes. The original post can be found "
        f"[here]({FERN}). The views expressed are not ours."
    )
    assert read(text) == [("republished", "Fern Notes", FERN)]


def test_a_bare_label_below_a_picture_is_the_pictures() -> None:
    text = (
        "# A day\n\n![a fern](fern.png)\n\nThe lead.\n\nQuelle: AFP\n\n" + "The water came in May and stayed.\n\n" * 12
    )
    assert read(text) == []


def test_whom_a_copy_was_taken_from_is_nearer_than_who_published_it_first():
    text = f"Cross-posted from [The Fern]({FERN}). The original source of this article is [Moss Weekly](https://moss.example/a)."
    found = in_markdown(EXTRACTOR, text)
    assert [(item.value.name, item.value.hop) for item in found] == [("The Fern", 0), ("Moss Weekly", 1)]


def test_a_copy_whose_canonical_address_is_the_originals_names_another():
    page = (
        f'<link rel="canonical" href="{FERN}"><p>This article originally appeared in <a href="{FERN}">The Fern</a>.</p>'
    )

    assert outline(in_page(EXTRACTOR, page)) == [("republished", "The Fern", FERN)]


def test_a_page_that_calls_itself_like_its_canonical_address_speaks_of_itself():
    head = f'<link rel="canonical" href="{FERN}"><meta property="og:site_name" content="The Fern">'
    page = f'{head}<p>This article originally appeared in <a href="{FERN}">The Fern</a>.</p>'

    assert [relation for relation, _, _ in outline(in_page(EXTRACTOR, page))] == ["own"]
