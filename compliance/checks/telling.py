"""The invented article that the examples of kinds of checks are about; holds words only, and judges nothing."""

from __future__ import annotations

STORY = "The water did not leave the market square until noon."
HOME = "https://harborweekly.example"
ADDRESS = f"{HOME}/2024/05/tide"
SOURCE = f"This article was originally published by [Harbor Weekly]({ADDRESS})."
LINKED = f'This article was originally published by <a href="{ADDRESS}">Harbor Weekly</a>.'
PICTURE = f"![The flooded square]({HOME}/square.jpg)"
COUNTER = f'<img src="{HOME}/count/123456.gif" alt="" width="1" height="1">'
LICENSE = "This article is licensed under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)."
NOTICE = (
    "This page contains copyrighted material. In accordance with Title 17 U.S.C. Section 107, the material is "
    "distributed without profit to those who have expressed a prior interest in receiving it for research and "
    "educational purposes."
)


def tell(*paragraphs: str) -> str:
    """Return paragraphs as one Markdown text."""
    return "\n\n".join(paragraphs) + "\n"


def tell_page(head: str, *paragraphs: str) -> str:
    """Return a web page with this in its head."""
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head>\n{head}\n</head><body><article>\n{body}\n</article></body></html>\n"
