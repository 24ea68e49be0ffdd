"""Reads the attributes of start tags: as text, and for what they say of the element."""

from __future__ import annotations

import re
from collections.abc import Mapping

from turbohtml import Token, tokenize

from compliance.patterns import compile_late
from compliance.readers.elements import names
from compliance.readers.hints import Traits, find_traits
from compliance.readers.offsets import from_bytewise

CODE_CLASS = compile_late(r"\b(?:code|highlight|prettyprint|sourcecode|language-\w+|lang-\w+)\b", re.IGNORECASE)
_HIDING_STYLE = compile_late(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER_HIDDEN = names("html body main article")
_NO_DIGITS = str.maketrans("", "", "0123456789")


def read_attributes(token: Token) -> Mapping[str, str]:
    """Return the attributes of a bytewise start tag as text."""
    attrs = token.attrs or []
    source = token.source or ""
    if not source.isascii():
        again = next(tokenize(from_bytewise(source), resolve_references=False), None)
        attrs = (again.attrs if again is not None else None) or attrs
    return dict(attrs)


def find_own_traits(tag: str, attributes: Mapping[str, str]) -> Traits:
    """Return what an element says of itself; numbers in its id do not matter."""
    words = attributes.get("class", "")
    if "id" in attributes:
        words = f"{words} {attributes['id']}"
    return find_traits(tag, attributes.get("role", ""), words.translate(_NO_DIGITS), attributes.get("itemprop", ""))


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element and all in it is kept from readers' eyes, as far as its own attributes say."""
    return is_styled_away(tag, attributes) or ("hidden" in attributes and tag not in _NEVER_HIDDEN)


def is_styled_away(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element's own style hides it."""
    if "style" not in attributes or tag in _NEVER_HIDDEN:
        return False
    return _HIDING_STYLE.search(attributes["style"]) is not None
