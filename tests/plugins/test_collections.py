"""Files that hold many articles are read as a stream, beside single articles, and judged one by one."""

import io
import sys

import pytest
from msgspec.structs import astuple

from compliance.api import Session
from compliance.cli import main
from compliance.model.result import Report
from compliance.model.settings import Settings
from compliance.model.source import SourceText, Span
from compliance.readers import READERS

MAILS = """
from compliance.readers import READERS

MARKDOWN = next(reader for reader in READERS if reader.name == "markdown")
START = b"== mails ==\\n"

def read(name, stream):
    line, lines = 1, []
    stream.readline()
    for number, text in enumerate(stream, start=2):
        if text == b"--\\n":
            yield make(f"{name}#{line}", line, b"".join(lines))
            line, lines = number, []
        elif text == b"broken\\n":
            yield Problem(name, number, 1, "is broken", "mend it")
        elif text == b"boom\\n":
            raise ValueError("boom")
        else:
            lines.append(text)

def make(name, line, data):
    source = SourceText(name, data, data.decode(), first_line=line + 1)
    return MARKDOWN.read(source)

@hookimpl
def register_collections():
    return [Collection("mails", (".mails",), lambda head: head.startswith(START), read)]
"""
TIDE = "# The tide\n\nBy Ann Author\n\nThe water stayed.\n\n© 2024 Ann Author\n"


@pytest.fixture
def mails(write_plugin) -> str:
    return write_plugin("mail_plugin", MAILS)


def check(plugin: str, *paths: str, jobs: int = 1) -> Report:
    return Session(Settings(plugins=(plugin,), jobs=jobs)).check(paths or ["."])


def test_every_article_of_a_collection_is_judged_by_its_own_name(mails, tmp_path):
    (tmp_path / "b.mails").write_text(f"== mails ==\n{TIDE}--\n{TIDE}--\n", encoding="utf-8")

    report = check(mails)

    assert [article.source for article in report.articles] == ["./b.mails#1", "./b.mails#9", "./tide.md"]
    assert report.summary.articles == 3
    assert report.errors == ()


def test_places_lead_back_to_the_lines_of_the_file(mails, tmp_path):
    (tmp_path / "b.mails").write_text(f"== mails ==\n{TIDE}--\n{TIDE}--\n", encoding="utf-8")
    session = Session(Settings(plugins=(mails,)))

    places = [
        (item.article.name, item.article.place(evidence.span).line)
        for item in session.inspect(["b.mails"])
        for evidence in item.evidence
        if evidence.kind == "copyright-notice"
    ]

    assert places == [("b.mails#1", 8), ("b.mails#9", 16)]


def test_a_problem_in_the_middle_is_told_and_what_follows_is_judged(mails, tmp_path):
    (tmp_path / "b.mails").write_text(f"== mails ==\n{TIDE}--\nbroken\n{TIDE}--\n", encoding="utf-8")

    report = check(mails, "b.mails")

    assert [article.source for article in report.articles] == ["b.mails#1", "b.mails#9"]
    assert [str(problem) for problem in report.errors] == ["b.mails:10:1: is broken; mend it"]


def test_where_a_collection_breaks_what_came_before_is_judged(mails, tmp_path):
    (tmp_path / "b.mails").write_text(f"== mails ==\n{TIDE}--\nboom\n{TIDE}--\n", encoding="utf-8")

    report = check(mails, "b.mails")

    assert [article.source for article in report.articles] == ["b.mails#1"]
    (problem,) = report.errors
    assert problem.path == "b.mails"
    assert problem.message == "collection 'mails' of plugin 'mail_plugin' raised ValueError: boom"


def test_a_file_of_the_suffix_that_is_no_collection_is_none_in_a_folder(mails, tmp_path):
    (tmp_path / "b.mails").write_text("something else\n", encoding="utf-8")

    assert [article.source for article in check(mails).articles] == ["./tide.md"]


def test_a_file_of_the_suffix_that_is_no_collection_is_an_article_where_it_is_named(mails, tmp_path):
    (tmp_path / "b.mails").write_text(TIDE, encoding="utf-8")

    assert [article.source for article in check(mails, "b.mails").articles] == ["b.mails"]


def test_a_file_with_a_suffix_that_nobody_claims_is_recognised(mails, tmp_path):
    (tmp_path / "b.export").write_text(f"== mails ==\n{TIDE}--\n", encoding="utf-8")

    assert [article.source for article in check(mails, "b.export").articles] == ["b.export#1"]


@pytest.mark.parametrize(
    ("text", "names"),
    [(f"== mails ==\n{TIDE}--\n{TIDE}--\n", ["<stdin>#1", "<stdin>#9"]), (TIDE, ["<stdin>"])],
)
def test_standard_input_may_be_a_collection(mails, monkeypatch, text, names):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    assert [article.source for article in check(mails, "-").articles] == names


def test_a_long_collection_on_standard_input_is_read_to_its_end(mails, monkeypatch):
    text = "== mails ==\n" + f"{TIDE}--\n" * 400
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    session = Session(Settings(plugins=(mails,)))

    assert sum(1 for _ in session.examiner.read_all(["-"])) == 400


