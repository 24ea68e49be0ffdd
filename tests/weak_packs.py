"""A pack with nothing weak in it, and a way to write it with other words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from compliance.checks import CHECKS
from compliance.model.library import Library
from compliance.packs import load_packs

RULE = """\
id: words/tide-named
title: The article names the tide
severity: warning
since: 1.0.0
rationale: Readers of the harbor want to know of which tide it is told.
remedy: Write "the tide" into the text.
references: [https://style.example/tide]
check:
  kind: text-marker
  any_of: the tide
message: no tide
examples:
  passes:
    - title: in a sentence
      article: The harbor slept, and the tide came.
    - title: at the start
      article: The tide came.
  fails:
    - title: another word
      article: The flood came.
    - title: nothing at all
      article: The harbor slept.
"""
POLICY = """\
id: ours
name: Our House
kind: house
duties:
  - rule: words/tide-named
    clause: name the tide
"""
SOUND = {
    "pack.yaml": "name: sample\nversion: 1.0.0\ntitle: A pack for tests\n",
    "rules/words/tide-named.yaml": RULE,
    "policies/ours.yaml": POLICY,
}


def write_pack(folder: Path, files: Mapping[str, str] = SOUND) -> Path:
    """Write the sound pack with other files over it, and return its folder."""
    for path, text in {**SOUND, **files}.items():
        target = folder / "sample" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder / "sample"


def load(pack: Path) -> Library:
    """Return the rules and policies of a pack alone."""
    schemas = {check.kind: check.schema for check in CHECKS}
    return load_packs([pack], schemas, complete=True)
