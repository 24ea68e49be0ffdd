"""The documents and the program say the same."""

import argparse
import re

import pytest

from compliance import hookspecs, testing
from compliance.cli.arguments import make_parser
from compliance.cli.plugins_options import KINDS
from compliance.model.context import VOCABULARY
from compliance.reporters import REPORTERS
from tests.readme import README, render

TEXT = README.read_text(encoding="utf-8")
CHANGES = (README.parent / "CHANGELOG.md").read_text(encoding="utf-8")


def options_of(parser):
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from options_of(command)


def test_the_output_in_the_readme_is_what_the_commands_print(monkeypatch):
    monkeypatch.chdir(README.parent)
    monkeypatch.setenv("COLUMNS", "120")
    assert render(TEXT) == TEXT


@pytest.mark.parametrize("option", sorted(set(options_of(make_parser())) - {"-h", "-q", "-v"}))
def test_every_option_is_in_the_readme(option):
    assert option in re.findall(r"--[\w-]+", TEXT)


@pytest.mark.parametrize("hook", sorted(name for name in vars(hookspecs) if name.startswith("register_")))
def test_every_hook_is_in_the_readme(hook):
    assert f"`{hook}`" in TEXT


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_plugin_is_in_the_readme(kind):
    assert f"`{kind}`" in TEXT.partition("compliance plugins new")[2]


@pytest.mark.parametrize("name", sorted(name for name in testing.__all__ if name.startswith("assert_")))
def test_every_assertion_for_plugins_is_in_the_readme(name):
    assert f"`{name}`" in TEXT


@pytest.mark.parametrize("key", sorted(VOCABULARY))
def test_every_context_key_and_value_is_in_the_readme(key):
    assert all(f"`{word}`" in TEXT for word in (key, *VOCABULARY[key]))


@pytest.mark.parametrize("name", sorted(reporter.name for reporter in REPORTERS))
def test_every_format_is_in_the_readme(name):
    assert f"`{name}`" in TEXT


def test_the_version_has_an_entry_in_the_changelog():
    from compliance import __version__

    assert f"## {__version__}\n" in CHANGES
