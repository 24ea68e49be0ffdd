"""``compliance rules``: lists, shows, writes, tests and lints rules, and prints the schemas of their files."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

import compliance

_MODULES = {
    "list": "rules_reading",
    "show": "rules_reading",
    "new": "rules_writing",
    "test": "rules_trying",
    "lint": "rules_trying",
}
"""Where each of the group's commands stands: none loads what only another needs."""


def run(options: argparse.Namespace) -> int:
    """Run one of the group's commands."""
    if options.action == "schema":
        return _print_schema(options.shape)
    module = import_module(f"compliance.cli.{_MODULES[options.action]}")
    code: int = getattr(module, f"run_{options.action}")(options)
    return code


def _print_schema(shape: str) -> int:
    """Print the JSON Schema that ships for a shape of files."""
    path = Path(compliance.__file__).parent / "schemas" / f"{shape}.schema.json"
    sys.stdout.write(path.read_text(encoding="utf-8"))
    return 0
