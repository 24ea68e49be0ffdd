"""``--changed-since``: what articles are judged by changed, so they are checked though they did not; and submodules."""

import sys
from pathlib import Path

import pytest

from compliance.cli import main
from tests.repositories import ARTICLE, Repository
from tests.selecting import Run, start_repository

ALL = ["posts/one.md", "posts/three.md", "posts/two.md"]
PERMISSION = """\
[[permissions]]
grantor = "River Herald"
grantee = "Harbour Echo"
works = ["https://river.example/*"]
proof = "{proof}"
{more}
"""
PLUGIN = "from compliance.hookspecs import hookimpl\n\n\n@hookimpl\ndef register_extractors():\n    return []\n"


@pytest.fixture
def repository(tmp_path, monkeypatch) -> Repository:
    monkeypatch.setattr(sys, "path", [*sys.path])
    return start_repository(tmp_path, monkeypatch)


@pytest.fixture
def check(capsys):
    return lambda *arguments: Run(capsys, "--changed-since", "main", "--allow-empty", *arguments, "posts")


def settle(repository: Repository) -> None:
    """Make everything so far what ``main`` is."""
    repository.commit()
    repository.git("branch", "-f", "main")


def no_article(run: Run) -> bool:
    return (run.code, run.sources, run.errors) == (0, [], [])


def because(name: str) -> list[tuple[None, str]]:
    return [(None, f"all articles are checked: {name} is not what it was at 'main'")]


def test_a_new_configuration_is_about_all_articles(repository, check):
    repository.write("compliance.toml", 'fail-on = "warning"\n')

    run = check()

    assert (run.sources, run.remarks) == (ALL, because("compliance.toml"))


def test_a_configuration_that_did_not_change_is_about_none(repository, check):
    repository.write("compliance.toml", 'fail-on = "warning"\n')
    settle(repository)

    run = check()

    assert (run.sources, run.remarks) == ([], [(None, "no article changed since 'main'")])


@pytest.mark.parametrize("name", ["compliance.toml", "waivers.toml", "permissions.toml", "compliance-baseline.json"])
def test_a_file_of_rules_or_exceptions_that_is_gone_is_about_all_articles(repository, check, name):
    empty = '{"schema_version": 1, "findings": []}\n' if name.endswith("json") else "# nothing yet\n"
    repository.write(name, empty)
    settle(repository)
    repository.git("rm", "-q", name)

    run = check()

    assert (run.sources, run.remarks) == (ALL, because(name))


def test_a_project_file_counts_only_for_what_it_says_of_this_program(repository, check):
    ours = '[tool.compliance]\nfail-on = "warning"\n'
    repository.write("pyproject.toml", f'[project]\nname = "site"\n\n{ours}')
    settle(repository)

    repository.write("pyproject.toml", f'[project]\nname = "site"\nversion = "2"\n\n{ours}')
    assert no_article(check())

    repository.write("pyproject.toml", ours.replace("warning", "error"))
    run = check()
    assert (run.sources, run.remarks) == (ALL, because("pyproject.toml"))

    repository.write("pyproject.toml", '[project]\nname = "site"\n')
    run = check()
    assert (run.sources, run.remarks) == (ALL, because("pyproject.toml"))


