"""What changed in a repository: since a commit, in working files and what git does not know yet, or in the index."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from compliance.errors import Problem
from compliance.git import GitError, run_git

_SUBMODULE = "160000"
_NOTHING = "000000"
_DIFF = ("diff", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color")


class Changes(Struct):
    """Of one repository and its submodules; all paths are absolute, links on the way to the repository followed.

    A file that was renamed counts as deleted under its old name and as changed under its new one.
    """

    root: str
    changed: set[str] = field(default_factory=set)
    """Files that are there, and are not what they were: changed, new, or unknown to git and not ignored by it."""
    deleted: set[str] = field(default_factory=set)
    unmerged: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    """In which everything is new: submodules that were added, and repositories that git knows nothing of."""
    tracked: set[str] = field(default_factory=set)
    submodules: set[str] = field(default_factory=set)
    """Those that changed, but are not checked out; in the index, those whose commit is staged."""

    def add(self, others: Changes) -> None:
        """Take over what changed in a submodule."""
        self.changed |= others.changed
        self.deleted |= others.deleted
        self.unmerged |= others.unmerged
        self.folders |= others.folders
        self.tracked |= others.tracked
        self.submodules |= others.submodules

    def has(self, path: str) -> bool:
        """Whether a file changed, or was deleted, or anything in it if it is a folder."""
        below = f"{path}{os.sep}"
        groups = (self.changed, self.deleted, self.unmerged, self.folders)
        return any(path in group for group in groups) or any(
            name.startswith(below) for group in groups for name in group
        )


class _Change(Struct, frozen=True):
    """A line of ``git diff --raw`` (https://git-scm.com/docs/git-diff, "Raw output format")."""

    before: str
    after: str
    commit: str
    """What a submodule was at; zeros where there was none."""
    status: str
    path: str


def find_changes(root: str, base: str) -> Changes:
    """Return what is not as it was at a commit. Raises `GitError`."""
    changes = Changes(root)
    for change in _list_changes(root, [base]):
        if change.after == _SUBMODULE:
            _look_into(changes, change)
        elif change.before != _SUBMODULE or change.after != _NOTHING:
            _note(changes, change)
    for name in _split(run_git(["ls-files", "--others", "--exclude-standard", "-z"], root)):
        path = os.path.join(root, name)  # noqa: PTH118 - a text, for speed
        if name.endswith("/"):  # a repository of its own
            changes.folders.add(os.path.normpath(path))
        else:
            changes.changed.add(path)
    _list_tracked(changes)
    return changes


def find_staged(root: str) -> Changes:
    """Return what the index has that is not as it was at the last commit. Raises `GitError`."""
    changes = Changes(root)
    for change in _list_changes(root, ["--cached"]):
        if change.after == _SUBMODULE:
            changes.submodules.add(os.path.join(root, change.path))  # noqa: PTH118
        elif change.before != _SUBMODULE or change.after != _NOTHING:
            _note(changes, change)
    return changes


def find_ignored(root: str, paths: Sequence[str]) -> set[str]:
    """Return those of some files of a repository that git ignores."""
    names = {os.path.relpath(path, root): path for path in paths}
    given = b"".join(b"./" + os.fsencode(name) + b"\0" for name in names)  # ":" at the start would be magic
    try:
        printed = run_git(["check-ignore", "-z", "--stdin"], root, given=given) if names else b""
    except GitError as error:
        if error.said:
            raise
        return set()  # it ends with 1 where none is ignored, and says nothing
    return {names[os.path.normpath(name)] for name in _split(printed)}


def _note(changes: Changes, change: _Change) -> None:
    path = os.path.join(changes.root, change.path)  # noqa: PTH118 - a text, for speed
    if change.status == "U":
        changes.unmerged.add(path)
    elif change.after == _NOTHING and change.status == "D":
        changes.deleted.add(path)
    else:
        changes.changed.add(path)


def _look_into(changes: Changes, change: _Change) -> None:
    """Add what changed inside of a submodule."""
    folder = os.path.join(changes.root, change.path)  # noqa: PTH118
    if not Path(folder, ".git").exists():
        changes.submodules.add(folder)
        return
    if change.before != _SUBMODULE:
        changes.folders.add(folder)
        return
    try:
        run_git(["cat-file", "-e", f"{change.commit}^{{commit}}"], folder)
    except GitError as error:
        message = f"the submodule was at {change.commit[:12]}, which is not there to be compared with"
        remedy = f"fetch it with `git -C {change.path} fetch --unshallow`, or check out with `fetch-depth: 0`"
        raise GitError(Problem(change.path, 0, 0, message, remedy)) from error
    changes.add(find_changes(folder, change.commit))


def _list_changes(root: str, what: Sequence[str]) -> Iterator[_Change]:
    fields = iter(_split(run_git([*_DIFF, "--ignore-submodules=none", *what, "--"], root)))
    for head, path in zip(fields, fields, strict=True):
        before, after, commit, _, status = head.removeprefix(":").split(" ")
        yield _Change(before, after, commit, status[:1], path)


def _list_tracked(changes: Changes) -> None:
    """Note which files git knows; those that it was told not to look at count as changed."""
    for line in _split(run_git(["ls-files", "-v", "-z"], changes.root)):
        tag, _, name = line.partition(" ")
        path = os.path.join(changes.root, name)  # noqa: PTH118 - a text, for speed
        changes.tracked.add(path)
        # git-ls-files(1): M is unmerged, a small letter "assume unchanged", and S "skip worktree"
        if tag == "M":
            changes.unmerged.add(path)
        elif (tag.islower() or tag == "S") and os.path.lexists(path):
            changes.changed.add(path)


def _split(printed: bytes) -> list[str]:
    return [os.fsdecode(part) for part in printed.split(b"\0") if part]
