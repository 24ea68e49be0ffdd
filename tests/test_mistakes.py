"""The corpus of wrong files of every kind: all mistakes are told, each with its place."""

import re
import sys
from functools import cache
from importlib import invalidate_caches
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.packs.parsing import parse_draft

from .mistake_cases import FOLDER, SOUND, USUAL, find_cases, read_case, write_files

parse_once = cache(parse_draft)
"""All cases share the core pack: reading it anew takes longer than all else."""
CASES = [pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in find_cases()]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty working folder, which is forgotten as a place of plugins afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr("compliance.packs.building.parse_draft", parse_once)
    invalidate_caches()
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.mark.parametrize("path", CASES)
def test_what_is_wrong_is_told_with_its_place_and_nothing_else(path: Path, folder: Path, capsys):
    case = read_case(path)
    write_files(case, folder)

    code = main(case.command.split())
    captured = capsys.readouterr()

    assert captured.err == case.expected
    assert code == 2
    assert captured.out == ""


def test_the_sound_files_are_sound(folder: Path, capsys):
    write_files(read_case(next(iter(find_cases())))._replace(changes=(), files=()), folder)

    assert main(USUAL.split()) in {0, 1}
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("path", CASES)
def test_a_case_says_what_is_wrong_and_shows_no_innards(path: Path):
    case = read_case(path)

    assert case.about.endswith(".")
    assert case.changes or case.files
    assert case.expected.startswith("compliance: ")
    assert not re.search(r"Traceback|internal error|site-packages|<class|ValidationError", case.expected)


def test_the_corpus_is_large_and_covers_every_kind_of_file():
    counts = {group.name: len(list(group.glob("*.txt"))) for group in FOLDER.iterdir() if group != SOUND}

    assert sum(counts.values()) >= 60
    assert counts["rule"] >= 15
    assert counts["policy"] >= 10
    assert counts["pack"] >= 8
    assert counts["config"] >= 5
    assert counts["plugin"] >= 8
