"""Installing in tests: the hook as pre-commit has it, and what is to be done where no package can be had."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from tests.pipelines.repository import Repository

ROOT = Path(__file__).parents[2]
PIPELINES = Path(__file__).parent
REQUIRED = "COMPLIANCE_PACKAGES"
"""Where this variable is set, no test is skipped because packages cannot be had; `.ci/run` sets it."""
_OFFLINE = ("No matching distribution found", "Could not find a version", "Max retries exceeded")
_SOURCE = ("compliance", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
"""What the project is built of."""

Ended = subprocess.CompletedProcess[str]


def find_tool(name: str) -> str | None:
    """Return where a program of the developers' packages is, whether their environment is active or not."""
    return shutil.which(name, path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))


def skip_without_packages(code: int, said: str) -> None:
    """Skip a test where packages cannot be had, and fail it for all else that keeps them from being installed."""
    if code and REQUIRED not in os.environ and any(sign in said for sign in _OFFLINE):
        pytest.skip("no packages can be installed here")
    assert code == 0, said


def copy_source(folder: Path) -> Path:
    """Copy what the project is built of into a new folder."""
    folder.mkdir(parents=True)
    for name in _SOURCE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, folder / name)
    return folder


def write_stand_in(folder: Path) -> Path:
    """Write a wheel (PyPA, "Binary distribution format") with a command of the same name, and return its path."""
    folder.mkdir()
    about = "stand_in-1.dist-info"
    files = {
        "stand_in.py": "import sys\n\n\ndef main():\n    print('stand-in:', *sys.argv[1:])\n",
        f"{about}/METADATA": "Metadata-Version: 2.1\nName: stand-in\nVersion: 1\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/entry_points.txt": "[console_scripts]\ncompliance = stand_in:main\n",
        f"{about}/RECORD": "",
    }
    path = folder / "stand_in-1-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


@dataclass
class Hook:
    """A hook of pre-commit: which repository it comes from, in which state, and where pre-commit keeps it."""

    source: str
    commit: str
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """What keeps pre-commit and the program from the user's own folders."""
        return {"PRE_COMMIT_HOME": str(self.home), "COMPLIANCE_CACHE_DIR": str(self.home / "cache")}

    def write_configuration(self, repository: Repository) -> None:
        """Write the README's configuration, with the place that the hook really comes from."""
        configuration = yaml.safe_load((PIPELINES / "pre-commit.yaml").read_text(encoding="utf-8"))
        configuration["repos"][0].update(repo=self.source, rev=self.commit)
        repository.write(".pre-commit-config.yaml", yaml.safe_dump(configuration))

    def run(self, repository: Repository, *arguments: str) -> Ended:
        """Run pre-commit in a repository."""
        return repository.run(sys.executable, "-m", "pre_commit", *arguments, environment=self.environment)

    def commit_all(self, repository: Repository, message: str) -> Ended:
        """Commit as an editor does: git runs the hook."""
        repository.git("add", "--all")
        return repository.run("git", "commit", "--quiet", "--message", message, environment=self.environment)
