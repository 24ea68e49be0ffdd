"""Finding, loading and asking plugins: from hooks to one registry of everything that they bring."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pluggy
from msgspec import Struct, field
from msgspec.structs import replace

from compliance import builtin, hookspecs, installed
from compliance.errors import PluginError, Problem
from compliance.hookspecs import Check, Extractor, Reader, Reporter
from compliance.installed import InstalledPack

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "compliance"
"""Name of the project and of its markers."""

BUILTIN = "builtin"
Item = TypeVar("Item")


class Registry(Struct, frozen=True):
    """Everything that plugins bring, by name; ``owners`` says by which plugin ("extractor:byline" → "builtin")."""

    readers: Mapping[str, Reader]
    extractors: Mapping[str, Extractor]
    checks: Mapping[str, Check]
    reporters: Mapping[str, Reporter]
    packs: tuple[Path, ...]
    owners: Mapping[str, str] = field(default_factory=dict)
    installed_packs: tuple[InstalledPack, ...] = ()
    """Those of ``packs`` that distributions without code bring."""

    def reader_for(self, suffix: str) -> Reader | None:
        """Return the reader of a file suffix (with dot, any case)."""
        suffix = suffix.lower()
        return next((reader for reader in self.readers.values() if suffix in reader.suffixes), None)


def load_registry(modules: Sequence[str] = (), disabled: Sequence[str] = ()) -> Registry:
    """Load built-in features, installed plugins and packs and the named modules, and ask them all.

    Raises `PluginError` for a plugin that cannot be imported, has a misspelt hook, fails in a hook or brings a name
    that is taken, and for an installed pack that is not where it should be.
    """
    groups = installed.find_groups()
    registry = collect(load_manager(modules, disabled, groups))
    if installed.PACKS not in groups:
        return registry
    packs = installed.find_packs(disabled)
    return replace(registry, packs=(*registry.packs, *(pack.folder for pack in packs)), installed_packs=packs)


def load_manager(
    modules: Sequence[str] = (), disabled: Sequence[str] = (), groups: Collection[str] | None = None
) -> pluggy.PluginManager:
    """Return a new plugin manager with everything registered and checked; ``groups`` is what distributions announce."""
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    for name in disabled:
        if name == BUILTIN:
            raise PluginError(f"the plugin {BUILTIN!r} cannot be left out; it brings what every run needs")
        manager.set_blocked(name)
    _register(manager, builtin, BUILTIN)
    announced = installed.find_groups() if groups is None else groups
    for point in installed.find_plugins() if installed.PLUGINS in announced else ():
        if not manager.is_blocked(point.name):
            _register(manager, _load(point), point.name)
    for module in dict.fromkeys(modules):
        if not manager.is_blocked(module):
            _register(manager, _import(module), module)
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        reason = " ".join(str(error).split())
        raise PluginError(f"plugin {_name_of(manager, error.plugin)!r}: {reason}; compare the hooks' names") from error
    return manager


def collect(manager: pluggy.PluginManager) -> Registry:
    """Call every registering hook of every plugin, and sort what comes back by name."""
    owners: dict[str, str] = {}

    def gather(hook: str, kind: type[Item], name_of: Callable[[Item], str]) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for plugin, item in _ask(manager, hook, kind):
            _claim(owners, f"{kind.__name__.lower()}:{name_of(item)}", plugin)
            found[name_of(item)] = item
        return dict(sorted(found.items()))

    readers = gather("register_readers", Reader, lambda reader: reader.name)
    owned = [(owners[f"reader:{name}"], reader) for name, reader in readers.items()]
    for owner, reader in sorted(owned, key=lambda pair: (pair[0] != BUILTIN, pair[0])):
        for suffix in reader.suffixes:
            _claim(owners, f"suffix:{suffix}", owner)
    return Registry(
        readers=readers,
        extractors=gather("register_extractors", Extractor, lambda extractor: extractor.name),
        checks=gather("register_checks", Check, lambda check: check.kind),
        reporters=gather("register_reporters", Reporter, lambda reporter: reporter.name),
        packs=tuple(path for _, path in _ask(manager, "register_packs", Path)),
        owners=owners,
    )


def _claim(owners: dict[str, str], what: str, plugin: str) -> None:
    """Note that a plugin brings something; nobody else may."""
    if what in owners:
        kind, _, name = what.partition(":")
        raise PluginError(
            f"plugins {owners[what]!r} and {plugin!r} both bring the {kind} {name!r}; "
            f"leave one out with --no-plugin {plugin}"
        )
    owners[what] = plugin


def _ask(manager: pluggy.PluginManager, hook: str, kind: type[Item]) -> Iterator[tuple[str, Item]]:
    """Yield what each plugin returns from a hook, built-in features first, then by name of the plugin."""
    implementations = getattr(manager.hook, hook).get_hookimpls()
    for implementation in sorted(implementations, key=lambda i: (i.plugin_name != BUILTIN, i.plugin_name)):
        name = implementation.plugin_name
        way_out = f"leave it out with --no-plugin {name}"
        try:
            items = list(implementation.function())
        except Exception as error:
            raise PluginError(f"plugin {name!r}: {hook} raised {type(error).__name__}: {error}; {way_out}") from error
        for item in items:
            if not isinstance(item, kind):
                raise PluginError(
                    f"plugin {name!r}: {hook} returned a {type(item).__name__}, not a {kind.__name__}; {way_out}"
                )
            yield name, item


def _register(manager: pluggy.PluginManager, plugin: object, name: str) -> None:
    try:
        manager.register(plugin, name)
    except ValueError as error:
        other = manager.get_name(plugin)
        message = f"the plugin {other!r} is loaded again as {name!r}" if other else f"two plugins are called {name!r}"
        raise PluginError(f"{message}; leave one out with --no-plugin {name}") from error
    except pluggy.PluginValidationError as error:
        reason = " ".join(str(error).split())
        raise PluginError(f"plugin {name!r}: {reason}; compare the hooks' arguments") from error


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


def _name_of(manager: pluggy.PluginManager, plugin: object) -> str:
    return manager.get_name(plugin) or repr(plugin)


def blame(registry: Registry, part: str, source: str, error: Exception, *, debug: bool = False) -> Problem:
    """Return the problem that a part (``reader:html``) raised an exception; in debug mode let the exception through."""
    if debug:
        raise error
    kind, _, name = part.partition(":")
    owner = registry.owners.get(part, "?")
    remedy = "report it" if owner == "builtin" else f"report it to its author, or use --no-plugin {owner}"
    message = f"{kind} {name!r} of plugin {owner!r} raised {type(error).__name__}: {error}"
    return Problem(source, 0, 0, message, remedy)
