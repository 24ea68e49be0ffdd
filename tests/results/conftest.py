"""A folder with an article, and what tells whether its result is known."""

from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.api import Session
from compliance.cli import main
from compliance.cli.arguments import make_settings, parse_arguments

ARTICLE = """\
# The pond that stayed

By Ann Author

The water did not leave the square until noon, and nobody knew why it had come so far up the hill.

This article was originally published by [The Conversation](https://theconversation.com/pond-123456).
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with an article and a configuration."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "compliance.toml").write_text('publisher = ["Our Site"]\n', encoding="utf-8")
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def session() -> Callable[..., Session]:
    """Makes a session as the command line does."""

    def make(*options: str) -> Session:
        return Session(make_settings(parse_arguments(["check", "a.md", *options])), lenient=True)

    return make


@pytest.fixture
def keep(session) -> Callable[..., None]:
    """Judges an article, and keeps what is said of it."""

    def judge(*options: str, source: str = "a.md") -> None:
        session(*options).check_source(source, keep=True)

    return judge


@pytest.fixture
def is_known(session) -> Callable[..., bool]:
    """Tells whether a new run would take what an earlier one said of an article."""

    def look(*options: str, source: str = "a.md") -> bool:
        return session(*options).results.find(source) is not None

    return look


@pytest.fixture
def check(capsys) -> Callable[..., tuple[int, str]]:
    """Runs the command, and returns its exit code and report."""

    def run(*arguments: str) -> tuple[int, str]:
        code = main(["check", *arguments, "--format", "json", "--jobs", "1"])
        return code, capsys.readouterr().out

    return run
