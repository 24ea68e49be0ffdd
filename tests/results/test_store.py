"""The folder of kept results: whatever happens to its files, no wrong result is taken, and none of it is an error."""

import errno
import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from compliance.results.store import Store

KEY, OTHER = "a" * 40, "a" + "b" * 39
CONTENT = b"what is kept"


@pytest.fixture
def path(tmp_path) -> Path:
    """Where the entry of the key is, with something in it."""
    make(tmp_path).write(KEY, CONTENT)
    return tmp_path / "kept" / "results" / "a" / KEY


def make(folder: Path, size: int = 1_000_000) -> Store:
    return Store(str(folder / "kept"), size)


def test_what_was_written_is_read(tmp_path, path):
    assert make(tmp_path).read(KEY) == CONTENT


def test_what_was_never_written_is_not_there(tmp_path):
    store = make(tmp_path)

    assert (store.read(KEY), store.holds(KEY)) == (None, False)
    assert not (tmp_path / "kept").exists()


def test_what_is_cut_off_anywhere_is_not_taken(tmp_path, path):
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        assert make(tmp_path).read(KEY) is None


def test_what_has_a_byte_changed_anywhere_is_not_taken(tmp_path, path):
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert make(tmp_path).read(KEY) is None


@pytest.mark.parametrize("garbage", [b"", b"\0" * 4096, b"{}", b"compliance result\n", os.urandom(500)])
def test_garbage_is_not_taken(tmp_path, path, garbage):
    path.write_bytes(garbage)

    assert make(tmp_path).read(KEY) is None


def test_an_entry_under_the_name_of_another_is_not_taken(tmp_path, path):
    shutil.copy(path, path.with_name(OTHER))

    assert make(tmp_path).read(OTHER) is None


def test_a_folder_in_the_place_of_an_entry_is_not_taken(tmp_path, path):
    path.unlink()
    path.mkdir()

    store = make(tmp_path)
    store.write(KEY, CONTENT)

    assert store.read(KEY) is None


def test_what_is_broken_is_mended_when_it_is_written_again(tmp_path, path):
    path.write_bytes(b"garbage")
    make(tmp_path).write(KEY, CONTENT)

    assert make(tmp_path).read(KEY) == CONTENT


def test_the_folder_says_what_it_is(tmp_path, path):
    kept = tmp_path / "kept"

    assert (kept / ".gitignore").read_text() == "*\n"
    assert (kept / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


@pytest.mark.parametrize("name", [".gitignore", "CACHEDIR.TAG"])
def test_a_mark_that_is_missing_is_put_back(tmp_path, path, name):
    (tmp_path / "kept" / name).unlink()
    make(tmp_path).write(OTHER, CONTENT)

    assert (tmp_path / "kept" / name).is_file()
    assert make(tmp_path).read(KEY) == CONTENT


def test_a_folder_that_holds_other_things_is_left_alone(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "story.md").touch()

    make(tmp_path).write(KEY, CONTENT)

    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["story.md"]


def test_the_cache_of_another_program_is_left_alone(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n")

    make(tmp_path).write(KEY, CONTENT)

    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["CACHEDIR.TAG"]


def test_a_file_in_the_place_of_the_folder_is_no_error(tmp_path):
    (tmp_path / "kept").write_bytes(b"mine")
    store = make(tmp_path)

    store.write(KEY, CONTENT)

    assert store.read(KEY) is None
    assert (tmp_path / "kept").read_bytes() == b"mine"


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "makedirs", refuse)
    store = make(tmp_path)
    store.write(KEY, CONTENT)
    store.tidy([KEY])

    assert store.read(KEY) is None


def test_on_a_full_disk_nothing_is_left_behind_and_nothing_more_is_tried(tmp_path, path, monkeypatch):
    tried = []

    def fill(*_):
        tried.append(1)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", fill)
    store = make(tmp_path)
    store.write(OTHER, CONTENT)
    store.write(OTHER, CONTENT)

    assert len(tried) == 1
    assert [entry.name for entry in path.parent.iterdir()] == [KEY]


def test_what_was_used_longest_ago_is_thrown_out_first(tmp_path):
    keys = [f"a{number:039}" for number in range(10)]
    store = make(tmp_path, 16 * 500)
    for age, key in enumerate(keys):
        store.write(key, b"x" * 40)
        os.utime(tmp_path / "kept" / "results" / "a" / key, (age, age))

    store.tidy(keys)

    assert [key for key in keys if store.holds(key)] == keys[-5:]


def test_what_is_within_the_room_stays(tmp_path, path):
    store = make(tmp_path)
    store.tidy([KEY])

    assert store.holds(KEY)


def test_what_is_used_again_after_a_day_stays_longer(tmp_path, path):
    long_ago = time.time() - 200_000
    os.utime(path, (long_ago, long_ago))

    make(tmp_path).read(KEY)

    assert path.stat().st_mtime > long_ago + 100_000


def test_drafts_of_runs_that_were_killed_are_thrown_out_after_an_hour(tmp_path, path):
    old, new = path.with_name(f"{KEY}.1-ab.draft"), path.with_name(f"{KEY}.2-ab.draft")
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (0, 0))

    make(tmp_path).tidy([KEY])

    assert (old.exists(), new.exists(), path.exists()) == (False, True, True)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is read-only to this user")
def test_a_read_only_folder_is_read(tmp_path, path):
    for folder in [tmp_path / "kept", *(tmp_path / "kept").rglob("*")]:
        folder.chmod(0o555 if folder.is_dir() else 0o444)
    store = make(tmp_path)
    store.write(OTHER, CONTENT)

    assert (store.read(KEY), store.read(OTHER)) == (CONTENT, None)
