"""Phrases per language, as data: YAML files in this folder, loaded through the cache; `reading` says how they look."""

from __future__ import annotations

from pathlib import Path

from compliance.caching import digest, load_cached
from compliance.model.scan import Phrase

FOLDER = Path(__file__).parent

FORMAT = b"3"
"""Raised whenever phrases change, or what they hold for the same files."""


def load_phrases(folder: Path = FOLDER) -> tuple[Phrase, ...]:
    """Return the phrases of all ``*.yaml`` files of a folder, by name of the file, in the order written.

    Raises `PackError` with all mistakes of all files.
    """
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}
    parts = (part for name, data in files.items() for part in (name.encode(), data))

    def build() -> tuple[Phrase, ...]:
        from compliance.lexicon.reading import read_files  # noqa: PLC0415 - only when a file changed

        return read_files({str(folder / name): data for name, data in files.items()})

    return load_cached("lexicon", digest([FORMAT, *parts]), build, tuple[Phrase, ...])
