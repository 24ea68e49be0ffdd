"""A sound pack to make mistakes in."""

from collections.abc import Callable
from pathlib import Path

import pytest

PACK = """\
name: sample
version: 1.0.0
title: A pack for tests
rules: core
policies: [house, publishers]
"""

RULE = """\
id: copyright/notice-present
title: The article carries a copyright line
severity: error
since: 0.1.0
rationale: >
  Readers must see
  who holds the rights.
remedy: Add a copyright line.
references: [https://law.example/17/401]
check:
  kind: requires
  evidence: copyright-notice
message: no copyright line
examples:
  passes:
    - title: symbol, year and holder
      article: |
        A text.

        © 2024 Ann Author
      context: {use: community, ads: no}
    - title: the word
      article: Copyright 2024 Ann Author
      format: text
  fails:
    - title: nothing at all
      article: |
        A text.
    - title: the word alone is not a notice
      article: |
        A text.
        Copyright is a difficult matter.
      at: [1, 2]
      outcome: review
      with: {at_least: 2}
"""

POLICY = """\
id: daily-example
name: The Daily Example
kind: publisher
aliases: [Daily]
hosts: [daily.example]
license: CC-BY-4.0
terms_url: https://daily.example/terms
verified_on: 2026-01-31
confidence: secondhand
contact: rights@daily.example
note: Seen on the terms page.
duties:
  - rule: copyright/notice-present
    severity: warning
    when: {use: [community, nonprofit], reused: true}
    with: {at_least: 2}
    clause: keep the copyright line
    remedy: Copy the line.
    confidence: read
permissions:
  - clause: anybody may
prohibitions:
  - when: {any: [{paywall: yes}, {not: {medium: web}}]}
    clause: not behind a paywall, and only on the web
    confidence: recalled
"""

SCHEMAS = {
    "requires": {
        "type": "object",
        "properties": {
            "evidence": {"enum": ["copyright-notice", "byline"]},
            "at_least": {"type": "integer", "minimum": 1},
            "text": {"type": "string"},
        },
        "required": ["evidence"],
        "additionalProperties": False,
    }
}

MakePack = Callable[..., Path]


@pytest.fixture
def make_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakePack:
    """Return a function that writes the sound pack, with other files over it, into the working folder."""
    monkeypatch.chdir(tmp_path)

    def make(files: dict[str, str] | None = None, *, folder: str = "sample") -> Path:
        sound = {
            "pack.yaml": PACK,
            "core/copyright/notice-present.yaml": RULE,
            "publishers/daily-example.yaml": POLICY,
            "house/ours.yaml": "id: ours\nname: Ours\nkind: house\n",
        }
        for path, text in (sound | (files or {})).items():
            target = tmp_path / folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return Path(folder)

    return make
