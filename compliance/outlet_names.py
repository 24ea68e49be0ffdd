"""Names of outlets as they are compared: with a policy's, with a host, with each other."""

from __future__ import annotations

import unicodedata

_IDLE_WORDS = frozenset({"the", "www", "inc", "ltd", "gmbh"})
_ARTICLES = frozenset({"der", "die", "das", "le", "la", "el"})
"""Left out in front of a name only."""


def squeeze(name: str) -> str:
    """Return a name without case, accents, spaces, punctuation, articles and idle words.

    >>> squeeze("The Conversation"), squeeze("TheConversation.com"), squeeze("Der Südbote")
    ('conversation', 'theconversationcom', 'sudbote')
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    words = [word for word in letters.split() if word not in _IDLE_WORDS]
    if len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    return "".join(words) or "".join(letters.split())
