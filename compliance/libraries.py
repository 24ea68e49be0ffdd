"""The rules and policies of a run: those of all packs, and whether the configuration names what is among them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from compliance.errors import PackError, PluginError, Problem
from compliance.installed import PACK_FILE
from compliance.model.library import Library
from compliance.model.settings import Settings
from compliance.packs import load_packs
from compliance.packs.files import show_folder
from compliance.plugins import Registry
from compliance.spelling import suggest
from compliance.terms.directory import Directory
from compliance.terms.origins import is_unknown_id


def find_folders(registry: Registry, settings: Settings) -> tuple[Path, ...]:
    """Return the folders of all packs; that of the core pack is the first."""
    return (*registry.packs, *map(Path, settings.packs))


def load_library(registry: Registry, settings: Settings, *, complete: bool = False) -> Library:
    """Return the rules and policies of all packs; unless ``complete``, rules come without reasons and examples.

    Raises `PackError` with all mistakes of all files, and `PluginError` for an installed pack under a wrong name.
    """
    schemas = {kind: check.schema for kind, check in registry.checks.items()}
    try:
        library = load_packs(
            find_folders(registry, settings),
            schemas,
            kinds=registry.kinds,
            complete=complete,
            disabled=settings.disabled_plugins,
        )
    except PackError as error:
        # a plugin that is left out may be what the packs lack
        told = [_name_distribution(problem, registry) for problem in error.problems]
        raise PackError([*registry.problems, *told]) from error
    _compare_names(registry, library)
    return library


def _name_distribution(problem: Problem, registry: Registry) -> Problem:
    """Return a problem that names the distribution whose pack it is in, if it is in an installed one."""
    for pack in registry.installed_packs:
        if f"{problem.path}/".startswith(f"{show_folder(pack.folder)}/"):
            return replace(problem, message=f"{problem.message} (in the pack {pack.name!r} of {pack.distribution})")
    return problem


def _compare_names(registry: Registry, library: Library) -> None:
    """Raise `PluginError` for an installed pack whose own file calls it otherwise than its distribution does."""
    names = {pack.folder: pack.name for pack in library.packs.values()}
    for pack in registry.installed_packs:
        name = names.get(show_folder(pack.folder), pack.name)
        if name != pack.name:
            raise PluginError(
                f"pack {pack.name!r} of {pack.distribution}: its {PACK_FILE} calls it {name!r}; report it to its "
                f"author, or leave it out with --no-plugin {pack.name}"
            )


def find_unknown_names(settings: Settings, library: Library) -> Iterator[Problem]:
    """Yield rules and publishers of the configuration that nobody knows, at their places."""
    from compliance.config import locate  # noqa: PLC0415

    for rule in settings.severities:
        if rule not in library.rules:
            place = locate(settings.file, ("severity", rule))
            yield Problem(*place, f"severity: no rule is called {rule!r}", suggest(rule, library.rules))
    named = [(index, rule.origin) for index, rule in enumerate(settings.path_rules) if rule.origin]
    directory = Directory(library.policies.values() if named else ())
    for index, name in named:
        if is_unknown_id(name, directory):
            place = locate(settings.file, ("origins", index, "publisher"))
            hint = suggest(name, library.policies, otherwise="write an outlet's name or address")
            yield Problem(*place, f"origins: no publisher's policy is called {name!r}", hint)
