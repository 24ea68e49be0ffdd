"""Patterns that are compiled late are right all the same."""

import pkgutil
from importlib import import_module

import pytest

import compliance
from compliance.patterns import LatePattern, compile_late

MODULES = [
    module.name for module in pkgutil.walk_packages(compliance.__path__, "compliance.") if "__main__" not in module.name
]


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_of_a_module_compiles(name):
    for value in vars(import_module(name)).values():
        if isinstance(value, LatePattern):
            assert value.pattern


def test_a_pattern_is_compiled_once_and_behaves_like_any_other():
    pattern = compile_late(r"(?P<year>\d{4})")
    assert pattern.search("in 1996")["year"] == "1996"
    assert pattern.sub("x", "1996, 2004") == "x, x"
    assert pattern.search is pattern.search


def test_bytes_are_matched_too():
    assert compile_late(rb"\d+").findall(b"1 2") == [b"1", b"2"]
