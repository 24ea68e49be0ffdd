"""Articles for assertions that need some: each has other evidence, and every outlet in them is invented."""

from __future__ import annotations

ARTICLES = (
    "# The tide that stayed\n\nBy Ann Author, 3 May 2024\n\nThe water did not leave the square.\n\n© 2024 Ann Author\n",
    "# A pond\n\nFirst published in [River Herald](https://river.example/pond).\n\nThe pond is deep.\n",
    "---\ntitle: Ein Teich\nauthor: Änne Möller\nlang: de\n---\n\nZuerst erschienen im [Flussboten](https://fluss.example/1).\n",
    "# Nothing\n\nIt rained.\n",
    "# 旅行\n\nThis article is licensed under CC BY 4.0.\n\n![A boat](boat.jpg)\n\nPhoto: Ben Builder\n",
    "# Two boats\n\nThe views expressed are the author's own. This story was written by AI.\n\n"
    + "They sank.\n\n" * 40,
)
