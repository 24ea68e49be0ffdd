"""The state of a git repository that exceptions are taken from, so that a change cannot except itself.

Everything is asked of the ``git`` command, with fixed arguments and without a shell; nothing is fetched.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from compliance.errors import ConfigError

_OPTION = "--waivers-from"
_SECONDS = 60
_LOCATIONS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


class BaseState(Struct, frozen=True):
    """A commit, by the name that the user gave it."""

    ref: str
    commit: str

    def read(self, path: str) -> bytes | None:
        """Return what a file held in that commit, None where there was none.

        Raises `ConfigError` where git knows the file, and cannot show it.
        """
        folder, name = os.path.split(path)
        folder = folder or os.curdir
        if not name or not Path(folder).is_dir():
            return None
        listed = _run(folder, "ls-tree", "-z", self.commit, "--", name)
        if listed.returncode or not listed.stdout:
            return None
        shown = _run(folder, "cat-file", "blob", f"{self.commit}:./{name}")
        if shown.returncode:
            raise ConfigError(f"{_OPTION}: git cannot show {path!r} of {self.ref!r}: {_last_line(shown.stderr)}")
        return shown.stdout


def open_base_state(ref: str, folder: str) -> BaseState:
    """Return the state that a name stands for in the repository of a folder. Raises `ConfigError`."""
    if not ref.strip() or ref.startswith("-"):
        raise ConfigError(f"{_OPTION}: {ref!r} names no state of a repository; give a branch, a tag or a commit")
    place = folder or os.curdir
    found = _run(place, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if not found.returncode:
        return BaseState(ref, found.stdout.decode("ascii").strip())
    shallow = _run(place, "rev-parse", "--is-shallow-repository")
    if shallow.returncode:
        remedy = f"run it in a clone, or without {_OPTION}"
        raise ConfigError(f"{_OPTION}: there is no git repository here: {_last_line(shallow.stderr)}; {remedy}")
    if shallow.stdout.strip() == b"true":
        remote, _, branch = ref.partition("/")
        exact = f"--depth=1 {remote} {branch}:refs/remotes/{ref}" if remote == "origin" and branch else "--unshallow"
        remedy = f"fetch it first, as in `git fetch {exact}`"
        raise ConfigError(f"{_OPTION}: the clone is shallow and does not hold {ref!r}; {remedy}")
    raise ConfigError(f"{_OPTION}: git knows no {ref!r}; give a branch, a tag or a commit, or fetch it first")


def _run(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", folder, *arguments]
    try:
        return subprocess.run(  # noqa: S603 - fixed arguments, no shell; names never stand where options do
            command, capture_output=True, check=False, env=_make_environment(os.environ), timeout=_SECONDS
        )
    except FileNotFoundError as error:
        raise ConfigError(f"{_OPTION}: git is not installed; install it, or run without {_OPTION}") from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise ConfigError(f"{_OPTION}: git cannot be run: {error}; run without {_OPTION}") from error


def _make_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for git: hooks name places relative to another folder; git finds them by itself."""
    kept = {key: value for key, value in environment.items() if key not in _LOCATIONS or os.path.isabs(value)}  # noqa: PTH117
    return {**kept, "LC_ALL": "C", "GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0"}


def _last_line(told: bytes) -> str:
    lines = told.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].removeprefix("fatal: ") if lines else "it does not say why"
