"""Rules whose files lie in no pack: their examples can be tried before they have a place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from compliance.errors import PackError, Problem
from compliance.model.evidence import Kind
from compliance.model.rule import Rule
from compliance.packs.comparison import Comparison
from compliance.packs.conversion import make_rule
from compliance.packs.entries import RuleEntry
from compliance.packs.parsing import parse_file
from compliance.packs.schema import RuleShape

Schemas = Mapping[str, Mapping[str, object]]


def load_rule_files(paths: Iterable[Path], check_schemas: Schemas, kinds: Collection[str] = ()) -> Sequence[Rule]:
    """Return the rules of files, whatever these are called. Raises `PackError` with all mistakes of all files."""
    entries: list[RuleEntry] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            file, shape = parse_file(str(path), path.read_bytes(), RuleShape)
        except PackError as error:
            problems.extend(error.problems)
        except OSError as error:
            problems.append(Problem(str(path), 0, 0, f"cannot be read: {error.strerror or error}"))
        else:
            entries.append(RuleEntry(file, shape.id, make_rule(shape, str(path), "")))
    comparison = Comparison(entries, [], (), check_schemas, {*map(str, Kind), *kinds})
    if found := sorted({*problems, *comparison.find_problems()}):
        raise PackError(found)
    return [entry.rule for entry in entries]
