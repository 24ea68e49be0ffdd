"""What ships as YAML can be read by other programs: PyYAML's own parser refuses scalars that the one in C takes."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDERS = ("rules", "compliance/lexicon", "plugins")
FILES = sorted(str(path.relative_to(ROOT)) for folder in FOLDERS for path in (ROOT / folder).rglob("*.y*ml"))


def test_files_of_each_folder_are_read():
    assert {folder for folder in FOLDERS for file in FILES if file.startswith(f"{folder}/")} == set(FOLDERS)


@pytest.mark.parametrize("file", FILES)
def test_the_parser_in_plain_python_reads_what_ships(file):
    text = (ROOT / file).read_text(encoding="utf-8")

    documents = list(yaml.load_all(text, Loader=yaml.SafeLoader))

    assert None not in documents
