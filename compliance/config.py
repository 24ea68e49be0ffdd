"""Configuration files → settings: ``compliance.toml``, or ``[tool.compliance]`` in ``pyproject.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from compliance.context_values import find_context_mistake, normalise
from compliance.errors import ConfigError, Problem
from compliance.model.settings import (
    BASELINE_FILE,
    PERMISSION_FILE,
    PLUGIN_SECONDS,
    WAIVER_FILE,
    PathRule,
    Settings,
)
from compliance.spelling import suggest, suggest_or_list

if TYPE_CHECKING:
    from compliance.toml_marks import Keys, Table

MAX_SECONDS = 86_400
"""That a plugin may have for an article: a day."""
FAIL_ON = ("error", "warning", "note", "review")
SEVERITIES = ("error", "warning", "note", "off")
_KEYS = (
    *("context", "packs", "publisher", "origins", "severity", "fail-on", "plugins", "no-plugins", "exclude"),
    *("permissions", "terms-max-age", "plugin-seconds"),
    *("waivers", "waivers-from", "baseline"),
)
_ORIGIN_KEYS = ("paths", "publisher", "original", "context")


def find_config(start: Path) -> Path | None:
    """Return the nearest configuration file in a folder or above it."""
    for folder in (start, *start.parents):
        if (path := folder / "compliance.toml").is_file():
            return path
        if (path := folder / "pyproject.toml").is_file() and _holds_our_table(path):
            return path
    return None


def load_config(path: Path) -> Settings:
    """Return the settings of a configuration file; paths in it are relative to its folder.

    Raises `ConfigError` with all mistakes, each at its line.
    """
    settings = read_config(path)
    if settings.problems:
        raise ConfigError(settings.problems)
    return settings


def read_config(path: Path) -> Settings:
    """Return the settings of a configuration file with its mistakes, so that those of other files are found too.

    Raises `ConfigError` where it cannot be read, or does not tell which plugins are loaded: without these, it cannot be
    said what is wrong with other files.
    """
    from compliance.toml_marks import load_toml  # noqa: PLC0415

    text, tables = load_toml(path, "--config")
    prefix: tuple[str, ...] = ()
    if path.name == "pyproject.toml":
        tool = tables.get("tool")
        ours = tool.get("compliance") if isinstance(tool, Mapping) else None
        tables, prefix = (ours if isinstance(ours, Mapping) else {}), ("tool", "compliance")
    return _Reader(path, text, prefix).read(tables)


def locate(file: str, keys: Keys) -> tuple[str, int, int]:
    """Return path, line and column of a key in a configuration file, for complaints that come up after it was read."""
    from compliance.toml_marks import find_key, load_toml  # noqa: PLC0415

    if not file:
        return "", 0, 0
    prefix = ("tool", "compliance") if Path(file).name == "pyproject.toml" else ()
    return file, *find_key(load_toml(Path(file), "--config")[0], (*prefix, *keys))


def parse_context(pairs: Sequence[str]) -> dict[str, str]:
    """Return the context of ``key=value[,key=value…]`` texts. Raises `ConfigError` with all mistakes.

    >>> parse_context(["use=community,ads=no", "jurisdiction=us"])
    {'use': 'community', 'ads': 'no', 'jurisdiction': 'US'}
    """
    values, problems = read_context(pairs)
    if problems:
        raise ConfigError(problems)
    return values


def read_context(pairs: Sequence[str]) -> tuple[dict[str, str], list[Problem]]:
    """Return the context of ``key=value[,key=value…]`` texts, and all mistakes."""
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for pair in (part.strip() for text in pairs for part in text.split(",") if part.strip()):
        key, equals, value = (part.strip() for part in pair.partition("="))
        if not equals:
            remedy = "write for example use=community"
            problems.append(Problem("", 0, 0, f"context {pair!r} is not of the form key=value", remedy))
            continue
        if mistake := find_context_mistake(key, value):
            problems.append(Problem("", 0, 0, *mistake))
        elif key in values and values[key] != normalise(key, value):
            message = f"context {key!r} is given twice, as {values[key]!r} and {value!r}"
            problems.append(Problem("", 0, 0, message, "give it once"))
        else:
            values[key] = normalise(key, value)
    return values, problems


def _holds_our_table(path: Path) -> bool:
    try:
        return b"tool.compliance" in path.read_bytes()
    except OSError:
        return False


class _Reader(Struct):
    """Reads one file's tables and collects what is wrong with them."""

    path: Path
    text: str
    prefix: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    hides_plugins: bool = False
    """Whether one of the mistakes may be about plugins."""

    def read(self, table: Table) -> Settings:
        """Return the settings, or raise all mistakes at once."""
        for key in table:
            if key not in _KEYS:
                self._complain((key,), f"{key!r} is no setting", suggest_or_list(key, _KEYS))
        context = self._context(table.get("context"), ("context",))
        settings = Settings(
            packs=tuple(str(self.path.parent / name) for name in self._texts(table, "packs")),
            publisher=self._texts(table, "publisher"),
            path_rules=tuple(self._path_rules(table.get("origins"))),
            severities=dict(self._severities(table.get("severity"))),
            fail_on=self._choice(table.get("fail-on", "error"), ("fail-on",), FAIL_ON),
            plugins=self._texts(table, "plugins"),
            disabled_plugins=self._texts(table, "no-plugins"),
            exclude=self._texts(table, "exclude"),
            folder=str(self.path.parent),
            file=str(self.path),
            permissions=self._find_file(table, "permissions", PERMISSION_FILE),
            waivers=self._find_file(table, "waivers", WAIVER_FILE),
            waivers_from=self._text(table, "waivers-from"),
            baseline=self._find_file(table, "baseline", BASELINE_FILE),
            plugin_seconds=self._seconds(table.get("plugin-seconds", PLUGIN_SECONDS), ("plugin-seconds",)),
            terms_max_age=self._days(table.get("terms-max-age", 365), ("terms-max-age",)),
        )
        problems = tuple(sorted(self.problems))
        if self.hides_plugins:
            raise ConfigError(problems)
        return replace(settings, context=settings.context.including(context), problems=problems)

    def _complain(self, keys: Keys, message: str, remedy: str = "") -> None:
        from compliance.toml_marks import find_key  # noqa: PLC0415

        meant = f"{keys[0]} {remedy}" if remedy.startswith("did you mean") else str(keys[0])
        self.hides_plugins = self.hides_plugins or "plugins" in meant
        line, column = find_key(self.text, (*self.prefix, *keys))
        self.problems.append(Problem(str(self.path), line, column, message, remedy))

    def _texts(self, table: Table, key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return tuple(items)
        self._complain((key,), f"{key!r} must be a list of texts")
        return ()

    def _text(self, table: Table, key: str) -> str:
        value = table.get(key, "")
        if isinstance(value, str):
            return value
        self._complain((key,), f"{key!r} must be a text")
        return ""

    def _find_file(self, table: Table, key: str, usual: str) -> str:
        """Return the file that a key names, else the one of the usual name beside the configuration, if any."""
        value = table.get(key, "")
        if not isinstance(value, str):
            self._complain((key,), f"{key!r} must be the name of a file")
            return ""
        beside = self.path.parent / (value or usual)
        return str(beside) if value or beside.is_file() else ""

    def _table(self, value: object, keys: Keys) -> Table:
        if value is None or isinstance(value, Mapping):
            return value or {}
        self._complain(keys, f"{keys[-1]!r} must be a table")
        return {}

    def _context(self, value: object, keys: Keys) -> dict[str, str]:
        context: dict[str, str] = {}
        for key, given in self._table(value, keys).items():
            text = ("yes" if given else "no") if isinstance(given, bool) else str(given)
            if mistake := find_context_mistake(key, text):
                self._complain((*keys, key), *mistake)
            else:
                context[key] = normalise(key, text)
        return context

    def _severities(self, value: object) -> Iterator[tuple[str, str]]:
        for rule, severity in self._table(value, ("severity",)).items():
            yield rule, self._choice(severity, ("severity", rule), SEVERITIES)

    def _choice(self, value: object, keys: Keys, choices: Sequence[str]) -> str:
        if value not in choices:
            hint = suggest(value, choices)
            self._complain(keys, f"{keys[-1]}: {value!r} is not one of {', '.join(choices)}", hint)
        return str(value)

    def _days(self, value: object, keys: Keys) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self._complain(keys, f"{keys[-1]!r} must be a number of days", "write for example 365")
        return 0

    def _seconds(self, value: object, keys: Keys) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MAX_SECONDS:
            return float(value)
        message = f"{keys[-1]!r} must be a number of seconds, at most {MAX_SECONDS}"
        self._complain(keys, message, f"write for example {PLUGIN_SECONDS:g}; 0 sets no limit")
        return 0.0

    def _path_rules(self, value: object) -> Iterator[PathRule]:
        if value is not None and not isinstance(value, list):
            self._complain(("origins",), "'origins' must be an array of tables", "write [[origins]]")
            return
        for index, item in enumerate(value or []):
            table = self._table(item, ("origins", index))
            for key in table:
                if key not in _ORIGIN_KEYS:
                    self._complain(
                        ("origins", index, key), f"{key!r} is no key here", suggest_or_list(key, _ORIGIN_KEYS)
                    )
            paths = self._texts(table, "paths")
            if not paths:
                self._complain(("origins", index), "'paths' is missing", 'write paths = ["guest/*.md"]')
            publisher = table.get("publisher", "")
            if not isinstance(publisher, str):
                self._complain(("origins", index, "publisher"), "'publisher' must be a text")
            original = table.get("original", "")
            if not isinstance(original, str):
                self._complain(("origins", index, "original"), "'original' must be a text")
            context = self._context(table.get("context"), ("origins", index, "context"))
            yield PathRule(
                paths,
                publisher if isinstance(publisher, str) else "",
                context,
                original if isinstance(original, str) else "",
            )
