"""What a run makes of plugins whose parts do what they must not: each is named, and the rest is judged."""

import sys

import pytest
from msgspec.structs import replace

from compliance.api import Session
from compliance.cli import main
from compliance.errors import PluginError, Problem
from compliance.model.result import Report
from compliance.model.settings import Settings
from compliance.plugins import load_registry
from tests.plugins.conftest import install

EXTRACTOR = """
def extract(article, scan):
    {body}

@hookimpl
def register_extractors():
    return [Extractor("tone", extract)]
"""
CHECK = """
def judge(params, seen):
    {body}

@hookimpl
def register_checks():
    return [Check("tone", judge, {{"type": "object"}})]
"""


def check(*plugins: str, paths: tuple[str, ...] = ("tide.md",), seconds: float = 20) -> Report:
    return Session(Settings(plugins=plugins, plugin_seconds=seconds), lenient=True).check(paths)


def problem_of(*plugins: str) -> str:
    report = check(*plugins)
    (problem,) = report.errors
    assert [article.source for article in report.articles] == ["tide.md"], "the rest is judged"
    return str(replace(problem, path="", line=0) if problem.path.endswith(".py") else problem)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("raise ValueError", "raised ValueError"),
        ("raise ValueError('two\\nlines')", "raised ValueError: two lines"),
        ("raise SystemExit(3)", "raised SystemExit, which is to end the program"),
        ("raise type('Stop', (KeyboardInterrupt,), {})", "raised Stop, which is to end the program"),
        ("return None", "raised TypeError: 'NoneType' object is not iterable"),
        ("return 'tone'", "yielded a str, not Evidence"),
        (
            "yield Evidence('tone', None, 'x', Span(0, 10_000))",
            "yielded a span of 0 to 10000, outside of the source, which has 125 bytes",
        ),
        (
            "yield Evidence('tone', None, 'x', Span(-1, 2))",
            "yielded a span of -1 to 2, outside of the source, which has 125 bytes",
        ),
        ("yield Evidence('tone', None, 'x', Span(5, 2))", "yielded a span of 5 to 2, which ends before it starts"),
        ("yield Evidence('tone', None, 'x', (5, 6))", "yielded a tuple where a Span must be, in source bytes"),
        ("yield Evidence('tone', None, None, Span(5, 6))", "yielded evidence whose text is a NoneType, not a str"),
        ("yield Evidence('tone', None, 'x', Span(5, 6), 'all')", "yielded evidence whose scope is a str, not a Scope"),
        (
            "yield Evidence('byline', 'Ann', 'Ann', Span(5, 6))",
            "yielded a str as the value of 'byline', not a Byline",
        ),
        (
            "yield Evidence('tone', object(), 'x', Span(5, 6))",
            "yielded 'tone' with a value that cannot be shown: Encoding objects of type object is unsupported",
        ),
        ("article.links = [1]; return ()", "changed the article's links"),
        ("article.blocks.clear(); return ()", "changed the article's blocks"),
        (
            "while True: yield Evidence('tone', None, 'x', Span(5, 6))",
            "yielded more than 100,000 pieces of evidence",
        ),
    ],
)
def test_what_an_extractor_must_not_do_is_told(write_plugin, body, told):
    name = write_plugin("one_plugin", EXTRACTOR.format(body=body))

    assert problem_of(name) == (
        f"tide.md: extractor 'tone' of plugin 'one_plugin' {told}; report it to its author, or use "
        "--no-plugin one_plugin"
    )


def test_an_article_that_an_extractor_changed_is_judged_as_it_was(write_plugin):
    name = write_plugin("one_plugin", EXTRACTOR.format(body="article.blocks.clear(); article.links = [1]; return ()"))

    (changed,), (sound,) = check(name).articles, check().articles

    assert changed == sound


def test_an_installed_plugin_without_a_name_can_be_left_out_all_the_same(write_plugin, tmp_path):
    write_plugin("tone_module", EXTRACTOR.format(body="raise ValueError('boom')"))
    install(tmp_path, "Tone-Tools", "= tone_module")

    assert problem_of().endswith("or use --no-plugin tone_module")


def test_a_fault_names_the_distribution_of_an_installed_plugin(write_plugin, tmp_path):
    write_plugin("tone_module", EXTRACTOR.format(body="raise ValueError('boom')"))
    install(tmp_path, "Tone-Tools", "tone = tone_module")

    assert problem_of() == (
        "tide.md: extractor 'tone' of plugin 'tone' (Tone-Tools 1.2) raised ValueError: boom; report it to its "
        "author, or use --no-plugin tone"
    )


