"""`assert_process_safe` and `assert_deterministic`: one process or several, this run or the next."""

import pytest

from compliance.errors import PluginError
from compliance.testing import assert_deterministic, assert_process_safe

IMPORTS = """
import threading

from compliance.hookspecs import Extractor, hookimpl
from compliance.model.evidence import Evidence

"""
REGISTER = """

@hookimpl
def register_extractors():
    return [Extractor("pond", see)]
"""
GOOD = f"""{IMPORTS}
def see(article, scan):
    for block in article.blocks:
        yield Evidence("pond", None, article.text(block.start, block.end), article.span(block.start, block.end))
{REGISTER}"""
COUNTER = f"""{IMPORTS}
asked = []

def see(article, scan):
    asked.append(article.name)
    yield Evidence("pond", None, f"no. {{len(asked)}}", article.span(0, 0))
{REGISTER}"""
FORKED = f"""{IMPORTS}
import os

BORN = os.getpid()

def see(article, scan):
    words = "at home" if os.getpid() == BORN else "abroad"
    yield Evidence("pond", None, words, article.span(0, 0))
{REGISTER}"""
SPAWNED = f"""{IMPORTS}
import multiprocessing

HOME = multiprocessing.current_process().name

def see(article, scan):
    yield Evidence("pond", None, HOME, article.span(0, 0))
{REGISTER}"""
UNORDERED = f"""{IMPORTS}
def see(article, scan):
    words = {{"tide", "pond", "river", "boat", "rain", "mud", "ferry", "weir"}}
    yield Evidence("pond", None, " ".join(words), article.span(0, 0))
{REGISTER}"""
PACK = {
    "pack.yaml": "name: pond\nversion: 1.0.0\ntitle: Pond\nrules: rules\npolicies: [policies]\n",
    "rules/pond/deep.yaml": """\
id: pond/deep
title: The pond is deep
severity: error
since: 1.0.0
rationale: Readers like it.
remedy: Dig.
references: [https://pond.example/]
check: {kind: deep}
message: it is shallow
examples:
  passes:
    - {title: deep, article: A text.}
    - {title: deeper, article: A text.}
  fails:
    - {title: shallow, article: A text., at: 0}
    - {title: flat, article: A text., at: 0}
""",
    "policies/pond-house.yaml": """\
id: pond-house
name: Pond House
kind: house
confidence: read
duties:
  - {rule: pond/deep, clause: be deep}
""",
}
CHECK = """
import threading
from dataclasses import dataclass
from pathlib import Path

from compliance.hookspecs import Check, Extractor, hookimpl
from compliance.model.evidence import Evidence
from compliance.model.result import Finding, Judgement, Outcome

@dataclass(frozen=True)
class Depth:
    feet: int

    def __reduce__(self):
        raise TypeError("cannot be pickled")

class See:
    def __init__(self):
        self.lock = threading.Lock()  # cannot be pickled either

    def __call__(self, article, scan):
        with self.lock:
            yield Evidence("pond", Depth(6), "", article.span(0, 0))

def judge(params, seen):
    assert seen.of_kind("pond")[0].value.feet == 6
    return Judgement(Outcome.FAIL, (Finding('it is shallow', seen.of_kind("pond")[0].span),))

@hookimpl
def register_extractors():
    return [Extractor("pond", See())]

@hookimpl
def register_checks():
    return [Check("deep", judge, {"type": "object"})]

@hookimpl
def register_packs():
    return [Path(__file__).parent / "pack"]
"""


@pytest.fixture
def write_check(write_plugin, tmp_path):
    """Write a plugin whose values cannot be pickled, with a check of them, and a pack that uses it."""
    for path, text in PACK.items():
        target = tmp_path / "pack" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return lambda: write_plugin("deep_plugin", CHECK)


def complaint(assertion, plugin):
    with pytest.raises(AssertionError) as caught:
        assertion(plugin)
    return str(caught.value)


def test_a_plugin_without_a_state_is_safe(write_plugin):
    assert_process_safe(write_plugin("good_plugin", GOOD))


def test_a_plugin_that_counts_articles_is_told(write_plugin):
    message = complaint(assert_process_safe, write_plugin("counting_plugin", COUNTER))

    assert message.startswith("the plugin says one thing in one process, another in 2 processes:")
    assert "-{" in message


def test_a_plugin_that_remembers_where_it_was_born_is_told(write_plugin):
    message = complaint(assert_process_safe, write_plugin("forked_plugin", FORKED))

    assert "another in 2 processes:" in message
    assert "abroad" in message


def test_a_plugin_that_depends_on_being_loaded_anew_is_told(write_plugin):
    message = complaint(assert_process_safe, write_plugin("spawned_plugin", SPAWNED))

    assert "another in 2 processes that are started anew:" in message


def test_evidence_need_not_be_fit_to_be_pickled(write_check):
    assert_process_safe(write_check())


def test_a_plugin_that_sorts_its_words_is_deterministic(write_plugin):
    assert_deterministic(write_plugin("sorted_plugin", UNORDERED.replace("join(words)", "join(sorted(words))")))


def test_a_plugin_that_joins_a_set_is_told(write_plugin):
    message = complaint(assert_deterministic, write_plugin("unordered_plugin", UNORDERED))

    assert message.startswith("the plugin says one thing with PYTHONHASHSEED=0, another with PYTHONHASHSEED=")


def test_a_plugin_that_cannot_be_loaded_is_no_pass(write_plugin):
    with pytest.raises(PluginError, match="ZeroDivisionError"):
        assert_deterministic(write_plugin("broken_plugin", "1 / 0\n"))
