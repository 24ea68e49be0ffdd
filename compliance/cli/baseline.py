"""``compliance baseline``: writes the known findings down, brings them up to date, and drops those that are gone."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from msgspec.structs import replace

from compliance import api
from compliance.cli.arguments import make_settings
from compliance.errors import UsageError
from compliance.exceptions.baseline_file import Entry, load_baseline, write_baseline
from compliance.exceptions.concluding import Reach
from compliance.exceptions.known_findings import KnownFindings
from compliance.exceptions.recording import record_findings
from compliance.model.settings import BASELINE_FILE
from compliance.permissions import find_today


def run(options: argparse.Namespace) -> int:
    """Run one of the group's commands: nothing is written where something could not be checked."""
    settings = make_settings(options)
    path = Path(settings.baseline or os.path.join(settings.folder, BASELINE_FILE))  # noqa: PTH118
    known = KnownFindings(str(path), _load(path, options))
    paths = options.paths or [settings.folder or os.curdir]
    session = api.Session(replace(settings, baseline="", waivers_from=""), lenient=True)
    report = session.check(paths)
    if report.errors:
        for problem in report.errors:
            sys.stderr.write(f"compliance: {problem}\n")
        sys.stderr.write(f"compliance: {path}: nothing is written, because not everything could be checked\n")
        return 2
    reach = Reach(settings.folder, tuple(paths))
    entries = record_findings(report, known, reach, today=find_today(), adding=options.action != "prune")
    write_baseline(path, entries)
    sys.stdout.write(f"{path}: {_describe(options.action, known, entries)}\n")
    return 0


def _load(path: Path, options: argparse.Namespace) -> tuple[Entry, ...]:
    """Return the entries that there are; ``write`` begins anew, and only with ``--force`` where there are any."""
    if options.action == "write":
        if path.exists() and not options.force:
            remedy = "run `compliance baseline update`, or `compliance baseline write --force` to begin anew"
            raise UsageError(f"{path}: there is a baseline already; {remedy}")
        return ()
    if not path.exists():
        raise UsageError(f"{path}: there is no baseline; write one with `compliance baseline write`")
    return load_baseline(path)


def _describe(action: str, known: KnownFindings, entries: list[Entry]) -> str:
    count = f"{len(entries)} known finding{'' if len(entries) == 1 else 's'}"
    if action == "write":
        return count
    before = {(known.renamed.get(source, source), fp) for source, group in known.by_source.items() for fp in group}
    after = {(entry.source, entry.fingerprint) for entry in entries}
    return f"{count}: {len(after - before)} added, {len(before - after)} gone"
