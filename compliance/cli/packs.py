"""``compliance packs``: lists, writes, checks and builds packs, and tells whether terms changed."""

from __future__ import annotations

import argparse
from importlib import import_module

_MODULES = {
    "list": "packs_listing",
    "new": "packs_writing",
    "check": "packs_checking",
    "build": "packs_building",
    "verify": "packs_terms",
    "fingerprint": "packs_terms",
}
"""Where each of the group's commands stands: none loads what only another needs."""


def run(options: argparse.Namespace) -> int:
    """Run one of the group's commands."""
    module = import_module(f"compliance.cli.{_MODULES[options.action]}")
    code: int = getattr(module, f"run_{options.action}")(options)
    return code
