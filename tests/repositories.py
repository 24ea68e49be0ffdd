"""Real git repositories for tests, which nobody's own configuration reaches."""

import os
import subprocess
from pathlib import Path

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ann Author",
    "GIT_AUTHOR_EMAIL": "ann@river.example",
    "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
    "GIT_COMMITTER_NAME": "Ann Author",
    "GIT_COMMITTER_EMAIL": "ann@river.example",
    "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
}
ARTICLE = """\
# {title}

By Ann Author

Harbour Echo, 3 May 2024

The water did not leave the market square until noon.

© 2024 Ann Author, Harbour Echo
"""
FAULTY = """\
# {title}

Harbour Echo, 3 May 2024

The water did not leave the market square until noon.
"""


class Repository:
    """A repository and its files."""

    def __init__(self, folder: Path, *, start: bool = True) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        if start:
            self.git("init", "-q", "-b", "main", ".")

    def git(self, *arguments: str) -> str:
        """Run git, and return what it prints."""
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            command, cwd=self.folder, env={**environment, **ENVIRONMENT}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, name: str, text: str = "") -> Path:
        """Write a file; without a text, an article that is in order."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((text or ARTICLE.format(title=path.stem)).encode())
        return path

    def commit(self, message: str = "change") -> str:
        """Commit everything, and return the commit's id."""
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")
