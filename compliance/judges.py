"""The judge of each article: one for all, and one for each group of articles that the configuration sets apart."""

from __future__ import annotations

from msgspec.structs import replace

from compliance.judgement import Judge
from compliance.libraries import list_apart, load_part
from compliance.model.library import Library
from compliance.model.settings import Settings
from compliance.overrides import Overrides, apply_rules
from compliance.plugins import Registry
from compliance.terms.directory import Directory
from compliance.terms.grants import Records


class Judges:
    """Makes judges when they are first needed, and keeps them. ``library`` holds what counts for any article."""

    def __init__(self, settings: Settings, registry: Registry, library: Library, records: Records) -> None:
        self._settings = settings
        self._registry = registry
        self.library = library
        self._records = records
        self._overrides = Overrides(settings)
        self._apart = list_apart(settings)
        self._made: dict[tuple[int, ...], Judge] = {}
        self._directories: dict[frozenset[str], tuple[Library, Directory]] = {}

    def for_article(self, name: str) -> Judge:
        """Return the judge of an article, by its name."""
        return self._for_rules(self._overrides.find_numbers(name))

    def library_for(self, name: str) -> Library:
        """Return the rules and policies by which an article is judged."""
        return self._load(self._apart.difference(*(rule.packs for rule in self._overrides.find(name))))[0]

    def for_all(self) -> Judge:
        """Return the judge of articles that no path rule is about."""
        return self._for_rules(())

    def _for_rules(self, numbers: tuple[int, ...]) -> Judge:
        if numbers not in self._made:
            rules = tuple(self._settings.path_rules[number] for number in numbers)
            settings = apply_rules(self._settings, rules)
            library, directory = self._load(self._apart.difference(*(rule.packs for rule in rules)))
            records = replace(self._records, ours=settings.publisher)
            self._made[numbers] = Judge(settings, self._registry, library, directory, records)
        return self._made[numbers]

    def _load(self, without: frozenset[str]) -> tuple[Library, Directory]:
        if without not in self._directories:
            library = load_part(self._registry, self._settings, self.library, without)
            self._directories[without] = library, Directory(library.policies.values())
        return self._directories[without]
