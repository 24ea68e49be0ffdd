"""Whole pages: text, scopes, hints, links, images, metadata, and what is broken."""

from compliance.model.article import Carrier
from compliance.model.source import Place
from tests.readers.reading import blocks, cut, fields, flat, html, links, span_texts, texts

PROSE = "The council met on Monday and talked for three hours about the bridge, the school and the money for both."

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB">
<head><title>Bridge vote | The Sample Post</title></head>
<body class="single-post author-ann tag-license">
<div id="site-header"><h1 class="logo"><a href="/">The Sample Post</a></h1>
<ul class="menu"><li><a href="/news">News</a></li></ul></div>
<div class="content-sidebar-wrap">
<div class="post">
<h2 class="entry-title">Bridge vote</h2>
<div class="entry-meta">By <span class="author">Ann Author</span>, <time datetime="2020-01-02">2 January</time></div>
<div class="entry-content"><p>{PROSE}</p><p>{PROSE}</p>
<div class="sharedaddy">Share this</div>
<p class="source">This article was first published by <a href="https://o.example/a">The Outlet</a>.</p></div>
</div>
<div id="comments"><h3>2 comments</h3><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></div>
<div class="related-posts"><h3>Related</h3><a href="/x">Another story</a></div>
<div class="sidebar"><p>Subscribe now</p></div>
</div>
<div class="footer-widgets">About us</div>
<footer>© 2020 The Sample Post</footer>
</body></html>
"""


def test_the_article_is_told_from_the_site():
    article = html(PAGE)
    assert texts(article, "article") == [
        "Bridge vote",
        "By Ann Author, 2 January",
        PROSE,
        PROSE,
        "This article was first published by The Outlet.",
    ]
    assert texts(article, "comment") == ["2 comments", PROSE, PROSE, PROSE]
    assert texts(article, "related") == ["Related", "Another story"]
    assert texts(article, "site") == [
        "The Sample Post",
        "News",
        "Share this",
        "Subscribe now",
        "About us",
        "© 2020 The Sample Post",
    ]


def test_hints_come_from_class_words_and_elements():
    article = html(PAGE)
    own = [sorted(b.hints) for b in article.blocks if b.scope == "article"]
    assert own == [["title"], ["author", "date"], [], [], ["source"]]


def test_links_and_fields_have_the_scope_of_their_element():
    article = html(PAGE)
    assert [(link.url, link.scope.value) for link in article.links] == [
        ("/", "site"),
        ("/news", "site"),
        ("https://o.example/a", "article"),
        ("/x", "related"),
    ]
    assert fields(article) == {"title": "Bridge vote | The Sample Post", "time": "2020-01-02"}
    assert article.language == "en"


def test_the_body_ends_with_the_articles_last_block():
    article = html(PAGE)
    assert article.flat[: article.body_end].endswith(b"The Outlet.")


def test_header_and_footer_inside_an_article_are_its_own():
    article = html(
        f"<body><header>Site</header><article><header><h1>T</h1>By Ann</header><p>{PROSE}</p>"
        "<footer>CC BY</footer></article><footer>Imprint</footer>"
    )
    assert texts(article, "article") == ["T", "By Ann", PROSE, "CC BY"]
    assert texts(article, "site") == ["Site", "Imprint"]


def test_a_small_fragment_is_the_article_but_for_navigation():
    article = html("<nav>Home</nav><h1>T</h1><p>By Ann</p><p>© 2020 Ann</p><footer>Imprint</footer>")
    assert texts(article, "article") == ["T", "By Ann", "© 2020 Ann"]
    assert texts(article, "site") == ["Home", "Imprint"]


def test_a_header_that_holds_the_only_title_is_the_articles():
    article = html(f"<body><header><h1>T</h1><p>By Ann</p><nav>Home</nav></header><p>{PROSE}</p><p>{PROSE}</p></body>")
    assert texts(article, "article") == ["T", "By Ann", PROSE, PROSE]
    assert texts(article, "site") == ["Home"]


def test_words_that_claim_most_of_the_page_are_not_believed():
    article = html(
        f"<body><div class='widget'><p>{PROSE}</p><p>{PROSE}</p></div><div class='widget'>Weather</div></body>"
    )
    assert texts(article, "article") == [PROSE, PROSE]
    assert texts(article, "site") == ["Weather"]


def test_block_elements_part_the_text_and_have_kinds():
    article = html(
        "<h2>H</h2>lead<ul><li>one<li>two</ul><blockquote><p>said</blockquote><table><tr><td>c<td><p>d</table>"
        "<figure><img src=a.png><figcaption>cap</figcaption></figure>"
    )
    assert [(kind, words) for kind, _scope, words in blocks(article)] == [
        ("heading", "H"),
        ("paragraph", "lead"),
        ("item", "one"),
        ("item", "two"),
        ("quote", "said"),
        ("cell", "c"),
        ("paragraph", "d"),
        ("caption", "cap"),
    ]


def test_one_break_ends_a_line_and_two_end_the_block():
    assert [words for _kind, _scope, words in blocks(html("a<br>b <br/> <br>c"))] == ["a\nb", "c"]


def test_preformatted_text_keeps_its_lines_and_code_is_code():
    article = html("<pre>a\n  b\n\nc</pre><pre><code>x = 1</code></pre><pre class='highlight'>y</pre>")
    assert [(kind, words) for kind, _scope, words in blocks(article)] == [
        ("paragraph", "a\nb"),
        ("paragraph", "c"),
        ("code", "x = 1"),
        ("code", "y"),
    ]


def test_what_readers_do_not_see_is_no_text():
    article = html(
        "<p>a<script>s</script><style>t</style><template><p>u</p></template><svg><text>v</text></svg>"
        "<noscript>w</noscript><span hidden>x</span><span style='display: none'>y</span><select><option>z</select>b</p>"
    )
    assert flat(article) == "ab"


def test_an_unclosed_svg_does_not_swallow_the_page():
    assert flat(html("<p><svg><path>x<p>text</p>")) == "text"


def test_a_box_that_is_styled_away_is_the_sites():
    article = html(f"<body><p>{PROSE}</p><div style='display:none'>© 2020 Ann</div>")
    assert texts(article, "site") == ["© 2020 Ann"]


def test_entities_lead_back_to_how_they_are_spelt():
    article = html("<p>é &copy;&nbsp;2020&#8217;s</p>")
    assert flat(article) == "é © 2020’s"
    assert cut(article, article.span(3, 5)) == "&copy;"
    assert span_texts(article) == ["é &copy;&nbsp;2020&#8217;s"]


def test_links_have_url_rel_and_place():
    article = html(
        '<p>é <a rel="nofollow LICENSE" href=" /l?a=1&amp;b=ü ">the <b>deed</b></a></p>\n'
        "<p><a href>x</a><a name=y>z</a></p>"
    )
    assert links(article) == [("the deed", "/l?a=1&b=ü"), ("x", "")]
    assert article.links[0].rel == ("nofollow", "license")
    assert article.place(article.links[0].span) == Place(1, 6, 1, 75)
    assert fields(article) == {"a:license": "/l?a=1&b=ü"}


def test_an_unclosed_link_ends_where_the_next_begins():
    assert links(html("<p><a href=/a>one <a href=/b>two</a>")) == [("one", "/a"), ("two", "/b")]


def test_images_scripts_and_frames_are_noted():
    article = html(
        '<p>a<img src="data:x" data-src="/lazy.png" alt="Ä &amp; b" width="1" height="1px">'
        "<script src=//t.example/c.js></script><iframe src=/f></iframe>"
        '<noscript><img src="/pixel.gif" style="width:1px"></noscript><img srcset="/s.png 2x, /t.png 3x">'
    )
    assert [(i.kind, i.url, i.alt, i.width, i.height) for i in article.images] == [
        ("img", "/lazy.png", "Ä & b", 1, 1),
        ("script", "//t.example/c.js", "", None, None),
        ("iframe", "/f", "", None, None),
        ("img", "/pixel.gif", "", 1, None),
        ("img", "/s.png", "", None, None),
    ]
    assert cut(article, article.images[3].span) == '<img src="/pixel.gif" style="width:1px">'


def test_meta_and_link_elements_are_fields():
    article = html(
        '<head><meta name="DC.rights" content="© Ann &amp; Bob"><meta property="og:site_name" content="Ü Post">'
        '<meta itemprop="license" content="CC0"><meta http-equiv="Content-Language" content="de, en">'
        '<link rel="canonical" href="https://p.example/a"><link rel="stylesheet alternate" href="/s">'
        '<link rel="license" href="/l"><base href="https://p.example/"></head>'
    )
    assert [(f.name, f.value, f.carrier) for f in article.fields] == [
        ("dc.rights", "© Ann & Bob", Carrier.META),
        ("og:site_name", "Ü Post", Carrier.META),
        ("license", "CC0", Carrier.META),
        ("content-language", "de, en", Carrier.META),
        ("link:canonical", "https://p.example/a", Carrier.REL),
        ("link:license", "/l", Carrier.REL),
        ("base", "https://p.example/", Carrier.META),
    ]
    assert cut(article, article.fields[1].span) == "Ü Post"
    assert article.language == "de"


def test_rdfa_properties_are_fields():
    article = html(
        '<p><span property="dct:title">A work</span> by '
        '<a property="cc:attributionName" rel="cc:attributionURL" href="/ann">Ann</a>'
    )
    assert fields(article) == {
        "rdfa:title": "A work",
        "rdfa:attributionname": "Ann",
        "a:cc:attributionurl": "/ann",
    }


def test_a_page_cut_off_inside_a_tag_is_a_problem_but_is_read():
    article = html('<p>Text</p>\n<p>é <a href="x')
    assert flat(article) == "Text\né"
    (problem,) = article.problems
    assert str(problem) == (
        "page.html:2:6: the HTML is cut off inside a tag: '<a href=\"x'; "
        "complete the file: it ends in the middle of a tag"
    )


def test_a_page_cut_off_inside_a_script_is_a_problem():
    (problem,) = html("<p>Text</p><script>var x").problems
    assert str(problem) == "page.html:1:20: the HTML is cut off: '<script>' is never closed; close it with '</script>'"


def test_unclosed_elements_are_normal():
    assert html("<div><p>Text<p>a < b").problems == []


def test_broken_json_ld_is_a_problem_at_its_place():
    article = html('<p>Text</p>\n<script type="application/ld+json">\n{"a": é}\n</script>')
    (problem,) = article.problems
    assert str(problem) == (
        "page.html:3:7: JSON-LD is not valid JSON: expecting value; correct the script element's content, or remove it"
    )
    assert flat(article) == "Text"


def test_words_of_a_meta_element_may_stand_in_value_but_no_address():
    article = html(
        '<meta name="author" value="Ann Author"><meta name="og:url" value="https://fern.example/a"><p>A.</p>'
    )
    assert fields(article) == {"author": "Ann Author"}