def test_a_fault_names_the_distribution_of_a_module_that_one_installed(write_plugin, tmp_path):
    name = write_plugin("tone_module", EXTRACTOR.format(body="raise ValueError('boom')"))
    install(tmp_path, "Tone-Tools", "")
    (tmp_path / "Tone-Tools-1.2.dist-info" / "RECORD").write_text("tone_module.py,sha256=x,10\n")

    assert problem_of(name).startswith("tide.md: extractor 'tone' of plugin 'tone_module' (Tone-Tools 1.2) raised")


def test_a_message_that_cannot_be_shown_is_no_further_fault(write_plugin):
    body = "raise type('Mute', (Exception,), {'__str__': lambda self: 1 / 0})"

    assert "raised Mute: its message cannot be shown;" in problem_of(
        write_plugin("one_plugin", EXTRACTOR.format(body=body))
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("return Outcome.PASS", "returned an Outcome, not a Judgement"),
        ("return Judgement('fine')", "returned the outcome 'fine', which is none"),
        (
            "return Judgement(Outcome.FAIL, (Finding('loud', Span(0, 900)),))",
            "returned a span of 0 to 900, outside of the source, which has 125 bytes",
        ),
        ("raise SystemExit", "raised SystemExit, which is to end the program"),
    ],
)
def test_what_a_check_must_not_do_is_told_with_its_rule(write_plugin, tone_pack, body, told):
    name = write_plugin("one_plugin", CHECK.format(body=body))

    (problem,) = Session(Settings(plugins=(name,), packs=(tone_pack,))).check(["tide.md"]).errors

    assert problem == Problem(
        "tide.md",
        0,
        0,
        f"rule 'tone/calm': check 'tone' of plugin 'one_plugin' {told}",
        "report it to its author, or use --no-plugin one_plugin",
    )


def test_what_is_printed_does_not_get_into_the_report(write_plugin, capsys):
    body = "print('hello, world'); sys.stdout.buffer.write(b'bytes'); return ()"
    name = write_plugin("one_plugin", EXTRACTOR.format(body=body))

    code = main(["check", "tide.md", "--plugin", name, "--format", "line"])

    assert code == 2
    assert "tide.md:1:1: error unchecked extractor 'tone' of plugin 'one_plugin' printed to standard output: " in (
        out := capsys.readouterr().out
    )
    assert "\nhello" not in out


def test_what_is_printed_is_quoted_shortly(write_plugin):
    name = write_plugin("one_plugin", EXTRACTOR.format(body="print('ha' * 500 + chr(10) + 'ho'); return ()"))

    assert f"printed to standard output: '{'ha' * 29}h…';" in problem_of(name)


def test_what_is_printed_while_a_plugin_is_imported_or_asked_is_told(write_plugin):
    first = write_plugin("one_plugin", "print('loading')\n")
    second = write_plugin("two_plugin", "@hookimpl\ndef register_packs():\n    print('asked')\n    return []\n")

    remedy = "report it to its author, or use --no-plugin"
    assert [str(problem) for problem in check(first, second).errors] == [
        f"plugin 'one_plugin' printed to standard output: 'loading'; {remedy} one_plugin",
        f"plugin 'two_plugin' printed to standard output: 'asked'; {remedy} two_plugin",
    ]


def test_standard_output_is_put_back(write_plugin):
    before = sys.stdout

    check(write_plugin("one_plugin", EXTRACTOR.format(body="sys.stdout = None; return ()")))

    assert sys.stdout is before


def test_a_reporter_that_prints_ends_the_run_with_2(write_plugin, capsys):
    code = "def render(report, layout):\n    print('noise')\n    return 'whole\\n'\n\n"
    hook = "@hookimpl\ndef register_reporters():\n    return [Reporter('count', render)]\n"
    name = write_plugin("one_plugin", code + hook)

    assert main(["check", "tide.md", "--plugin", name, "--format", "count"]) == 2
    out, err = capsys.readouterr()
    assert out == "whole\n"
    assert err.startswith("compliance: reporter 'count' of plugin 'one_plugin' printed to standard output: 'noise'; ")


