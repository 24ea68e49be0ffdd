"""JSON-LD and microdata as records."""

from compliance.model.article import Carrier, Record
from tests.readers.reading import cut, html


def ld(body: str):
    return html(f'<script type="application/ld+json">{body}</script>')


def values(record: Record, name: str) -> list[str]:
    return [text.value for text in record.texts(name)]


def test_strings_and_numbers_know_their_place():
    article = ld(
        '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ä \\u00e9", "copyrightYear": 2017}'
    )
    (record,) = article.records
    assert (record.types, record.carrier) == (("NewsArticle",), Carrier.JSON_LD)
    assert (values(record, "headline"), values(record, "copyrightYear")) == (["Ä é"], ["2017"])
    assert [cut(article, text.span) for text in record.texts("copyrightYear")] == ["2017"]
    assert [cut(article, text.span) for text in record.texts("headline")] == ["Ä \\u00e9"]


def test_nested_objects_arrays_and_value_objects_are_opened():
    (record,) = ld(
        '{"@type": ["Article", "schema:BlogPosting"], "author": [{"@type": "Person", "name": "Ann"}, "Bob"],'
        ' "http://schema.org/license": {"@value": "CC0"}, "keywords": {"@list": ["a", ["b"]]}}'
    ).records
    assert record.types == ("Article", "BlogPosting")
    assert [values(author, "name") for author in record.records("author")] == [["Ann"]]
    assert (values(record, "author"), values(record, "license"), values(record, "keywords")) == (
        ["Bob"],
        ["CC0"],
        ["a", "b"],
    )


def test_references_in_a_graph_are_followed():
    article = ld(
        '{"@graph": [{"@id": "#a", "@type": "Article", "publisher": {"@id": "#o"}, "isBasedOn": {"@id": "https://x.example"}},'
        ' {"@id": "#o", "@type": "Organization", "name": "The Post"}]}'
    )
    (first, second) = article.records
    assert [values(o, "name") for o in first.records("publisher")] == [["The Post"]]
    assert [o.identity for o in first.records("isBasedOn")] == ["https://x.example"]
    assert second.types == ("Organization",)


def test_cycles_are_cut():
    first, _second = ld(
        '[{"@id": "#a", "@type": "A", "b": {"@id": "#b"}}, {"@id": "#b", "@type": "B", "a": {"@id": "#a"}}]'
    ).records
    (inner,) = first.records("b")
    assert inner.types == ("B",)
    assert [(r.identity, r.properties) for r in inner.records("a")] == [("#a", {})]


def test_common_slips_are_forgiven():
    assert [r.types for r in ld('<!-- {"@type": "A",} -->').records] == [("A",)]
    assert [r.types for r in ld('//<![CDATA[\n{"@type": "B", "text": "two\nlines"};\n//]]>').records] == [("B",)]


def test_deep_nesting_is_a_problem_and_no_crash():
    (problem,) = ld('{"a":' * 100000).problems
    assert problem.message == "JSON-LD is nested deeper than 64 levels"


def test_half_characters_never_survive():
    (record,) = ld('{"@type": "A", "name": "\\ud83d\\ude00 \\ud83d"}').records
    assert values(record, "name") == ["😀 \ufffd"]


def test_microdata_gives_the_same_shape():
    article = html(
        '<div itemscope itemtype="https://schema.org/Article" itemid="#a"><h1 itemprop="headline">A <b>title</b></h1>'
        '<p>By <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ann</span>'
        '</span> <time itemprop="datePublished" datetime="2020-01-02">yesterday</time>'
        '<meta itemprop="license" content="CC0"><a itemprop="isBasedOn" href="https://o.example/a">here</a></p></div>'
    )
    (record,) = article.records
    assert (record.types, record.identity, record.carrier) == (("Article",), "#a", Carrier.MICRODATA)
    assert values(record, "headline") == ["A title"]
    assert [values(author, "name") for author in record.records("author")] == [["Ann"]]
    assert values(record, "datePublished") == ["2020-01-02"]
    assert values(record, "license") == ["CC0"]
    assert values(record, "isBasedOn") == ["https://o.example/a"]
