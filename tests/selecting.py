"""What the tests of ``--changed-since``, ``--staged`` and ``--files-from`` share: a repository, and runs in it."""

import json
import os
from pathlib import Path

from compliance.cli import main
from tests.repositories import ENVIRONMENT, Repository


def start_repository(folder: Path, monkeypatch) -> Repository:
    """Return a repository with three articles on ``main``, of which ``work`` is checked out, as the working folder."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    repository = Repository(folder / "site")
    for name in ("one", "two", "three"):
        repository.write(f"posts/{name}.md")
    repository.commit()
    repository.git("checkout", "-q", "-b", "work")
    monkeypatch.chdir(repository.folder)
    return repository


class Run:
    """A run of the program: its exit code, and what its report holds."""

    def __init__(self, capsys, *arguments: str) -> None:
        self.code = main(["check", "--format", "json", *arguments])
        captured = capsys.readouterr()
        self.told = captured.err
        report = json.loads(captured.out) if captured.out else {}
        self.verdicts = {article["source"]: article["verdict"] for article in report.get("articles", ())}
        self.sources = list(self.verdicts)
        self.remarks = [(r["source"], r["message"]) for r in report.get("remarks", ())]
        self.errors = [
            f"{e['source']}: {e['message']}; {e['remedy']}".removeprefix(": ") for e in report.get("errors", ())
        ]
