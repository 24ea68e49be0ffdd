"""What the settings of a run are, value by value, and where each comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import cast

from compliance.config import locate
from compliance.config_schema import show_value
from compliance.config_settings import OVERRIDE_SETTINGS, SETTINGS
from compliance.model.settings import PathRule, Settings
from compliance.model.stated import StatedValue
from compliance.overrides import ORIGINS, Overrides, apply_rules
from compliance.setting_kinds import Setting
from compliance.setting_tables import DEFAULT
from compliance.toml_marks import Keys, Table, load_toml

BUILT_IN = "built in"


def list_values(settings: Settings, given: Collection[str], path: str = "") -> list[StatedValue]:
    """Return all values; ``given`` are the options that the command line has, ``path`` an article to know them for.

    Lists of which files and command line each say a part name both. Raises `ConfigError` as `read_config` does.
    """
    rules = Overrides(settings).find(path) if path else ()
    finder = _Finder(settings, given, rules)
    applied = apply_rules(settings, rules) if path else settings
    found = [value for setting in SETTINGS if setting.target != "path_rules" for value in finder.find(setting, applied)]
    if path:
        return [*found, *finder.find_of_path(Overrides(settings).find_original(path), applied)]
    return [*found, *finder.find_tables()]


class _Finder:
    """Knows what the configuration file itself holds."""

    def __init__(self, settings: Settings, given: Collection[str], rules: tuple[PathRule, ...]) -> None:
        self._settings = settings
        self._given = given
        self._rules = rules
        self._table = _load_table(settings.file) if settings.file else {}

    def find(self, setting: Setting, applied: Settings) -> Iterator[StatedValue]:
        """Yield the value of a setting, or one for each key that it is a table of."""
        value = show_value(setting, applied)
        if not isinstance(value, dict):
            yield StatedValue((setting.key,), value, self._find_origin(setting))
            return
        for key, inner in value.items():
            yield StatedValue((setting.key, key), inner, self._find_origin_in(setting, key, inner))

    def find_tables(self) -> Iterator[StatedValue]:
        """Yield each table of path rules, as the file has it."""
        for rule in self._settings.path_rules:
            written = cast("list[Mapping[str, object]]", self._table[rule.table])[rule.index]
            yield StatedValue((rule.table, str(rule.index)), dict(written), self._place((rule.table, rule.index)))

    def find_of_path(self, original: str, applied: Settings) -> Iterator[StatedValue]:
        """Yield what only an article can have: where it comes from, its original, packs that count for it alone."""
        for rule in applied.path_rules:
            key = "publisher" if rule.table == ORIGINS else "origin"
            yield self._tell("origin", rule.origin, self._place((rule.table, rule.index, key)))
        if original:
            rule = next(rule for rule in reversed(self._rules) if rule.original)
            yield self._tell("original", original, self._place((rule.table, rule.index, "original")))
        for rule in self._rules:
            if rule.packs:
                yield self._tell("counting-packs", list(rule.packs), self._place((rule.table, rule.index, "packs")))

    def _tell(self, key: str, value: object, origin: str) -> StatedValue:
        return StatedValue((key,), value, origin, is_setting=False)

    def _find_origin(self, setting: Setting) -> str:
        parts = [self._place(keys)] if (keys := self._find_override(setting)) else self._find_in_file((setting.key,))
        if option := next((one for one in (setting.option, f"--no-{setting.key}") if one in self._given), ""):
            is_list = isinstance(getattr(self._settings, setting.target), tuple)
            parts = [*(parts if is_list else ()), f"command line ({option})"]
        return ", ".join(parts) or BUILT_IN

    def _find_origin_in(self, setting: Setting, key: str, value: object) -> str:
        if setting.target == "context" and key in self._settings.stated:
            return f"command line ({setting.option})"
        if keys := self._find_override(setting, key):
            return self._place(keys)
        written = self._table.get(setting.key)
        keys = (setting.key, key) if isinstance(written, Mapping) else (setting.key,)
        said = written.get(key) if isinstance(written, Mapping) else written if key == DEFAULT else None
        if setting.target != "context" and setting.option in self._given and said != value:
            return f"command line ({setting.option})"
        return BUILT_IN if said is None else self._place(keys)

    def _find_override(self, setting: Setting, *inner: str) -> Keys:
        """Return the keys of the last path rule's value; empty where none has one."""
        if setting.key not in {own.key for own in OVERRIDE_SETTINGS} - {"packs"}:
            return ()
        for rule in reversed(self._rules):
            value = getattr(rule, setting.target)
            if value and (not inner or inner[0] in value):
                return rule.table, rule.index, setting.key, *inner
        return ()

    def _find_in_file(self, keys: tuple[str, ...]) -> list[str]:
        inner: object = self._table
        for key in keys:
            if not isinstance(inner, Mapping) or key not in inner:
                return []
            inner = inner[key]
        return [self._place(keys)]

    def _place(self, keys: Keys) -> str:
        path, line, column = locate(self._settings.file, keys)
        kind = " (override)" if keys[0] in {ORIGINS, "overrides"} and self._rules else ""
        return f"{_show_path(path)}:{line}:{column}{kind}"


def _show_path(path: str) -> str:
    """Return a path as seen from the working folder where it lies below that."""
    here = Path.cwd()
    return Path(path).relative_to(here).as_posix() if Path(path).is_relative_to(here) else path


def _load_table(file: str) -> Table:
    tables = load_toml(Path(file), "--config")[1]
    if Path(file).name == "pyproject.toml":
        return cast("dict[str, dict[str, Table]]", tables)["tool"]["compliance"]
    return tables
