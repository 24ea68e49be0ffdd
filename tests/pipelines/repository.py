"""Git repositories for tests, made and changed by git itself, with nobody's own settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_WITHOUT_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
_SOMEBODY = {
    "GIT_AUTHOR_NAME": "Ann Author",
    "GIT_AUTHOR_EMAIL": "ann@river-herald.example",
    "GIT_COMMITTER_NAME": "Ann Author",
    "GIT_COMMITTER_EMAIL": "ann@river-herald.example",
}
_NOT_OURS = ("GIT_", "GITHUB_", "GITLAB_", "CI")


def make_environment() -> dict[str, str]:
    """Return the variables of a machine that is no CI, where packages are installed to be run once or twice."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_OURS)}
    return {**ours, "PIP_COMPILE": "0"}


class Repository:
    """A work tree."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def run(self, *command: str | Path, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command in it."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**make_environment(), **_WITHOUT_SETTINGS, **_SOMEBODY, **(environment or {})},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )

    def git(self, *arguments: str | Path) -> str:
        """Run git; it must succeed."""
        ended = self.run("git", *arguments)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()

    def write(self, name: str, text: str) -> Path:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def commit(self, message: str) -> str:
        """Commit everything, without asking hooks, and return the commit's name."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")
