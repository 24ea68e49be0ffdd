"""Writes plugins into a working folder, and pretends that distributions are installed."""

import sys
from collections.abc import Callable, Iterator
from importlib import invalidate_caches
from pathlib import Path

import pytest

IMPORTS = """\
import sys
import time
from pathlib import Path

from msgspec import Struct

from compliance.errors import Problem
from compliance.hookspecs import (
    Check, Collection, Command, EvidenceKind, Extractor, LastLook, OriginResolver, Reader, Reporter, hookimpl
)
from compliance.model.article import Article
from compliance.model.evidence import Byline, Evidence
from compliance.model.origin import Origin
from compliance.model.result import Finding, Judgement, Outcome, Remark
from compliance.model.source import SourceText, Span
"""
ARTICLE = """\
# The tide that stayed

By Ann Author, 3 May 2024

The water did not leave the market square until noon.

© 2024 Ann Author
"""

WritePlugin = Callable[[str, str], str]


@pytest.fixture
def write_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WritePlugin]:
    """Yield a function that writes a module into the working folder and returns its name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "tide.md").write_text(ARTICLE, encoding="utf-8")
    written: set[str] = set()

    def write(name: str, code: str) -> str:
        (tmp_path / f"{name}.py").write_text(IMPORTS + code, encoding="utf-8")
        invalidate_caches()
        written.add(name)
        return name

    yield write
    for name in written & sys.modules.keys():
        del sys.modules[name]


def install(folder: Path, name: str, entry_points: str) -> None:
    """Pretend that a distribution is installed."""
    info = folder / f"{name}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text(f"[compliance]\n{entry_points}\n")


RULE = """\
id: tone/calm
title: The article is calm
severity: error
since: 1.0.0
rationale: Readers like it.
remedy: Calm down.
references: [https://calm.example/]
check: {kind: tone}
message: it shouts
examples:
  passes:
    - {title: calm, article: A text.}
    - {title: calmer, article: A text.}
  fails:
    - {title: loud, article: A TEXT, at: 0}
    - {title: louder, article: A TEXT, at: 0}
"""
POLICY = """\
id: calm-house
name: Calm House
kind: house
confidence: read
duties:
  - {rule: tone/calm, clause: be calm}
"""


def write_pack(folder: Path, rule: str = RULE, policy: str = POLICY) -> str:
    """Write a pack with one rule, and return its folder."""
    for path, text in {
        "pack.yaml": "name: calm\nversion: 1.0.0\ntitle: Calm\nrules: rules\npolicies: [policies]\n",
        "rules/tone/calm.yaml": rule,
        "policies/calm-house.yaml": policy,
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return str(folder)


@pytest.fixture
def tone_pack(tmp_path: Path) -> str:
    """A pack whose rule is of the kind ``tone``."""
    return write_pack(tmp_path / "pack")
