"""Loading plugins and asking them what they bring; what cannot be used is left out, and told of."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pluggy
from msgspec import Struct, field
from msgspec.structs import replace

from compliance import builtin, hookspecs
from compliance.errors import Fault, PluginError, Problem, describe_failure, name_class
from compliance.hookspecs import REPEATABLE
from compliance.installed import PACKS, PLUGINS, EntryPoint, find_entry_points
from compliance.model.settings import PLUGIN_SECONDS
from compliance.plugins.collecting import Collector, Place
from compliance.plugins.installed_packs import find_packs
from compliance.plugins.registry import BUILTIN, Plugin, Registry

if TYPE_CHECKING:
    from compliance.plugins.guarding import Guard

Made = TypeVar("Made")


def load_registry(
    modules: Sequence[str] = (),
    disabled: Sequence[str] = (),
    *,
    lenient: bool = False,
    seconds: float = PLUGIN_SECONDS,
    debug: bool = False,
) -> Registry:
    """Load built-in features, installed plugins and packs and the named modules, and ask them all.

    A plugin that cannot be imported, has a misspelt hook, fails in one or brings a name that is taken is left out as
    far as it is wrong. That is raised as a `PluginError`, of all plugins at once, or stands in the registry where that
    may be ``lenient``. ``seconds`` are what a plugin has for an article; see `compliance.plugins.guarding`.
    """
    if BUILTIN in disabled:
        raise PluginError(f"the plugin {BUILTIN!r} cannot be left out; it brings what every run needs")
    loader = _Loader(seconds, debug)
    loader.register(Plugin(BUILTIN), builtin)
    installed = find_entry_points()
    for point in installed[PLUGINS]:
        if point.name not in disabled:
            loader.load(Plugin(point.name, "entry point", metadata=point.metadata), point)
    for module in dict.fromkeys(modules):
        if module not in disabled:
            loader.load(Plugin(module, "module"), module)
    registry = loader.collect()
    if registry.problems and not lenient:
        raise PluginError(registry.problems)
    packs = find_packs(installed[PACKS], disabled)
    return replace(registry, packs=(*registry.packs, *(pack.folder for pack in packs)), installed_packs=packs)


def _make_manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager(PLUGINS)
    manager.add_hookspecs(hookspecs)
    return manager


class _Loader(Struct):
    """Loads plugins one by one, and asks them together; notes what is wrong with them."""

    seconds: float
    debug: bool
    manager: pluggy.PluginManager = field(default_factory=_make_manager)
    plugins: dict[str, Plugin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    guard: Guard | None = None

    def load(self, plugin: Plugin, place: EntryPoint | str) -> None:
        """Import a plugin, and register it unless something is wrong with it."""
        if plugin.name in self.plugins:
            self._complain_of_two(plugin)
            return
        try:
            found = self._watch(
                plugin.name, lambda: _resolve(place) if isinstance(place, EntryPoint) else _import(place)
            )
        except Exception as error:
            if self.debug:
                raise
            wrong = describe_failure(error).removeprefix("raised ")
            if isinstance(error, SyntaxError):  # whose message ends with the place
                wrong = f"{type(error).__name__}: {error.msg}"
            where = _find_failure(error)
            named = "" if isinstance(place, EntryPoint) else "give the name of a module on the path, or "
            remedy = f"{'mend it, or ' if where[0] else named}leave it out with --no-plugin {plugin.name}"
            self._complain(plugin, f" cannot be imported: {wrong}", remedy, where)
            return
        self.register(replace(plugin, file=_find_file(found), is_repeatable=_is_repeatable(found)), found)

    def register(self, plugin: Plugin, found: object) -> None:
        """Register what was imported, unless it is there already or has mistakes."""
        leave_out = f"leave it out with --no-plugin {plugin.name}"
        if other := self.manager.get_name(found):
            message = f"the plugin {other!r} is loaded again as {plugin.name!r}"
            self.problems.append(Problem("", 0, 0, message, f"leave one out with --no-plugin {plugin.name}"))
            return
        mistakes = []
        if plugin.name != BUILTIN:
            from compliance.plugins.hook_names import find_mistakes  # noqa: PLC0415 - only where there is a plugin

            try:
                mistakes = list(find_mistakes(found))
            except Exception as error:  # it may be any object
                mistakes = [(describe_failure(error), "report it to its author", None)]
        for message, remedy, function in mistakes:
            joined = f"{remedy} or {leave_out}" if remedy.endswith("?") else f"{remedy}, or {leave_out}"
            self._complain(plugin, f": {message}", joined, _find_definition(function))
        if mistakes:
            return
        try:
            self.manager.register(found, plugin.name)
        except Exception as error:
            if self.debug or plugin.name == BUILTIN:
                raise
            self._complain(plugin, f": {describe_failure(error)}", leave_out)
            return
        self.plugins[plugin.name] = plugin

    def collect(self) -> Registry:
        """Return what all bring, and what is wrong."""
        collector = Collector(self.plugins, self._ask, self._find_hook, self.guard)
        registry = collector.collect()
        for name, _, fault in self.guard.take() if self.guard else ():
            plugin = self.plugins.get(name, Plugin(name))
            self._complain(plugin, f" {fault}", f"report it to its author, or use --no-plugin {name}")
        return replace(registry, problems=tuple(sorted({*self.problems, *collector.problems})))

    def _ask(self, hook: str) -> Iterator[tuple[str, object]]:
        """Yield what each plugin returns from a hook, built-in features first, then by name of the plugin."""
        implementations = getattr(self.manager.hook, hook).get_hookimpls()
        for implementation in sorted(implementations, key=lambda i: (i.plugin_name != BUILTIN, i.plugin_name)):
            name, function = implementation.plugin_name, implementation.function
            if name not in self.plugins:  # it broke while it was registered
                continue
            try:
                items = self._watch(name, partial(_list, function))
            except Exception as error:
                if self.debug:
                    raise
                message = f": {hook} {describe_failure(error)}"
                remedy = f"leave it out with --no-plugin {name}"
                place = _find_failure(error)
                self._complain(self.plugins[name], message, remedy, place if place[0] else self._find_hook(name, hook))
                continue
            yield from ((name, item) for item in items)

    def _watch(self, name: str, run: Callable[[], Made]) -> Made:
        """Run what belongs to a plugin under guard."""
        if name == BUILTIN:
            return run()
        if self.guard is None:
            from compliance.plugins.guarding import Guard  # noqa: PLC0415 - only where there is somebody to watch

            self.guard = Guard(self.seconds, debug=self.debug)
        return self.guard.call(name, name, "", run)

    def _find_hook(self, plugin: str, hook: str) -> Place:
        """Return where a plugin defines a hook."""
        return _find_definition(getattr(self.manager.get_plugin(plugin), hook, None))

    def _complain(self, plugin: Plugin, message: str, remedy: str, place: Place = ("", 0, 0)) -> None:
        self.problems.append(Problem(*place, f"{plugin}{message}", remedy))

    def _complain_of_two(self, plugin: Plugin) -> None:
        others = [" ".join(filter(None, one.distribution)) for one in (self.plugins[plugin.name], plugin)]
        which = f" ({' and '.join(filter(None, others))})" if any(others) else ""
        message = f"two plugins are called {plugin.name!r}{which}"
        self.problems.append(Problem("", 0, 0, message, f"leave both out with --no-plugin {plugin.name}"))


def _find_failure(error: Exception) -> Place:
    from compliance.plugin_places import find_failure  # noqa: PLC0415 - only where something is wrong

    return find_failure(error)


def _find_definition(function: object) -> Place:
    from compliance.plugin_places import find_definition  # noqa: PLC0415 - only where something is wrong

    return find_definition(function)


def _list(function: Callable[[], Iterable[object]]) -> list[object]:
    found = function()
    if not isinstance(found, Iterable):
        raise Fault(f"returned {name_class(type(found))}, not a list")
    return list(found)


def _import(module: str) -> object:
    """Import a plugin given on the command line or in the configuration; the working directory counts."""
    if "" not in sys.path and str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    return import_module(module)


def _resolve(point: EntryPoint) -> object:
    module, _, attribute = point.reference.partition(":")
    found: object = import_module(module.strip())
    for name in filter(None, attribute.strip().split(".")):
        found = getattr(found, name)
    return found


def _find_file(found: object) -> str:
    module = sys.modules.get(getattr(found, "__module__", ""), found)
    return str(getattr(module, "__file__", None) or "")


def _is_repeatable(found: object) -> bool:
    """Whether a plugin says so; see `compliance.hookspecs`."""
    try:
        return getattr(found, REPEATABLE, False) is True
    except Exception:  # it may be any object
        return False
