"""What tests of pipelines share: a program to run in them, and the environment that pre-commit builds once."""

import sys
from pathlib import Path

import pytest

from tests.pipelines.installing import Hook, copy_source, skip_without_packages
from tests.pipelines.repository import Repository

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    """Return a file that runs this checkout, as the installed command does."""
    path = tmp_path_factory.mktemp("bin") / "compliance"
    path.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -P -m compliance "$@"\n')
    path.chmod(0o755)
    return path


@pytest.fixture(scope="session")
def hook(tmp_path_factory):
    """Return the hook as a configuration of pre-commit names it, installed by pre-commit: that is done once."""
    source = Repository(copy_source(tmp_path_factory.mktemp("hook") / "article-compliance"))
    hook = Hook(str(source.folder), source.commit("Release"), tmp_path_factory.mktemp("pre-commit"))
    first = Repository(tmp_path_factory.mktemp("first"))
    hook.write_configuration(first)
    ended = hook.run(first, "install-hooks")
    skip_without_packages(ended.returncode, ended.stdout + ended.stderr)
    return hook
