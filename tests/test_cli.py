"""The command line: options, outputs, settings and exit codes."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import compliance
from compliance.api import Session
from compliance.cli import main
from compliance.cli.arguments import Output, make_settings, parse_arguments, parse_outputs
from compliance.errors import ConfigError, UsageError
from compliance.reporters.report_schema import make_report_schema

OWN = """\
# The tide that stayed

By Ann Author

Harbour Echo, 3 May 2024

The water did not leave the market square until noon.

© 2024 Ann Author, Harbour Echo
"""
REUSED = """\
# The tide that stayed

By Ann Author

Harbour Echo, 3 May 2024

The water did not leave the market square until noon.

This article was first published by {link}. The views are those of the author.

© 2024 Ann Author
"""
ASKS = REUSED.format(link="[The Lighthouse](https://lighthouse.example/2024/tide)")
FAILS = REUSED.format(link="[The Lighthouse](#)")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with an article that passes, one that fails, and one that raises a question."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    for name, text in {"own.md": OWN, "fails.md": FAILS, "asks.md": ASKS}.items():
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def settings(*arguments: str):
    return make_settings(parse_arguments(["check", "own.md", *arguments]))


def test_an_article_that_passes_ends_with_0(capsys):
    assert run(capsys, "check", "own.md", "--format", "line") == (0, "", "")


def test_an_article_that_fails_ends_with_1(capsys):
    code, out, _ = run(capsys, "check", "fails.md", "--format", "line")

    assert code == 1
    assert out.startswith("fails.md:9:37: error source/links-to-original ")


def test_an_open_question_ends_with_0(capsys):
    code, out, _ = run(capsys, "check", "asks.md", "--format", "line")

    assert code == 0
    assert "asks.md:1:1: error permission/use-granted review: " in out


def test_an_open_question_fails_where_that_is_asked_for(capsys):
    assert run(capsys, "check", "asks.md", "--fail-on", "review")[0] == 1


def test_a_lower_threshold_fails_on_less(capsys):
    Path("own.md").write_text(OWN.replace("By Ann Author\n", ""), encoding="utf-8")

    assert run(capsys, "check", "own.md", "--fail-on", "error")[0] == 0
    assert run(capsys, "check", "own.md", "--fail-on", "warning")[0] == 1


def test_what_was_not_checked_wins_over_what_fails(capsys):
    assert run(capsys, "check", "fails.md", "none.md")[0] == 2


@pytest.mark.parametrize("name", ["table", "json", "line"])
def test_the_exit_code_does_not_depend_on_the_format(capsys, name):
    assert run(capsys, "check", "own.md", "fails.md", "--format", name)[0] == 1


def test_a_folder_stands_for_its_articles(capsys):
    _, out, _ = run(capsys, "check", ".", "--format", "json")

    assert [article["source"] for article in json.loads(out)["articles"]] == ["./asks.md", "./fails.md", "./own.md"]


def test_the_json_report_keeps_to_its_schema(capsys):
    _, out, _ = run(capsys, "check", ".", "none.md", "--format", "json")

    Draft202012Validator(make_report_schema()).validate(json.loads(out))


def test_two_runs_print_the_same_bytes(capsys):
    assert run(capsys, "check", ".") == run(capsys, "check", ".")


def test_the_order_of_paths_does_not_matter(capsys):
    assert run(capsys, "check", "own.md", "fails.md") == run(capsys, "check", "fails.md", "own.md")


def test_several_formats_go_to_several_places(capsys):
    _, out, err = run(capsys, "check", "own.md", "--format", "json=report.json", "--format", "line=-")

    assert (out, err) == ("", "")
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["summary"]["pass"] == 1


def test_where_every_format_goes_to_a_file_errors_are_still_printed(capsys):
    assert run(capsys, "check", "none.md", "--format", "line=report.txt") == (
        2,
        "",
        "compliance: none.md: no such file or folder; check the spelling of the path\n",
    )


def test_passes_are_shown_when_asked_for(capsys):
    _, out, _ = run(capsys, "check", "own.md", "-v", "--format", "line")

    assert "own.md:1:1: pass attribution/author-named\n" in out


def test_standard_input_is_called_by_its_name(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FAILS.encode())))

    code, out, _ = run(capsys, "check", "-", "--stdin-name", "story.md", "--format", "line")

    assert code == 1
    assert out.startswith("story.md:9:37: error source/links-to-original ")


def test_standard_input_without_a_name_is_read_as_what_it_looks_like(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<!DOCTYPE html><p>Nothing here.</p>")))

    _, out, _ = run(capsys, "inspect", "-")

    assert out.startswith("<stdin> (html)\n")


def test_the_own_outlet_is_no_origin(capsys):
    code, out, _ = run(capsys, "check", "fails.md", "--publisher", "The Lighthouse", "--format", "line")

    assert code == 0
    assert "source/links-to-original" not in out


def test_the_command_line_wins_over_the_configuration():
    Path("compliance.toml").write_text(
        'fail-on = "warning"\n[context]\nuse = "personal"\nads = "no"\n', encoding="utf-8"
    )

    found = settings("--context", "use=community", "--fail-on", "note")

    assert found.fail_on == "note"
    assert found.context.values == {"medium": "web", "use": "community", "ads": "no"}


def test_lists_of_the_command_line_add_to_the_configuration():
    Path("compliance.toml").write_text(
        'plugins = ["one"]\npacks = ["ours"]\npublisher = "Us"\nno-plugins = ["two"]\n', encoding="utf-8"
    )

    found = settings("--plugin", "three", "--pack", "more", "--publisher", "Them", "--no-plugin", "four")

    assert found.plugins == ("one", "three")
    assert [Path(pack).name for pack in found.packs] == ["ours", "more"]
    assert found.publisher == ("Us", "Them")
    assert found.disabled_plugins == ("two", "four")


def test_a_configuration_that_is_named_is_taken_instead_of_the_one_found():
    Path("compliance.toml").write_text('fail-on = "warning"\n', encoding="utf-8")
    Path("other.toml").write_text('fail-on = "note"\n', encoding="utf-8")

    assert settings("--config", "other.toml").fail_on == "note"


def test_the_configuration_says_where_articles_come_from(capsys):
    Path("compliance.toml").write_text(
        '[[origins]]\npaths = ["own.md"]\npublisher = "global-research"\n', encoding="utf-8"
    )

    _, out, _ = run(capsys, "check", "own.md", "--format", "json")

    assert json.loads(out)["articles"][0]["origins"][0]["policy"] == "global-research"
    assert json.loads(out)["articles"][0]["origins"][0]["known_by"] == "configuration"


def test_the_configuration_sets_the_context_of_some_paths(capsys):
    Path("compliance.toml").write_text(
        '[[origins]]\npaths = ["own.md"]\ncontext = {use = "education"}\n', encoding="utf-8"
    )

    _, out, _ = run(capsys, "check", "own.md", "asks.md", "--format", "json")

    assert [article["context"]["values"] for article in json.loads(out)["articles"]] == [
        {"medium": "web"},
        {"medium": "web", "use": "education"},
    ]


def test_the_configuration_turns_rules_off(capsys):
    Path("compliance.toml").write_text('[severity]\n"source/links-to-original" = "off"\n', encoding="utf-8")

    code, out, _ = run(capsys, "check", "fails.md", "--format", "line")

    assert code == 0
    assert "source/links-to-original" not in out


def test_the_configuration_leaves_out_paths(capsys):
    Path("compliance.toml").write_text('exclude = ["*s.md"]\n', encoding="utf-8")

    _, out, _ = run(capsys, "check", ".", "--format", "json")

    assert [article["source"] for article in json.loads(out)["articles"]] == ["./own.md"]


def test_patterns_are_relative_to_the_configuration(capsys, folder, monkeypatch):
    Path("compliance.toml").write_text(
        'exclude = ["posts/draft*"]\n[[origins]]\npaths = ["posts/guest.md"]\npublisher = "global-research"\n',
        encoding="utf-8",
    )
    (folder / "posts").mkdir()
    for name in ("draft.md", "guest.md"):
        (folder / "posts" / name).write_text(OWN, encoding="utf-8")
    monkeypatch.chdir(folder / "posts")

    _, out, _ = run(capsys, "check", ".", "--format", "json")

    (article,) = json.loads(out)["articles"]
    assert article["source"] == "./guest.md"
    assert article["origins"][0]["policy"] == "global-research"


def test_a_wrong_context_is_refused_with_the_nearest_word():
    with pytest.raises(ConfigError, match="'us' is no key of a context; did you mean 'use'\\?"):
        Session(settings("--context", "us=community"))


def test_options_are_written_out():
    with pytest.raises(UsageError, match="unrecognized arguments: --pub Us"):
        parse_arguments(["check", "own.md", "--pub", "Us"])


def test_without_a_format_the_default_goes_to_standard_output():
    assert parse_outputs([], ["table", "json"]) == [Output("table")]


def test_a_dash_is_standard_output():
    assert parse_outputs(["json=-"], ["table", "json"]) == [Output("json")]


def test_a_file_name_may_hold_an_equals_sign():
    assert parse_outputs(["json=a=b.json"], ["table", "json"]) == [Output("json", "a=b.json")]


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["jsn"], "no format is called 'jsn'; did you mean 'json'?"),
        (["xyz"], "no format is called 'xyz'; use one of table, json"),
        (["json=a", "table=a"], "two formats go to 'a'; give each a file of its own"),
        (
            ["json", "table=-"],
            "two formats go to standard output; give all but one a file, as in --format json=report.json",
        ),
    ],
)
def test_wrong_formats_are_refused(texts, message):
    with pytest.raises(UsageError) as caught:
        parse_outputs(texts, ["table", "json"])
    assert str(caught.value) == message


@pytest.mark.parametrize("command", ["check", "inspect"])
def test_a_file_that_cannot_be_written_is_named(capsys, command):
    Path("folder").mkdir()

    assert run(capsys, command, "own.md", "--format", f"{KNOWN[command]}=folder") == (
        2,
        "",
        "compliance: folder: cannot be written: Is a directory\n",
    )


KNOWN = {"check": "json", "inspect": "jsonl"}


def test_inspect_prints_evidence_and_profile(capsys):
    assert run(capsys, "inspect", "own.md") == (
        0,
        """\