@pytest.mark.parametrize("change", ["edit", "add", "delete"])
def test_a_pack_is_about_all_articles(repository, check, change, capsys):
    assert main(["packs", "new", "desk"]) == 0
    capsys.readouterr()
    repository.write("compliance.toml", 'packs = ["desk"]\n')
    settle(repository)
    assert no_article(check())

    if change == "edit":
        rule = Path("desk/rules/desk/corrections-address.yaml")
        rule.write_text(rule.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    elif change == "add":
        repository.write("desk/notes.txt", "new\n")
    else:
        repository.git("rm", "-q", "desk/README.md")

    run = check()

    assert (run.sources, run.remarks) == (ALL, because("desk"))


def test_a_plugin_and_what_it_imports_is_about_all_articles(repository, check, monkeypatch):
    monkeypatch.syspath_prepend(str(repository.folder))
    repository.write("governing_desk_inner.py", "ANSWER = 42\n")
    repository.write("governing_desk.py", f"import governing_desk_inner\n{PLUGIN}")
    repository.write(".gitignore", "__pycache__\n")
    settle(repository)
    assert no_article(check("--plugin", "governing_desk"))

    repository.write("governing_desk_inner.py", "ANSWER = 43\n")
    run = check("--plugin", "governing_desk")

    assert (run.sources, run.remarks) == (ALL, because("governing_desk_inner.py"))


def test_the_proof_of_a_permission_is_about_all_articles(repository, check):
    import hashlib

    proof = repository.write("mail.txt", "yes\n")
    digest = hashlib.sha256(proof.read_bytes()).hexdigest()
    repository.write("permissions.toml", PERMISSION.format(proof="mail.txt", more=f'sha256 = "{digest}"'))
    settle(repository)
    assert no_article(check())

    repository.write("mail.txt", "no\n")
    run = check()

    assert (run.sources, run.remarks) == (ALL, because("mail.txt"))


def test_permissions_that_are_kept_elsewhere_are_named(repository, check, tmp_path):
    (tmp_path / "elsewhere.toml").write_text("", encoding="utf-8")
    elsewhere = str(tmp_path / "elsewhere.toml")

    run = check("--permissions", elsewhere)

    assert (elsewhere, "nobody knows whether it changed: it is in no repository of the articles") in run.remarks


@pytest.mark.parametrize("change", ["edit", "delete"])
def test_an_original_is_about_the_articles_that_are_compared_with_it(repository, check, change):
    repository.write(
        "compliance.toml", '[[origins]]\npaths = ["posts/o*.md"]\npublisher = "River"\noriginal = "originals/*.md"\n'
    )
    repository.write("originals/one.md")
    settle(repository)
    assert no_article(check())

    if change == "edit":
        repository.write("originals/one.md", ARTICLE.format(title="The tide that came back"))
        assert check().sources == ["posts/one.md"]
    else:
        repository.git("rm", "-q", "originals/one.md")
        run = check()
        assert run.code == 2
        assert [error.partition(": ")[0] for error in run.errors] == [str(repository.folder / "originals" / "one.md")]


def test_an_original_is_about_its_copies_through_overrides_too(repository, check):
    repository.write("compliance.toml", '[[overrides]]\npaths = ["posts/t*.md"]\noriginal = "originals/tide.md"\n')
    repository.write("originals/tide.md")
    settle(repository)

    repository.write("originals/tide.md", ARTICLE.format(title="Other"))

    assert check().sources == ["posts/three.md", "posts/two.md"]


# Submodules


@pytest.fixture
def guest(repository, tmp_path) -> Repository:
    """A repository that is a submodule of the other, below ``posts/guest``, on ``main``."""
    guest = Repository(tmp_path / "guest")
    for name in ("a", "b"):
        guest.write(f"{name}.md")
    guest.commit()
    repository.git("submodule", "--quiet", "add", str(guest.folder), "posts/guest")
    settle(repository)
    return Repository(repository.folder / "posts" / "guest", start=False)


def test_a_submodule_that_did_not_change_is_passed_over(guest, check):
    assert no_article(check())


def test_what_changed_in_a_submodule_is_found_by_its_commits(repository, guest, check):
    guest.write("a.md", ARTICLE.format(title="Other"))
    guest.git("mv", "b.md", "c.md")
    guest.commit()
    repository.commit()

    assert check().sources == ["posts/guest/a.md", "posts/guest/c.md"]


def test_what_is_not_committed_in_a_submodule_is_found(guest, check):
    guest.write("new.md")

    assert check().sources == ["posts/guest/new.md"]


def test_a_submodule_that_was_added_is_new_as_a_whole(repository, guest, check):
    repository.git("branch", "-f", "main", "HEAD~1")

    assert check().sources == ["posts/guest/a.md", "posts/guest/b.md"]


def test_a_submodule_that_is_gone_is_no_mistake(repository, guest, check):
    repository.git("rm", "-q", "posts/guest")

    run = check()

    assert (run.code, run.sources, run.errors) == (0, [], [])


def test_a_path_in_a_submodule_is_compared_in_the_submodule(guest, check, capsys):
    guest.git("checkout", "-q", "-b", "work")
    guest.write("a.md", ARTICLE.format(title="Other"))
    guest.commit()

    run = Run(capsys, "--changed-since", "main", "posts/guest")

    assert run.sources == ["posts/guest/a.md"]


def test_a_submodule_that_changed_and_is_not_checked_out_is_a_mistake(repository, guest, check, capsys):
    guest.commit("more")
    repository.commit()
    repository.git("submodule", "--quiet", "deinit", "--force", "posts/guest")

    run = check()

    assert run.code == 2
    remedy = "run `git submodule update --init`, or name other folders"
    assert run.errors == [f"posts/guest: this submodule changed, and it is not checked out; {remedy}"]
    repository.write("pages/one.md")
    assert Run(capsys, "--changed-since", "main", "pages").code == 0


def test_a_submodule_without_the_commit_to_compare_with_is_told(repository, guest, check, tmp_path):
    before = guest.git("rev-parse", "HEAD")
    guest.commit("more")
    repository.commit()
    guest.git("checkout", "-q", "--orphan", "apart")
    guest.commit("apart")
    guest.git("branch", "-D", "main")
    guest.git("update-ref", "-d", "refs/remotes/origin/main")
    guest.git("update-ref", "-d", "refs/remotes/origin/HEAD", "--no-deref")
    guest.git("reflog", "expire", "--expire=now", "--all")
    guest.git("gc", "-q", "--prune=now")

    run = check()

    assert run.code == 2
    assert run.told == (
        f"compliance: posts/guest: the submodule was at {before[:12]}, which is not there to be compared with; "
        "fetch it with `git -C posts/guest fetch --unshallow`, or check out with `fetch-depth: 0`\n"
    )


def test_a_repository_within_that_git_knows_nothing_of_is_new_as_a_whole(repository, check):
    inner = Repository(repository.folder / "posts" / "inner")
    inner.write("x.md")
    inner.commit()

    assert check().sources == ["posts/inner/x.md"]
    assert Path("posts/inner/.git").is_dir()


@pytest.mark.parametrize(("name", "option"), [("ours.toml", "--waivers"), ("known.json", "--baseline")])
def test_exceptions_that_are_kept_under_another_name_are_about_all_articles(repository, check, name, option):
    empty = {"ours.toml": "# none\n", "known.json": '{"schema_version": 1, "findings": []}\n'}[name]
    repository.write(name, empty)
    settle(repository)
    assert no_article(check(option, name))

    repository.write(name, f"{empty}\n")
    run = check(option, name)

    assert (run.sources, run.remarks) == (ALL, because(name))
