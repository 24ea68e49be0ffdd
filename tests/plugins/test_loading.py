"""Plugins: loading them, clashes and mistakes, and what a run makes of one that breaks."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from compliance import hookspecs
from compliance.api import Session
from compliance.cli import main
from compliance.errors import PluginError, Problem
from compliance.hookspecs import Layout
from compliance.model.settings import Settings
from compliance.plugins import load_registry
from tests.plugins.conftest import RULE, WritePlugin, install, write_pack

EXTRACTOR = """
def extract(article, scan):
    return ()

@hookimpl
def register_extractors():
    return [Extractor("tone", extract)]
"""
RAISING_EXTRACTOR = EXTRACTOR.replace("return ()", "raise ZeroDivisionError('boom')")


def complaint(*modules: str, disabled: tuple[str, ...] = ()) -> str:
    with pytest.raises(PluginError) as caught:
        load_registry(modules, disabled)
    return "\n".join(str(replace(problem, path="", line=0)) for problem in caught.value.problems)


def test_everything_that_is_built_in_comes_through_the_hooks():
    registry = load_registry()

    assert set(registry.owners.values()) == {"builtin"}
    assert list(registry.readers) == ["html", "markdown", "text"]
    assert list(registry.reporters) == [
        *("checkstyle", "csv", "github", "gitlab", "json", "jsonl", "junit", "line", "markdown", "rdjsonl"),
        *("sarif", "sarif-alerts", "table", "tap"),
    ]


def test_a_module_is_a_plugin(write_plugin):
    registry = load_registry([write_plugin("tone_plugin", EXTRACTOR)])

    assert "tone" in registry.extractors
    assert registry.owners["extractor:tone"] == "tone_plugin"


def test_a_module_in_the_working_folder_is_found(write_plugin, monkeypatch):
    write_plugin("near_plugin", EXTRACTOR)
    monkeypatch.setattr(sys, "path", sys.path[1:])

    assert "tone" in load_registry(["near_plugin"]).extractors


def test_a_plugin_that_is_named_twice_is_loaded_once(write_plugin):
    name = write_plugin("tone_plugin", EXTRACTOR)

    assert "tone" in load_registry([name, name]).extractors


def test_an_installed_plugin_is_found_by_its_entry_point(write_plugin, tmp_path):
    write_plugin("tone_module", EXTRACTOR)
    install(tmp_path, "tone-tools", "tone = tone_module")

    assert load_registry().owners["extractor:tone"] == "tone"


def test_an_installed_plugin_can_be_left_out(write_plugin, tmp_path):
    write_plugin("tone_module", EXTRACTOR)
    install(tmp_path, "tone-tools", "tone = tone_module")

    assert "tone" not in load_registry(disabled=["tone"]).extractors


def test_a_named_plugin_can_be_left_out(write_plugin):
    name = write_plugin("tone_plugin", EXTRACTOR)

    assert "tone" not in load_registry([name], [name]).extractors


def test_what_is_built_in_cannot_be_left_out():
    assert complaint(disabled=("builtin",)) == (
        "the plugin 'builtin' cannot be left out; it brings what every run needs"
    )


def test_the_order_of_plugins_never_matters(write_plugin):
    names = [
        write_plugin("one_plugin", EXTRACTOR),
        write_plugin("two_plugin", EXTRACTOR.replace("tone", "mood")),
        write_plugin("three_plugin", EXTRACTOR.replace("tone", "pace")),
    ]

    orders = {tuple(load_registry(order).extractors) for order in itertools.permutations(names)}

    assert len(orders) == 1


def test_two_plugins_that_bring_the_same_name_are_both_named(write_plugin):
    first = write_plugin("one_plugin", EXTRACTOR)
    second = write_plugin("two_plugin", EXTRACTOR)

    assert complaint(second, first) == (
        "plugins 'one_plugin' and 'two_plugin' both bring the extractor 'tone'; "
        "leave one out with --no-plugin two_plugin"
    )


def test_a_plugin_cannot_take_the_place_of_what_is_built_in(write_plugin):
    name = write_plugin("one_plugin", EXTRACTOR.replace('"tone"', '"byline"'))

    assert complaint(name) == (
        "plugins 'builtin' and 'one_plugin' both bring the extractor 'byline'; "
        "leave one out with --no-plugin one_plugin"
    )


def test_two_readers_of_one_suffix_clash(write_plugin):
    name = write_plugin(
        "one_plugin",
        '@hookimpl\ndef register_readers():\n    return [Reader("mark", (".md",), print)]\n',
    )

    assert complaint(name) == (
        "plugins 'builtin' and 'one_plugin' both bring the suffix '.md'; leave one out with --no-plugin one_plugin"
    )


def test_two_installed_plugins_of_one_name_clash(write_plugin, tmp_path):
    write_plugin("tone_module", EXTRACTOR)
    write_plugin("mood_module", EXTRACTOR)
    install(tmp_path, "tone-tools", "tone = tone_module")
    install(tmp_path, "mood-tools", "tone = mood_module")

    assert complaint() == (
        "two plugins are called 'tone' (mood-tools 1.2 and tone-tools 1.2); leave both out with --no-plugin tone"
    )


def test_one_plugin_under_two_names_is_told(write_plugin, tmp_path):
    write_plugin("tone_module", EXTRACTOR)
    install(tmp_path, "tone-tools", "tone = tone_module")

    assert complaint("tone_module") == (
        "the plugin 'tone' is loaded again as 'tone_module'; leave one out with --no-plugin tone_module"
    )


def test_a_misspelt_hook_is_an_error(write_plugin):
    name = write_plugin("one_plugin", "@hookimpl\ndef register_extractor():\n    return []\n")

    assert complaint(name) == (
        "plugin 'one_plugin': there is no hook 'register_extractor'; did you mean 'register_extractors'? or leave it "
        "out with --no-plugin one_plugin"
    )


def test_a_hook_with_other_arguments_is_an_error(write_plugin):
    name = write_plugin("one_plugin", "@hookimpl\ndef register_checks(engine):\n    return []\n")

    assert complaint(name) == (
        "plugin 'one_plugin': register_checks asks for 'engine', which it does not get; leave the argument out, or "
        "leave it out with --no-plugin one_plugin"
    )


def test_a_module_that_does_not_exist_is_an_error():
    assert complaint("no_such_plugin") == (
        "plugin 'no_such_plugin' cannot be imported: ModuleNotFoundError: No module named 'no_such_plugin'; give the "
        "name of a module on the path, or leave it out with --no-plugin no_such_plugin"
    )


def test_a_module_that_cannot_be_imported_is_an_error(write_plugin):
    name = write_plugin("one_plugin", "1 / 0\n")

    assert complaint(name) == (
        "plugin 'one_plugin' cannot be imported: ZeroDivisionError: division by zero; mend it, or leave it out with "
        "--no-plugin one_plugin"
    )


def test_an_installed_plugin_that_cannot_be_loaded_is_named_with_its_distribution(write_plugin, tmp_path):
    install(tmp_path, "tone-tools", "tone = gone_module")

    assert complaint() == (
        "plugin 'tone' (tone-tools 1.2) cannot be imported: ModuleNotFoundError: No module named 'gone_module'; "
        "leave it out with --no-plugin tone"
    )


def test_a_hook_that_raises_is_an_error(write_plugin):
    name = write_plugin("one_plugin", "@hookimpl\ndef register_packs():\n    raise OSError('no disk')\n")

    assert complaint(name) == (
        "plugin 'one_plugin': register_packs raised OSError: no disk; leave it out with --no-plugin one_plugin"
    )


def test_a_hook_that_returns_nothing_is_an_error(write_plugin):
    name = write_plugin("one_plugin", "@hookimpl\ndef register_checks():\n    pass\n")

    assert complaint(name) == (
        "plugin 'one_plugin': register_checks returned a NoneType, not a list; leave it out with --no-plugin one_plugin"
    )


def test_a_hook_that_returns_the_wrong_thing_is_an_error(write_plugin):
    name = write_plugin("one_plugin", "@hookimpl\ndef register_checks():\n    return ['requires']\n")

    assert complaint(name) == (
        "plugin 'one_plugin': register_checks returned a str, not a Check; leave it out with --no-plugin one_plugin"
    )


def test_an_extractor_that_raises_is_listed_and_the_article_is_still_judged(write_plugin):
    name = write_plugin("one_plugin", RAISING_EXTRACTOR)

    report = Session(Settings(plugins=(name,))).check(["tide.md"])

    assert [article.source for article in report.articles] == ["tide.md"]
    assert report.errors == (
        Problem(
            "tide.md",
            0,
            0,
            "extractor 'tone' of plugin 'one_plugin' raised ZeroDivisionError: boom",
            "report it to its author, or use --no-plugin one_plugin",
        ),
    )


def test_an_extractor_that_yields_the_wrong_thing_is_listed(write_plugin):
    name = write_plugin("one_plugin", EXTRACTOR.replace("return ()", "return ['a tone']"))

    report = Session(Settings(plugins=(name,))).check(["tide.md"])

    assert report.errors[0].message == ("extractor 'tone' of plugin 'one_plugin' yielded a str, not Evidence")


def test_a_broken_plugin_ends_the_run_with_2(write_plugin, capsys):
    name = write_plugin("one_plugin", RAISING_EXTRACTOR)

    assert main(["check", "tide.md", "--plugin", name]) == 2
    assert (
        "tide.md: extractor 'tone' of plugin 'one_plugin' raised ZeroDivisionError: boom; report it to its author, or "
        "use --no-plugin one_plugin"
    ) in capsys.readouterr().out


def test_in_debug_mode_the_exception_is_shown(write_plugin, capsys):
    name = write_plugin("one_plugin", RAISING_EXTRACTOR)

    assert main(["check", "tide.md", "--plugin", name, "--debug"]) == 2
    assert "ZeroDivisionError: boom" in capsys.readouterr().err


CHECK_AND_PACK = """
def judge(params, seen):
    raise ZeroDivisionError("boom")

