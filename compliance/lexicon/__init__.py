"""Phrases per language, as data: YAML files in this folder, loaded through the cache; `reading` says how they look."""

from __future__ import annotations

from pathlib import Path

from compliance.caching import digest, load_cached, stamp
from compliance.model.scan import Phrase

FOLDER = Path(__file__).parent

FORMAT = b"3"
"""Raised whenever phrases change, or what they hold for the same files."""


def load_phrases(folder: Path = FOLDER) -> tuple[Phrase, ...]:
    """Return the phrases of all ``*.yaml`` files of a folder, by name of the file, in the order written.

    Raises `PackError` with all mistakes of all files.
    """
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    parts = (part for path in paths for part in (path.name.encode(), stamp(path)))

    def build() -> tuple[Phrase, ...]:
        from compliance.lexicon.reading import read_files  # noqa: PLC0415 - only when a file changed

        return read_files({str(path): path.read_bytes() for path in paths})

    return load_cached("lexicon", digest([FORMAT, *parts]), build, tuple[Phrase, ...])
