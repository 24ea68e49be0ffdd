"""Whether the terms that policies were written from still read as they did: by date, and by saved pages. No network.

A policy keeps no sentence of the terms, only fingerprints: how many words a key sentence has, and the SHA-256 of its
words in lower case, without punctuation, with one space between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from compliance.comparison.words import is_word, split_words
from compliance.errors import ComplianceError, Problem, SourceError, UsageError
from compliance.examination import Examiner
from compliance.model.drift import Drift, Drifts, Page
from compliance.model.policy import Authority, Confidence, Policy

SUFFIXES = (".html", ".md", ".txt")
"""Of saved pages, which are called after the id of their policy."""
LEAST = 6
"""Words of a sentence that tells one page from others."""


def make_fingerprint(sentence: str) -> str:
    """Return the fingerprint of a sentence. Raises `UsageError` for one that is too short to tell anything.

    >>> make_fingerprint("You may republish our articles online!")[:12]
    '6:3429869da2'
    """
    words = _list_words(sentence)
    if len(words) < LEAST:
        raise UsageError(f"the sentence has {len(words)} words; take one of {LEAST} or more")
    return f"{len(words)}:{_hash(words)}"


def has_fingerprint(words: Sequence[str], fingerprint: str) -> bool:
    """Return whether a sentence with this fingerprint stands among the words of a page."""
    number, _, wanted = fingerprint.partition(":")
    count = int(number)
    return any(_hash(words[start : start + count]) == wanted for start in range(len(words) - count + 1))


def read_page(examiner: Examiner, path: Path) -> list[str]:
    """Return the words of a saved page, all that it shows. Raises `SourceError`."""
    return _list_words(examiner.read(str(path)).flat.decode())


def survey_drift(
    policies: Iterable[Policy], today: str, max_age: int, pages: Mapping[str, Sequence[str]] | None = None
) -> Drifts:
    """Return what is known of each policy, and how many are old or changed; see `verify`."""
    found = tuple(verify(policies, today, max_age, pages))
    by_page = {page: sum(drift.page is page for drift in found) for page in Page} if pages is not None else {}
    return Drifts(found, max_age, sum(drift.is_old for drift in found), by_page)


def verify(
    policies: Iterable[Policy], today: str, max_age: int, pages: Mapping[str, Sequence[str]] | None = None
) -> Iterator[Drift]:
    """Yield what is known of each policy of somebody else's terms, by id; ``pages`` are words by policy id.

    What is known from memory alone was never compared, whenever it was noted.
    """
    for policy in sorted(policies, key=lambda policy: policy.id):
        if policy.authority is Authority.HOUSE:
            continue
        known = "" if policy.confidence is Confidence.RECALLED else policy.verified_on
        age = (date.fromisoformat(today) - date.fromisoformat(known)).days if known else None
        page = None if pages is None else _compare(policy, pages.get(policy.id))
        yield Drift(policy.id, policy.terms_url, known, age, age is None or age > max_age, page)


def _compare(policy: Policy, words: Sequence[str] | None) -> Page:
    if words is None:
        return Page.MISSING
    if not policy.fingerprints:
        return Page.UNMARKED
    kept = all(has_fingerprint(words, fingerprint) for fingerprint in policy.fingerprints)
    return Page.UNCHANGED if kept else Page.CHANGED


def read_pages(folder: Path, policies: Iterable[str], examiner: Examiner) -> dict[str, list[str]]:
    """Return the words of all saved pages of a folder by policy id. Raises `ComplianceError` with all mistakes."""
    if not folder.is_dir():
        raise UsageError(Problem(str(folder), 0, 0, "is not a folder", "name one that holds saved pages"))
    known = frozenset(policies)
    pages: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES):
        name = path.stem
        if name not in known:
            problems.append(Problem(str(path), 0, 0, f"no policy is called {name!r}", "call it after a policy's id"))
        elif name in pages:
            problems.append(Problem(str(path), 0, 0, f"is a second page of {name!r}", "keep one of them"))
        else:
            try:
                pages[name] = read_page(examiner, path)
            except SourceError as error:
                problems.extend(error.problems)
    if problems:
        raise ComplianceError(problems)
    return pages


def _list_words(text: str) -> list[str]:
    return [word.casefold() for word in split_words(text) if is_word(word)]


def _hash(words: Sequence[str]) -> str:
    return sha256(" ".join(words).encode()).hexdigest()
