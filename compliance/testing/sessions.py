"""Sessions and articles for tests of plugins: what is installed is loaded once, however it is named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import PurePath
from types import ModuleType

from compliance.api import Session
from compliance.errors import UsageError
from compliance.hookspecs import hookimpl
from compliance.model.article import Article
from compliance.model.settings import Settings
from compliance.model.source import SourceText

Plugin = str | ModuleType
"""A plugin's module, or its name."""


def open_session(*plugins: Plugin, packs: Sequence[str | PurePath] = (), jobs: int = 1) -> Session:
    """Return a session with plugins and packs; no configuration is read.

    A module that an installed distribution brings as a plugin is there already, and not loaded again.
    """
    return Session(Settings(plugins=find_uninstalled(plugins), packs=tuple(map(str, packs)), jobs=jobs))


def find_uninstalled(plugins: Sequence[Plugin]) -> tuple[str, ...]:
    """Return the names of those modules that have to be named, because no installed distribution brings them."""
    installed = {point.value.partition(":")[0].strip() for point in entry_points(group=hookimpl.project_name)}
    return tuple(name for name in map(name_of, plugins) if name not in installed)


def name_of(plugin: Plugin) -> str:
    """Return the name of a plugin's module."""
    return plugin if isinstance(plugin, str) else plugin.__name__


def load_module(plugin: Plugin) -> ModuleType:
    """Return a plugin's module."""
    return import_module(plugin) if isinstance(plugin, str) else plugin


@cache
def share_session() -> Session:
    """Return the session of built-in and installed features that assertions work with where none is handed in."""
    return open_session()


def read_article(text: str | bytes, name: str = "article.md", *, session: Session | None = None) -> Article:
    """Return an article from its text; the suffix of its name tells the format."""
    data = text.encode() if isinstance(text, str) else text
    return (session or share_session()).examiner.read_bytes(name, data)


def read_raw(text: str, name: str, *, session: Session | None = None) -> Article:
    """Return an article from text that the program itself may refuse to read, such as one with NULs in it."""
    suffix = PurePath(name).suffix
    reader = (session or share_session()).registry.reader_for(suffix)
    if reader is None:
        raise UsageError(f"no reader takes files that end in {suffix!r}; name the article otherwise")
    return reader.read(SourceText(name, text.encode(), text))
