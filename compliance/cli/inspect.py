"""``compliance inspect``: shows what is seen in articles, for people or as one JSON object per line."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack

from compliance import api
from compliance.cli import CANNOT_CHECK
from compliance.cli.arguments import make_settings, open_output, parse_outputs
from compliance.errors import Problem
from compliance.reporters.inspection import FORMATS


def run(options: argparse.Namespace) -> int:
    """Run the command; problems go to standard error, and end in exit code 2."""
    session = api.Session(make_settings(options), lenient=True)
    outputs = parse_outputs(options.format, list(FORMATS))
    formats = [output.format for output in outputs]
    code = 0
    with ExitStack() as opened:
        streams = [opened.enter_context(open_output(output.file)) for output in outputs]
        for item in session.show(options.paths, formats, url=options.url, stdin_name=options.stdin_name):
            if isinstance(item, Problem):
                sys.stderr.write(f"compliance: {item}\n")
                code = CANNOT_CHECK
                continue
            for text, stream in zip(item, streams, strict=True):
                stream.write(text)
    return code
