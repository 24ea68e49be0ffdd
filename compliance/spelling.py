"""Names the word that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable


def suggest(word: object, known: Iterable[object], *, otherwise: str = "") -> str:
    """Return a remedy that names the nearest known word, else ``otherwise``.

    >>> suggest("eror", ["error", "note"])
    "did you mean 'error'?"
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    near = get_close_matches(str(word).lower(), [str(candidate) for candidate in known], 1)
    return f"did you mean {near[0]!r}?" if near else otherwise


def suggest_or_list(word: object, known: Iterable[object]) -> str:
    """Return a remedy that names the nearest known word, else all of them.

    >>> suggest_or_list("x", ["error", "note"])
    'use one of error, note'
    """
    words = [str(candidate) for candidate in known]
    return suggest(word, words, otherwise=f"use one of {', '.join(words)}")
