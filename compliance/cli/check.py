"""``compliance check``: judges articles and prints the report in each of the formats asked for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from compliance import api
from compliance.cli.arguments import find_width, make_settings, open_output, parse_outputs
from compliance.cli.terminal_options import follow, make_layout, page
from compliance.errors import UsageError
from compliance.model.result import Report
from compliance.verdict import exit_code


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code; it never depends on the output format."""
    if options.original and (len(options.paths) > 1 or Path(options.paths[0]).is_dir()):
        raise UsageError(
            "--original goes with one article; for several, name originals in the configuration, under [[origins]]"
        )
    if options.watch:
        from compliance.cli.watching import watch  # noqa: PLC0415

        return watch(options, check)
    return exit_code(check(options))


def check(options: argparse.Namespace) -> Report:
    """Judge articles, and print the report in each of the formats."""
    session = api.Session(make_settings(options), lenient=True)
    outputs = parse_outputs(options.format, list(session.registry.reporters))
    with follow(options) as progress:
        report = session.check(options.paths, stdin_name=options.stdin_name, progress=progress)
    with page(options):
        for output in outputs:
            layout = make_layout(options, find_width(output.file), output.file)
            pieces = session.render_pieces(report, output.format, layout)
            first = next(pieces, "")  # a broken reporter leaves the file as it was
            stream = open_output(output.file)
            stream.write(first)
            stream.writelines(pieces)
            if stream is not sys.stdout:
                stream.close()
    if all(output.file for output in outputs):
        for problem in report.errors:
            sys.stderr.write(f"compliance: {problem}\n")
    return report
