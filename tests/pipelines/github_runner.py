"""Runs the steps of a composite action as GitHub's runner does: expressions, environment, shell, files for outputs.

What is known of the runner stands in GitHub's documentation: "Metadata syntax for GitHub Actions" (composite actions),
"Workflow commands" (``GITHUB_OUTPUT``, ``GITHUB_STEP_SUMMARY``), and for ``shell: bash`` in "Workflow syntax"
(``bash --noprofile --norc -eo pipefail {0}``). Steps that use other actions are not run; what they would get is noted.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.pipelines.repository import make_environment

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_COMPARISON = re.compile(r"\s*([\w.-]+)\s*(==|!=)\s*'([^']*)'\s*")


@dataclass
class Job:
    """What came of a run of the action."""

    folder: Path
    """The runner's own: scripts, outputs and temporary files."""
    workspace: Path
    inputs: Mapping[str, str]
    environment: Mapping[str, str] = field(default_factory=dict)
    steps: dict[str, dict[str, str]] = field(default_factory=dict)
    """Outputs of steps, by id."""
    used: dict[str, dict[str, str]] = field(default_factory=dict)
    """What other actions would get, by their names."""
    log: str = ""
    code: int = 0

    @property
    def summary(self) -> str:
        """The job's summary."""
        path = self.folder / "summary"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def outputs(self) -> dict[str, str]:
        """What the action tells the workflow."""
        return {name: self.fill_in(output["value"]) for name, output in ACTION["outputs"].items()}

    def fill_in(self, text: object) -> str:
        """Return a text with its expressions replaced."""
        return _EXPRESSION.sub(lambda found: self._look_up(found[1]), str(text))

    def is_due(self, condition: str) -> bool:
        """Evaluate a condition of comparisons."""
        return all(map(self._compare, condition.split("&&") if condition else ()))

    def _compare(self, text: str) -> bool:
        found = _COMPARISON.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no comparison of the kind that is understood here")
        return (self._look_up(found[1]) == found[3]) is (found[2] == "==")

    def _look_up(self, name: str) -> str:
        match name.split("."):
            case ["inputs", key]:
                return str(self.inputs.get(key, ACTION["inputs"][key]["default"]))
            case ["github", "action_path"]:
                return str(ROOT)
            case ["steps", step, "outputs", key]:
                return self.steps.get(step, {}).get(key, "")
        raise LookupError(name)

    def run(self, step: Mapping[str, str]) -> None:
        """Run the script of a step, and read what it tells."""
        (self.folder / "temp").mkdir(exist_ok=True)
        script, told = self.folder / "script.sh", self.folder / "output"
        script.write_text(step["run"], encoding="utf-8")
        told.write_text("", encoding="utf-8")
        ended = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.workspace / self.fill_in(step.get("working-directory", ".")),
            env={
                **make_environment(),
                **self.environment,
                "GITHUB_ACTIONS": "true",
                "GITHUB_OUTPUT": str(told),
                "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
                "GITHUB_WORKSPACE": str(self.workspace),
                "RUNNER_TEMP": str(self.folder / "temp"),
                **{name: self.fill_in(value) for name, value in step.get("env", {}).items()},
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        self.log += ended.stdout
        self.code = ended.returncode
        pairs = (line.partition("=") for line in told.read_text(encoding="utf-8").splitlines())
        self.steps[step.get("id", "")] = {name: value for name, _, value in pairs}


def run_action(
    workspace: Path,
    folder: Path,
    *,
    program: Path | None = None,
    environment: Mapping[str, str] | None = None,
    **inputs: str,
) -> Job:
    """Run the action; with a ``program``, that one is taken instead of installing one. Inputs have ``_`` for ``-``."""
    folder.mkdir(parents=True, exist_ok=True)
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    job = Job(folder, workspace, given, environment or {})
    if program:
        job.steps["install"] = {"program": str(program)}
    for step in ACTION["runs"]["steps"]:
        if job.code or (program and step.get("id") == "install") or not job.is_due(step.get("if", "")):
            continue
        if "uses" in step:
            job.used[step["uses"].partition("@")[0]] = {key: job.fill_in(value) for key, value in step["with"].items()}
        else:
            job.run(step)
    return job