def test_a_piece_of_a_report_that_is_no_text_is_told(write_plugin, capsys):
    code = "def render(report, layout):\n    yield 'one\\n'\n    yield 2\n\n"
    hook = "@hookimpl\ndef register_reporters():\n    return [Reporter('count', render)]\n"
    name = write_plugin("one_plugin", code + hook)

    assert main(["check", "tide.md", "--plugin", name, "--format", "count"]) == 2
    assert "reporter 'count' of plugin 'one_plugin' returned an int, not text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("1 / 0\n", "plugin 'one_plugin' cannot be imported: ZeroDivisionError: division by zero"),
        ("raise SystemExit\n", "plugin 'one_plugin' cannot be imported: SystemExit, which is to end the program"),
        ("COMPLIANCE_HOOKS = 2\n", "plugin 'one_plugin': is made for version 2 of the hooks, and this release has v"),
        ("COMPLIANCE_HOOKS = 'x'\n", "plugin 'one_plugin': COMPLIANCE_HOOKS is 'x'; write COMPLIANCE_HOOKS = 1, or"),
        (
            "def register_packs():\n    return []\n",
            "plugin 'one_plugin': register_packs is not marked as a hook; write @hookimpl above it, or leave it out",
        ),
        (
            "@hookimpl\ndef register_chekcs():\n    return []\n",
            "plugin 'one_plugin': there is no hook 'register_chekcs'; did you mean 'register_checks'? or leave it out",
        ),
        (
            "@hookimpl\ndef weather():\n    return []\n",
            "plugin 'one_plugin': there is no hook 'weather'; hooks are register_checks, register_collections, ",
        ),
        (
            "@hookimpl\ndef register_packs():\n    return ['a/path']\n",
            "plugin 'one_plugin': register_packs returned a str, not a Path; leave it out with --no-plugin one_plugin",
        ),
        (
            "@hookimpl\ndef register_extractors():\n    return [Extractor('tone', None)]\n",
            "plugin 'one_plugin': register_extractors returned an Extractor whose extract is None, not a function",
        ),
        (
            "@hookimpl\ndef register_readers():\n    return [Reader('wiki', '.wiki', print)]\n",
            "plugin 'one_plugin': register_readers returned a Reader whose suffixes is '.wiki', not a tuple of suff",
        ),
        (
            "@hookimpl\ndef register_readers():\n    return [Reader('wiki', ('wiki',), print)]\n",
            "plugin 'one_plugin': register_readers returned a Reader whose suffixes is ('wiki',), not a tuple of suff",
        ),
        (
            "@hookimpl\ndef register_readers():\n    return [Reader('wiki', (), print, ('text',))] * 2\n",
            "plugin 'one_plugin': brings the reader 'wiki' twice; leave it out with --no-plugin one_plugin",
        ),
        (
            "@hookimpl\ndef register_checks():\n    return [Check('tone', print, None)]\n",
            "plugin 'one_plugin': register_checks returned a Check whose schema is None, not a JSON Schema",
        ),
        (
            "@hookimpl\ndef register_commands():\n    return [Command('Be Kind', 'x', print, print)]\n",
            "plugin 'one_plugin': register_commands returned a command called 'Be Kind'; names are of small letters",
        ),
    ],
)
def test_a_plugin_that_cannot_be_used_is_told_and_the_rest_is_judged(write_plugin, code, told):
    assert problem_of(write_plugin("one_plugin", code)).startswith(told)


def test_a_plugin_that_says_the_version_of_the_hooks_is_taken(write_plugin):
    name = write_plugin("one_plugin", "COMPLIANCE_HOOKS = 1\n" + EXTRACTOR.format(body="return ()"))

    assert "tone" in load_registry([name]).extractors


def test_all_plugins_that_cannot_be_used_are_told_at_once(write_plugin):
    first = write_plugin("one_plugin", "1 / 0\n")
    second = write_plugin("two_plugin", "COMPLIANCE_HOOKS = 7\n")

    assert len(check(first, second, "no_such_plugin").errors) == 3


def test_of_two_parts_of_one_name_the_first_plugins_is_used(write_plugin):
    first = write_plugin("one_plugin", EXTRACTOR.format(body="return ()"))
    second = write_plugin("two_plugin", EXTRACTOR.format(body="raise ValueError"))

    assert problem_of(second, first).startswith("plugins 'one_plugin' and 'two_plugin' both bring the extractor 'tone'")


def test_a_pack_that_lacks_its_plugin_is_told_with_what_is_wrong_with_the_plugin(write_plugin, tone_pack, capsys):
    name = write_plugin("one_plugin", "1 / 0\n")

    assert main(["check", "tide.md", "--plugin", name, "--pack", tone_pack]) == 2
    err = capsys.readouterr().err
    assert "compliance: one_plugin.py:16:1: plugin 'one_plugin' cannot be imported" in err
    assert "calm.yaml:8:" in err


def test_other_commands_are_refused_a_plugin_that_cannot_be_used(write_plugin, capsys):
    name = write_plugin("one_plugin", "1 / 0\n")

    assert main(["explain", "--plugin", name]) == 2
    assert "plugin 'one_plugin' cannot be imported" in capsys.readouterr().err


