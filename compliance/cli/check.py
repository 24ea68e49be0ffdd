"""``compliance check``: judges articles and prints the report in each of the formats asked for."""

from __future__ import annotations

import argparse
import shutil
import sys

from compliance import api
from compliance.cli.arguments import STDOUT, make_settings, parse_outputs, write_output
from compliance.hookspecs import Layout
from compliance.verdict import exit_code


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code; it never depends on the output format."""
    session = api.Session(make_settings(options))
    reporters = session.registry.reporters
    outputs = parse_outputs(options.format, list(reporters))
    report = session.check(options.paths, stdin_name=options.stdin_name)
    for output in outputs:
        width = shutil.get_terminal_size((120, 24)).columns if output.file == STDOUT else 120
        write_output(reporters[output.format].render(report, Layout(width, options.verbose)), output.file)
    if all(output.file for output in outputs):
        for problem in report.errors:
            sys.stderr.write(f"compliance: {problem}\n")
    return exit_code(report)
