"""A provenance and licensing compliance checker for articles: the public names, imported when they are asked for."""

from __future__ import annotations

from compliance._version import __version__

__all__ = ["__version__"]
