"""From an export to articles: what the tables of the export say of each post, in front of its HTML.

The tables are those of https://docs.ghost.org/migration/custom; the root may hold them in a list ``db``.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from compliance.decoding import decode
from compliance.errors import Problem, SourceError
from compliance.model.article import Article
from compliance.readers.html import read_html

MAX_SIZE = 256 << 20
"""Bytes of an export; it is held as a whole."""
_STATUSES = frozenset({"published", "scheduled", "sent"})
_TYPES = frozenset({"post", "page"})
_OWN_ADDRESS = "__GHOST_URL__"
"""Stands for the site's address, so that an export can be read under another."""
_KEYS = ("title", "published_at", "updated_at", "canonical_url", "custom_excerpt")
_WORDS = ("feature_image_caption", "feature_image_alt")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")

Row = Mapping[str, object]
Tables = Mapping[str, list[Row]]


def read_posts(name: str, file: BinaryIO) -> Iterator[Article | Problem]:
    """Yield the articles of an export called ``name``, in its order, and what cannot be read of it."""
    tables = _load(name, file)
    if isinstance(tables, Problem):
        yield tables
        return
    authors, meta = _find_authors(tables), {_text(row, "post_id"): row for row in tables.get("posts_meta", [])}
    is_empty = True
    for number, post in enumerate(tables.get("posts", []), 1):
        if _is_article(post):
            is_empty = False
            told = meta.get(_text(post, "id"), {})
            called = f"{name}#{_text(post, 'slug') or _text(post, 'id') or number}"
            yield _read_post(called, post, told, authors.get(_text(post, "id"), []))
    if is_empty:
        yield Problem(name, 0, 0, "holds nothing to be judged: no published post or page", "export the content again")


def _load(name: str, file: BinaryIO) -> Tables | Problem:
    """Return the tables of an export, or what is wrong with it."""
    data = file.read(MAX_SIZE + 1)
    if len(data) > MAX_SIZE:
        return Problem(name, 0, 0, f"is larger than {MAX_SIZE >> 20} MiB", "export the posts in parts")
    try:
        root: object = json.loads(data)
    except json.JSONDecodeError as error:
        return Problem(name, error.lineno, error.colno, f"is not valid JSON: {error.msg.lower()}", "export it again")
    except (ValueError, RecursionError):
        return Problem(name, 0, 0, "is not valid JSON in UTF-8", "export it again")
    return _find_tables(root) or Problem(name, 0, 0, "holds no table of posts", "export the content again")


def _find_tables(root: object) -> Tables | None:
    match root:
        case {"db": [{"data": dict(data)}, *_]} | {"data": dict(data)} if isinstance(data.get("posts"), list):
            tables = {str(key): rows for key, rows in data.items() if isinstance(rows, list)}
            return {key: [row for row in rows if isinstance(row, dict)] for key, rows in tables.items()}
    return None


def _is_article(post: Row) -> bool:
    """Whether a post is one that readers see, or will; exports of old versions say ``page`` instead of a type."""
    return _text(post, "status") in _STATUSES and (_text(post, "type") or "post") in _TYPES


def _find_authors(tables: Tables) -> dict[str, list[str]]:
    """Return the names of each post's authors, in their order."""
    names = {_text(user, "id"): _text(user, "name") for user in tables.get("users", [])}
    rows = sorted(tables.get("posts_authors", []), key=lambda row: _text(row, "sort_order").zfill(9))
    authors: dict[str, list[str]] = {}
    for row in rows:
        if name := names.get(_text(row, "author_id")):
            authors.setdefault(_text(row, "post_id"), []).append(name)
    for post in tables.get("posts", []):
        if name := names.get(_text(post, "author_id")):
            authors.setdefault(_text(post, "id"), [name])
    return authors


def _read_post(name: str, post: Row, told: Row, authors: list[str]) -> Article | Problem:
    """Return the article of a post: on its first line what is told beside the content, behind it the HTML."""
    body = _text(post, "html") or "".join(f"<p>{html.escape(part)}</p>\n" for part in _split(_text(post, "plaintext")))
    if not body:
        return Problem(name, 0, 0, "has no content", "export it from a newer Ghost, which writes HTML")
    front: dict[str, object] = {key: value for key in _KEYS if (value := _text(post, key) or _text(told, key))}
    front |= {key: words for key in _WORDS if (words := _read_words(_text(told, key) or _text(post, key)))}
    front |= {"authors": authors} if authors else {}
    text = json.dumps(front, ensure_ascii=False) + f"\n<article>{body}".replace(_OWN_ADDRESS, "")
    try:
        return read_html(decode(name, text.encode("utf-8", "replace")))
    except SourceError as error:
        return error.problems[0]


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text) if part.strip()]


def _read_words(value: str) -> str:
    """Return a caption without its markup."""
    return " ".join(html.unescape(_TAG.sub("", value)).split())


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    return str(value) if isinstance(value, str | int) else ""
