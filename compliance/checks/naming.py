"""Whether a text names an outlet: by whole words, without regard to case, accents and punctuation."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from compliance.hyperlinks import host_of
from compliance.model.evidence import Evidence
from compliance.model.origin import Origin
from compliance.model.policy import Policy
from compliance.outlet_names import squeeze

_NAMING_FIELDS = ("name", "holders", "link_words", "words", "text", "credit", "grantor")
"""Fields of evidence values that hold names or the words around them, not addresses."""


def names_of(origin: Origin, policies: Iterable[Policy]) -> tuple[str, ...]:
    """Return all names that an origin goes by: as stated, its policy's, its hosts."""
    policy = policy_of(origin, policies)
    known = (*policy.all_names, *policy.all_hosts) if policy else ()
    return tuple(dict.fromkeys(name for name in (origin.name, *known, host_of(origin.url)) if name))


def hosts_of(origin: Origin, policies: Iterable[Policy]) -> tuple[str, ...]:
    """Return the hosts on which an origin's articles are known to stand."""
    policy = policy_of(origin, policies)
    return policy.all_hosts if policy else ()


def policy_of(origin: Origin, policies: Iterable[Policy]) -> Policy | None:
    """Return the policy of an origin's publisher."""
    return next((policy for policy in policies if policy.id == origin.policy), None)


def mentions(text: str, names: Iterable[str]) -> bool:
    """Whether a text holds one of the names as whole words, or as one word.

    >>> mentions("By SouthFront team", ["South Front"]), mentions("A conversational tone", ["The Conversation"])
    (True, False)
    """
    words = _split_words(text)
    line = f" {' '.join(words)} "
    return any(_holds(line, words, name) for name in names)


def is_name(text: str, names: Iterable[str]) -> bool:
    """Whether a text is one of the names and nothing else.

    >>> is_name("the conversation", ["The Conversation"])
    True
    """
    squeezed = squeeze(text)
    return bool(squeezed) and any(squeezed == squeeze(name) for name in names)


def texts_of(item: Evidence) -> tuple[str, ...]:
    """Return the words of a piece of evidence, and the names in its value."""
    texts = [item.text]
    for field in _NAMING_FIELDS:
        value = getattr(item.value, field, "")
        texts.extend(value if isinstance(value, tuple) else (str(value),))
    return tuple(text for text in texts if text)


def names_origin(item: Evidence, names: Sequence[str]) -> bool:
    """Whether a piece of evidence names an origin."""
    return any(mentions(text, names) for text in texts_of(item))


def _holds(line: str, words: Sequence[str], name: str) -> bool:
    own = _split_words(name)
    if not own:
        return False
    if f" {' '.join(own)} " in line or "".join(own) in words:
        return True
    return not name.isascii() and "".join(own) in "".join(words)  # scripts that do not part their words


def _split_words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return [word for word in letters.split() if word != "the"]
