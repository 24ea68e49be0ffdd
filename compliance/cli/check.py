"""``compliance check``: judges articles and prints the report in each of the formats asked for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from compliance import api
from compliance.cli.arguments import find_width, make_settings, open_output, parse_outputs
from compliance.cli.selection_options import select_articles, select_settings
from compliance.errors import UsageError
from compliance.hookspecs import Layout
from compliance.verdict import exit_code


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code; it never depends on the output format."""
    settings = select_settings(options, make_settings(options))
    if options.original and (len(options.paths) != 1 or Path(options.paths[0]).is_dir()):
        raise UsageError(
            "--original goes with one article; for several, name originals in the configuration, under [[origins]]"
        )
    session = api.Session(settings, lenient=True)
    outputs = parse_outputs(options.format, list(session.registry.reporters))
    report = session.check(select_articles(options, session), stdin_name=options.stdin_name)
    for output in outputs:
        layout = Layout(find_width(output.file), options.verbose, options.explain)
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
    return exit_code(report)
