"""What a kept result depends on: each of it makes another key, and nothing else does."""

import hashlib
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
from msgspec.structs import replace

from compliance.installed import list_distributions
from compliance.model.settings import Settings
from compliance.results import stamps
from compliance.results.keys import UNDECIDING, make_run_key
from tests.benchmarks.rules import write_pack

SHOWING = {"colorama", "shtab", "tabulate", "tqdm", "wcwidth"}
"""Dependencies that come after everything is judged."""

ROOT = Path(__file__).parents[2]
PERMISSION = """\
[[permissions]]
grantor = "The Conversation"
grantee = "Our Site"
works = ["https://theconversation.com/*"]
proof = "letter.txt"
sha256 = "{digest}"
"""
LETTER = "You may.\n"
PLUGIN = """\
from compliance.hookspecs import Extractor, hookimpl

{declared}

def look(article, scan):
    return ()

@hookimpl
def register_extractors():
    return [Extractor("pond", look)]
"""
REPEATABLE = "COMPLIANCE_REPEATABLE = True"
REPORTER = """\
from compliance.hookspecs import Reporter, hookimpl

@hookimpl
def register_reporters():
    return [Reporter("count", lambda report, layout: "1")]
"""


@pytest.fixture(autouse=True)
def _in_the_folder(folder):
    pass


@pytest.fixture
def plugin(monkeypatch):
    """Writes a plugin module of a name that no other test has imported."""
    monkeypatch.syspath_prepend(".")

    def write(name: str, text: str) -> None:
        Path(f"{name}.py").write_text(text, encoding="utf-8")
        sys.modules.pop(name, None)

    return write


def test_an_article_is_known_when_nothing_changed(keep, is_known):
    keep()

    assert is_known()


def test_an_article_that_was_never_judged_is_not_known(is_known):
    assert not is_known()


def test_a_changed_byte_makes_another_article(keep, is_known):
    keep()
    path = Path("a.md")
    path.write_bytes(path.read_bytes().replace(b"noon", b"moon"))

    assert not is_known()


def test_an_article_that_is_as_it_was_before_is_known_again(keep, is_known):
    keep()
    before = Path("a.md").read_bytes()
    Path("a.md").write_bytes(b"other")
    Path("a.md").write_bytes(before)

    assert is_known()


@pytest.mark.parametrize("name", ["b.md", "a.txt", "guest/a.md"])
def test_the_same_words_under_another_name_are_judged_anew(keep, is_known, name):
    keep()
    Path(name).parent.mkdir(exist_ok=True)
    shutil.copy("a.md", name)

    assert not is_known(source=name)


@pytest.mark.parametrize(
    "options",
    [
        ["--context", "use=commercial"],
        ["--publisher", "Another Site"],
        ["--fail-on", "warning"],
        ["--original", "original.md"],
    ],
)
def test_an_option_that_decides_makes_another_result(keep, is_known, options):
    shutil.copy("a.md", "original.md")
    keep()

    assert not is_known(*options)


def test_how_many_processes_there_are_makes_no_other_result(keep, is_known):
    keep("--jobs", "1")

    assert is_known("--jobs", "2")


@pytest.mark.parametrize(
    "line",
    [
        'severity = { "copyright/notice-present" = "note" }',
        '[context]\nuse = "commercial"',
        '[[origins]]\npaths = ["a.md"]\npublisher = "River Herald"',
        '[[origins]]\npaths = ["a.md"]\ncontext = { edited = "yes" }',
    ],
)
def test_a_setting_that_decides_makes_another_result(keep, is_known, line):
    keep()
    with Path("compliance.toml").open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")

    assert not is_known()


@pytest.mark.parametrize("name", Settings.__struct_fields__)
def test_a_setting_counts_unless_it_is_known_to_decide_nothing(session, name):
    made = session()
    before = make_run_key(made.settings, made.registry, made.library, made.records)

    changed = replace(made.settings, **{name: "another"})

    after = make_run_key(changed, made.registry, made.library, made.records)
    assert (after == before) is (name in UNDECIDING)


@pytest.mark.parametrize("name", ["pack/rules/bench/rule-0.yaml", "pack/policies/policy-0.yaml"])
def test_a_changed_file_of_a_pack_makes_another_result(keep, is_known, name):
    write_pack(Path("pack"), 10)
    keep("--pack", "pack")
    assert is_known("--pack", "pack")

    text = Path(name).read_text(encoding="utf-8")
    Path(name).write_text(text.replace("rule 0", "rule no. 0"), encoding="utf-8")

    assert not is_known("--pack", "pack")


def test_a_pack_that_is_read_again_and_says_the_same_makes_no_other_result(keep, is_known):
    write_pack(Path("pack"), 10)
    keep("--pack", "pack")

    shutil.copytree("pack", "copied")
    shutil.rmtree("pack")
    shutil.copytree("copied", "pack")

    assert is_known("--pack", "pack")


def record_permission(letter: str) -> None:
    Path("letter.txt").write_text(letter, encoding="utf-8")
    digest = hashlib.sha256(LETTER.encode()).hexdigest()
    Path("permissions.toml").write_text(PERMISSION.format(digest=digest), encoding="utf-8")


def test_a_recorded_permission_makes_another_result(keep, is_known):
    keep()
    record_permission(LETTER)

    assert not is_known()


def test_a_proof_that_was_changed_makes_another_result(keep, is_known):
    record_permission(LETTER)
    keep()
    assert is_known()

    record_permission("You may not.\n")

    assert not is_known()


def test_where_permissions_are_weighed_another_day_makes_another_result(keep, is_known, monkeypatch):
    record_permission(LETTER)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    keep()
    assert is_known()

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")

    assert not is_known()


