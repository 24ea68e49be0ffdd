"""Readers by a look at the text, evidence kinds, origin resolvers, commands and last looks of plugins."""

import io
import json
import sys

import jsonschema
import pytest

from compliance.api import Session
from compliance.cli import main
from compliance.hookspecs import EvidenceKind
from compliance.model.evidence import Kind
from compliance.model.settings import Settings
from compliance.plugins import load_registry
from compliance.reporters.report_schema import make_report_schema
from tests.plugins.conftest import POLICY, RULE, write_pack

READER = """
def read(source):
    return Article(source, "{0}", b"")

@hookimpl
def register_readers():
    return [Reader("{0}", (".{0}",), read, {1})]
"""
WIKI = READER.format("wiki", "sniff=lambda source: source.text.startswith('= ')")
KINDS = """
class Correction(Struct, frozen=True):
    day: str

def extract(article, scan):
    yield Evidence("correction", {value}, "Corrected", Span(0, 9))

@hookimpl
def register_extractors():
    return [Extractor("corrections", extract)]

@hookimpl
def register_evidence_kinds():
    return [EvidenceKind("correction", "a note that something was corrected", Correction)]
"""
RESOLVER = """
def resolve(article, evidence):
    return [{0}]

@hookimpl
def register_origin_resolvers():
    return [OriginResolver("newsdesk", resolve)]
"""
COMMAND = """
def add_options(parser):
    parser.add_argument("--loud", action="store_true", help="shout")

def run(options):
    print("HELLO" if options.loud else "hello")
    {0}

@hookimpl
def register_commands():
    return [Command("greet", "say hello", add_options, run)]
"""
LOOK = """
def look(report):
    {0}

@hookimpl
def register_last_looks():
    return [LastLook("friday", look)]
"""


def read(plugin: str, text: str, name: str = "story.unknown") -> str:
    return Session(Settings(plugins=(plugin,))).examiner.read_bytes(name, text.encode()).format


def test_a_source_whose_suffix_nobody_claims_is_offered_to_readers_that_look_at_it(write_plugin):
    plugin = write_plugin("wiki_plugin", WIKI)

    assert read(plugin, "= A title =") == "wiki"
    assert read(plugin, "# A title") == "markdown", "the built-in guess comes last"
    assert read(plugin, "= A title =", "story.md") == "markdown", "who claims the suffix is not asked beside"


def test_standard_input_is_offered_to_readers_that_look_at_it(write_plugin, monkeypatch):
    plugin = write_plugin("wiki_plugin", WIKI)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"= A title =\n")))

    (article,) = Session(Settings(plugins=(plugin,))).examiner.read_all(["-"])
    assert article.format == "wiki"


def test_a_reader_is_found_by_the_media_type_of_a_suffix(write_plugin):
    plugin = write_plugin("tex_plugin", READER.format("tex", "('text/csv',)"))

    assert read(plugin, "a,b", "story.csv") == "tex"


def test_a_look_at_the_text_that_breaks_is_told(write_plugin, tmp_path):
    plugin = write_plugin("wiki_plugin", WIKI.replace("source.text.startswith('= ')", "1 / 0"))
    (tmp_path / "story.unknown").write_text("A text.\n")

    report = Session(Settings(plugins=(plugin,))).check(["story.unknown", "tide.md"])

    (problem,) = report.errors
    assert problem.path == "story.unknown"
    assert problem.message == "reader 'wiki' of plugin 'wiki_plugin' raised ZeroDivisionError: division by zero"
    assert [article.source for article in report.articles] == ["tide.md"]


def test_every_built_in_kind_of_evidence_is_registered():
    assert sorted(load_registry().evidence_kinds) == sorted(map(str, Kind))


def test_a_plugins_kind_of_evidence_has_a_title_and_a_class(write_plugin):
    kinds = load_registry([write_plugin("one_plugin", KINDS.format(value="Correction('2024-05-03')"))]).evidence_kinds

    assert isinstance(kinds["correction"], EvidenceKind)
    assert kinds["correction"].title == "a note that something was corrected"
    assert kinds["correction"].value.__name__ == "Correction"


@pytest.mark.parametrize(("check", "outcome"), [("requires", "pass"), ("forbids", "fail")])
def test_rules_and_conditions_may_ask_for_a_plugins_kind_of_evidence(write_plugin, tmp_path, check, outcome):
    plugin = write_plugin("one_plugin", KINDS.format(value="Correction('2024-05-03')"))
    rule = RULE.replace("kind: tone", f"kind: {check}, evidence: correction")
    policy = POLICY.replace("clause: be calm", "clause: be calm, when: {seen: correction}")
    pack = write_pack(tmp_path / "pack", rule, policy)

    report = Session(Settings(plugins=(plugin,), packs=(pack,))).check(["tide.md"])

    assert report.errors == ()
    assert [r.outcome for r in report.articles[0].results if r.obligation.rule == "tone/calm"] == [outcome]


