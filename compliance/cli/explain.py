"""``compliance explain``: why a rule or policy asks what it asks, on whose authority, and how to comply."""

from __future__ import annotations

import argparse
import sys

from compliance import api
from compliance.cli.arguments import make_settings
from compliance.model.library import Library
from compliance.model.rule import Rule
from compliance.reporters.explanation import render_list, render_policy, render_rule


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    session = api.Session(make_settings(options))
    if not options.name:
        sys.stdout.write(render_list(session.library))
        return 0
    item = session.explain(options.name)
    library: Library = session.complete_library
    sys.stdout.write(render_rule(item, library) if isinstance(item, Rule) else render_policy(item, library))
    return 0
