"""Asks git: which repository a file is in, what a name stands for, what a file held. Knows no articles.

git is started with a fixed list of arguments and never through a shell. Settings that change what it prints, and
programs that a repository's configuration would start (`core.fsmonitor`) are off; it takes no lock that it can do
without (https://git-scm.com/docs/git, "GIT_OPTIONAL_LOCKS").
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.errors import Problem, UsageError

if TYPE_CHECKING:
    from subprocess import Popen

_FIXED = (
    *("--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"),
    *("-c", "color.ui=false", "-c", "diff.autoRefreshIndex=true", "-c", "advice.detachedHead=false"),
)
_BOUND = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_IMPLICIT_WORK_TREE", "GIT_SHALLOW_FILE"),
    *("GIT_GRAFT_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_QUARANTINE_PATH"),
)
"""Variables that bind git to one repository, whatever folder it is asked in: hooks have them set (githooks(5))."""

_FILES = ("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE")
"""Those of them that lead to other files than a repository's usual ones; as seen from the top of its files."""

_UNSET = ("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_DIFF_OPTS")
"""Variables that change what git understands and prints, wherever it is asked."""

_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "LANGUAGE": "C"}

_FULL_HISTORY = "fetch it with `git fetch --unshallow`, or check out with `fetch-depth: 0`"


class GitError(UsageError):
    """git did not do what it was asked for; ``said`` is the last line of what it said about that."""

    def __init__(self, problem: Problem | str, said: str = "") -> None:
        super().__init__(problem)
        self.said = said


def run_git(arguments: Sequence[str], folder: str | Path, *, given: bytes = b"") -> bytes:
    """Return what git prints when it is run in a folder of a repository; ``given`` is what it reads.

    Raises `GitError` where there is no git, or where it fails.
    """
    return _run(arguments, folder, find_environment(str(folder)), given)


def find_toplevel(folder: str | Path) -> Path:
    """Return the folder of the repository (or submodule, or linked worktree) that a folder lies in, links followed.

    Raises `GitError` where it lies in none, or in one without files.
    """
    printed = run_git(["rev-parse", "--is-inside-work-tree", "--show-cdup"], folder)
    inside, _, up = printed.partition(b"\n")
    if inside != b"true":
        message = "is inside of a bare repository, or of git's own folder: there are no files to compare"
        raise GitError(Problem(str(folder), 0, 0, message, "run it in a checkout"))
    # The way up is asked for, and not the folder itself: git for Windows writes that otherwise than Python does.
    return Path(os.path.realpath(Path(folder, os.fsdecode(up.removesuffix(b"\n")))))


def find_place(path: str | Path) -> str:
    """Return where a file stands: links to its folder are followed, but not the file itself if it is one."""
    plain = os.path.normpath(path)
    return str(Path(os.path.realpath(Path(plain).parent), Path(plain).name))


def find_folder(path: str | Path) -> Path:
    """Return a path itself if it is a folder, else the nearest folder above it that exists."""
    folder = Path(path)
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def check_ref(ref: str, folder: str | Path) -> str:
    """Return the id of the commit that a branch, tag or other name stands for. Raises `GitError` for an unknown one."""
    if not ref or ref.startswith(("-", "^")) or "\0" in ref:
        raise GitError(f"{ref!r} is no name of a commit; give a branch, a tag or a commit's id")
    find_toplevel(folder)
    try:
        found = run_git(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"], folder)
    except GitError as error:
        if is_shallow(folder):
            raise GitError(f"{ref!r} is not in this shallow clone; {_FULL_HISTORY}") from error
        remedy = "check the spelling, and fetch it first if it is a branch of a remote, as in origin/main"
        raise GitError(f"no commit is called {ref!r} in this repository; {remedy}") from error
    return found.decode("ascii").strip()


def find_merge_base(ref: str, folder: str | Path) -> str:
    """Return the id of the commit at which a branch and what is checked out parted. Raises `GitError`."""
    commit, head = check_ref(ref, folder), find_head(folder)
    if not head:
        raise GitError(f"nothing is committed yet that could be compared with {ref!r}; leave the option out")
    try:
        return run_git(["merge-base", commit, head], folder).decode("ascii").split("\n")[0]
    except GitError as error:
        if is_shallow(folder):
            message = f"where the work parted from {ref!r} is not in this shallow clone; {_FULL_HISTORY}"
            raise GitError(message) from error
        raise GitError(f"{ref!r} and what is checked out have no commit in common; name another") from error


def find_head(folder: str | Path) -> str:
    """Return the id of the commit that is checked out; nothing before the first one."""
    try:
        return run_git(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], folder).decode("ascii").strip()
    except GitError:
        return ""