@hookimpl
def register_checks():
    return [Check("breaks", judge, {"type": "object"})]

@hookimpl
def register_packs():
    return [Path(__file__).parent / "pack"]
"""


@pytest.fixture
def breaking_check(write_plugin: WritePlugin, tmp_path: Path) -> str:
    """A plugin with a check that raises, and a pack that uses it."""
    write_pack(tmp_path / "pack", RULE.replace("kind: tone", "kind: breaks"))
    return write_plugin("calm_plugin", CHECK_AND_PACK)


def test_a_check_that_raises_is_listed_with_plugin_rule_and_article(breaking_check):
    report = Session(Settings(plugins=(breaking_check,))).check(["tide.md"])

    assert report.errors == (
        Problem(
            "tide.md",
            0,
            0,
            "rule 'tone/calm': check 'breaks' of plugin 'calm_plugin' raised ZeroDivisionError: boom",
            "report it to its author, or use --no-plugin calm_plugin",
        ),
    )
    assert "attribution/author-named" in {result.obligation.rule for result in report.articles[0].results}


def test_a_check_that_returns_nothing_is_listed(breaking_check, write_plugin):
    write_plugin("calm_plugin", CHECK_AND_PACK.replace('raise ZeroDivisionError("boom")', "return None"))

    report = Session(Settings(plugins=(breaking_check,))).check(["tide.md"])

    assert report.errors[0].message == (
        "rule 'tone/calm': check 'breaks' of plugin 'calm_plugin' returned a NoneType, not a Judgement"
    )


def test_a_pack_without_its_plugin_is_an_error_with_its_place(breaking_check, capsys):
    assert main(["check", "tide.md", "--pack", "pack"]) == 2
    assert "pack/rules/tone/calm.yaml:8:" in capsys.readouterr().err


def test_a_reader_that_raises_is_listed_and_the_other_articles_are_judged(write_plugin, tmp_path):
    name = write_plugin(
        "one_plugin",
        "def read(source):\n    raise ZeroDivisionError('boom')\n\n"
        '@hookimpl\ndef register_readers():\n    return [Reader("wiki", (".wiki",), read)]\n',
    )
    (tmp_path / "a.wiki").write_text("= A =\n")

    report = Session(Settings(plugins=(name,))).check(["a.wiki", "tide.md"])

    assert [article.source for article in report.articles] == ["tide.md"]
    assert report.errors[0].path == "a.wiki"
    assert report.errors[0].message == "reader 'wiki' of plugin 'one_plugin' raised ZeroDivisionError: boom"


def test_a_reader_that_returns_nothing_is_listed(write_plugin, tmp_path):
    name = write_plugin(
        "one_plugin",
        "def read(source):\n    pass\n\n"
        '@hookimpl\ndef register_readers():\n    return [Reader("wiki", (".wiki",), read)]\n',
    )
    (tmp_path / "a.wiki").write_text("= A =\n")

    report = Session(Settings(plugins=(name,))).check(["a.wiki"])

    assert report.errors[0].message == ("reader 'wiki' of plugin 'one_plugin' returned a NoneType, not an Article")


def test_a_folder_holds_articles_of_a_plugins_format_too(write_plugin, tmp_path):
    name = write_plugin(
        "one_plugin",
        "from compliance.model.article import Article\n\n"
        "def read(source):\n    return Article(source, 'wiki', b'')\n\n"
        '@hookimpl\ndef register_readers():\n    return [Reader("wiki", (".wiki",), read)]\n',
    )
    (tmp_path / "a.wiki").write_text("= A =\n")

    report = Session(Settings(plugins=(name,))).check(["."])

    assert [article.source for article in report.articles] == ["./a.wiki", "./tide.md"]


REPORTER = """
def render(report, layout):
    return f"{report.summary.articles} article\\n"