def test_an_extractors_name_is_a_kind_of_evidence_too(write_plugin):
    registry = load_registry([write_plugin("one_plugin", KINDS.format(value="None"))])

    assert {"correction", "corrections", "byline"} <= registry.kinds


def test_evidence_of_a_kind_whose_value_is_of_another_class_is_told(write_plugin):
    plugin = write_plugin("one_plugin", KINDS.format(value="'2024'"))

    (problem,) = Session(Settings(plugins=(plugin,))).check(["tide.md"]).errors

    assert problem.message == (
        "extractor 'corrections' of plugin 'one_plugin' yielded a str as the value of 'correction', not a Correction"
    )


@pytest.mark.parametrize("trust", ["configuration", "front-matter", "metadata", "statement", "link", "holder"])
def test_an_origin_that_a_plugin_knows_is_in_the_chain(write_plugin, trust):
    plugin = write_plugin("one_plugin", RESOLVER.format(f'Origin("River Herald", trust="{trust}")'))

    (article,) = Session(Settings(plugins=(plugin,))).check(["tide.md"]).articles

    assert [(origin.name, origin.trust) for origin in article.origins] == [("River Herald", trust)]


def test_an_origin_that_a_plugin_knows_gets_the_policy_of_its_name(write_plugin):
    plugin = write_plugin("one_plugin", RESOLVER.format('Origin("ProPublica", trust="metadata")'))

    (article,) = Session(Settings(plugins=(plugin,))).check(["tide.md"]).articles

    assert [origin.policy for origin in article.origins] == ["propublica"]


def test_an_origin_of_little_trust_is_the_rival_of_one_that_is_trusted_more(write_plugin, tmp_path):
    plugin = write_plugin("one_plugin", RESOLVER.format('Origin("River Herald", trust="holder")'))
    (tmp_path / "tide.md").write_text("# Tide\n\n*This article was originally published by Fern Post.*\n\nText.\n")

    (article,) = Session(Settings(plugins=(plugin,))).check(["tide.md"]).articles

    assert article.origins[0].name == "Fern Post"
    assert [rival.name for rival in article.origins[0].rivals] == ["River Herald"]


def test_this_outlet_is_no_origin_whatever_a_plugin_says(write_plugin):
    plugin = write_plugin("one_plugin", RESOLVER.format('Origin("River Herald", trust="metadata")'))

    (article,) = Session(Settings(plugins=(plugin,), publisher=("River Herald",))).check(["tide.md"]).articles

    assert article.origins == ()


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        ('Origin("River Herald", trust="rumour")', "returned an origin known by 'rumour', not one of configuration, "),
        ('Origin("X", policy="nowhere")', "returned an origin with the policy 'nowhere', which there is not"),
        ('"River Herald"', "returned a str, not an Origin"),
        ("1 / 0", "raised ZeroDivisionError: division by zero"),
    ],
)
def test_an_origin_resolver_that_is_wrong_is_told(write_plugin, origin, told):
    plugin = write_plugin("one_plugin", RESOLVER.format(origin))

    report = Session(Settings(plugins=(plugin,))).check(["tide.md"])

    assert report.errors[0].message.startswith(f"origin resolver 'newsdesk' of plugin 'one_plugin' {told}")
    assert report.errors[0].path == "tide.md"
    assert report.summary.articles == 1


def test_a_plugins_command_is_run_with_its_options(write_plugin, capsys):
    plugin = write_plugin("one_plugin", COMMAND.format("return 3"))

    assert main(["greet", "--plugin", plugin, "--loud"]) == 3
    assert capsys.readouterr().out == "HELLO\n"


def test_a_plugins_command_is_in_the_help(write_plugin, tmp_path, capsys):
    plugin = write_plugin("one_plugin", COMMAND.format("return 0"))
    (tmp_path / "compliance.toml").write_text(f'plugins = ["{plugin}"]\n')

    with pytest.raises(SystemExit):
        main(["--help"])
    assert "greet     say hello" in capsys.readouterr().out


