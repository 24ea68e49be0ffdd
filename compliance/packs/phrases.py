"""A pack's own lexicon: phrases for a language or a wording that is not built in."""

from __future__ import annotations

from functools import cache

from compliance.errors import PackError
from compliance.lexicon import load_phrases
from compliance.lexicon.proving import find_unproven
from compliance.lexicon.reading import list_entries, read_file
from compliance.model.scan import Phrase


def read_phrases(name: str, content: bytes) -> tuple[Phrase, ...]:
    """Return the phrases of a file, in the order written. Raises `PackError` with all its mistakes."""
    file, mistakes = read_file(name, content)
    mistakes = mistakes or list(find_unproven(file, _find_cues()))
    if mistakes:
        raise PackError(sorted(mistakes))
    return tuple(phrase for _, phrase in list_entries(file))


@cache
def _find_cues() -> frozenset[str]:
    """Return the cues under which phrases are built in: these are looked for."""
    return frozenset(phrase.cue for phrase in load_phrases())
