"""The hook of pre-commit: what it is given, and what the real pre-commit does with it in a real repository."""

import re
from pathlib import Path

import pytest
import yaml
from identify.identify import tags_from_filename

from compliance.readers import READERS
from tests.pipelines.articles import FAULTY_LINE, write_faulty, write_sound
from tests.pipelines.repository import Repository

ROOT = Path(__file__).parents[2]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("suffix", sorted(suffix for reader in READERS for suffix in reader.suffixes))
def test_the_hook_is_given_what_the_readers_read(suffix):
    assert re.search(HOOK["files"], f"posts/story{suffix}")
    assert HOOK["types"] == ["text"]
    assert "text" in (tags_from_filename(f"story{suffix}") or {"text"})  # what it does not know, it looks into


@pytest.mark.parametrize("name", ["LICENSE", "story.md.report", "photo.png", "data.csv", "readme"])
def test_the_hook_is_not_given_what_they_do_not_read(name):
    assert not re.search(HOOK["files"], name)


@pytest.fixture
def repository(tmp_path, hook):
    made = Repository(tmp_path / "site")
    made.write("posts/old.md", write_faulty(1))
    made.write("README.md", "# Our site\n")
    made.commit("Start")
    hook.write_configuration(made)
    made.commit("Check articles before they are committed")
    ended = hook.run(made, "install")
    assert ended.returncode == 0, ended.stdout
    return made


def test_a_new_article_with_a_fault_is_not_committed_until_it_is_mended(repository, hook):
    before = repository.git("rev-parse", "HEAD")
    repository.write("posts/new.md", write_faulty(2))
    repository.write("notes.txt", "No article.\n")

    blocked = hook.commit_all(repository, "New story")
    after_fault = repository.git("rev-parse", "HEAD")
    repository.write("posts/new.md", write_sound(2))
    mended = hook.commit_all(repository, "New story")

    assert blocked.returncode == 1
    assert f"{FAULTY_LINE}:43" in blocked.stderr
    assert "1 article: 0 pass, 1 fail, 0 to review" in blocked.stderr
    assert "exit code: 1" in blocked.stderr
    assert after_fault == before
    assert mended.returncode == 0
    assert mended.stderr.endswith("Passed\n")
    assert repository.git("rev-parse", "HEAD") != before


def test_all_articles_can_be_checked_at_once(repository, hook):
    repository.write("posts/new.md", write_sound(2))
    repository.git("add", "--all")
    ended = hook.run(repository, "run", "--all-files")
    assert ended.returncode == 1
    assert "2 articles: 1 pass, 1 fail, 0 to review" in ended.stdout


def test_what_the_configuration_excludes_does_not_block(repository, hook):
    repository.write("compliance.toml", 'exclude = ["posts/drafts/"]\n')
    repository.write("posts/drafts/new.md", write_faulty(2))
    ended = hook.commit_all(repository, "A draft")
    assert ended.returncode == 0, ended.stderr


def test_what_cannot_be_checked_blocks_too(repository, hook):
    repository.write("compliance.toml", 'fail-on = "errror"\n')
    repository.write("posts/new.md", write_sound(2))
    ended = hook.commit_all(repository, "New story")
    assert ended.returncode == 1
    assert "exit code: 2" in ended.stderr
    assert "compliance.toml:1:1" in ended.stderr
