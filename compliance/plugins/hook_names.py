"""Looks at what a plugin says that it implements, before it is asked: misspelt hooks, wrong arguments, versions."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from types import ModuleType

from compliance import hookspecs
from compliance.hookspecs import HOOKS_VERSION, hookimpl
from compliance.spelling import suggest

HOOKS = tuple(sorted(name for name in vars(hookspecs) if name.startswith("register_")))
VERSION = "COMPLIANCE_HOOKS"
_MARK = f"{hookimpl.project_name}_impl"
"""The attribute that the marker leaves on a function."""


def find_mistakes(plugin: object) -> Iterator[tuple[str, str, object]]:
    """Yield what is wrong with a plugin's hooks, what to do about it, and the function that it is about, if any."""
    version = getattr(plugin, VERSION, HOOKS_VERSION)
    if not isinstance(version, int):
        yield f"{VERSION} is {version!r}", f"write {VERSION} = {HOOKS_VERSION}", None
    elif version > HOOKS_VERSION:
        message = f"is made for version {version} of the hooks, and this release has version {HOOKS_VERSION}"
        yield message, "install a newer release of this program, or an older one of the plugin", None
        return
    for name, value in _list_attributes(plugin):
        options = getattr(value, _MARK, None)
        if isinstance(options, Mapping):
            found = _find_mistakes_in(options.get("specname") or name, value)
            yield from ((message, remedy, value) for message, remedy in found)
        elif name in HOOKS and inspect.isroutine(value):
            yield f"{name} is not marked as a hook", "write @hookimpl above it", value


def _list_attributes(plugin: object) -> Iterator[tuple[str, object]]:
    """Yield the attributes of a plugin, which may be a module, a class or an object; no property is asked."""
    if isinstance(plugin, ModuleType):
        yield from vars(plugin).items()
        return
    for name in dir(plugin):
        value = inspect.getattr_static(plugin, name, None)
        yield name, value.__func__ if isinstance(value, staticmethod | classmethod) else value


def _find_mistakes_in(name: str, function: object) -> Iterator[tuple[str, str]]:
    if name not in HOOKS:
        near = suggest(name, HOOKS, otherwise=f"hooks are {', '.join(HOOKS)}")
        yield f"there is no hook {name!r}", near
        return
    known = inspect.signature(getattr(hookspecs, name)).parameters
    given = inspect.signature(function).parameters if callable(function) else {}
    for unknown in (argument for argument in given if argument not in {*known, "self", "cls"}):
        yield f"{name} asks for {unknown!r}, which it does not get", "leave the argument out"