own.md (markdown)

where    kind              scope    carrier    text
-------  ----------------  -------  ---------  -------------------------------
1:3      title             article  text       The tide that stayed
3:4      byline            article  text       By Ann Author
5:1      publisher         article  text       Harbour Echo, 3 May 2024
5:15     date              article  text       3 May 2024
9:1      copyright-notice  article  text       © 2024 Ann Author, Harbour Echo

profile
  authors:                Ann Author
  publisher:              Harbour Echo
  published:              2024-05-03
  canonical_url:          –
  original_source:        present=no, link=missing
  copyright_notices:      © 2024 Ann Author, Harbour Echo
  license:                –
  fair_use_notice:        no
  disclaimer:             no
  permission_statement:   no
  image_credits:          –

""",
        "",
    )


def test_inspect_prints_one_object_per_article(capsys):
    _, out, _ = run(capsys, "inspect", "own.md", "asks.md", "--format", "jsonl")

    first, second = map(json.loads, out.splitlines())
    assert (first["source"], second["source"]) == ("own.md", "asks.md")
    assert first["evidence"][1] == {
        "kind": "byline",
        "value": {"name": "Ann Author", "role": "author", "url": ""},
        "text": "By Ann Author",
        "scope": "article",
        "carrier": "text",
        "line": 3,
        "column": 4,
        "start": 27,
        "end": 37,
    }
    assert second["profile"]["original_source"] == {
        "present": True,
        "name": "The Lighthouse",
        "url": "https://lighthouse.example/2024/tide",
        "line": 9,
        "link": "deep",
    }


def test_inspect_lists_problems_apart_and_goes_on(capsys):
    code, out, err = run(capsys, "inspect", "none.md", "own.md", "--format", "jsonl")

    assert code == 2
    assert json.loads(out)["source"] == "own.md"
    assert err == "compliance: none.md: no such file or folder; check the spelling of the path\n"


def test_explain_tells_why_a_rule_asks(capsys):
    code, out, _ = run(capsys, "explain", "source/links-to-original")

    assert code == 0
    assert out.startswith("source/links-to-original (error, since 0.1.0)\n")
    assert "\nWhy\n" in out
    assert "\nHow to mend\n" in out
    assert "  publisher: Global Research: " in out
    assert "\n  fail: a placeholder\n" in out


def test_explain_tells_what_a_policy_asks_for(capsys):
    code, out, _ = run(capsys, "explain", "the-conversation")

    assert code == 0
    assert out.startswith("the-conversation (publisher; read)\n  The Conversation\n")
    assert "  integrity/tracker-kept (error)\n" in out
    assert "(when an image is seen)" in out


def test_explain_without_a_name_lists_everything(capsys):
    code, out, _ = run(capsys, "explain")

    assert code == 0
    assert "  source/links-to-original" in out
    assert "  cc-by-4.0" in out


def test_explain_names_the_nearest_rule(capsys):
    assert run(capsys, "explain", "source/links-to-orignal") == (
        2,
        "",
        (
            "compliance: no rule, policy or kind of check is called 'source/links-to-orignal'; "
            "did you mean 'source/links-to-original'?\n"
        ),
    )


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["inspect", "--help"], ["explain", "--help"]])
def test_help_names_the_exit_codes(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 0
    assert "Exit codes: 0 all articles pass; 1 at least one fails;" in capsys.readouterr().out


def test_the_version_is_told_without_the_heavy_libraries():
    code = (
        "import sys; from compliance.cli import main\n"
        "try: main(['--version'])\n"
        "except SystemExit: print(sorted({'pydantic', 'pluggy', 'yaml', 'tabulate', 'jsonschema'} & set(sys.modules)))"
    )

    checkout = Path(compliance.__file__).parents[1]

    done = subprocess.run([sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=True)

    assert done.stdout == "compliance 0.1.0\n[]\n"


def test_a_run_keeps_the_patterns_that_it_compiled(tmp_path: Path):
    (tmp_path / "own.md").write_text(OWN, encoding="utf-8")
    environment = {**os.environ, "COMPLIANCE_CACHE_DIR": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "compliance", "check", "own.md"]

    subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)

    [kept] = (tmp_path / "cache").glob("patterns-*.json")
    assert len(json.loads(kept.read_bytes())) > 20