def test_inspect_tells_of_a_plugin_that_cannot_be_used_and_shows_the_rest(write_plugin, capsys):
    name = write_plugin("one_plugin", "1 / 0\n")

    assert main(["inspect", "tide.md", "--plugin", name]) == 2
    out, err = capsys.readouterr()
    assert "Ann Author" in out
    assert "plugin 'one_plugin' cannot be imported" in err


def test_a_reader_that_makes_a_wrong_article_is_told(write_plugin, tmp_path):
    block = "Block('paragraph', 0, 99)"
    name = write_plugin(
        "one_plugin",
        f"from compliance.model.article import Block\n\ndef read(source):\n"
        f"    return Article(source, 'wiki', b'text', blocks=[{block}])\n\n"
        "@hookimpl\ndef register_readers():\n    return [Reader('wiki', ('.wiki',), read)]\n",
    )
    (tmp_path / "a.wiki").write_text("= A =\n")

    report = check(name, paths=("a.wiki", "tide.md"))

    (problem,) = report.errors
    assert problem.path == "a.wiki"
    assert problem.message == (
        "reader 'wiki' of plugin 'one_plugin' returned a block of 0 to 99 that overlaps another, or is outside the text"
    )
    assert [article.source for article in report.articles] == ["tide.md"]


def test_faults_are_told_by_other_processes_too(write_plugin, tmp_path):
    name = write_plugin("one_plugin", EXTRACTOR.format(body="print(article.name); raise SystemExit"))
    (tmp_path / "second.md").write_text((tmp_path / "tide.md").read_text(encoding="utf-8"), encoding="utf-8")

    report = Session(Settings(plugins=(name,), jobs=2)).check(["tide.md", "second.md"])

    assert [(problem.path, problem.message.partition("'one_plugin' ")[2]) for problem in report.errors] == [
        ("second.md", "printed to standard output: 'second.md'"),
        ("second.md", "raised SystemExit, which is to end the program"),
        ("tide.md", "printed to standard output: 'tide.md'"),
        ("tide.md", "raised SystemExit, which is to end the program"),
    ]


OBJECT = """
class Plugin:
    @hookimpl
    def register_extractors(self):
        return [Extractor("tone", lambda article, scan: ())]

    @hookimpl
    def {0}(self):
        return []

plugin = Plugin()
"""


def test_a_plugin_may_be_an_object(write_plugin, tmp_path):
    write_plugin("tone_module", OBJECT.format("register_packs"))
    install(tmp_path, "Tone-Tools", "tone = tone_module:plugin")

    assert "tone" in load_registry().extractors


def test_a_misspelt_hook_of_an_object_is_told(write_plugin, tmp_path):
    write_plugin("tone_module", OBJECT.format("register_pack"))
    install(tmp_path, "Tone-Tools", "tone = tone_module:plugin")

    assert problem_of().startswith(
        "plugin 'tone' (Tone-Tools 1.2): there is no hook 'register_pack'; did you mean 'register_packs'?"
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("return None", "returned a NoneType, not a Judgement"),
        ("print('hm'); return Judgement(Outcome.PASS)", "printed to standard output: 'hm'"),
    ],
)
def test_a_check_that_breaks_over_an_example_is_told(write_plugin, tone_pack, body, told):
    session = Session(Settings(plugins=(write_plugin("one_plugin", CHECK.format(body=body)),), packs=(tone_pack,)))
    rule = session.complete_library.rules["tone/calm"]

    with pytest.raises(PluginError, match=f"check 'tone' of plugin 'one_plugin' {told}"):
        session.check_example(rule, rule.examples[0])


def test_a_function_may_be_called_otherwise_than_its_hook(write_plugin):
    hook = "@hookimpl(specname='register_extractors')\ndef bring():\n    return [Extractor('tone', print)]\n"

    assert "tone" in load_registry([write_plugin("one_plugin", hook)]).extractors


def test_an_object_that_breaks_when_it_is_looked_at_is_told(write_plugin, tmp_path):
    """The lowest pluggy asks properties, and `getattr` may do anything in all of them."""
    code = OBJECT.format("register_packs").replace("class Plugin:", "class Plugin:\n    __dir__ = None\n")
    write_plugin("tone_module", code)
    install(tmp_path, "Tone-Tools", "tone = tone_module:plugin")

    assert problem_of().startswith("plugin 'tone' (Tone-Tools 1.2): raised TypeError: 'NoneType' object is not")
