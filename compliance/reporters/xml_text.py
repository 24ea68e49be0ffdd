"""Text as XML 1.0 can hold it, in elements and in attributes."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from compliance.reporters.characters import make_readable

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no ``Char`` of XML 1.0 (fifth edition, section 2.2)."""


def escape_text(text: str) -> str:
    r"""Return text for the content of an XML element; what XML forbids becomes U+FFFD.

    >>> escape_text("a < b\x00]]>\r")
    'a &lt; b�]]&gt;&#13;'
    """
    return escape(_FORBIDDEN.sub("\ufffd", make_readable(text)), {"\r": "&#13;"})


def quote_attribute(text: str) -> str:
    r"""Return text as the value of an XML attribute, with its quotes; what XML forbids becomes U+FFFD.

    >>> print(quote_attribute('"5" & more\n\x1b'))
    '"5" &amp; more&#10;�'
    """
    return quoteattr(_FORBIDDEN.sub("\ufffd", make_readable(text)))
