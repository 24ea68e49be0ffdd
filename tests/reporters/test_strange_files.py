"""A run over files whose names are no text, or hold what formats have a use of their own for."""

import os
import sys

import pytest

from compliance.cli import main
from tests.reporters.test_late_loading import LATE

ARTICLE = "# A title\n\nBy Ann Author\n\nA text.\n"
NAMES = (b"caf\xe9.md", b"new\nline.md", b"<&>\"' 100%#.md", "🦊.md".encode(), b"bell\x07.md")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts").mkdir()
    for name in NAMES:
        (tmp_path / "posts" / os.fsdecode(name)).write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", LATE)
def test_every_format_tells_of_every_file(name, folder):
    assert main(["check", "posts", "--format", f"{name}=report"]) == 0

    assert (folder / "report").read_bytes().decode("utf-8").strip()
