"""Runs the job of a GitLab component as a runner does: inputs, variables, one shell for all its scripts.

What is known of it stands in GitLab's documentation: "CI/CD inputs" (``$[[ inputs.name ]]``) and "CI/CD YAML syntax
reference" (``before_script`` and ``script`` are concatenated and run in a single shell, which stops at the first
failure). Variables of other variables are filled in where they are used, as in "Use variables in other variables".
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.pipelines.repository import make_environment

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "templates" / "check.yml"
HEADER, JOBS = yaml.safe_load_all(TEMPLATE.read_text(encoding="utf-8"))
INPUTS: Mapping[str, Mapping[str, str]] = HEADER["spec"]["inputs"]
_INPUT = re.compile(r"\$\[\[ inputs\.([\w-]+) \]\]")
_VARIABLE = re.compile(r"\$(\w+)")


def fill_in(value: object, inputs: Mapping[str, str]) -> object:
    """Return a part of the component with its inputs."""
    match value:
        case dict():
            return {str(fill_in(key, inputs)): fill_in(part, inputs) for key, part in value.items()}
        case list():
            return [fill_in(part, inputs) for part in value]
        case str():
            return _INPUT.sub(lambda found: inputs.get(found[1], INPUTS[found[1]]["default"]), value)
    return value


def make_job(**inputs: str) -> dict[str, object]:
    """Return the one job that a pipeline gets; inputs have ``_`` for ``-``."""
    jobs = fill_in(JOBS, {name.replace("_", "-"): value for name, value in inputs.items()})
    assert isinstance(jobs, dict)
    (job,) = jobs.values()
    return dict(job)


def run_job(
    job: Mapping[str, object], folder: Path, environment: Mapping[str, str], *, parts: tuple[str, ...]
) -> subprocess.CompletedProcess[str]:
    """Run scripts of a job in a work tree, in ``environment``, whose variables the job's own may use."""
    variables = job["variables"]
    assert isinstance(variables, dict)
    filled = {
        name: _VARIABLE.sub(lambda found: environment.get(found[1], ""), text) for name, text in variables.items()
    }
    lines = [line for part in parts for line in job[part]]  # type: ignore[attr-defined]
    return subprocess.run(
        ["sh", "-e", "-c", "\n".join(lines)],
        cwd=folder,
        env={**make_environment(), **environment, "GITLAB_CI": "true", **filled},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
