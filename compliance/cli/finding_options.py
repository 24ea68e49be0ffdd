"""The options that say which files below folders are articles, and what they make of the settings."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from compliance.errors import UsageError
from compliance.model.settings import Settings


def add_finding_options(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="PATTERN",
        help="leave out files and folders, by a pattern as in .gitignore; may be given more than once",
    )
    command.add_argument(
        "--include",
        action="append",
        default=[],
        metavar="PATTERN",
        help="take only these files below folders; may be given more than once",
    )
    command.add_argument(
        "--force-exclude", action="store_true", help="leave out what is excluded even where it is named itself"
    )
    command.add_argument(
        "--respect-gitignore",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="leave out what .gitignore files leave out (default: no)",
    )


def change_selection(options: argparse.Namespace, settings: Settings) -> Mapping[str, object]:
    """Return the fields of the settings that these options change; patterns are as seen from the working folder.

    Raises `UsageError` for a wrong pattern.
    """
    given = getattr(options, "respect_gitignore", None)
    return {
        "exclude": (*settings.exclude, *_rebase(getattr(options, "exclude", ()), settings.folder)),
        "include": (*settings.include, *_rebase(getattr(options, "include", ()), settings.folder)),
        "force_exclude": getattr(options, "force_exclude", False),
        "respect_gitignore": settings.respect_gitignore if given is None else given,
    }


def _rebase(patterns: Sequence[str], folder: str) -> tuple[str, ...]:
    if not patterns:
        return ()
    from compliance.discovery import name_below  # noqa: PLC0415
    from compliance.path_patterns import find_pattern_mistake, rebase_pattern  # noqa: PLC0415

    for pattern in patterns:
        if mistake := find_pattern_mistake(pattern):
            raise UsageError("; ".join(mistake))
    here = name_below(folder, str(Path.cwd())) if folder else "."
    return tuple(rebase_pattern(pattern, here) for pattern in patterns)
