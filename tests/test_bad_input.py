"""Bad input: a message with place and remedy, the other articles still judged, exit code 2, never a traceback."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.cli import main

GOOD = "# A pond\n\nBy Ann Author, 3 May 2024\n\nThe pond is back.\n\n© 2024 Ann Author\n"
RULE = """id: pond/frogs
title: The article names frogs
severity: eror
since: 0.1.0
"""
UNKNOWN_NAMES = """[severity]
"source/link" = "off"

[[origins]]
paths = ["guest/*"]
publisher = "River Herald"

[[origins]]
publisher = "the-conversatoin"
paths = ["more/*"]
"""
REUSE = """---
title: A pond
reuse:
  use: comunity
  mediun: web
  medium: [web]
  paywall: yes
  paywall: no
  date: tomorrow
  publisher: the-conversatoin
---
The pond is back.
"""
POLICIES = {
    "frog": "extends: toad\n",
    "toad": "extends: frog\nhosts: [pond.example]\n",
    "newt": "valid_from: 2021-01-01\nvalid_until: 2020-12-31\n",
    "olm": "duties: [{rule: attribution/frogs-named, clause: frogs are named}]\nhosts: [pond.example]\n",
}
BROKEN_CHECK = """
from compliance.hookspecs import Check, Extractor, hookimpl

def burst(*args):
    raise ValueError("boom")

@hookimpl
def register_extractors():
    return [Extractor("pond", burst)]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


def run(capsys, *arguments):
    code = main(["check", *arguments, "--format", "line"])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
    return code, captured.out + captured.err


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("binary.md", b"\x00\x01\x02", "binary.md:1:1: error unchecked is binary"),
        ("picture.md", b"\x89PNG\r\n\x1a\n", "picture.md:1:1: error unchecked is a PNG image"),
        ("empty.md", b"", "empty.md:1:1: error unchecked is empty; name a file that holds an article"),
        ("blank.md", b" \n\n ", "blank.md:1:1: error unchecked is empty"),
        ("front.md", b"---\ntitle: [a\n---\nText\n", "front.md:3:1: error unchecked front matter is not valid YAML"),
        ("half.md", b"---\ntitle: A pond\n", "half.md:1:1: error unchecked the front matter is not closed"),
        ("front.toml.md", b"+++\ntitle = \n+++\nText\n", "error unchecked front matter is not valid TOML"),
        (
            "charset.html",
            b'<meta charset="foo-8"><p>Text</p>',
            "charset.html:1:16: error unchecked unknown charset 'foo-8'; save the page as UTF-8",
        ),
        ("utf16.md", b"\xff\xfeA\x00\x00", "utf16.md:"),
        (
            "cut.html",
            b'<article><p>Text</p><p>More <a href="http://x',
            "cut.html:1:29: error unchecked the HTML is cut off inside a tag",
        ),
        (
            "ld.html",
            b'<script type="application/ld+json">{"a": }</script><p>Text</p>',
            "error unchecked JSON-LD is not valid JSON",
        ),
    ],
)
def test_a_broken_article_is_named_and_the_others_are_judged(folder, capsys, name, data, message):
    (folder / name).write_bytes(data)
    code, output = run(capsys, "good.md", name, "-v")
    assert code == 2
    assert message in output
    assert "good.md:1:1: pass attribution/author-named" in output


def test_an_article_of_100_mib_is_not_even_read(folder, capsys):
    with (folder / "huge.md").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    code, output = run(capsys, "huge.md")
    assert code == 2
    assert "huge.md:1:1: error unchecked is too large: 100 MiB, the limit is 32 MiB" in output


def test_an_article_that_cannot_be_opened_is_named(folder, capsys):
    (folder / "broken.md").symlink_to("nowhere")
    code, output = run(capsys, "broken.md")
    assert code == 2
    assert "broken.md:1:1: error unchecked cannot be read: No such file or directory" in output


def test_a_path_that_does_not_exist_is_named(folder, capsys):
    code, output = run(capsys, "good.md", "nope.md")
    assert code == 2
    assert "nope.md:1:1: error unchecked no such file or folder; check the spelling of the path" in output


