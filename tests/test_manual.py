"""The man page: current, well formed, complete."""

import os
import shutil
import subprocess

import pytest

from compliance.cli.arguments import make_parser
from tests.manual import PAGE, render
from tests.test_docs import options_of

LINTERS = {
    "mandoc": ["mandoc", "-Tlint", "-Wwarning"],
    "groff": ["groff", "-man", "-ww", "-Wbreak", "-Tutf8", "-z"],
}
"""What has nothing to say of a page that is well formed. That a long word cannot be broken is no fault of it."""


def lint(linter, path):
    if shutil.which(linter) is None:
        pytest.skip(f"{linter} is not installed")
    ended = subprocess.run([*LINTERS[linter], path], capture_output=True, encoding="utf-8", check=False, timeout=60)
    return [line for line in (ended.stdout + ended.stderr).splitlines() if "missing date" not in line]


def test_the_page_is_what_the_parser_says():
    assert PAGE.read_text(encoding="ascii") == render(), "run `python -m tests.manual`"


@pytest.mark.parametrize("linter", LINTERS)
def test_the_page_is_well_formed(linter):
    assert lint(linter, PAGE) == []


@pytest.mark.parametrize("linter", LINTERS)
def test_a_page_that_is_not_well_formed_is_found_out(linter, tmp_path):
    path = tmp_path / "wrong.1"
    path.write_text(PAGE.read_text(encoding="ascii") + ".\\}\n.NOSUCHMACRO\n", encoding="ascii")
    assert lint(linter, path) != []


def test_man_shows_every_option():
    if shutil.which("man") is None:
        pytest.skip("man is not installed")
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "1000"}
    command = ["man", "--local-file", PAGE]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=environment)
    shown = ended.stdout.replace("‐", "-")
    missing = [name for name in sorted(set(options_of(make_parser())) - {"-h", "--help"}) if name not in shown]
    assert missing == []


def test_the_page_says_how_the_program_ends():
    text = PAGE.read_text(encoding="ascii")
    assert [heading for heading in (".SH EXIT STATUS", ".SH ENVIRONMENT", ".SH FILES") if heading not in text] == []
