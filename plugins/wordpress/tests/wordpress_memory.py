"""Measures memory and time over generated exports: ``python plugins/wordpress/tests/wordpress_memory.py [COUNT …]``.

Each count is read in a process of its own; with ``--check`` its posts are judged too. The export is made while it is
read, and is never stored as a whole.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

COUNTS = (1_000, 100_000)

_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>The Moss Weekly</title>
<wp:base_blog_url>https://mossweekly.example</wp:base_blog_url>
<wp:author><wp:author_login><![CDATA[ann]]></wp:author_login>
<wp:author_display_name><![CDATA[Ann Author]]></wp:author_display_name></wp:author>
"""
_ITEM = """\t<item>
\t\t<title>Tide number {number}</title>
\t\t<link>https://mossweekly.example/tide-{number}/</link>
\t\t<dc:creator><![CDATA[ann]]></dc:creator>
\t\t<content:encoded><![CDATA[The tide came in at noon, for the {number}th time.

Originally published by <a href="https://riverherald.example/{number}/tide">River Herald</a>.

© 2024 Ann Author]]></content:encoded>
\t\t<wp:post_id>{number}</wp:post_id>
\t\t<wp:post_date><![CDATA[2024-05-03 11:00:00]]></wp:post_date>
\t\t<wp:status><![CDATA[publish]]></wp:status>
\t\t<wp:post_type><![CDATA[post]]></wp:post_type>
\t</item>
"""


class GeneratedExport(io.RawIOBase):
    """An export of a number of small posts that comes into being while it is read."""

    def __init__(self, count: int) -> None:
        self._parts = self._make_parts(count)
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        while not self._waiting and (part := next(self._parts, b"")):
            self._waiting = part
        given = self._waiting[: len(buffer)]
        self._waiting = self._waiting[len(given) :]
        buffer[: len(given)] = given
        return len(given)

    @staticmethod
    def _make_parts(count: int) -> Iterator[bytes]:
        yield _HEAD.encode()
        for number in range(1, count + 1):
            yield _ITEM.format(number=number).encode()
        yield b"</channel>\n</rss>\n"


def open_generated(count: int) -> io.BufferedReader:
    return io.BufferedReader(GeneratedExport(count))


def _run(count: int, *, judges: bool) -> None:
    from compliance_wordpress import read_export

    from compliance.api import Session

    session = Session()
    start, found = time.perf_counter(), 0
    for article in read_export("export.xml", open_generated(count)):
        if judges:
            session.check_article(article)
        found += 1
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1048576 if sys.platform == "darwin" else 1024)
    print(f"{found:>9,} posts  {peak:>7.1f} MiB at the peak  {seconds:>7.1f} s")


def _main(arguments: list[str]) -> None:
    judges = "--check" in arguments
    counts = [int(argument) for argument in arguments if argument.isdigit()] or list(COUNTS)
    if "--one" in arguments:
        _run(counts[0], judges=judges)
        return
    for count in counts:
        extra = ["--check"] if judges else []
        subprocess.run([sys.executable, __file__, str(count), "--one", *extra], check=True)


if __name__ == "__main__":
    _main(sys.argv[1:])
