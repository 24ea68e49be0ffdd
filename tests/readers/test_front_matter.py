"""Front matter: three formats, places, what is broken."""

import pytest

from compliance.errors import SourceError
from compliance.model.article import Carrier
from tests.readers.reading import cut, fields, flat, html, markdown


def problem_of(text: str) -> str:
    with pytest.raises(SourceError) as caught:
        markdown(text)
    return str(caught.value)


def test_yaml_gives_dotted_names():
    article = markdown(
        '---\nTitle: "A: b"\nauthors:\n  - name: Ann\n  - Bob\nsource: {url: https://o.example}\n---\nText\n'
    )
    assert fields(article) == {
        "title": "A: b",
        "authors.0.name": "Ann",
        "authors.1": "Bob",
        "source.url": "https://o.example",
    }
    assert flat(article) == "Text"


def test_every_value_knows_its_place():
    article = markdown("---\ntitle: 'Ä b'\nauthor: Ö c\n---\nText\n")
    assert [cut(article, field.span) for field in article.fields] == ["Ä b", "Ö c"]
    assert {field.carrier for field in article.fields} == {Carrier.FRONT_MATTER}
    assert article.place(article.fields[1].span).line == 3


def test_toml_is_read():
    article = markdown(
        '+++\ntitle = "A"\ndate = 2020-01-02\ndraft = true\n[source]\nurl = "https://o.example"\n+++\nText\n'
    )
    assert fields(article) == {
        "title": "A",
        "date": "2020-01-02",
        "draft": "true",
        "source.url": "https://o.example",
    }
    assert [cut(article, field.span) for field in article.fields] == ["A", "2020-01-02", "true", "https://o.example"]


def test_json_is_read():
    article = markdown('{\n "title": "A",\n "tags": ["x", "y"]\n}\n\nText\n')
    assert fields(article) == {"title": "A", "tags.0": "x", "tags.1": "y"}
    assert [cut(article, field.span) for field in article.fields] == ["A", "x", "y"]
    assert flat(article) == "Text"


def test_a_page_may_have_front_matter_too():
    article = html("---\nlicense: CC0-1.0\n---\n<p>Text</p>\n")
    assert fields(article) == {"license": "CC0-1.0"}
    assert flat(article) == "Text"


def test_empty_front_matter_and_comments_are_fine():
    assert flat(markdown("---\n---\nText\n")) == "Text"
    assert flat(markdown("---\n# a comment\n---\nText\n")) == "Text"


def test_a_thematic_break_is_no_front_matter():
    assert flat(markdown("---\n\nSome words here\n\n---\n\nText\n")) == "Some words here\nText"


def test_broken_yaml_names_line_and_column():
    text = problem_of("---\ntitle: A\nauthor: [Ann\n---\nText\n")
    assert text == (
        "story.md:4:1: front matter is not valid YAML: did not find expected ',' or ']'; "
        "correct the front matter, or remove it"
    )


def test_broken_toml_names_line_and_column():
    assert problem_of('+++\ntitle = "A"\nauthor = Ann\n+++\nText\n').startswith(
        "story.md:3:10: front matter is not valid TOML: invalid value"
    )


def test_broken_json_names_line_and_column():
    assert problem_of('{\n "title": A\n}\n').startswith(
        "story.md:2:11: front matter is not valid JSON: expecting value"
    )


def test_aliases_cannot_blow_up():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "front matter holds too many values" in problem_of("---\n" + "\n".join(lines) + "\n---\nText\n")


def test_deep_nesting_is_refused():
    assert "nested too deeply" in problem_of("---\na: " + "[" * 100000 + "\n---\nText\n")
    assert "nested too deeply" in problem_of("---\na:\n" + "- " * 100000 + "\n---\nText\n")


def test_half_characters_never_survive():
    article = markdown('{"title": "\\ud83d\\ude00 \\ud83d"}\nText\n')
    assert fields(article)["title"] == "😀 \ufffd"
