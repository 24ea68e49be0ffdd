"""The image: sound to a linter, and its stages, followed by hand, give a program that needs no network and no disk.

There is no Docker in the tests. The build stage's own commands are run in a folder that stands for the image's root;
then the program is run as the image runs it: by a user without a name or home, where nothing can be written.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from dockerfile_parse import DockerfileParser

from tests.pipelines.articles import write_faulty, write_sound
from tests.pipelines.installing import ROOT, copy_source, find_tool, skip_without_packages
from tests.pipelines.repository import make_environment

DOCKERFILE = ROOT / "Dockerfile"
STEPS = [
    (step["instruction"], step["value"])
    for step in DockerfileParser(str(DOCKERFILE), env_replace=False).structure
    if step["instruction"] != "COMMENT"
]
STARTS = [number for number, (instruction, _) in enumerate(STEPS) if instruction == "FROM"]
BUILD, FINAL = STEPS[STARTS[0] : STARTS[1]], STEPS[STARTS[1] :]


def values_of(steps, instruction):
    return [value for name, value in steps if name == instruction]


def lint(path):
    hadolint = find_tool("hadolint")
    if hadolint is None:
        pytest.skip("hadolint is not installed; it has no wheel for Windows")
    return subprocess.run([hadolint, "--no-color", path], capture_output=True, encoding="utf-8", check=False)


def test_a_linter_finds_nothing():
    ended = lint(DOCKERFILE)
    assert (ended.returncode, ended.stdout) == (0, "")


def test_a_file_that_is_not_sound_is_found_out(tmp_path):
    path = tmp_path / "Dockerfile"
    path.write_text("FROM python\nRUN cd /opt && sudo pip install article-compliance\n")
    ended = lint(path)
    assert ended.returncode == 1
    assert {"DL3006", "DL3004"} <= set(ended.stdout.replace(":", " ").split())


def test_both_stages_are_of_one_slim_image_with_a_version():
    assert values_of(STEPS, "FROM") == ["${BASE} AS build", "${BASE}"]
    assert values_of(STEPS, "ARG") == ["BASE=python:3.13-slim-bookworm"]


def test_the_user_has_a_number_that_is_not_roots():
    (user,) = values_of(FINAL, "USER")
    assert [int(number) > 0 for number in user.split(":")] == [True, True]
    after = FINAL[FINAL.index(("USER", user)) :]
    assert {"RUN", "COPY", "ADD"}.isdisjoint(name for name, _ in after)


def test_nothing_but_what_the_wheel_is_built_of_reaches_the_image():
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = {line.removeprefix("!") for line in lines if line.startswith("!")}
    copied = {name for value in values_of(BUILD, "COPY") for name in value.split()[:-1]}
    assert "*" in lines
    assert copied == let_through
    assert all((ROOT / name).exists() for name in copied)
    assert values_of(FINAL, "COPY") == ["--from=build /opt/compliance /opt/compliance"]


@pytest.fixture(scope="module")
def image():
    """Return the folder that the build stage leaves, which everybody may read and nobody may write to.

    It does not lie where the other tests' folders do: these are closed to other users.
    """
    if sys.platform == "win32":
        pytest.skip("the stage is built by a POSIX shell")
    root = Path(tempfile.mkdtemp(prefix="compliance-image-"))
    try:
        build(root)
        subprocess.run(["chmod", "-R", "a+rX,a-w", root], check=True)
        yield root
    finally:
        subprocess.run(["chmod", "-R", "u+w", root], check=True)
        shutil.rmtree(root)


def build(root):
    """Run the build stage in a folder that stands for the image's root, and put articles where they are mounted."""
    source = copy_source(root / "source")
    (script,) = values_of(BUILD, "RUN")
    ended = subprocess.run(
        ["sh", "-e", "-c", script.replace("/opt/compliance", str(root / "opt"))],
        cwd=source,
        env=make_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    skip_without_packages(ended.returncode, ended.stdout)
    shutil.rmtree(source)
    posts = root / "work" / "posts"
    posts.mkdir(parents=True)
    (posts / "sound.md").write_text(write_sound(1), encoding="utf-8")
    (posts / "faulty.md").write_text(write_faulty(2), encoding="utf-8")


def can_cut_off():
    """Return whether a program can be run without a network here."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False).returncode == 0


def run_in(image, *arguments):
    """Run the program as the image's user, without a network where that can be taken away, home or place to write."""
    command = [str(image / "opt" / "bin" / "compliance"), *arguments]
    if os.geteuid() == 0:
        cut_off = ["unshare", "--net"] if can_cut_off() else []
        command = [*cut_off, "setpriv", "--reuid=65532", "--regid=65532", "--clear-groups", *command]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "PYTHONDONTWRITEBYTECODE": "1",
        "COMPLIANCE_CACHE_DIR": str(image / "tmp"),
        "TMPDIR": "/nonexistent",
    }
    return subprocess.run(
        command, cwd=image / "work", env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_the_program_runs_where_nothing_can_be_written_and_nobody_be_asked(image):
    before = sorted(image.rglob("*"))
    (healthy,) = values_of(FINAL, "HEALTHCHECK")
    assert healthy.endswith('CMD ["compliance", "--version"]')
    assert run_in(image, "--version").stdout == "compliance 0.1.0\n"

    passing = run_in(image, "check", "posts/sound.md")
    failing = run_in(image, "check", "posts")

    assert (passing.returncode, passing.stderr) == (0, "")
    assert (failing.returncode, failing.stderr) == (1, "")
    assert "2 articles: 1 pass, 1 fail, 0 to review" in failing.stdout
    assert sorted(image.rglob("*")) == before


def test_a_report_that_cannot_be_written_is_an_error(image):
    ended = run_in(image, "check", "posts", "--format", "json=report.json")
    assert ended.returncode == 2
    assert "report.json: cannot be written" in ended.stderr
