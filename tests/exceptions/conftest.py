"""A working folder with one article that has a fault, on the first of March 2026."""

from pathlib import Path

import pytest

from tests.exceptions.articles import STORY, write


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01
    write("story.md", STORY)
    return tmp_path
