"""The options of ``compliance check`` that tell which articles are checked, and when there may be none."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from compliance.errors import UsageError

if TYPE_CHECKING:
    from compliance.api import Session
    from compliance.model.settings import Settings
    from compliance.model.worklist import Worklist


def add_selection_options(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument(
        "--changed-since",
        metavar="REF",
        help="only articles that changed since the work parted from this branch, tag or commit of git, or that are "
        "judged by something that did",
    )
    command.add_argument(
        "--staged", action="store_true", help="only articles that are staged in git, as they stand in the index"
    )
    command.add_argument(
        "--files-from",
        metavar="FILE",
        help="a list of further paths, one on a line or with a NUL behind each; files that are no articles are passed "
        "over; - is standard input",
    )
    command.add_argument(
        "--allow-empty", action="store_true", help="let a run end with 0 where there is no article to check"
    )


def select_settings(options: argparse.Namespace, settings: Settings) -> Settings:
    """Return settings with where sources are read from. Raises `UsageError`, also where git fails."""
    settings = replace(settings, allow_empty=options.allow_empty)
    if not options.paths and options.changed_since is None and not options.staged and options.files_from is None:
        raise UsageError("the following arguments are required: PATH; see `compliance check --help`")
    if options.staged and options.changed_since is not None:
        raise UsageError("--staged and --changed-since tell two things apart; give one of them")
    if not options.staged:
        return settings
    from compliance.picking import find_repositories  # noqa: PLC0415

    return replace(settings, staged=find_repositories(options.paths or [os.curdir]))


def select_articles(options: argparse.Namespace, session: Session) -> Sequence[str] | Worklist:
    """Return the paths to check, or what was picked of what is below them. Raises `UsageError`."""
    if options.changed_since is None and not options.staged and options.files_from is None:
        paths: Sequence[str] = options.paths
        return paths
    from compliance import picking  # noqa: PLC0415

    paths = _list_paths(options, session)
    if options.changed_since is not None:
        work = picking.pick_changed(session, paths, options.changed_since)
    elif options.staged:
        work = picking.pick_staged(session, paths)
    else:
        work = picking.pick_named(session, paths)
    if options.paths or options.files_from is not None:
        return work
    return replace(work, sources=tuple(os.path.normpath(source) for source in work.sources))


def _list_paths(options: argparse.Namespace, session: Session) -> Sequence[str]:
    """Return the paths that are named and listed, or the working folder where neither is done."""
    if options.files_from is None:
        return options.paths or [os.curdir]
    from compliance.file_lists import STDIN, read_file_list  # noqa: PLC0415
    from compliance.picking import pick_listed  # noqa: PLC0415

    if options.files_from == STDIN and STDIN in options.paths:
        raise UsageError("standard input is an article or a list of files, not both; give one of them a name")
    return pick_listed(session, options.paths, read_file_list(options.files_from))
