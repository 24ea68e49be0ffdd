"""Names the word that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable


def suggest(word: object, known: Iterable[object], *, otherwise: str = "") -> str:
    """Return a remedy that names the nearest known word, whatever its case, else ``otherwise``.

    >>> suggest("eror", ["error", "note"]), suggest("cc-by-4", ["CC-BY-4.0"])
    ("did you mean 'error'?", "did you mean 'CC-BY-4.0'?")
    """
    near = find_nearest(word, known)
    return otherwise if near is None else f"did you mean {near!r}?"


def find_nearest(word: object, known: Iterable[object]) -> str | None:
    """Return the nearest known word, whatever its case; None where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    spelt = {str(candidate).lower(): str(candidate) for candidate in known}
    near = get_close_matches(str(word).lower(), spelt, 1)
    return spelt[near[0]] if near else None


def suggest_or_list(word: object, known: Iterable[object]) -> str:
    """Return a remedy that names the nearest known word, else all of them.

    >>> suggest_or_list("x", ["error", "note"])
    'use one of error, note'
    """
    words = [str(candidate) for candidate in known]
    return suggest(word, words, otherwise=f"use one of {', '.join(words)}")
