"""``compliance plugins list``: what is loaded, what it brings, and where it comes from."""

from __future__ import annotations

import argparse
import sys

from compliance import api
from compliance.cli import CANNOT_CHECK
from compliance.cli.arguments import make_settings, open_output, parse_outputs
from compliance.plugins.listing import list_plugins
from compliance.reporters.plugin_list import FORMATS


def run(options: argparse.Namespace) -> int:
    """Print the plugins; what is wrong with any goes to standard error, and ends in exit code 2."""
    session = api.Session(make_settings(options), lenient=True)
    outputs = parse_outputs(options.format, list(FORMATS))
    listed = list_plugins(session.registry, options.plugin)
    for output in outputs:
        with open_output(output.file) as stream:
            stream.write(FORMATS[output.format](listed))
    for problem in session.registry.problems:
        sys.stderr.write(f"compliance: {problem}\n")
    return CANNOT_CHECK if session.registry.problems else 0
