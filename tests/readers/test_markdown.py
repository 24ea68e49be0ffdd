"""Markdown: blocks, links, images, raw HTML, shortcodes, comment lines."""

from compliance.model.article import Carrier
from compliance.model.source import Place
from tests.readers.reading import blocks, cut, fields, flat, links, markdown, span_texts


def test_blocks_have_kinds():
    article = markdown(
        "# Title\n\nText\n\n- item\n\n> quoted\n\n```\ncode\n```\n\n| a |\n|---|\n| b |\n\n[^1]\n\n[^1]: foot\n"
    )
    assert blocks(article) == [
        ("heading", "article", "Title"),
        ("paragraph", "article", "Text"),
        ("item", "article", "item"),
        ("quote", "article", "quoted"),
        ("code", "article", "code"),
        ("cell", "article", "a"),
        ("cell", "article", "b"),
        ("footnote", "article", "foot"),
    ]


def test_headings_know_their_level():
    assert [b.level for b in markdown("# a\n\n### b\n").blocks] == [1, 3]


def test_inline_markup_is_no_text_but_stray_signs_are():
    assert flat(markdown("_It_ was **re**published, ~~not~~ 2 * 3 _ 4\n")) == "It was republished, not 2 * 3 _ 4"


def test_a_wrapped_sentence_reads_as_one():
    assert flat(markdown("This article\nis republished\n")) == "This article is republished"


def test_a_hard_break_is_a_line_end_inside_the_block():
    assert blocks(markdown("By Ann\\\nSpecial  \nto us\n")) == [("paragraph", "article", "By Ann\nSpecial\nto us")]


def test_links_know_their_words_and_their_place():
    article = markdown("From [The *Outlet*](https://o.example/a?x=1&amp;y=2) and [ref][r].\n\n[r]: #\n")
    assert links(article) == [("The Outlet", "https://o.example/a?x=1&y=2"), ("ref", "#")]
    assert cut(article, article.links[0].span) == "[The *Outlet*](https://o.example/a?x=1&amp;y=2)"
    assert article.place(article.links[1].span) == Place(1, 58, 1, 66)


def test_entities_and_escapes_lead_back_to_how_they_are_spelt():
    article = markdown("A &copy;&nbsp;2020 \\[x\\]\n")
    assert flat(article) == "A © 2020 [x]"
    assert cut(article, article.span(2, 4)) == "&copy;"


def test_bare_addresses_are_links():
    article = markdown("See https://o.example/a, www.p.example or ann@o.example; <http://q.example>\n")
    assert links(article) == [
        ("https://o.example/a", "https://o.example/a"),
        ("www.p.example", "http://www.p.example"),
        ("ann@o.example", "mailto:ann@o.example"),
        ("http://q.example", "http://q.example"),
    ]


def test_addresses_in_code_and_in_links_are_not_found_again():
    article = markdown("`https://a.example`\n\n    https://b.example\n\n[https://c.example](/c)\n")
    assert links(article) == [("https://c.example", "/c")]


def test_images_have_alt_and_title_and_are_no_text():
    article = markdown('a ![An *old* map](map.png "Photo: Ann") b\n')
    (image,) = article.images
    assert (image.url, image.alt, image.title, image.position) == ("map.png", "An old map", "Photo: Ann", 2)
    assert flat(article) == "a b"


def test_raw_html_is_read_as_html():
    article = markdown(
        'Before\n\n<p class="byline">By <a href="/ann" rel="author">Ann</a></p>\n\nAn <b>inline</b> <a href=#>x</a>\n'
    )
    assert flat(article) == "Before\nBy Ann\nAn inline x"
    assert links(article) == [("Ann", "/ann"), ("x", "#")]
    assert article.blocks[1].hints == {"byline", "author"}
    assert cut(article, article.links[0].span) == '<a href="/ann" rel="author">Ann</a>'


