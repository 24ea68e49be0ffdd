"""Exports of Ghost: which posts are articles, what is known of each, and what is told of broken exports."""

import io
import json

import pytest
from compliance_ghost import is_export, read_export

from compliance.cli import main
from compliance.errors import Problem

POST = {
    "id": "1",
    "title": "The tide",
    "slug": "the-tide",
    "html": "<p>The water is quiet.</p>"
    '<p>First published in <a href="https://reef.example/a-long-tide">Reef Weekly</a>.</p>',
    "type": "post",
    "status": "published",
    "published_at": "2026-01-31T10:00:00.000Z",
    "canonical_url": "https://reef.example/a-long-tide",
}
TABLES = {
    "posts": [
        POST,
        {**POST, "id": "2", "slug": "draft", "status": "draft"},
        {**POST, "id": "3", "slug": "about", "type": "page", "html": '<p><a href="__GHOST_URL__/x/">Über uns</a></p>'},
    ],
    "posts_meta": [{"post_id": "1", "feature_image_caption": "<span>Photo: <b>Ben Lens</b> &amp; Co</span>"}],
    "users": [{"id": "7", "name": "Ann Author"}, {"id": "8", "name": "Bo Writer"}],
    "posts_authors": [
        {"post_id": "1", "author_id": "8", "sort_order": 1},
        {"post_id": "1", "author_id": "7", "sort_order": 0},
    ],
}


def make_export(tables: object = TABLES) -> bytes:
    return json.dumps({"db": [{"meta": {"exported_on": 1753891082041, "version": "6.0.0"}, "data": tables}]}).encode()


def read(data: bytes) -> list:
    return list(read_export("site.json", io.BytesIO(data)))


def values(article, name: str) -> list[str]:
    return [field.value for field in article.fields if field.name == name]


def test_posts_and_pages_that_are_published_are_articles_by_their_slugs():
    assert [article.name for article in read(make_export())] == ["site.json#the-tide", "site.json#about"]


def test_what_the_tables_say_of_a_post_is_its_front_matter():
    article = read(make_export())[0]

    assert values(article, "title") == ["The tide"]
    assert values(article, "published_at") == ["2026-01-31T10:00:00.000Z"]
    assert values(article, "canonical_url") == ["https://reef.example/a-long-tide"]
    assert values(article, "feature_image_caption") == ["Photo: Ben Lens & Co"]
    assert [values(article, f"authors.{number}") for number in range(2)] == [["Ann Author"], ["Bo Writer"]]


def test_the_content_begins_on_the_second_line_and_own_addresses_are_relative():
    tide, about = read(make_export())

    assert "The water is quiet." in tide.flat.decode()
    assert next(tide.place(tide.span(block.start, block.end)).line for block in tide.blocks) == 2
    assert "Über uns" in about.flat.decode()
    assert b"__GHOST_URL__" not in about.source.data


def test_an_author_of_an_old_export_is_found_and_text_stands_in_for_html():
    old = {**POST, "html": None, "plaintext": "One <b>\n\nTwo", "author_id": 7}
    tables = {"posts": [old], "users": [{"id": 7, "name": "Ann Author"}]}
    (article,) = read(json.dumps({"meta": {"exported_on": 1}, "data": tables}).encode())

    assert values(article, "authors.0") == ["Ann Author"]
    assert [article.text(block.start, block.end) for block in article.blocks] == ["One <b>", "Two"]


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (make_export(), True),
        (b'\xef\xbb\xbf{\n "meta": {"exported_on": 1}, "data": {}}', True),
        (b'{"title": "x", "exported_on": 1}', False),
        (b'{"meta": {"license": "x"}}', False),
        (b"", False),
        (b'[{"db": 1}]', False),
    ],
)
def test_an_export_is_known_by_its_beginning(head, is_one):
    assert is_export(head) is is_one


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (make_export()[:-9], "is not valid JSON"),
        (b'{"meta": {"exported_on": "\xff"}}', "is not valid JSON"),
        (b'{"meta":' + b"[" * 100_000, "is not valid JSON"),
        (make_export([]), "holds no table of posts"),
        (make_export({"posts": "x"}), "holds no table of posts"),
        (make_export({"posts": [7, {**POST, "status": "draft"}]}), "holds nothing to be judged"),
        (make_export({"posts": [{**POST, "html": ""}]}), "has no content"),
    ],
)
def test_what_cannot_be_read_is_a_problem(data, message):
    (problem,) = read(data)

    assert isinstance(problem, Problem)
    assert message in problem.message
    assert problem.remedy


def test_an_export_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("compliance_ghost.reading.MAX_SIZE", 1 << 20)

    (problem,) = read(b" " * (1 << 21))

    assert "is larger than 1 MiB" in problem.message


def test_the_command_judges_each_post(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site.json").write_bytes(make_export())
    (tmp_path / "other.json").write_text('{"name": "x"}')

    main(["check", ".", "--plugin", "compliance_ghost", "--format", "json"])
    report = json.loads(capsys.readouterr().out)

    assert report["errors"] == []
    assert [article["source"] for article in report["articles"]] == ["./site.json#the-tide", "./site.json#about"]
    assert [origin["name"] for origin in report["articles"][0]["origins"]] == ["Reef Weekly"]