def test_where_no_day_is_asked_for_another_one_makes_no_other_result(keep, is_known, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    keep()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")

    assert is_known()


def test_a_changed_original_makes_another_result(keep, is_known):
    shutil.copy("a.md", "original.md")
    keep("--original", "original.md")
    assert is_known("--original", "original.md")

    with Path("original.md").open("a", encoding="utf-8") as stream:
        stream.write("\nThe water had been warm.\n")

    assert not is_known("--original", "original.md")


def test_an_original_that_the_configuration_names_counts_with_its_content(keep, is_known):
    Path("originals").mkdir()
    shutil.copy("a.md", "originals/a.md")
    with Path("compliance.toml").open("a", encoding="utf-8") as stream:
        stream.write('[[origins]]\npaths = ["a.md"]\noriginal = "originals/*.md"\n')
    keep()
    assert is_known()

    with Path("originals/a.md").open("a", encoding="utf-8") as stream:
        stream.write("\nThe water had been warm.\n")

    assert not is_known()


def test_an_article_whose_original_is_missing_is_judged_every_time(keep, is_known):
    keep("--original", "missing.md")

    assert not is_known("--original", "missing.md")


def test_an_article_that_could_not_be_checked_as_a_whole_is_judged_every_time(keep, is_known):
    Path("a.md").write_text(f"# Pond\n\n{'word ' * 50_000}\n", encoding="utf-8")
    keep()

    assert not is_known()


def test_standard_input_is_judged_every_time(session):
    assert session().results.find("-") is None


def test_a_plugin_that_does_not_say_that_it_is_repeatable_is_asked_every_time(plugin, keep, is_known):
    plugin("pond_silent", PLUGIN.format(declared=""))
    keep("--plugin", "pond_silent")

    assert not is_known("--plugin", "pond_silent")


def test_what_a_repeatable_plugin_sees_is_kept(plugin, keep, is_known):
    plugin("pond_calm", PLUGIN.format(declared=REPEATABLE))
    keep("--plugin", "pond_calm")

    assert is_known("--plugin", "pond_calm")


def test_without_the_plugin_the_result_is_another(plugin, keep, is_known):
    plugin("pond_gone", PLUGIN.format(declared=REPEATABLE))
    keep("--plugin", "pond_gone")

    assert not is_known()


def test_changed_code_of_a_plugin_makes_another_result(plugin, keep, is_known):
    text = PLUGIN.format(declared=REPEATABLE)
    plugin("pond_changed", text)
    keep("--plugin", "pond_changed")
    plugin("pond_changed", text.replace("return ()", "return []"))

    assert not is_known("--plugin", "pond_changed")


def test_changed_code_beside_a_plugin_that_it_works_with_makes_another_result(plugin, keep, is_known):
    plugin("pond_words", "WORDS = ()\n")
    text = PLUGIN.format(declared=REPEATABLE).replace("return ()", "return pond_words.WORDS")
    plugin("pond_speaker", f"import pond_words\n{text}")
    keep("--plugin", "pond_speaker")
    assert is_known("--plugin", "pond_speaker")

    plugin("pond_words", "WORDS = []\n")

    assert not is_known("--plugin", "pond_speaker")


def test_a_changed_file_in_the_package_of_a_plugin_makes_another_result(plugin, keep, is_known):
    Path("pond_house").mkdir()
    plugin("pond_house/__init__", PLUGIN.format(declared=REPEATABLE))
    Path("pond_house/words.txt").write_text("pond", encoding="utf-8")
    keep("--plugin", "pond_house")
    assert is_known("--plugin", "pond_house")

    Path("pond_house/words.txt").write_text("lake", encoding="utf-8")

    assert not is_known("--plugin", "pond_house")


def test_a_plugin_that_only_writes_reports_need_not_say_anything(plugin, keep, is_known):
    plugin("pond_reporter", REPORTER)
    keep()

    assert is_known("--plugin", "pond_reporter") is False  # it is a setting, and counts as one
    keep("--plugin", "pond_reporter")
    assert is_known("--plugin", "pond_reporter")


def test_with_a_broken_plugin_every_article_is_judged(plugin, keep, is_known):
    plugin("pond_broken", "raise ValueError\n")
    keep("--plugin", "pond_broken")

    assert not is_known("--plugin", "pond_broken")


def test_changed_code_of_the_program_makes_another_result(keep, is_known, monkeypatch, tmp_path):
    shutil.copytree(stamps._HERE / "model", tmp_path / "code" / "model")
    monkeypatch.setattr(stamps, "_HERE", tmp_path / "code")
    keep()
    assert is_known()

    with (tmp_path / "code" / "model" / "rule.py").open("a", encoding="utf-8") as stream:
        stream.write("# another\n")

    assert not is_known()


def test_another_version_of_a_library_makes_another_result(keep, is_known, monkeypatch):
    keep()
    versions = dict(list_distributions())
    monkeypatch.setattr(stamps, "list_distributions", lambda: iter({**versions, "msgspec": "99.0"}.items()))

    assert not is_known()


def test_a_library_of_unknown_version_makes_nothing_be_kept(keep, is_known, monkeypatch):
    versions = {name: version for name, version in list_distributions() if name != "msgspec"}
    monkeypatch.setattr(stamps, "list_distributions", lambda: iter(versions.items()))
    keep()

    assert not is_known()


def test_the_libraries_that_count_are_those_that_the_program_depends_on_but_for_those_that_show():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split("[<>=]", dependency)[0].lower() for dependency in project["dependencies"]]

    assert {*names} - SHOWING == {*stamps.LIBRARIES}