def is_shallow(folder: str | Path) -> bool:
    """Whether the repository's history is cut off."""
    return run_git(["rev-parse", "--is-shallow-repository"], folder).strip() == b"true"


def read_at(ref: str, path: str | Path) -> bytes | None:
    """Return what a file held at a commit, as it is kept there; None where it did not exist, or was no file.

    The file, and its folder, need not exist now. Raises `GitError` for an unknown commit, or where there is no
    repository.
    """
    toplevel = find_toplevel(find_folder(Path(path).parent))
    commit = check_ref(ref, toplevel)
    name = Path(os.path.relpath(find_place(path), toplevel)).as_posix()
    try:
        kind = run_git(["cat-file", "-t", f"{commit}:{name}"], toplevel).strip()
    except GitError:
        return None
    return run_git(["cat-file", "blob", f"{commit}:{name}"], toplevel) if kind == b"blob" else None


def find_environment(folder: str) -> Mapping[str, str]:
    """Return the environment for git in a folder.

    A hook's variables hold for the repository that it runs in, and its index may be another than the usual one (``git
    commit FILE``): they are kept where that is the folder's repository, and else they would lead astray.
    """
    free = {name: value for name, value in {**os.environ, **_QUIET}.items() if name not in (*_BOUND, *_UNSET)}
    bound = tuple((name, os.environ[name]) for name in _BOUND if name in os.environ)
    return {**free, **_bind(folder, os.getcwd(), bound)} if bound else free  # noqa: PTH109 - part of a key


@cache
def _bind(folder: str, cwd: str, bound: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Return which of the variables that bind git to a repository are to hold in a folder."""
    free = {name: value for name, value in {**os.environ, **_QUIET}.items() if name not in (*_BOUND, *_UNSET)}
    meant, ours = _find_folders(folder, free), _find_folders(cwd, {**free, **dict(bound)})
    if not meant:  # a repository that is found by its variables alone
        return dict(bound)
    if not ours or meant != ours:
        return {}
    return {name: os.path.join(ours[1], value) for name, value in bound if name in _FILES}  # noqa: PTH118 - a text


def _find_folders(folder: str, environment: Mapping[str, str]) -> tuple[str, str] | None:
    """Return git's own folder and that of the files, if there are such."""
    try:
        printed = _run(["rev-parse", "--absolute-git-dir", "--show-toplevel"], folder, environment)
    except GitError:
        return None
    own, _, files = os.fsdecode(printed).partition("\n")
    return os.path.realpath(own), os.path.realpath(files.removesuffix("\n"))


def _run(arguments: Sequence[str], folder: str | Path, environment: Mapping[str, str], given: bytes = b"") -> bytes:
    import subprocess  # noqa: PLC0415

    command = [find_git(), *_FIXED, *arguments]
    try:
        done = subprocess.run(command, cwd=folder, env=environment, input=given, capture_output=True, check=False)  # noqa: S603 - a list, no shell
    except OSError as error:
        raise GitError(f"git cannot be run in {str(folder)!r}: {error.strerror or error}") from error
    if done.returncode:
        raise _explain(arguments[0], str(folder), done.stderr.decode("utf-8", "replace"))
    return done.stdout


def _explain(command: str, folder: str, said: str) -> GitError:
    """Return what went wrong, in words that say what to do."""
    last = next((line.strip() for line in said.splitlines() if line.startswith("fatal: ")), said.strip())
    last = last.removeprefix("fatal: ")
    if "not a git repository" in said:
        message, remedy = "is not in a git repository", "run it in one, or name the articles themselves"
    elif "dubious ownership" in said:
        message = "git does not trust this repository: its folder belongs to somebody else"
        remedy = "run `git config --global --add safe.directory FOLDER` if you trust it"
    else:
        message, remedy = f"git {command} failed: {last or 'it does not say why'}", ""
    return GitError(Problem(folder, 0, 0, message, remedy), last)


def find_git() -> str:
    """Return the program. The working folder is never searched for it: a repository could hold one of its own.

    Raises `GitError` where there is none.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        path = Path(folder, name)
        if path.is_absolute() and path.is_file() and os.access(path, os.X_OK):
            return str(path)
    raise GitError("git is not installed, or not on the PATH; install it, or name the articles themselves")


def start_git(arguments: Sequence[str], folder: str | Path) -> Popen[bytes]:
    """Return a running git that is asked by pipes. Raises `GitError`."""
    import subprocess  # noqa: PLC0415

    command = [find_git(), *_FIXED, *arguments]
    environment = find_environment(str(folder))
    try:
        return subprocess.Popen(  # noqa: S603 - a list, no shell
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise GitError(f"git cannot be run in {str(folder)!r}: {error.strerror or error}") from error
