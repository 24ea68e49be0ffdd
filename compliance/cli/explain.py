"""``compliance explain``: why a rule or policy asks what it asks, on whose authority, and how to comply.

Of a kind of check it tells the parameters.
"""

from __future__ import annotations

import argparse
import sys

from compliance import api
from compliance.cli.arguments import make_settings
from compliance.hookspecs import Check
from compliance.model.policy import Policy
from compliance.model.rule import Rule
from compliance.reporters.explanation import render_list, render_policy, render_rule


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    session = api.Session(make_settings(options))
    if not options.name:
        sys.stdout.write(render_list(session.library, session.registry.checks))
        return 0
    sys.stdout.write(_render(session.explain(options.name), session))
    return 0


def _render(item: Rule | Policy | Check, session: api.Session) -> str:
    match item:
        case Rule():
            return render_rule(item, session.complete_library)
        case Policy():
            return render_policy(item, session.complete_library)
    from compliance.reporters.kinds import render_kind  # noqa: PLC0415 - few ask for it

    return render_kind(item, session.registry.owners[f"check:{item.kind}"])
