"""Follows a page for authors as a reader would: writes its files, runs its commands, and sees what they print.

In a page, a fenced block ``yaml house/pack.yaml`` (a language and a path) is a file that the reader writes, and a block
``console`` holds commands behind ``$`` with what they print. ``python -m tests.walkthrough`` writes the pages anew with
what is printed today; `test_walkthroughs` holds them current.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ("rules/first-rule.md", "rules/first-pack.md", "plugins/first-plugin.md")
WIDTH = "100"
_BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_SECONDS = re.compile(r"\bin \d+\.\d+s\b")


def make_environment(folder: Path, wheel: Path) -> dict[str, str]:
    """Return the environment of a reader who has installed the wheel; pytest and hatchling are at hand too."""
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True, capture_output=True)
    python = folder / "venv" / "bin" / "python"
    found = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    near = Path(found.stdout.strip(), "dependencies.pth")
    near.write_text(f"{_link_dependencies(folder / 'dependencies')}\n", encoding="utf-8")
    environment = {
        "PATH": f"{folder / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "COMPLIANCE_CACHE_DIR": str(folder / "cache"),
        "COLUMNS": WIDTH,
        "LANG": "C.UTF-8",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it as the option's value: 0 means without
        "PIP_NO_INDEX": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [python, "-m", "pip", "install", "--quiet", "--no-deps", wheel]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return environment


def _link_dependencies(folder: Path) -> Path:
    """Return a folder that leads to what is installed here, but for what announces plugins or packs."""
    folder.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        points = path / "entry_points.txt"
        if not (points.is_file() and "[compliance" in points.read_text(encoding="utf-8")):
            (folder / path.name).symlink_to(path)
    return folder


def build_wheel(folder: Path) -> Path:
    """Return a wheel of the project, made without the network."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("article_compliance-*.whl"))


def follow(page: str, folder: Path, environment: dict[str, str]) -> str:
    """Return the page with what its commands print in a folder that is empty at first."""
    return _BLOCK.sub(lambda block: _take(block, folder, environment), page)


def _take(block: re.Match[str], folder: Path, environment: dict[str, str]) -> str:
    if block["path"]:
        path = folder / block["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["text"], encoding="utf-8")
    elif block["language"] == "console":
        commands = [line.removeprefix("$ ") for line in block["text"].splitlines() if line.startswith("$ ")]
        return f"```console\n{_run_all(commands, folder, environment)}```"
    return block[0]


def _run_all(commands: list[str], folder: Path, environment: dict[str, str]) -> str:
    """Return commands and what each prints; ``echo $?`` tells how the one before ended."""
    printed, code = "", 0
    for command in commands:
        script = f"(exit {code}); {command}"
        ended = subprocess.run(
            ["bash", "-c", script],
            check=False,
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        code = ended.returncode
        printed += f"$ {command}\n{_SECONDS.sub('in …s', ended.stdout)}"
    return printed


def main() -> None:
    """Write the pages anew."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            environment = make_environment(folder, build_wheel(folder))
            (folder / "empty").mkdir()
            path = ROOT / page
            path.write_text(follow(path.read_text(encoding="utf-8"), folder / "empty", environment), encoding="utf-8")


if __name__ == "__main__":
    main()
