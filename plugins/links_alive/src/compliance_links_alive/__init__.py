"""The plugin links-alive: its hooks. It asks the web whether links of an article answer, and where they end.

Nothing of the web is imported before a link is to be asked.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from compliance.hookspecs import Check, hookimpl
from compliance_links_alive.check import make_check
from compliance_links_alive.options import read_options


@hookimpl
def register_checks() -> Iterable[Check]:
    """Bring the kind of check `links-alive`, as the environment configures it; a wrong value raises `ValueError`."""
    return [make_check(read_options(os.environ))]


@hookimpl
def register_packs() -> Iterable[Path]:
    """Bring a rule each for links of origin, license and credits, and the house policy that asks for them."""
    return [Path(__file__).parent / "pack"]
