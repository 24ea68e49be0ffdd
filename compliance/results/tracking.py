"""Whether kept results came with the files of a repository: a change must not bring its own results along."""

from __future__ import annotations

import os
from pathlib import Path


def is_tracked(folder: str) -> bool:
    """Whether git tracks anything in a folder. Where there is no git to ask, or no repository, nothing is."""
    place = Path(os.path.abspath(folder))  # noqa: PTH100 - as it is written, without links followed
    if not place.is_dir() or not any((parent / ".git").exists() for parent in place.parents):
        return False
    from compliance.git import GitError, run_git  # noqa: PLC0415 - starts a process

    try:
        return bool(run_git(["ls-files", "-z", "--", "."], place))
    except GitError:
        return False