def test_the_help_of_a_plugins_command_lists_its_options(write_plugin, capsys):
    with pytest.raises(SystemExit):
        main(["greet", "--plugin", write_plugin("one_plugin", COMMAND.format("return 0")), "--help"])
    assert "--loud" in capsys.readouterr().out


def test_there_is_help_whatever_is_wrong_with_the_configuration(write_plugin, tmp_path, capsys):
    (tmp_path / "compliance.toml").write_text("plugins = 7\n")

    with pytest.raises(SystemExit):
        main(["--help"])
    assert "judge articles" in capsys.readouterr().out


def test_plugins_are_not_loaded_for_the_parser_of_a_built_in_command(write_plugin, capsys):
    name = write_plugin("one_plugin", "raise SystemExit\n")

    with pytest.raises(SystemExit):
        main(["check", "--plugin", name, "--help"])
    assert name not in sys.modules
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("raise ValueError('boom')", "raised ValueError: boom"),
        ("raise SystemExit(0)", "raised SystemExit; it is to return an exit code"),
        ("return None", "returned a NoneType, not an exit code"),
    ],
)
def test_a_command_that_is_wrong_ends_with_2(write_plugin, capsys, end, told):
    assert main(["greet", "--plugin", write_plugin("one_plugin", COMMAND.format(end))]) == 2
    assert f"compliance: command 'greet' of plugin 'one_plugin' {told}; " in capsys.readouterr().err


def test_a_command_whose_options_clash_is_told(write_plugin, capsys):
    plugin = write_plugin("one_plugin", COMMAND.format("return 0").replace("--loud", "--debug"))

    assert main(["greet", "--plugin", plugin]) == 2
    assert "command 'greet' of plugin 'one_plugin' raised ArgumentError" in capsys.readouterr().err


def test_a_built_in_commands_name_is_taken(write_plugin, capsys):
    plugin = write_plugin("one_plugin", COMMAND.format("return 0").replace('"greet"', '"check"'))

    assert main(["greet", "--plugin", plugin]) == 2
    assert "command 'check' of plugin 'one_plugin' takes the name of a built-in command" in capsys.readouterr().err


def test_an_unknown_command_is_told_with_what_may_have_brought_it(write_plugin, capsys):
    assert main(["greet", "--plugin", write_plugin("one_plugin", "1 / 0\n")]) == 2
    assert "plugin 'one_plugin' cannot be imported" in capsys.readouterr().err

    assert main(["greet"]) == 2
    assert "invalid choice: 'greet'" in capsys.readouterr().err


REMARK = 'return [Remark(f"{report.summary.articles} for Friday"), Remark("odd", "tide.md", 3, 1)]'


def test_a_remark_is_shown_and_changes_no_exit_code(write_plugin, capsys):
    plugin = write_plugin("one_plugin", LOOK.format(REMARK))

    codes = main(["check", "tide.md"]), main(["check", "tide.md", "--plugin", plugin])

    assert codes[0] == codes[1]
    assert "Remarks:\n  1 for Friday\n  tide.md:3:1: odd\n" in capsys.readouterr().out


def test_remarks_are_in_the_json_report(write_plugin, capsys):
    plugin = write_plugin("one_plugin", LOOK.format(REMARK))

    main(["check", "tide.md", "--plugin", plugin, "--format", "json"])
    report = json.loads(capsys.readouterr().out)

    jsonschema.validate(report, make_report_schema())
    assert report["remarks"] == [
        {"source": None, "line": None, "column": None, "message": "1 for Friday"},
        {"source": "tide.md", "line": 3, "column": 1, "message": "odd"},
    ]


def test_a_problem_of_a_last_look_ends_the_run_with_2(write_plugin, capsys):
    plugin = write_plugin("one_plugin", LOOK.format('return [Problem("tide.md", 0, 0, "is not in the plan", "ask")]'))

    assert main(["check", "tide.md", "--plugin", plugin]) == 2
    out = capsys.readouterr().out
    assert "  tide.md: is not in the plan; ask\n" in out
    assert "1 could not be checked" in out


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("1 / 0", "raised ZeroDivisionError: division by zero"),
        ("return ['odd']", "returned a str, not a Problem or Remark"),
        ("print('odd'); return ()", "printed to standard output: 'odd'"),
    ],
)
def test_a_last_look_that_is_wrong_is_told(write_plugin, body, told):
    plugin = write_plugin("one_plugin", LOOK.format(body))

    report = Session(Settings(plugins=(plugin,))).check(["tide.md"])

    assert [problem.message for problem in report.errors] == [f"last look 'friday' of plugin 'one_plugin' {told}"]
    assert report.summary.errors == 1
