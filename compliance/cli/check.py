"""``compliance check``: judges articles and prints the report in each of the formats asked for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from compliance import api
from compliance.checking import Interrupted
from compliance.cli.arguments import find_width, make_settings, open_output, parse_outputs
from compliance.cli.outputs import Output
from compliance.cli.selection_options import select_articles, select_settings
from compliance.cli.terminal_options import follow, make_layout, page
from compliance.errors import ComplianceError, Problem, UsageError
from compliance.model.result import Report
from compliance.verdict import exit_code


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code; it never depends on the output format."""
    if options.watch:
        from compliance.cli.watching import watch  # noqa: PLC0415

        return watch(options, check)
    return exit_code(check(options))


def check(options: argparse.Namespace) -> Report:
    """Judge articles, and print the report in each of the formats.

    What broke an interrupted run off is raised again when the report on what was done is written.
    """
    settings = select_settings(options, make_settings(options))
    if options.original and (len(options.paths) != 1 or Path(options.paths[0]).is_dir()):
        raise UsageError(
            "--original goes with one article; for several, name originals in the configuration, under [[origins]]"
        )
    session = api.Session(settings, lenient=True)
    outputs = _choose_outputs(options.format, list(session.registry.reporters))
    cause = None
    try:
        with follow(options) as progress:
            work = select_articles(options, session)
            report = session.check(work, stdin_name=options.stdin_name, progress=progress)
    except Interrupted as interrupted:
        report, cause = interrupted.report, interrupted.__cause__
    with page(options):
        _write_all(session, report, outputs, options)
    if all(output.file for output in outputs):
        for problem in report.errors:
            sys.stderr.write(f"compliance: {problem}\n")
    if cause is not None:
        raise cause
    return report


def _choose_outputs(texts: Sequence[str], known: Sequence[str]) -> list[Output]:
    if not texts and "GITHUB_ACTIONS" in os.environ:
        from compliance.cli.automatic import choose_outputs  # noqa: PLC0415

        return choose_outputs(texts, known, os.environ)
    return parse_outputs(texts, known)


def _write_all(session: api.Session, report: Report, outputs: Sequence[Output], options: argparse.Namespace) -> None:
    """Write each report. Raises `ComplianceError` with what could not be written when all others are."""
    problems: list[Problem] = []
    for output in outputs:
        layout = make_layout(options, find_width(output.file), output.file)
        pieces = session.render_pieces(report, output.format, layout)
        if len(outputs) > 1 and output == Output("table") and outputs[0] == Output("github"):
            from compliance.cli.automatic import fence  # noqa: PLC0415

            pieces = fence(pieces)
        try:
            _write(pieces, output.file)
        except ComplianceError as error:
            problems.extend(error.problems)
    if problems:
        raise ComplianceError(problems)


def _write(pieces: Iterator[str], file: str) -> None:
    """Write a report; a summary of a job stays in front of it, as other commands of the step may have written it."""
    first = next(pieces, "")  # a broken reporter says so before anything is opened
    with open_output(file, adds=bool(file) and file == os.environ.get("GITHUB_STEP_SUMMARY")) as stream:
        stream.writelines(chain((first,), pieces))
