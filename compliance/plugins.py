"""Finding, loading and asking plugins: from hooks to one registry of everything that they bring."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pluggy

from compliance import builtin, hookspecs
from compliance.errors import PluginError
from compliance.hookspecs import Check, Extractor, Reader, Reporter

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "compliance"
"""Name of the project, of its markers and of the entry-point group (https://packaging.python.org/specifications/entry-points/)."""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything that plugins bring, by name; ``owners`` says by which plugin ("extractor:byline" → "builtin")."""

    readers: Mapping[str, Reader]
    extractors: Mapping[str, Extractor]
    checks: Mapping[str, Check]
    reporters: Mapping[str, Reporter]
    packs: tuple[Path, ...]
    owners: Mapping[str, str] = field(default_factory=dict)

    def reader_for(self, suffix: str) -> Reader | None:
        """Return the reader of a file suffix (with dot, any case)."""
        suffix = suffix.lower()
        return next((reader for reader in self.readers.values() if suffix in reader.suffixes), None)


def load_registry(modules: Sequence[str] = (), disabled: Sequence[str] = ()) -> Registry:
    """Load built-in features, installed plugins and the named modules, and ask them all.

    Raises `PluginError` for a plugin that cannot be imported, has a misspelt hook, fails in a hook or brings a name
    that is taken.
    """
    return collect(load_manager(modules, disabled))


def load_manager(modules: Sequence[str] = (), disabled: Sequence[str] = ()) -> pluggy.PluginManager:
    """Return a new plugin manager with everything registered and checked."""
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    for name in disabled:
        manager.set_blocked(name)
    _register(manager, builtin, "builtin")
    for point in _entry_points():
        if not manager.is_blocked(point.name):
            _register(manager, _load(point), point.name)
    for module in modules:
        if not manager.is_blocked(module):
            _register(manager, _import(module), module)
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise PluginError(f"plugin {_name_of(manager, error.plugin)!r}: {error}; compare the hooks' names") from error
    return manager


def collect(manager: pluggy.PluginManager) -> Registry:
    """Call every registering hook of every plugin, and sort what comes back by name."""
    owners: dict[str, str] = {}

    def gather(hook: str, kind: str, key: Callable[[_Named], str] = lambda item: item.name) -> dict[str, object]:
        found: dict[str, object] = {}
        for plugin, items in _ask(manager, hook):
            for item in items:
                name = key(item)
                if name in found:
                    raise PluginError(
                        f"plugins {owners[f'{kind}:{name}']!r} and {plugin!r} both bring the {kind} {name!r}; "
                        f"leave one out with --no-plugin"
                    )
                found[name] = item
                owners[f"{kind}:{name}"] = plugin
        return dict(sorted(found.items()))

    return Registry(
        readers=gather("register_readers", "reader"),  # type: ignore[arg-type]
        extractors=gather("register_extractors", "extractor"),  # type: ignore[arg-type]
        checks=gather("register_checks", "check", lambda item: item.kind),  # type: ignore[arg-type, attr-defined]
        reporters=gather("register_reporters", "reporter"),  # type: ignore[arg-type]
        packs=tuple(path for _, paths in _ask(manager, "register_packs") for path in paths),  # type: ignore[misc]
        owners=owners,
    )


def _ask(manager: pluggy.PluginManager, hook: str) -> Iterable[tuple[str, list[_Named]]]:
    """Yield what each plugin returns from a hook, built-in features first, then by name of the plugin."""
    implementations = getattr(manager.hook, hook).get_hookimpls()
    for implementation in sorted(implementations, key=lambda i: (i.plugin_name != "builtin", i.plugin_name)):
        try:
            yield implementation.plugin_name, list(implementation.function())
        except Exception as error:
            raise PluginError(
                f"plugin {implementation.plugin_name!r}: {hook} raised {type(error).__name__}: {error}; "
                f"leave it out with --no-plugin {implementation.plugin_name}"
            ) from error


def _register(manager: pluggy.PluginManager, plugin: object, name: str) -> None:
    try:
        manager.register(plugin, name)
    except ValueError as error:
        raise PluginError(f"two plugins are called {name!r}; leave one out with --no-plugin {name}") from error
    except pluggy.PluginValidationError as error:
        raise PluginError(f"plugin {name!r}: {error}") from error


def _import(module: str) -> object:
    """Import a plugin given on the command line or in the configuration; the working directory counts."""
    if "" not in sys.path and str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    try:
        return import_module(module)
    except Exception as error:
        raise PluginError(
            f"plugin {module!r} cannot be imported: {type(error).__name__}: {error}; "
            f"give the name of a module on the path, or leave it out with --no-plugin {module}"
        ) from error


def _load(point: EntryPoint) -> object:
    try:
        plugin: object = point.load()
    except Exception as error:
        distribution = point.dist
        origin = f" of {distribution.name} {distribution.version}" if distribution else ""
        raise PluginError(
            f"plugin {point.name!r}{origin} cannot be loaded: {type(error).__name__}: {error}; "
            f"leave it out with --no-plugin {point.name}"
        ) from error
    return plugin


def _entry_points() -> list[EntryPoint]:
    """Return the installed plugins, by name.

    `importlib.metadata` costs as much to import as the rest of a short run, so the installed distributions are asked
    first, by file name, whether any of them has an entry point for us.
    """
    if not any(_announces_plugin(Path(folder)) for folder in sys.path if folder):
        return []
    from importlib.metadata import entry_points  # noqa: PLC0415

    return sorted(entry_points(group=GROUP), key=lambda point: point.name)


def _announces_plugin(folder: Path) -> bool:
    for pattern in ("*.dist-info/entry_points.txt", "*.egg-info/entry_points.txt"):
        for path in folder.glob(pattern):
            try:
                if f"[{GROUP}]".encode() in path.read_bytes():
                    return True
            except OSError:
                continue
    return False


def _name_of(manager: pluggy.PluginManager, plugin: object) -> str:
    return manager.get_name(plugin) or repr(plugin)
