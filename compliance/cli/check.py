"""``compliance check``: judges articles and prints the report in each of the formats asked for."""

from __future__ import annotations

import argparse
import shutil
import sys

from compliance import api
from compliance.cli.arguments import STDOUT, make_settings, open_output, parse_outputs
from compliance.hookspecs import Layout
from compliance.verdict import exit_code


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code; it never depends on the output format."""
    session = api.Session(make_settings(options))
    outputs = parse_outputs(options.format, list(session.registry.reporters))
    report = session.check(options.paths, stdin_name=options.stdin_name)
    for output in outputs:
        width = shutil.get_terminal_size((120, 24)).columns if output.file == STDOUT else 120
        text = session.render(report, output.format, Layout(width, options.verbose, options.explain))
        stream = open_output(output.file)
        stream.write(text)
        if stream is not sys.stdout:
            stream.close()
    if all(output.file for output in outputs):
        for problem in report.errors:
            sys.stderr.write(f"compliance: {problem}\n")
    return exit_code(report)
