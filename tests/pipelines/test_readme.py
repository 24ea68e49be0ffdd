"""The pipelines of the README: each in ten lines, and each a file that other tests here run."""

from pathlib import Path

import pytest

from tests.readme import README

PIPELINES = Path(__file__).parent
FILES = ["pre-commit.yaml", "github.yml", "gitlab.yml"]


@pytest.mark.parametrize("name", FILES)
def test_the_readme_shows_the_pipeline_as_it_is_run(name):
    text = (PIPELINES / name).read_text(encoding="utf-8")
    assert f"<!-- tests/pipelines/{name} -->\n```yaml\n{text}```\n" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_the_pipeline_has_ten_lines_at_most(name):
    assert len((PIPELINES / name).read_text(encoding="utf-8").splitlines()) <= 10
