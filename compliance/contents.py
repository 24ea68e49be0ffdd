"""Where the bytes of a source come from: from the file itself, or as it stands in git's index."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Protocol


class Contents(Protocol):
    """Opens sources."""

    def measure(self, path: str) -> int:
        """Return how many bytes a source has; raises `OSError`."""
        ...

    def open(self, path: str) -> BinaryIO:
        """Return a source's bytes as a stream; raises `OSError`."""
        ...


class Files:
    """Files as they stand on disk."""

    def measure(self, path: str) -> int:
        """Return how many bytes a file has."""
        return Path(path).stat().st_size

    def open(self, path: str) -> BinaryIO:
        """Return a file."""
        return Path(path).open("rb")