@hookimpl
def register_reporters():
    return [Reporter("count", render)]
"""


def test_a_reporter_is_an_output_format(write_plugin, capsys):
    main(["check", "tide.md", "--plugin", write_plugin("one_plugin", REPORTER), "--format", "count"])

    assert capsys.readouterr().out == "1 article\n"


def test_a_reporter_that_raises_is_named(write_plugin, capsys):
    name = write_plugin("one_plugin", REPORTER.replace("report.summary.articles", "1 / 0"))

    assert main(["check", "tide.md", "--plugin", name, "--format", "count"]) == 2
    assert capsys.readouterr().err == (
        "compliance: reporter 'count' of plugin 'one_plugin' raised ZeroDivisionError: division by zero; report it to "
        "its author, or use --no-plugin one_plugin\n"
    )


def test_the_session_renders_a_report():
    session = Session()

    assert session.render(session.check(["none.md"]), "line", Layout()) == (
        "none.md:1:1: error unchecked no such file or folder; check the spelling of the path\n"
    )


def test_every_hook_only_returns_things():
    hooks = [getattr(hookspecs, name) for name in dir(hookspecs) if name.startswith("register_")]

    assert len(hooks) == 10
    assert {hook() for hook in hooks} == {()}


LOADED = """
import sys
from compliance.cli import main
main(["check", "tide.md"])
watching = ("guarding", "timing", "shapes", "wrapping", "hook_names", "listing")
print([name for name in watching if f"compliance.plugins.{name}" in sys.modules], file=sys.stderr)
"""


def test_without_plugins_nothing_that_watches_over_them_is_imported(write_plugin, tmp_path):
    path = os.pathsep.join((str(Path(hookspecs.__file__).parents[1]), *sys.path[1:]))
    run = subprocess.run(
        [sys.executable, "-c", LOADED],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )

    assert run.stderr == "[]\n"
    assert "tide.md" in run.stdout
