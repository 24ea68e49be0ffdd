"""What a result depends on, as one key for each article: content, names, and everything that a run works with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import msgspec
from msgspec import Struct

from compliance import discovery
from compliance.caching import digest
from compliance.model.library import Library
from compliance.model.settings import Settings
from compliance.plugins import Registry
from compliance.results.entries import FORMAT
from compliance.results.stamps import stamp_libraries, stamp_plugins, stamp_program
from compliance.terms.grants import Records

UNDECIDING = frozenset(
    {
        *("jobs", "time_limit", "cache", "cache_size", "problems"),
        *("include", "exclude", "force_exclude", "respect_gitignore", "allow_empty"),
        *("waivers", "waivers_from", "baseline"),  # weighed after what is kept
    }
)
"""Settings that change no result. All others count, and a new one does until somebody says here that it does not."""


class Original(Struct, frozen=True):
    """The file that an article is compared with, and its content."""

    path: str
    data: bytes


def make_run_key(settings: Settings, registry: Registry, library: Library, records: Records) -> str:
    """Return a digest of everything that is the same for all articles of a run.

    Rules, policies, phrases and recorded permissions come in as they were loaded, with the state of each proof and the
    day. Raises `UnknownCodeError` where it cannot be told.
    """
    counting = {name: getattr(settings, name) for name in settings.__struct_fields__ if name not in UNDECIDING}
    parts = (
        b"%d" % FORMAT,
        stamp_program().encode(),
        stamp_libraries().encode(),
        stamp_plugins(registry).encode(),
        *(_encode(part) for part in (counting, library, records)),
    )
    return digest(parts)


def make_library_key(library: Library) -> str:
    """Return a digest of rules and policies that count for some articles, as they were loaded."""
    return digest([_encode(library)])


def make_key(run: Sequence[str], name: str, below: str, data: bytes, original: Original | None) -> str:
    """Return the key of an article.

    ``run`` holds the digests of what it is judged by; ``below`` is its name as path rules see it; ``original`` is what
    it is compared with.
    """
    parts = [*map(_encode, run), _encode(name), _encode(below), data]
    if original:
        parts += [_encode(original.path), original.data]
    return digest(parts)


def see_below(settings: Settings, name: str) -> str:
    """Return the name of an article as path rules see it."""
    return discovery.name_below(settings.folder, name)


def _encode(value: object) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape")
    return msgspec.msgpack.encode(value, order="deterministic", enc_hook=_encode_other)


def _encode_other(value: object) -> object:
    if isinstance(value, PurePath):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be part of a key")
