"""The words of a passage as they are compared: typographic forms, white space and invisible signs do not count."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from compliance.patterns import compile_late

_LETTER = r"(?:[^\W_][\u0300-\u036f]*)"
"""A letter or digit, with accents that stand by themselves."""
_WORD = compile_late(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"  # scripts that do not part their words: each sign is one
    r"|\d+(?:[.,]\d+)+(?![^\W_])"  # "1,000", "3.5"
    rf"|{_LETTER}+(?:\.{_LETTER}+)+\.?"  # "U.S.", "p.m."
    rf"|{_LETTER}+(?:['’‘ʼ‐‑\u00ad-]{_LETTER}+)*['’ʼ]?(?![^\W_])"  # "city's", "well-kept"
    r"|\.{3}|-{2,3}"  # what typewriters made of … and —
    r"|[^\s\u00ad\u200b-\u200f\u2060\ufeff]"  # any other sign by itself
)
_FORMS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»‹›‘’‚‛′″`´「」『』", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": "",
    }
)
_TYPED = {"'": '"', "...": "…", "--": "-", "---": "-"}
_INSIDE = str.maketrans({**dict.fromkeys("’‘ʼ", "'"), **dict.fromkeys("‐‑", "-"), "\u00ad": ""})


def find_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the character ranges of the words and signs of a text."""
    return (match.span() for match in _WORD.finditer(text))


def split_words(text: str) -> tuple[str, ...]:
    """Return the words and signs of a text, each in one form: all quotes are alike, and all dashes.

    >>> split_words("“The city’s U.S. tide…” – he said -- it's")
    ('"', 'The', "city's", 'U.S.', 'tide', '…', '"', '-', 'he', 'said', '-', "it's")
    """
    return tuple(map(_unify, _WORD.findall(text)))


def is_word(word: str) -> bool:
    """Whether a piece is a word or number, and no sign."""
    return any(sign.isalnum() for sign in word)


def _unify(word: str) -> str:
    if word in _TYPED:
        return _TYPED[word]
    if word.isascii():
        return word.rstrip("'") or word
    word = unicodedata.normalize("NFKC", word) if word != "…" else word
    return word.translate(_INSIDE if is_word(word) else _FORMS).rstrip("'")
