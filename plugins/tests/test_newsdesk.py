"""The news desk's plugin: a reader that looks, a kind of evidence, an origin, a remark and a command."""

from pathlib import Path

import pytest

from compliance.api import Session
from compliance.cli import main
from compliance.model.article import Article
from compliance.model.settings import Settings

PLUGIN = "plugins.newsdesk"
STORY = """\
HEADLINE: The tide that stayed
BYLINE: Ann Author
SOURCE: River Herald
SLUG: city/tide
DATE: 2024-05-03

The water did not leave the market square until noon.
"""


def read(text: str = STORY, name: str = "story.wire") -> Article:
    return Session(Settings(plugins=(PLUGIN,))).examiner.read_bytes(name, text.encode())


def see(text: str = STORY) -> list[tuple[str, str, int]]:
    session = Session(Settings(plugins=(PLUGIN,)))
    article = session.examiner.read_bytes("story.wire", text.encode())
    evidence, problems = session.examiner.extract(article)
    assert problems == []
    return [(str(item.kind), item.text, article.place(item.span).line) for item in evidence]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two stories of one outlet and one of nobody's, with the project still on the path."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.wire").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.wire").write_text(STORY, encoding="utf-8")
    (tmp_path / "c.md").write_text("# Noon\n\nThe water left.\n", encoding="utf-8")
    return tmp_path


def test_the_header_is_no_text_of_the_article():
    article = read()

    assert [article.text(block.start, block.end) for block in article.blocks] == [
        "The water did not leave the market square until noon."
    ]
    assert article.format == "wire"


def test_title_author_day_and_slug_are_seen_at_their_lines():
    assert see() == [
        ("title", "The tide that stayed", 1),
        ("byline", "Ann Author", 2),
        ("desk-slug", "city/tide", 4),
        ("date", "2024-05-03", 5),
    ]


def test_umlauts_in_the_header_move_no_place():
    assert ("byline", "Zoë Äuthor", 2) in see(STORY.replace("Ann Author", "Zoë Äuthor"))


@pytest.mark.parametrize("slug", ["tide", "/tide", "city/"])
def test_a_slug_without_desk_or_story_is_none(slug):
    assert [kind for kind, *_ in see(STORY.replace("city/tide", slug))] == ["title", "byline", "date"]


def test_wire_copy_is_known_by_its_first_line():
    assert read(name="<stdin>").format == "wire"
    assert read("A text.\n\nHEADLINE: none\n", name="<stdin>").format == "markdown"


def test_the_source_is_an_origin(folder):
    report = Session(Settings(plugins=(PLUGIN,))).check(["a.wire"])

    assert [(origin.name, origin.trust) for origin in report.articles[0].origins] == [("River Herald", "metadata")]


def test_a_run_that_mostly_comes_from_one_outlet_is_remarked_on(folder, capsys):
    main(["check", ".", "--plugin", PLUGIN])

    assert "Remarks:\n  2 of 3 articles come from River Herald\n" in capsys.readouterr().out


def test_a_run_of_one_article_is_not_remarked_on(folder):
    assert Session(Settings(plugins=(PLUGIN,))).check(["a.wire"]).remarks == ()


def test_the_command_counts_origins(folder, capsys):
    assert main(["origins", ".", "--plugin", PLUGIN]) == 0
    assert capsys.readouterr().out == "    2  River Herald\n    1  nobody named\n"


def test_the_command_tells_what_cannot_be_checked(folder, capsys):
    assert main(["origins", "a.wire", "none.md", "--plugin", PLUGIN]) == 2
    assert "none.md: no such file or folder" in capsys.readouterr().err
