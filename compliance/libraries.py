"""The rules and policies of a run: those of all packs, and whether the configuration names what is among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from msgspec.structs import replace

from compliance.errors import PackError, PluginError, Problem
from compliance.installed import PACK_FILE
from compliance.model.library import Library
from compliance.model.settings import Settings
from compliance.overrides import ORIGINS
from compliance.packs import load_packs
from compliance.packs.files import show_folder
from compliance.plugins import Registry
from compliance.rule_choice import find_unknown_choices
from compliance.spelling import suggest
from compliance.terms.directory import Directory
from compliance.terms.origins import is_unknown_id


def find_folders(registry: Registry, settings: Settings) -> tuple[Path, ...]:
    """Return the folders of all packs, also of those for some articles only; that of the core pack is the first."""
    further = (_find_folder(settings, name) for rule in settings.path_rules for name in rule.packs)
    return (*registry.packs, *map(Path, settings.packs), *(folder for folder in further if folder))


def _find_folder(settings: Settings, name: str) -> Path | None:
    """Return the folder that a name in an override is of; None where it is the name of a pack or policy."""
    folder = Path(settings.folder, name)
    return folder if folder.is_dir() else None


def list_apart(settings: Settings) -> frozenset[str]:
    """Return the folders and names of packs, and the policies, that count for some articles only."""
    return frozenset(name for rule in settings.path_rules for name in rule.packs)


def load_part(registry: Registry, settings: Settings, library: Library, without: frozenset[str]) -> Library:
    """Return the library without some of what overrides name. Raises `PackError` where the rest needs that."""
    if not without:
        return library
    folders = {folder.resolve() for name in without if (folder := _find_folder(settings, name))}
    folders |= {Path(library.packs[name].folder).resolve() for name in without if name in library.packs}
    part = load_library(registry, settings, without=frozenset(folders))
    return replace(part, policies={id_: policy for id_, policy in part.policies.items() if id_ not in without})


def check_parts(registry: Registry, settings: Settings, library: Library) -> None:
    """Load what counts for all articles, and for those of each override.

    Raises `PackError` where something of that needs what does not count there.
    """
    apart = list_apart(settings)
    for names in dict.fromkeys([(), *(rule.packs for rule in settings.path_rules)] if apart else []):
        without = apart.difference(names)
        try:
            load_part(registry, settings, library, without)
        except PackError as error:
            told = f" (without what counts elsewhere only, by an override: {', '.join(sorted(without))})"
            raise PackError([replace(one, message=one.message + told) for one in error.problems]) from error


def load_library(
    registry: Registry, settings: Settings, *, complete: bool = False, without: frozenset[Path] = frozenset()
) -> Library:
    """Return the rules and policies of all packs; unless ``complete``, rules come without reasons and examples.

    ``without`` are folders of packs to leave out, with links followed.

    Raises `PackError` with all mistakes of all files, and `PluginError` for an installed pack under a wrong name.
    """
    schemas = {kind: check.schema for kind, check in registry.checks.items()}
    try:
        library = load_packs(
            [folder for folder in find_folders(registry, settings) if not without or folder.resolve() not in without],
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
    """Yield rules, publishers and packs of the configuration that nobody knows, at their places."""
    yield from find_unknown_choices(settings.only, library.rules)
    yield from _find_unknown_rules(settings, settings.severities, (), library)
    yield from _find_unknown_levels(settings, library)
    directory = Directory(library.policies.values() if settings.path_rules else ())
    for rule in settings.path_rules:
        place = (rule.table, rule.index)
        yield from _find_unknown_rules(settings, rule.severities, place, library)
        if rule.origin and is_unknown_id(rule.origin, directory):
            key = "publisher" if rule.table == ORIGINS else "origin"
            hint = suggest(rule.origin, library.policies, otherwise="write an outlet's name or address")
            told = f"{rule.table}: no publisher's policy is called {rule.origin!r}"
            yield Problem(*_locate(settings, (*place, key)), told, hint)
        known = [*library.packs, *library.policies]
        for name in rule.packs:
            if name not in known and _find_folder(settings, name) is None:
                told = f"{rule.table}: no folder, pack or policy is called {name!r}"
                yield Problem(*_locate(settings, (*place, "packs")), told, suggest(name, known))


def _find_unknown_rules(
    settings: Settings, severities: Mapping[str, str], place: tuple[str | int, ...], library: Library
) -> Iterator[Problem]:
    for rule in severities:
        if rule not in library.rules:
            where = _locate(settings, (*place, "severity", rule))
            yield Problem(*where, f"severity: no rule is called {rule!r}", suggest(rule, library.rules))


def _locate(settings: Settings, keys: tuple[str | int, ...]) -> tuple[str, int, int]:
    from compliance.config import locate  # noqa: PLC0415 - only where something is wrong

    return locate(settings.file, keys)


def _find_unknown_levels(settings: Settings, library: Library) -> Iterator[Problem]:
    """Yield rules, and patterns that no rule matches, which somebody wants the run to fail on or not."""
    if not settings.fail_on_rules:
        return
    from compliance.exceptions.concluding import RECORD_RULES  # noqa: PLC0415

    known = (*library.rules, *RECORD_RULES)
    unknown = [name for name in settings.fail_on_rules if not any(fnmatchcase(rule, name) for rule in known)]
    if not unknown:
        return
    from compliance.config import read_config  # noqa: PLC0415 - only where something is wrong

    configured = read_config(Path(settings.file)).fail_on_rules if settings.file else {}
    for name in unknown:
        place = _locate(settings, ("fail-on", name)) if name in configured else ("", 0, 0)
        hint = suggest(name, known, otherwise="`compliance rules list` lists them")
        yield Problem(*place, f"fail-on: no rule is called {name!r}, or matches it", hint)
