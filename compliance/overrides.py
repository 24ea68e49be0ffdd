"""What the configuration says of some articles only: which path rules these are, and what the settings are for them."""

from __future__ import annotations

from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from compliance import discovery
from compliance.model.settings import PathRule, Settings

if TYPE_CHECKING:
    from compliance.path_patterns import PathPatterns

ORIGINS = "origins"
"""The table whose patterns are of the shell, where a star stands for slashes too."""


class Overrides:
    """The path rules of a configuration."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def find_numbers(self, name: str) -> tuple[int, ...]:
        """Return the numbers, from 0, of the rules about an article, in the order in which later ones win."""
        rules = self._settings.path_rules
        if not rules:
            return ()
        path = discovery.name_below(self._settings.folder, name)
        return tuple(number for number in range(len(rules)) if self._is_about(number, path))

    def find(self, name: str) -> tuple[PathRule, ...]:
        """Return the rules themselves."""
        return tuple(self._settings.path_rules[number] for number in self.find_numbers(name))

    def find_original(self, name: str) -> str:
        """Return the file that holds an article's original; empty where none is named."""
        named = [rule.original for rule in self.find(name) if rule.original]
        if not named:
            return ""
        return str(Path(self._settings.folder, named[-1].replace("*", PurePath(name).stem)))

    def _is_about(self, number: int, path: str) -> bool:
        rule = self._settings.path_rules[number]
        if rule.table == ORIGINS:
            return any(fnmatch(path, pattern) for pattern in rule.paths)
        return self._patterns[number].cover(path)

    @cached_property
    def _patterns(self) -> dict[int, PathPatterns]:
        from compliance.path_patterns import PathPatterns  # noqa: PLC0415 - only where there are overrides

        rules = enumerate(self._settings.path_rules)
        return {number: PathPatterns(rule.paths) for number, rule in rules if rule.table != ORIGINS}


def apply_rules(settings: Settings, rules: tuple[PathRule, ...]) -> Settings:
    """Return the settings with what path rules say; what the command line says still wins.

    An override that names an origin takes the place of all origins that were named before it; those of ``[[origins]]``
    add up.
    """
    if not rules:
        return replace(settings, path_rules=()) if settings.path_rules else settings
    context = settings.context
    severities = dict(settings.severities)
    publisher = settings.publisher
    origins: list[PathRule] = []
    for rule in rules:
        context = context.including(rule.context)
        severities.update(rule.severities)
        if rule.publisher:
            publisher = (*rule.publisher, *settings.stated_publisher)
        if rule.origin:
            origins = [*(origins if rule.table == ORIGINS else ()), rule]
    return replace(
        settings,
        context=context.including(settings.stated),
        severities=severities,
        publisher=publisher,
        path_rules=tuple(origins),
    )
