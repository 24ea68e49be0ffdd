"""Looks at the folder of a site: what it is made with, where its articles are, and whose it is. Changes nothing."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from compliance.hyperlinks import host_of
from compliance.scaffolding import FOLDER

GENERATORS = FOLDER / "init" / "generators.toml"
_CNAMES = ("CNAME", "static/CNAME", "public/CNAME", "docs/CNAME", "source/CNAME")
_SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".html", ".htm", ".txt", ".rst", ".adoc", ".qmd"})
_MAX_SIZE = 1_000_000
"""Bytes of a configuration file; larger ones are none."""
_MAX_FILES = 20_000
"""Files that are looked at to see whether a folder holds an article."""
_ASSIGNED = re.compile(
    r"""
    \b(?P<key>[A-Za-z_]\w*)["']?\s*[:=]\s*               # title: or SITENAME =
    (?P<quote>["'`])(?P<value>[^"'`\n]{1,200})(?P=quote)  # a text of one line
    """,
    re.VERBOSE,
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_PLACEHOLDER = re.compile(r"example\.(?:com|org|net)|localhost|127\.0\.0\.1|yourdomain|your-domain|username\.github")


class Generator(Struct, frozen=True):
    """A program that makes sites, as ``generators.toml`` has it."""

    name: str
    configs: tuple[str, ...]
    content: tuple[str, ...]
    exclude: tuple[str, ...]
    proof: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    content_keys: tuple[str, ...] = ()


class Site(Struct, frozen=True):
    """What a folder says of the site in it; empty where it says nothing."""

    generator: str = ""
    names: tuple[str, ...] = ()
    """The site's title and host."""
    language: str = ""
    content: tuple[str, ...] = ()
    """Folders of articles, with slashes; none: they may be anywhere."""
    exclude: tuple[str, ...] = ()
    """Patterns of what is no article."""
    has_gitignore: bool = False


def look_at_site(folder: Path) -> Site:
    """Return what a folder says. What cannot be read says nothing."""
    for generator in msgspec.toml.decode(GENERATORS.read_bytes(), type=dict[str, tuple[Generator, ...]])["generators"]:
        for name in generator.configs:
            values = _read_values(folder / name)
            if (folder / name).exists() and _is_proved(folder, generator, values):
                return _describe(folder, generator, values)
    return Site()


def _is_proved(folder: Path, generator: Generator, values: Mapping[str, str]) -> bool:
    """Whether a configuration file is this generator's, and not that of another with such a file."""
    proofs = generator.proof
    return not proofs or any((folder / one).is_dir() if one.endswith("/") else one in values for one in proofs)


def _describe(folder: Path, generator: Generator, values: Mapping[str, str]) -> Site:
    known = {**{key: value for name in generator.data for key, value in _read_values(folder / name).items()}, **values}
    url = next((known[key] for key in generator.url if key in known), "")
    hosts = [host for host in (_read_cname(folder), host_of(url)) if host and not _PLACEHOLDER.search(host)]
    titles = [title for key in generator.title if (title := " ".join(known.get(key, "").split()))]
    languages = [known[key] for key in generator.language if _LANGUAGE.fullmatch(known.get(key, ""))]
    named = [known[key].strip("/") for key in generator.content_keys if key in known]
    places = [name for name in (*named, *generator.content) if _holds_article(folder / name)]
    return Site(
        generator=generator.name,
        names=tuple(dict.fromkeys([*titles[:1], *hosts])),
        language=next(iter(languages), ""),
        content=tuple(places[:1] if generator.name in {"Eleventy", ""} else dict.fromkeys(places)),
        exclude=("node_modules/", *(one for one in generator.exclude if _may_match(folder, one))),
        has_gitignore=(folder / ".gitignore").is_file(),
    )


def _may_match(folder: Path, pattern: str) -> bool:
    """Whether a pattern of one place has something there; others may always."""
    return not pattern.startswith("/") or pattern.endswith("/") or (folder / pattern[1:]).exists()


def _holds_article(folder: Path) -> bool:
    seen = 0
    for _, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        if any(os.path.splitext(name)[1].lower() in _SUFFIXES for name in files):  # noqa: PTH122
            return True
        seen += len(files)
        if seen > _MAX_FILES:
            return False
    return False


def _read_cname(folder: Path) -> str:
    for name in _CNAMES:
        if text := _read_text(folder / name).strip():
            return text.split()[0].lower()
    return ""


def _read_values(path: Path) -> dict[str, str]:
    """Return the texts of a configuration file by their keys, in lower case and without the keys above them."""
    text = _read_text(path)
    try:
        if path.suffix == ".toml":
            tree: object = tomllib.loads(text)
        elif path.suffix == ".json":
            tree = json.loads(text)
        elif path.suffix in {".yml", ".yaml"}:
            tree = _parse_yaml(text)
        else:
            tree = {found["key"]: found["value"] for found in reversed(list(_ASSIGNED.finditer(text)))}
    except (ValueError, RecursionError):
        return {}
    return {key.lower(): value for key, value in _list_texts(tree)}


def _parse_yaml(text: str) -> object:
    import yaml  # noqa: PLC0415 - slow to import

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _list_texts(tree: object) -> Iterator[tuple[str, str]]:
    """Yield keys and texts at the root; those of tables right below it come first, so that the root's win."""
    if not isinstance(tree, Mapping):
        return
    for value in tree.values():
        if isinstance(value, Mapping):
            yield from ((str(key), inner) for key, inner in value.items() if isinstance(inner, str))
    yield from ((str(key), value) for key, value in tree.items() if isinstance(value, str))


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", "replace") if path.stat().st_size <= _MAX_SIZE else ""
    except OSError:
        return ""
