"""The programs that ours is compared with: found on the PATH or beside this Python, and left out where they are not."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from compliance.lexicon import load_phrases
from compliance.scanning import expand_pattern
from tests.benchmarks.measuring import Command

_PRH = "version: 1\nrules:\n  - expected: republished\n    pattern: /re-published/i\n"
_TEXTLINT = '{"rules": {"prh": {"rulePaths": ["prh.yml"]}}}'
_VALE = "StylesPath = styles\nMinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = Pond\n"
_VALE_RULE = "extends: existence\nmessage: found %s\nignorecase: true\nraw:\n"


def find_program(name: str) -> str | None:
    """Return the path of a program, or None where it is not installed."""
    return shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))


def make_ripgrep(folder: Path, articles: str) -> Command | None:
    """Return the search for all phrases of the lexicon in all articles, with one thread and what memory it wants."""
    program = find_program("rg")
    if program is None:
        return None
    (folder / "patterns").write_text("".join(f"{pattern}\n" for pattern in _load_patterns()), encoding="utf-8")
    limits = ("--regex-size-limit", "2G", "--dfa-size-limit", "2G")
    return Command((program, "-j1", "-c", "-i", *limits, "-f", "patterns", articles), (0, 1))


def find_linters(folder: Path, articles: str) -> Iterator[tuple[str, Command | None]]:
    """Yield linters of prose, and None for those that are not installed. Vale looks for the lexicon's own phrases."""
    vale, textlint, proselint = map(find_program, ("vale", "textlint", "proselint"))
    if vale:
        _write_vale(folder)
    if textlint:
        (folder / "prh.yml").write_text(_PRH, encoding="utf-8")
        (folder / ".textlintrc.json").write_text(_TEXTLINT, encoding="utf-8")
    yield "Vale", Command((vale, "--no-exit", articles)) if vale else None
    yield "textlint with one rule", _make_textlint(textlint, articles) if textlint else None
    yield "proselint", Command((proselint, "check", articles), (0, 1)) if proselint else None


def find_page_readers(folder: Path, pages: str) -> Iterator[tuple[str, Command | None]]:
    """Yield readers of metadata and scanners of licenses, and None for those that are not installed."""
    trafilatura, scancode = map(find_program, ("trafilatura", "scancode"))
    read = ("--input-dir", pages, "--output-dir", "read", "--json", "--parallel", "1")
    scan = ("--license", "--copyright", "--processes", "0", "--json", "scan.json")
    yield "trafilatura", Command((trafilatura, *read)) if trafilatura else None
    yield "ScanCode", Command((scancode, *scan, pages)) if scancode else None


def _load_patterns() -> Iterator[str]:
    """Yield the phrases that our scanner looks for, as other engines read them."""
    for phrase in load_phrases():
        if phrase.attributes.get("scan") != "no":
            yield re.sub(r"\(\?P?<\w+>", "(?:", expand_pattern(phrase.pattern)).replace(r"\/", "/")


def _make_textlint(program: str, articles: str) -> Command:
    rules = str(Path(program).resolve().parents[2])
    return Command((program, "--config", ".textlintrc.json", "--rules-base-directory", rules, articles), (0, 1))


def _write_vale(folder: Path) -> None:
    style = folder / "styles" / "Pond"
    style.mkdir(parents=True, exist_ok=True)
    (folder / ".vale.ini").write_text(_VALE, encoding="utf-8")
    raw = "".join(f"  - {json.dumps(pattern)}\n" for pattern in _load_patterns())
    (style / "Phrases.yml").write_text(_VALE_RULE + raw, encoding="utf-8")
