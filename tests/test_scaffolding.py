"""Files from templates: written once, never over another."""

import pytest

from compliance.errors import UsageError
from compliance.scaffolding import write_new_files


def test_files_are_written_with_their_folders(tmp_path):
    paths = write_new_files(tmp_path, {"b/two.txt": "2\n", "one.txt": "1\n"})

    assert paths == [tmp_path / "b/two.txt", tmp_path / "one.txt"]
    assert [path.read_text() for path in paths] == ["2\n", "1\n"]


def test_nothing_is_written_where_one_file_exists(tmp_path):
    (tmp_path / "two.txt").write_text("mine")

    with pytest.raises(UsageError, match=r"two\.txt: exists, and is not written over"):
        write_new_files(tmp_path, {"one.txt": "1", "two.txt": "2"})
    assert not (tmp_path / "one.txt").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(UsageError, match="cannot be written"):
        write_new_files(tmp_path / "file", {"one.txt": "1"})
