"""Tells of each plugin what it brings and where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from compliance._version import __version__
from compliance.model.listing import ListedPlugin
from compliance.plugins.collecting import LABELS, PACK
from compliance.plugins.installed_packs import InstalledPack
from compliance.plugins.registry import BUILTIN, Plugin, Registry

_PLURALS: Mapping[str, str] = {label: f"{label}s" for label in (*LABELS.values(), PACK)}


def list_plugins(registry: Registry, named: Collection[str] = ()) -> tuple[ListedPlugin, ...]:
    """Return all plugins that are loaded, built-in features first, and installed packs that come without code.

    ``named`` are the plugins of the command line.
    """
    brought: dict[str, dict[str, list[str]]] = {name: {} for name in registry.plugins}
    for part, owner in sorted(registry.owners.items()):
        label, _, name = part.partition(":")
        if label in _PLURALS:
            shown = PurePosixPath(name).name if label == PACK else name
            brought[owner].setdefault(_PLURALS[label], []).append(shown)
    names = sorted(registry.plugins, key=lambda name: (name != BUILTIN, name))
    plugins = (_list_plugin(registry.plugins[name], brought[name], name in named) for name in names)
    return (*plugins, *map(_list_pack, registry.installed_packs))


def _list_pack(pack: InstalledPack) -> ListedPlugin:
    distribution, _, version = pack.distribution.rpartition(" ")
    return ListedPlugin(pack.name, version, distribution, "entry point", {f"{PACK}s": (pack.name,)})


def _list_plugin(plugin: Plugin, brought: Mapping[str, list[str]], named: bool) -> ListedPlugin:  # noqa: FBT001
    distribution, version = plugin.distribution
    found = {"module": "--plugin" if named else "configuration"}.get(plugin.found, plugin.found)
    if plugin.name == BUILTIN:
        distribution, version = "article-compliance", __version__
    return ListedPlugin(
        plugin.name, version, distribution, found, {label: tuple(names) for label, names in brought.items()}
    )
