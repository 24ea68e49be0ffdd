"""Plugins that messages speak of are there, and bring what is said of them."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from compliance.packs.known_plugins import CHECKS, EVIDENCE, KnownPlugins

ROOT = Path(__file__).parents[2]
LINKS_ALIVE = ROOT / "plugins" / "links_alive" / "pyproject.toml"
NEWSDESK = ROOT / "plugins" / "newsdesk.py"


def test_the_example_plugin_brings_what_is_said_of_it():
    plugin = import_module("plugins.ai_disclosure")

    assert [check.kind for check in plugin.register_checks()] == ["ai-review-stated"]
    assert CHECKS["ai-review-stated"].way.endswith(plugin.__name__)
    assert EVIDENCE[plugin.KIND].name == plugin.__name__


@pytest.mark.skipif(not LINKS_ALIVE.is_file(), reason="the plugin is not in this checkout")
def test_the_plugin_for_links_is_called_what_is_said_of_it():
    project = tomllib.loads(LINKS_ALIVE.read_text(encoding="utf-8"))["project"]

    assert CHECKS["links-alive"].way == f"install {project['name']}"
    assert CHECKS["links-alive"].name in project["entry-points"]["compliance"]


@pytest.mark.skipif(not NEWSDESK.is_file(), reason="the plugin is not in this checkout")
def test_the_plugin_of_the_news_desk_brings_what_is_said_of_it():
    plugin = import_module("plugins.newsdesk")

    assert EVIDENCE[plugin.KIND].way == f"add --plugin {plugin.__name__}"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("links-alive", "the plugin 'links-alive' brings it: install compliance-links-alive"),
        (
            "link-alive",
            "did you mean 'links-alive'? the plugin 'links-alive' brings it: install compliance-links-alive",
        ),
        ("require", "did you mean 'requires'?"),
        ("okapi", "known kinds: forbids, requires"),
    ],
)
def test_a_kind_that_is_not_there_is_told_with_the_nearest_and_who_brings_it(kind, told):
    assert KnownPlugins().advise_check(kind, ["requires", "forbids"]) == told


def test_where_nothing_is_known_nothing_is_said():
    assert KnownPlugins().advise_check("okapi", []) == ""
