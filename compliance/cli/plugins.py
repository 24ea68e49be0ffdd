"""``compliance plugins``: tells about plugins. A command of the group does not import what another needs."""

from __future__ import annotations

import argparse
from importlib import import_module

_MODULES = {"list": "plugins_listing", "new": "plugins_writing"}
"""The module of each command of the group."""


def run(options: argparse.Namespace) -> int:
    """Run one of the group's commands."""
    code: int = import_module(f"compliance.cli.{_MODULES[options.action]}").run(options)
    return code
