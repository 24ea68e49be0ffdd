"""Configuration files → settings: ``compliance.toml``, or ``[tool.compliance]`` in ``pyproject.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct, convert, field
from msgspec.structs import replace

from compliance.context_values import find_context_mistake, normalise
from compliance.errors import ConfigError, Problem
from compliance.model.settings import PathRule, Settings

if TYPE_CHECKING:
    from compliance.toml_marks import Keys, Table


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
        """Return the settings, or raise all mistakes at once where one may be about plugins."""
        from compliance.config_settings import SETTINGS  # noqa: PLC0415 - only where there is a file
        from compliance.setting_kinds import read_settings  # noqa: PLC0415
        from compliance.setting_tables import DEFAULT  # noqa: PLC0415

        values = read_settings(SETTINGS, table, _Place(self, ()), "is no setting")
        problems = tuple(sorted(self.problems))
        if self.hides_plugins:
            raise ConfigError(problems)
        rules = tuple(convert(rule, PathRule) for rule in cast("Sequence[object]", values.pop("path_rules", ())))
        context = cast("Mapping[str, str]", values.pop("context", {}))
        levels = cast("dict[str, str]", values.pop("fail_on", {}))
        return replace(
            Settings(folder=str(self.path.parent), file=str(self.path)),
            context=Settings().context.including(context),
            path_rules=rules,
            fail_on=levels.pop(DEFAULT, Settings().fail_on),
            fail_on_rules=levels,
            problems=problems,
            **values,
        )

    def complain(self, keys: Keys, message: str, remedy: str) -> None:
        """Keep what is wrong, with its line and column."""
        from compliance.toml_marks import find_key  # noqa: PLC0415

        meant = f"{keys[0]} {remedy}" if remedy.startswith("did you mean") else str(keys[0])
        self.hides_plugins = self.hides_plugins or "plugins" in meant
        line, column = find_key(self.text, (*self.prefix, *keys))
        self.problems.append(Problem(str(self.path), line, column, message, remedy))


class _Place(Struct, frozen=True):
    """As `compliance.setting_kinds.Place`."""

    reader: _Reader
    keys: Keys

    @property
    def folder(self) -> Path:
        return self.reader.path.parent

    def below(self, *keys: str | int) -> _Place:
        return _Place(self.reader, (*self.keys, *keys))

    def complain(self, message: str, remedy: str = "") -> None:
        self.reader.complain(self.keys, message, remedy)
