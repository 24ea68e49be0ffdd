"""Packs with many rules, for measuring what a rule costs."""

from __future__ import annotations

from pathlib import Path

_RULE = """id: bench/rule-{0}
title: Rule {0}
severity: warning
since: 0.1.0
rationale: It is one of many.
remedy: Do nothing.
references: [https://bench.example/]
check: {{kind: {1}, evidence: {2}}}
message: rule {0} is not met
examples:
  passes:
    - {{title: one, article: "A text."}}
    - {{title: two, article: "A text."}}
  fails:
    - {{title: three, article: "A text.", at: 0}}
    - {{title: four, article: "A text.", at: 0}}
"""
_CHECKS = (("requires", "byline"), ("forbids", "reservation"), ("requires", "title"), ("forbids", "tracker"))
_PER_PUBLISHER = 10


def write_pack(folder: Path, count: int, *, everywhere: bool = False) -> None:
    """Write a pack with so many rules: ten for each of as many publishers, or all of them due on every article."""
    (folder / "rules" / "bench").mkdir(parents=True)
    (folder / "policies").mkdir()
    (folder / "pack.yaml").write_text(f"name: {folder.name}\nversion: 0.1.0\ntitle: Many rules\n", encoding="utf-8")
    for number in range(count):
        text = _RULE.format(number, *_CHECKS[number % len(_CHECKS)])
        (folder / "rules" / "bench" / f"rule-{number}.yaml").write_text(text, encoding="utf-8")
    step = count if everywhere else _PER_PUBLISHER
    for start in range(0, count, step):
        (folder / "policies" / f"policy-{start}.yaml").write_text(
            _make_policy(start, step, everywhere=everywhere), encoding="utf-8"
        )


def _make_policy(start: int, step: int, *, everywhere: bool) -> str:
    duties = "".join(f"  - {{rule: bench/rule-{n}, clause: rule {n}}}\n" for n in range(start, start + step))
    head = f"id: policy-{start}\nname: Outlet No. {start}\nconfidence: read\n"
    if everywhere:
        return f"{head}kind: house\nduties:\n{duties}"
    return (
        f"{head}kind: publisher\nhosts: [outlet-{start}.example]\nterms_url: https://outlet-{start}.example/terms\n"
        f"verified_on: 2026-01-31\npermissions:\n  - clause: anyone may\nduties:\n{duties}"
    )
