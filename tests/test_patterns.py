"""Patterns that are compiled late are right all the same."""

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import compliance
from compliance import caching
from compliance.patterns import KeptPatterns, LatePattern, compile_late

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


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", str(tmp_path))
    return tmp_path


def keep(source: str | bytes, flags: int = 0) -> KeptPatterns:
    """Return what a later run has after an earlier one compiled and kept a pattern."""
    earlier = KeptPatterns()
    earlier.compile(source, flags)
    earlier.store()
    return KeptPatterns()


@pytest.mark.parametrize(
    ("source", "flags", "text"),
    [
        (r"(?P<year>\d{4})\b", 0, "in 1996"),
        (r"(?i:grüße|HALLO)(?=!)", re.IGNORECASE, "hallo!"),
        (rb"\w+$", re.MULTILINE, b"a\nb"),
        (r"(a)|(?P<b>b)(?<!c)", 0, "b"),
    ],
)
def test_a_kept_pattern_matches_as_it_did(folder, monkeypatch, source, flags, text):
    later = keep(source, flags)
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("compiled although it was kept"))

    pattern = later.compile(source, flags)

    expected = re.search(source, text, flags)
    found = pattern.search(text)
    assert (found.span(), found.groups(), found.groupdict()) == (
        expected.span(),
        expected.groups(),
        expected.groupdict(),
    )


@pytest.mark.parametrize("content", ["{", "[]", "{\"str:0:'a+'\": [32, [1, 2, 3], 0, {}, [null]]}"])
def test_what_cannot_be_revived_is_compiled(folder, content):
    later = keep("a+")
    for path in folder.iterdir():
        path.write_text(content)

    assert later.compile("a+", 0).findall("aab") == ["aa"]


def test_a_wrong_pattern_is_told_and_not_kept(folder):
    patterns = KeptPatterns()

    with pytest.raises(re.error):
        patterns.compile("(", 0)
    patterns.store()

    assert [path.read_text() for path in folder.iterdir()] == ["{}"]


def test_without_a_cache_patterns_are_compiled_all_the_same(monkeypatch):
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", "")
    assert caching.find_cache_folder() is None

    assert keep("a+").compile("a+", 0).findall("aab") == ["aa"]
