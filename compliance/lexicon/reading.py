"""Reads lexicon files, and tells their authors what is wrong with them.

A file is called after its language (``en.yaml``, ``en-names.yaml``) and holds ``language``, ``source`` (where the
wording was seen) and ``cues``: by cue a list of entries with ``phrase`` and ``example``, and any further
keys, which become the phrase's attributes. Every scalar is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from compliance.errors import PackError, Problem
from compliance.lexicon.literals import find_literals
from compliance.model.scan import Phrase
from compliance.patterns import compile_late
from compliance.refused_patterns import Refusal, find_refusal
from compliance.spelling import suggest
from compliance.yaml_marks import Keys, MarkedFile, read_yaml

_FILE_KEYS = ("language", "source", "cues")
_RARE = compile_late(r"\(\?[^:imsU-]|\\[1-9gkZuNXRhHKQ]|[*+?}]\+|\{[0-9,]*[0-9]{2}")
_OWN_KEYS = ("phrase", "example")


def read_files(files: Mapping[str, bytes]) -> tuple[Phrase, ...]:
    """Return the phrases of all files. Raises `PackError` with all mistakes of all of them."""
    phrases: list[Phrase] = []
    problems: list[Problem] = []
    for name, data in files.items():
        try:
            file, mistakes = read_file(name, data)
        except PackError as error:
            problems.extend(error.problems)
            continue
        problems.extend(mistakes)
        if not mistakes:
            phrases.extend(phrase for _, phrase in list_entries(file))
    if problems:
        raise PackError(sorted(problems))
    return tuple(phrases)


def read_file(name: str, data: bytes) -> tuple[MarkedFile, list[Problem]]:
    """Return what a file holds, and what keeps it from being a lexicon. Raises `PackError` where it cannot be read."""
    file, problems = read_yaml(name, data, texts_only=True)
    refused = {(problem.line, problem.column) for problem in problems}
    more = (problem for problem in find_mistakes(file) if (problem.line, problem.column) not in refused)
    return file, [*problems, *more]


def find_mistakes(file: MarkedFile) -> Iterator[Problem]:
    """Yield whatever keeps a file from being a lexicon."""
    if not isinstance(file.value, dict):
        yield file.problem((), "must be a mapping", f"give it the keys {', '.join(_FILE_KEYS)}")
        return
    for key in file.value:
        if key not in _FILE_KEYS:
            remedy = suggest(key, _FILE_KEYS, otherwise=f"known keys: {', '.join(_FILE_KEYS)}")
            yield file.problem((key,), f"{key!r} is no key of a lexicon", remedy, at_key=True)
    yield from _find_missing(file, (), file.value, ("language", "source"))
    language, stem = file.value.get("language"), PurePath(file.name).stem
    if isinstance(language, str) and stem.partition("-")[0] != language:
        yield file.problem(("language",), f"language: {language!r} is not the language in the file's name {stem!r}")
    cues = file.value.get("cues")
    if not isinstance(cues, dict):
        yield file.problem(("cues",), "cues: must be a mapping from cues to lists of phrases")
        return
    for cue, entries in cues.items():
        yield from _check_cue(file, ("cues", cue), entries)


def _check_cue(file: MarkedFile, keys: Keys, entries: object) -> Iterator[Problem]:
    if not isinstance(entries, list) or not entries:
        yield file.problem(keys, f"{keys[-1]}: must be a list of phrases")
        return
    known: dict[object, int] = {}
    for index, entry in enumerate(entries):
        here = (*keys, index)
        if not isinstance(entry, dict):
            yield file.problem(here, "must be a mapping with 'phrase' and 'example'")
            continue
        yield from _check_entry(file, here, entry)
        line, _ = file.marks[here]
        phrase = str(entry.get("phrase"))
        if known.setdefault(phrase, line) != line:
            yield file.problem((*here, "phrase"), f"the phrase stands on line {known[phrase]} already")


def _check_entry(file: MarkedFile, keys: Keys, entry: Mapping[str, object]) -> Iterator[Problem]:
    yield from _find_missing(file, keys, entry, ("phrase", "example"))
    pattern = entry.get("phrase")
    if isinstance(pattern, str):
        yield from _check_pattern(file, (*keys, "phrase"), pattern)
    for key, value in entry.items():
        if key not in _OWN_KEYS and not isinstance(value, str):
            yield file.problem((*keys, key), f"{key}: must be text", "write lists as one text")


def _check_pattern(file: MarkedFile, keys: Keys, pattern: str) -> Iterator[Problem]:
    """Yield why a pattern cannot be used. What `re` reads and RE2 refuses has a sign, which is looked for first."""
    refusal = find_refusal(pattern) if _RARE.search(pattern) else None
    try:
        find_literals(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        refusal = refusal or find_refusal(pattern) or Refusal(0, f"is no regular expression: {error}", "see RE2")
    if refusal:
        yield file.problem_inside(keys, refusal.index, refusal.message, refusal.remedy)


def _find_missing(
    file: MarkedFile, keys: Keys, mapping: Mapping[str, object], wanted: tuple[str, ...]
) -> Iterator[Problem]:
    for key in wanted:
        value = mapping.get(key)
        if not isinstance(value, str) or not value.strip():
            yield file.problem((*keys, key), f"{key!r} {'must be text' if key in mapping else 'is missing'}")


def list_entries(file: MarkedFile) -> Iterator[tuple[Keys, Phrase]]:
    """Yield the phrases of a file without mistakes, each with the keys that lead to it."""
    match file.value:
        case {"language": str(language), "cues": dict(cues)}:
            for cue, entries in cues.items():
                for index, entry in enumerate(entries):
                    attributes = {key: text for key, text in entry.items() if key not in _OWN_KEYS}
                    needs = find_literals(entry["phrase"])
                    phrase = Phrase(str(cue), language, entry["phrase"], needs, attributes, entry["example"])
                    yield ("cues", cue, index), phrase
