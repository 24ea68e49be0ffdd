"""The cache: where it lies, what is found again, and that nothing that happens to it is an error."""

import json
from pathlib import Path

import pytest
from msgspec import Struct

from compliance import caching
from compliance.caching import digest, find_cache_folder, load_cached, stamp, store


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


class Named(Struct, frozen=True):
    name: str


def refuse() -> Named:
    raise AssertionError("built although it was cached")


def test_the_variable_names_the_folder():
    assert find_cache_folder({"COMPLIANCE_CACHE_DIR": "/some/where", "HOME": "/home/ann"}) == Path("/some/where")


def test_an_empty_variable_switches_the_cache_off():
    assert find_cache_folder({"COMPLIANCE_CACHE_DIR": "", "XDG_CACHE_HOME": "/caches"}) is None


def test_the_folder_lies_in_the_users_cache_folder():
    assert find_cache_folder({"XDG_CACHE_HOME": "/caches"}, "linux") == Path("/caches/article-compliance")


def test_a_relative_cache_folder_is_ignored(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ann"))

    assert find_cache_folder({"XDG_CACHE_HOME": "caches"}, "linux") == Path("/home/ann/.cache/article-compliance")


def test_windows_has_a_folder_of_its_own():
    environment = {"LOCALAPPDATA": "/local", "XDG_CACHE_HOME": "/caches"}

    assert find_cache_folder(environment, "win32") == Path("/local/article-compliance")


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch):
    def fail() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", fail)

    assert find_cache_folder({}, "linux") is None


def test_a_digest_changes_with_every_part():
    assert digest([b"one", b"two"]) != digest([b"one", b"three"])


def test_a_digest_changes_with_the_bounds_of_the_parts():
    assert digest([b"ab", b"c"]) != digest([b"a", b"bc"])


def test_a_digest_changes_with_the_programs_version(monkeypatch: pytest.MonkeyPatch):
    before = digest([b"one"])
    monkeypatch.setattr(caching, "__version__", "99.0.0")

    assert digest([b"one"]) != before


def test_what_was_built_once_is_found_again(folder: Path):
    load_cached("thing", "key", lambda: Named("Ärzte"), Named)

    assert load_cached("thing", "key", refuse, Named) == Named("Ärzte")


def test_what_was_built_is_kept_as_plain_json(folder: Path):
    load_cached("thing", "key", lambda: Named("Ann"), Named)

    assert json.loads((folder / "thing-key.json").read_bytes()) == {"name": "Ann"}


def test_another_key_is_built_anew(folder: Path):
    load_cached("thing", "key", lambda: Named("Ann"), Named)

    assert load_cached("thing", "other", lambda: Named("Ben"), Named) == Named("Ben")


@pytest.mark.parametrize("content", ["", '{"name": "An', "\x00\xff", "[1, 2]", "{}", "null", "[" * 100_000])
def test_a_broken_entry_is_built_anew(folder: Path, content: str):
    folder.mkdir()
    (folder / "thing-key.json").write_text(content, encoding="latin-1")

    assert load_cached("thing", "key", lambda: Named("Ann"), Named) == Named("Ann")
    assert json.loads((folder / "thing-key.json").read_bytes()) == {"name": "Ann"}


def test_an_entry_that_is_a_folder_is_no_error(folder: Path):
    (folder / "thing-key.json").mkdir(parents=True)

    assert load_cached("thing", "key", lambda: Named("Ann"), Named) == Named("Ann")


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", str(tmp_path / "file" / "cache"))

    assert load_cached("thing", "key", lambda: Named("Ann"), Named) == Named("Ann")


def test_without_a_cache_everything_is_built(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", "")

    assert load_cached("thing", "key", lambda: Named("Ann"), Named) == Named("Ann")


def test_what_building_raises_is_passed_on_and_nothing_is_kept(folder: Path):
    def fail() -> object:
        raise ValueError("wrong file")

    with pytest.raises(ValueError, match="wrong file"):
        load_cached("thing", "key", fail, Named)
    assert not folder.exists()


def test_no_drafts_are_left_behind(folder: Path):
    store("thing", "key", {"name": "Ann"})

    assert [path.name for path in folder.iterdir()] == ["thing-key.json"]


def test_the_oldest_entries_of_a_name_are_thrown_out(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(caching, "KEPT", 1)
    store("thing-part", "1", {})
    store("thing", "1", {})
    store("thing", "2", {})

    assert {path.name for path in folder.iterdir()} == {"thing-2.json", "thing-part-1.json"}


def test_a_stamp_holds_a_file_that_was_written_a_moment_ago(tmp_path: Path):
    path = tmp_path / "rule.yaml"
    path.write_bytes(b"id: a/b")

    assert stamp(path).endswith(b"\nid: a/b")


def test_a_stamp_of_an_old_file_changes_with_its_size_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "rule.yaml"
    path.write_bytes(b"id: a/b")
    now = caching.time.time_ns()
    monkeypatch.setattr(caching.time, "time_ns", lambda: now + 60_000_000_000)
    before = stamp(path)
    path.write_bytes(b"id: a/bc")

    assert b"id" not in before
    assert stamp(path) != before