def test_a_collection_that_cannot_be_opened_is_told(mails, tmp_path):
    (tmp_path / "b.mails").write_text(f"== mails ==\n{TIDE}--\n", encoding="utf-8")
    session = Session(Settings(plugins=(mails,)))
    collection, _ = session.examiner.collections.find("b.mails", "b.mails")
    (tmp_path / "b.mails").unlink()

    (problem,) = session.examiner.collections.read(collection, "b.mails", "b.mails")

    assert str(problem) == "b.mails: cannot be read: No such file or directory; check that it is a readable file"


def test_a_collection_that_yields_the_wrong_thing_is_told(write_plugin, tmp_path):
    name = write_plugin("mail_plugin", MAILS.replace("return MARKDOWN.read(source)", "return source"))
    (tmp_path / "b.mails").write_text(f"== mails ==\n{TIDE}--\n", encoding="utf-8")

    assert "collection 'mails' of plugin 'mail_plugin' returned a SourceText, not an Article" in str(
        check(name, "b.mails").errors[0]
    )


def test_a_collection_that_breaks_in_recognising_is_told(write_plugin, tmp_path):
    name = write_plugin("mail_plugin", MAILS.replace("head.startswith(START)", "1 / 0"))
    (tmp_path / "b.mails").write_text(TIDE, encoding="utf-8")

    assert "collection 'mails' of plugin 'mail_plugin' raised ZeroDivisionError" in str(check(name).errors[0])


def test_what_a_collection_prints_is_told_with_its_file(write_plugin, tmp_path):
    name = write_plugin(
        "mail_plugin", MAILS.replace("    line, lines = 1, []\n", "    line, lines = 1, []\n    print(9)\n")
    )
    (tmp_path / "b.mails").write_text(f"== mails ==\n{TIDE}--\n", encoding="utf-8")

    (problem,) = check(name, "b.mails").errors

    assert (problem.path, problem.message) == (
        "b.mails",
        "collection 'mails' of plugin 'mail_plugin' printed to standard output: '9'",
    )


def test_inspect_shows_each_article_of_a_collection(mails, tmp_path, capsys):
    (tmp_path / "b.mails").write_text(f"== mails ==\n{TIDE}--\nbroken\n{TIDE}--\n", encoding="utf-8")

    assert main(["inspect", "b.mails", "--plugin", mails]) == 2
    out, err = capsys.readouterr()
    assert "b.mails#1" in out
    assert "b.mails#9" in out
    assert err == "compliance: b.mails:10:1: is broken; mend it\n"


def test_reports_on_a_collection_are_kept_in_chunks(mails, tmp_path):
    (tmp_path / "b.mails").write_text("== mails ==\n" + f"{TIDE}--\n" * 60, encoding="utf-8")

    report = check(mails, "b.mails")

    assert len(report.articles) == 60
    assert [article.source for article in report.articles][:2] == ["b.mails#1", "b.mails#9"]
    assert not isinstance(report.articles, tuple), "they stand on a shelf"


def test_single_articles_beside_a_collection_are_shared_out_among_processes(mails, tmp_path):
    (tmp_path / "b.mails").write_text(f"== mails ==\n{TIDE}--\n", encoding="utf-8")
    (tmp_path / "z.md").write_text(TIDE, encoding="utf-8")

    alone, shared = check(mails), check(mails, jobs=2)

    assert list(alone.articles) == list(shared.articles)


def test_no_built_in_reader_needs_a_look_at_the_text():
    assert [reader.sniff for reader in READERS] == [None, None, None]


@pytest.mark.parametrize(
    ("span", "place"),
    [
        (Span(0, 3), (7, 20, 7, 23)),
        (Span(2, 6), (7, 22, 8, 2)),
        (Span(5, 6), (8, 1, 8, 2)),
    ],
)
def test_a_piece_of_a_file_has_the_places_of_the_file(span, place):
    source = SourceText("export.xml#3", b"one.\ntwo", "one.\ntwo", first_line=7, first_column=20)

    assert astuple(source.place(span)) == place
    assert source.line(span) == place[0]


@pytest.mark.parametrize("arguments", [["terms", "b.mails"], ["check", "tide.md", "--original", "b.mails"]])
def test_a_collection_is_no_single_article(mails, tmp_path, capsys, arguments):
    (tmp_path / "b.mails").write_text(f"== mails ==\n{TIDE}--\n", encoding="utf-8")

    assert main([*arguments, "--plugin", mails]) == 2
    out, err = capsys.readouterr()
    assert "holds many articles, and one is asked for; save the article by itself" in out + err


def test_an_original_goes_with_one_article_and_no_collection(mails, tmp_path, capsys):
    (tmp_path / "b.mails").write_text(f"== mails ==\n{TIDE}--\n", encoding="utf-8")

    assert main(["check", "b.mails", "--original", "tide.md", "--plugin", mails]) == 2
    assert "--original goes with one article, and b.mails holds many" in capsys.readouterr().err
