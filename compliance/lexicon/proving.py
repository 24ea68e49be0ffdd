"""Proves the phrases of a pack's lexicon: RE2 reads each, it is found in its own example, and its cue is one we know.

The test suite does the same for the phrases that are built in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from compliance.errors import PackError, Problem
from compliance.lexicon.compiling import compile_phrase
from compliance.lexicon.reading import list_entries
from compliance.model.scan import Phrase, normalise_lines
from compliance.spelling import suggest
from compliance.yaml_marks import Keys, MarkedFile


def find_unproven(file: MarkedFile, cues: Collection[str]) -> Iterator[Problem]:
    """Yield phrases of a lexicon without other mistakes that cannot be looked for, and cues that are nearly known.

    A cue that is like none of ``cues`` is for a plugin's extractor.
    """
    told: set[str] = set()
    for keys, phrase in list_entries(file):
        if phrase.cue not in cues and phrase.cue not in told and (near := suggest(phrase.cue, cues)):
            told.add(phrase.cue)
            yield file.problem(keys[:2], f"cues: nothing looks for the cue {phrase.cue!r}", near, at_key=True)
        yield from _prove(file, keys, phrase)


def _prove(file: MarkedFile, keys: Keys, phrase: Phrase) -> Iterator[Problem]:
    try:
        pattern = compile_phrase(phrase)
    except PackError as error:
        for problem in error.problems:
            yield file.problem((*keys, "phrase"), problem.message, problem.remedy)
        return
    is_found = any(match.end() > match.start() for match in pattern.finditer(phrase.example.encode()))
    if not is_found or not phrase.may_occur(normalise_lines(phrase.example)):
        message = f"the phrase is not found in its example {phrase.example!r}"
        yield file.problem((*keys, "example"), message, "write an example that it matches, or correct the phrase")
    if not phrase.needs and phrase.attributes.get("scan") != "no":
        message = "no word stands in every text that the phrase matches, so that it had to be looked for everywhere"
        yield file.problem((*keys, "phrase"), message, "write at least one word out, outside of `(?: …)?`")