def test_a_folder_without_articles_is_no_pass(folder, capsys):
    (folder / "empty").mkdir()
    code, output = run(capsys, "empty")
    assert code == 2
    assert "empty:1:1: error unchecked no article found in this folder" in output


def test_a_wrong_rule_file_stops_the_run_with_all_its_mistakes(folder, capsys):
    rules = folder / "pack" / "rules" / "pond"
    rules.mkdir(parents=True)
    (folder / "pack" / "pack.yaml").write_text("name: pond\nversion: 0.1.0\ntitle: Ponds\n", encoding="utf-8")
    (rules / "frogs.yaml").write_text(RULE, encoding="utf-8")
    code, output = run(capsys, "good.md", "--pack", "pack")
    assert code == 2
    place = str(Path("pack/rules/pond/frogs.yaml"))
    assert f"{place}:3:11: severity: 'eror' is not one of error, warning, note; did you mean 'error'?" in output
    assert "'message' is missing" in output
    assert "good.md" not in output


def test_a_wrong_configuration_stops_the_run_with_all_its_mistakes(folder, capsys):
    (folder / "compliance.toml").write_text('[context]\nuse = "comunity"\nfoo = 1\n', encoding="utf-8")
    code, output = run(capsys, "good.md")
    assert code == 2
    assert "compliance.toml:2:1: 'comunity' is no value of context 'use'; did you mean 'community'?" in output
    assert "compliance.toml:3:1: 'foo' is no key of a context" in output


def test_unknown_rules_and_publishers_in_the_configuration_are_named_with_their_lines(folder, capsys):
    (folder / "compliance.toml").write_text(UNKNOWN_NAMES, encoding="utf-8")
    code, output = run(capsys, "good.md")
    assert code == 2
    assert "compliance.toml:2:1: severity: no rule is called 'source/link'" in output
    assert (
        "compliance.toml:9:1: origins: no publisher's policy is called 'the-conversatoin'; "
        "did you mean 'the-conversation'?"
    ) in output
    assert "River Herald" not in output


def test_a_wrong_reuse_block_is_told_with_its_places_and_the_article_is_judged(folder, capsys):
    (folder / "reuse.md").write_text(REUSE, encoding="utf-8")
    code, output = run(capsys, "reuse.md", "-v")
    assert code == 2
    assert [line for line in output.splitlines() if "unchecked" in line] == [
        "reuse.md:4:8: error unchecked reuse: 'comunity' is no value of context 'use'; did you mean 'community'?",
        "reuse.md:5:11: error unchecked reuse: 'mediun' is no key of a context; did you mean 'medium'?",
        "reuse.md:6:12: error unchecked reuse.medium takes one value; write for example reuse: {use: community}",
        "reuse.md:8:12: error unchecked reuse: 'paywall' is given twice, as 'yes' and 'no'; give it once",
        "reuse.md:9:9: error unchecked reuse: 'tomorrow' is no date; use ISO 8601, such as 2026-01-31",
        (
            "reuse.md:10:14: error unchecked reuse: no publisher's policy is called 'the-conversatoin'; "
            "did you mean 'the-conversation'?"
        ),
    ]
    assert "reuse.md:1:1: pass attribution/title-stated" in output


def test_what_a_wrong_file_holds_does_not_steer_the_terminal(folder, capsys):
    (folder / "compliance.toml").write_text('"fr\\u001b[2Jogs" = 1\n# \u202e\n', encoding="utf-8")
    (folder / "ba\x07d").mkdir()
    code, output = run(capsys, "good.md", "--pack", "ba\x07d")
    assert code == 2
    assert "ba␇d: holds no pack.yaml" in output
    assert output.replace("\n", "").isprintable()


