"""Rules whose files lie in no pack: their examples can be tried before they have a place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from compliance.errors import PackError, Problem
from compliance.model.evidence import Kind
from compliance.model.rule import Rule
from compliance.packs.comparison import Comparison
from compliance.packs.conversion import make_rule
from compliance.packs.entries import Draft, Entries, RuleEntry
from compliance.packs.parsing import parse_draft
from compliance.packs.schema import RuleShape
from compliance.yaml_marks import MarkedFile

Schemas = Mapping[str, Mapping[str, object]]


def load_rule_files(paths: Iterable[Path], check_schemas: Schemas, kinds: Collection[str] = ()) -> Sequence[Rule]:
    """Return the rules of files, whatever these are called. Raises `PackError` with all mistakes of all files."""
    entries = Entries()
    problems: list[Problem] = []
    refused: set[tuple[str, int, int]] = set()
    for path in paths:
        try:
            parsed = parse_draft(str(path), path.read_bytes(), RuleShape)
        except PackError as error:
            problems.extend(error.problems)
        except OSError as error:
            problems.append(Problem(str(path), 0, 0, f"cannot be read: {error.strerror or error}"))
        else:
            problems.extend(parsed.problems)
            refused |= {(parsed.file.name, *place) for place in parsed.refused}
            entries.rule_drafts.append(Draft(parsed.file, _find_id(parsed.file)))
            if parsed.shape:
                rule = make_rule(parsed.shape, str(path), "")
                entries.rules.append(RuleEntry(parsed.file, rule.id, rule))
    comparison = Comparison(entries, check_schemas, {*map(str, Kind), *kinds})
    compared = (item for item in comparison.find_problems() if (item.path, item.line, item.column) not in refused)
    if found := sorted({*problems, *compared}):
        raise PackError(found)
    return [entry.rule for entry in entries.rules]


def _find_id(file: MarkedFile) -> str:
    """Return the id that a file gives itself: its place says nothing."""
    return str(file.value.get("id")) if isinstance(file.value, dict) else ""
