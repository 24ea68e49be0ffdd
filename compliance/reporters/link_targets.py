"""Where the articles and rules of a report are to be found: addresses of files, and of terms."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct, field

from compliance.model.result import Report

_SAFE = ":/?#[]@!$&'()*+,;=%~"
"""What stays as it is in an address: RFC 3986, sections 2.2 and 2.3; the rest is written as OSC 8 demands, in ASCII."""


class Targets(Struct):
    """Addresses by what is shown. What was broken into lines is found by its letters without any white space."""

    articles: dict[str, str] = field(default_factory=dict)
    rules: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """By article, rule, and authority as it is shown; with an empty authority, where all of a rule's agree."""
    names: dict[str, str] = field(default_factory=dict)

    def article(self, source: str) -> str:
        """Return the address of an article's file, or nothing."""
        return self.articles.get(source, "")

    def squeezed(self, letters: str) -> str:
        """Return the article whose name has these letters; nothing where it is not known, or where two have."""
        return self.names.get(letters, "")

    def rule_of(self, source: str, rule: str, authority: str = "") -> str:
        """Return the address of the terms by which a rule is asked of an article, or nothing."""
        return self.rules.get((source, rule, authority), "")


def find_targets(report: Report) -> Targets:
    """Return where everything stands that a report names."""
    targets = Targets()
    for article in report.articles:
        letters = squeeze(article.source)
        targets.names[letters] = "" if letters in targets.names else article.source
        if os.path.isfile(article.source):  # noqa: PTH113 - rows of collections are no files
            targets.articles[article.source] = name_file(article.source)
        for result in article.results:
            obligation = result.obligation
            address = clean(obligation.terms_url)
            shown = f"{obligation.authority}: {obligation.policy}" if obligation.policy else str(obligation.authority)
            targets.rules[article.source, squeeze(obligation.rule), squeeze(shown)] = address
            key = (article.source, obligation.rule, "")
            targets.rules[key] = address if targets.rules.get(key, address) == address else ""
    return targets


def name_file(path: str) -> str:
    """Return the address of a file, with the name of this machine: a terminal may show what ran on another."""
    absolute = Path(path).absolute()
    if sys.platform == "win32":
        return absolute.as_uri()
    return f"file://{quote(socket.gethostname())}{quote(os.fsencode(os.path.normpath(absolute)))}"


def clean(address: str) -> str:
    """Return a web address in which nothing ends an escape sequence; nothing for what is no web address."""
    return quote(address, safe=_SAFE) if address.startswith(("https://", "http://")) else ""


def squeeze(text: str) -> str:
    """Return a text without its white space: lines are broken at blanks and within words."""
    return "".join(text.split())