def test_wrong_policies_stop_the_run_with_all_their_mistakes(folder, capsys):
    (folder / "pack" / "policies").mkdir(parents=True)
    (folder / "pack" / "pack.yaml").write_text("name: pond\nversion: 0.1.0\ntitle: Ponds\n", encoding="utf-8")
    for name, text in POLICIES.items():
        (folder / "pack" / "policies" / f"{name}.yaml").write_text(
            f"id: {name}\nname: {name.title()}\nkind: publisher\n{text}", encoding="utf-8"
        )
    code, output = run(capsys, "good.md", "--pack", "pack")
    assert code == 2
    told = [line for line in output.splitlines() if line.startswith("compliance: ")]
    assert [line.removeprefix("compliance: pack/policies/") for line in told] == [
        "frog.yaml:4:10: extends: goes round in a circle: frog → toad → frog; leave it out in one of them",
        "newt.yaml:5:14: valid_until: 2020-12-31 lies before valid_from: 2021-01-01; exchange them, or correct one",
        (
            "olm.yaml:4:17: duties.rule: no rule is called 'attribution/frogs-named'; "
            "did you mean 'attribution/author-named'?"
        ),
        "toad.yaml:4:10: extends: goes round in a circle: toad → frog → toad; leave it out in one of them",
        (
            "toad.yaml:5:9: hosts: the policy 'olm' speaks for 'pond.example' already; "
            "take it out here, or at pack/policies/olm.yaml:5:9"
        ),
    ]
    assert "    4 | extends: toad\n      |          ^\n" in output


def test_a_plugin_that_raises_is_named_and_the_run_goes_on(folder, capsys, monkeypatch):
    (folder / "pondplugin.py").write_text(BROKEN_CHECK, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    code, output = run(capsys, "good.md", "--plugin", "pondplugin", "-v")
    assert code == 2
    assert "good.md:1:1: error unchecked extractor 'pond' of plugin 'pondplugin' raised ValueError: boom" in output
    assert "--no-plugin pondplugin" in output
    assert "good.md:1:1: pass attribution/author-named" in output


def test_a_plugin_that_is_not_there_stops_the_run(folder, capsys):
    code, output = run(capsys, "good.md", "--plugin", "nope")
    assert code == 2
    assert "plugin 'nope' cannot be imported: ModuleNotFoundError" in output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--context", "usee=community"], "'usee' is no key of a context; did you mean 'use'?"),
        (["--context", "use=comunity"], "'comunity' is no value of context 'use'; did you mean 'community'?"),
        (["--context", "use"], "context 'use' is not of the form key=value"),
        (["--context", "use=personal,use=education"], "context 'use' is given twice"),
        (
            ["--context", "medium=print", "--context", "medium=web"],
            "context 'medium' is given twice, as 'print' and 'web'; give it once",
        ),
        (["--context", "date=tomorrow"], "'tomorrow' is no date; use ISO 8601"),
        (["--context", "jurisdiction=USA"], "'USA' is no country"),
        (["--format", "jsn=x.json"], "no format is called 'jsn'; did you mean 'json'?"),
        (["--config", "nope.toml"], "nope.toml: cannot be read"),
        (["--pack", "nope"], "nope: is not a folder"),
        (["--fail-on", "seldom"], "'seldom' is no level to fail on"),
    ],
)
def test_a_wrong_option_is_a_usage_error(folder, capsys, arguments, message):
    code, output = run(capsys, "good.md", *arguments)
    assert code == 2
    assert message in output


def test_an_error_inside_the_program_is_one_line_unless_debugging(folder, capsys, monkeypatch):
    monkeypatch.setattr("compliance.api.Session.check", lambda *_args, **_options: 1 / 0)
    assert main(["check", "good.md"]) == 2
    assert capsys.readouterr().err == (
        "compliance: internal error: ZeroDivisionError: division by zero; run again with --debug and report it\n"
    )
    assert main(["check", "good.md", "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGPIPE")
def test_a_closed_pipe_ends_quietly(folder):
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "compliance", "check", "good.md"]
    with os.fdopen(writer, "wb") as pipe:
        ended = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (141, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for children")
def test_an_interruption_ends_quietly(folder):
    command = [sys.executable, "-u", "-X", "importtime", "-m", "compliance", "check", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        # The command line's own module has been imported: from here on, an interruption is the program's to handle.
        imported = next(line for line in iter(process.stderr.readline, b"") if b"compliance.api" in line)
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        rest = process.stderr.read()
        process.wait()
    assert imported
    assert process.returncode == 130
    assert b"Traceback" not in rest
