"""The options of ``check`` that say where results are kept for later runs, or that they are not."""

from __future__ import annotations

import argparse
from pathlib import Path

from compliance.errors import UsageError
from compliance.model.settings import Settings


def add_cache_options(command: argparse.ArgumentParser) -> None:
    """Add ``--cache-dir`` and ``--no-cache``."""
    group = command.add_mutually_exclusive_group()
    group.add_argument(
        "--cache-dir",
        metavar="DIR",
        help="where to keep results for later runs (default: .compliance_cache beside the configuration)",
    )
    group.add_argument("--no-cache", action="store_true", help="judge every article anew, and keep no results")


def find_cache(options: argparse.Namespace, settings: Settings) -> str:
    """Return the folder to keep results in, or nothing. Raises `UsageError` for one that holds other things."""
    given: str | None = getattr(options, "cache_dir", None)
    if getattr(options, "no_cache", True):
        return ""
    if given is None:
        return settings.cache
    from compliance.results.store import is_ours  # noqa: PLC0415

    if not is_ours(given):
        raise UsageError(f"--cache-dir {given}: holds other things or is no folder; name one that is new or empty")
    return str(Path(given))