def test_raw_html_in_a_quote_keeps_its_places():
    article = markdown("> <div>\n> é <a href='/x'>y</a>\n> </div>\n")
    assert cut(article, article.links[0].span) == "<a href='/x'>y</a>"
    assert blocks(article) == [("quote", "article", "é y")]


def test_html_comments_scripts_and_styles_are_no_text():
    assert (
        flat(
            markdown(
                "<!-- hidden -->\n\na<!-- b -->c\n\n<script>\nvar x;\n\ny\n</script>\n\n<style>p {}</style>\n\nd\n"
            )
        )
        == "ac\nd"
    )


def test_json_ld_in_markdown_is_read():
    article = markdown('<script type="application/ld+json">\n{"@type": "Article"}\n</script>\n')
    assert [record.types for record in article.records] == [("Article",)]


def test_markdown_inside_a_html_box_gets_its_hints():
    article = markdown('<div class="copyright">\n\n© *2020* Ann\n\n</div>\n\nafter\n')
    assert [b.hints for b in article.blocks] == [{"copyright"}, frozenset()]


def test_shortcodes_stay_text_and_give_fields():
    article = markdown('{{< crosspost src="<https://o.example/a>" name="The Outlet" >}}\n\nText\n')
    assert fields(article) == {
        "shortcode.crosspost.src": "https://o.example/a",
        "shortcode.crosspost.name": "The Outlet",
    }
    assert cut(article, article.fields[1].span) == "The Outlet"
    assert flat(article).endswith("\nText")


def test_a_figure_shortcode_is_an_image():
    article = markdown('One\n\n{{< figure src="map.png" alt="A map" >}}\n\nTwo\n')
    (image,) = article.images
    assert (image.url, image.alt, image.position) == ("map.png", "A map", 4)


def test_comment_lines_at_the_top_give_fields():
    article = markdown('[#]: author: "Ann Ö"\n[#]: via: "https://o.example/a"\n[//]: # (date: 2020-01-02)\n\nText\n')
    assert fields(article) == {"author": "Ann Ö", "via": "https://o.example/a", "date": "2020-01-02"}
    assert article.fields[0].carrier is Carrier.FRONT_MATTER
    assert cut(article, article.fields[0].span) == "Ann Ö"
    assert flat(article) == "Text"


def test_spans_are_right_behind_front_matter_and_umlauts():
    article = markdown("---\ntitle: Ö\n---\n\nÄ first\n\nsecond\n")
    assert span_texts(article) == ["Ä first", "second"]


def test_all_of_a_markdown_file_is_the_article():
    article = markdown('<footer>\n\nfoot\n\n</footer>\n\n<div class="comments">c</div>\n\nText\n')
    assert {b.scope.value for b in article.blocks} == {"article"}
    assert article.body_end == len(article.flat)


def test_named_sections_give_fields_and_one_is_the_article():
    article = markdown("title: T\n---\nauthor: Ann Ö\n---\nbody:\n\nÄ first\n\n*second*\n---\npub_date: 2020-01-02\n")
    assert fields(article) == {"title": "T", "author": "Ann Ö", "pub_date": "2020-01-02"}
    assert [cut(article, field.span) for field in article.fields] == ["T", "Ann Ö", "2020-01-02"]
    assert flat(article) == "Ä first\nsecond"
    assert span_texts(article) == ["Ä first", "second"]


def test_a_setext_heading_with_a_colon_is_no_named_section():
    assert flat(markdown("Note: a title\n---\n\nText\n")) == "Note: a title\nText"


def test_html_in_a_block_quote_leads_back_over_the_marks_of_its_lines():
    source = "> <p>\n> By Ann\n> Author, 3 May\n> </p>\n"
    article = markdown(source)
    [block] = article.blocks
    assert article.text(block.start, block.end) == "By Ann Author, 3 May"
    start = block.start + len("By Ann ")
    span = article.span(start, start + len("Author"))
    assert source[span.start : span.end] == "Author"
