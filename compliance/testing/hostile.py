"""Assertions that an extractor bears any article: empty, endless, broken or strange."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from compliance.api import Session
from compliance.hookspecs import Extractor
from compliance.testing.sessions import read_raw, share_session
from compliance.testing.spans import ask, find_faults

MEGABYTE = 1_000_000


def make_hostile_articles() -> Mapping[str, str]:
    """Return articles that nobody writes, by their names; a suffix tells the format."""
    return {
        "empty.md": "",
        "white-space.md": " \t\n\n \n",
        "one-line.md": "The water stayed until noon, said Ann Author of the River Herald. " * (MEGABYTE // 66),
        "one-word.txt": "x" * MEGABYTE,
        "nul.txt": "By Ann\0Author\n\n\0\0\0\n\nThe water\0stayed.\n",
        "emoji.md": "👩‍👩‍👧‍👦🏳️‍🌈 © 2024 👍🏽 é\u0301\u0301\u0301 \u200d\ufe0f\n\n" * 50,
        "right-to-left.md": "نشرت هذه المقالة أول مرة في \u202e[צפון](https://north.example/1)\u202c\n",
        "only-links.md": "".join(f"[{n}](https://pond.example/{n})\n" for n in range(2000)),
        "only-images.html": "<img src='a.jpg' alt=''>" * 2000,
        "only-metadata.md": "---\ntitle: A pond\nauthor: Ann Author\n---\n",
        "deep.md": ">" * 200 + " By Ann Author\n",
        "unclosed.html": "<p><b><a href='https://pond.example/<p>By <em>Ann <p>&copy 2024 &#0; &notanentity;",
        "no-sentence.md": "!?.,;:—–-()[]{}<>*_#|\\/\"'`~^=+%$&@\n",
        "many-paragraphs.md": "© 2024 Ann Author\n\n" * 2000,
    }


def assert_bounded(extractor: Extractor, *, seconds: float = 10.0, session: Session | None = None) -> None:
    """Assert that an extractor raises nothing, ends in time and keeps its spans right, whatever the article.

    ``seconds`` is what one article may take; what takes longer is named, and left running behind the test.
    """
    faults = []
    session = session or share_session()
    for name, text in make_hostile_articles().items():
        if fault := _try(extractor, name, text, seconds, session):
            faults.append(f"{name}: {fault}")
    if faults:
        raise AssertionError("\n".join(faults))


def _try(extractor: Extractor, name: str, text: str, seconds: float, session: Session) -> str:
    """Return what goes wrong with an extractor at an article, or nothing."""
    article = read_raw(text, name, session=session)
    scan = session.scanner.scan(article)
    said: list[str] = []

    def work() -> None:
        try:
            said.extend(fault for item in ask(extractor, article, scan) for fault in find_faults(article, item))
        except Exception as error:
            said.append(f"raised {type(error).__name__}: {error}")

    thread = threading.Thread(target=work, daemon=True, name=f"{extractor.name} at {name}")
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        return f"did not end within {seconds:g} s"
    return said[0] if said else ""
