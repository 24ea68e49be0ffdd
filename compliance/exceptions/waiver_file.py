"""Waiver files (``waivers.toml``) → waivers, or all mistakes with their places. A file with mistakes covers nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from msgspec import Struct, field

from compliance.errors import ConfigError, Problem
from compliance.exceptions.days import parse_day
from compliance.model.waiver import Waiver
from compliance.spelling import suggest, suggest_or_list
from compliance.toml_marks import Keys, Table, find_key, load_toml, parse_toml

_TABLES = "waiver"
_KEYS = ("rule", "articles", "reason", "owner", "expires", "permanent", "ticket", "fingerprint")
_FINGERPRINT = re.compile(r"[0-9a-f]{20}\Z")
_WILD = re.compile(r"[*?\[]")


def load_waivers(path: Path) -> tuple[Waiver, ...]:
    """Return the records of a file in their order. Raises `ConfigError` with all mistakes, each at its line."""
    return _read(str(path), *load_toml(path, "--waivers"))


def parse_waivers(name: str, data: bytes) -> tuple[Waiver, ...]:
    """Return the records of a file's bytes. Raises `ConfigError` with all mistakes, each at its line."""
    return _read(name, *parse_toml(name, data))


def find_unknown_rules(waivers: Iterable[Waiver], rules: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each rule or pattern of a waiver that no rule has or matches."""
    known = sorted(rules)
    for waiver in waivers:
        for rule in waiver.rules:
            if message := describe_unknown(rule, known):
                yield Problem(waiver.path, *waiver.rule_place, *message)


def describe_unknown(rule: str, known: Iterable[str]) -> tuple[str, str] | None:
    """Return what is wrong with the rule of an exception, and what to do; None where it is known."""
    rules = list(known)
    if any(fnmatchcase(name, rule) for name in rules):
        return None
    if _WILD.search(rule):
        return f"no rule matches {rule!r}", "`compliance rules list` shows them all"
    return f"no rule is called {rule!r}", suggest(rule, rules, otherwise="`compliance rules list` shows them all")


def _read(name: str, text: str, tables: Table) -> tuple[Waiver, ...]:
    reader = _Reader(name, text)
    found = tuple(reader.read(tables))
    if reader.problems:
        raise ConfigError(sorted(reader.problems))
    return found


class _Reader(Struct):
    """Reads one file's tables and collects what is wrong with them."""

    path: str
    text: str
    problems: list[Problem] = field(default_factory=list)

    def read(self, tables: Table) -> Iterator[Waiver]:
        """Yield the records; what is wrong with them is kept in ``problems``."""
        for key in tables:
            if key != _TABLES:
                self._complain((key,), f"{key!r} is no key of a waiver file", "write [[waiver]]")
        records = tables.get(_TABLES, [])
        if not isinstance(records, list) or not all(isinstance(item, Mapping) for item in records):
            self._complain((_TABLES,), f"{_TABLES!r} must be an array of tables", "write [[waiver]]")
            return
        for index, record in enumerate(records):
            yield self._read_record(record, (_TABLES, index))

    def _read_record(self, record: Table, keys: Keys) -> Waiver:
        for key in record:
            if key not in _KEYS:
                self._complain((*keys, key), f"{key!r} is no key of a waiver", suggest_or_list(key, _KEYS))
        for key in ("rule", "articles", "reason", "owner"):
            if key not in record:
                self._complain(keys, f"{key!r} is missing", f'write {key} = "…"')
        line, column = find_key(self.text, keys)
        return Waiver(
            rules=self._texts(record, (*keys, "rule")),
            articles=self._patterns(record, (*keys, "articles")),
            reason=self._text(record, (*keys, "reason")),
            owner=self._text(record, (*keys, "owner")),
            expires=self._last_day(record, keys),
            ticket=self._text(record, (*keys, "ticket")),
            fingerprint=self._fingerprint(record, (*keys, "fingerprint")),
            path=self.path,
            line=line,
            column=column,
            rule_place=find_key(self.text, (*keys, "rule")),
        )

    def _last_day(self, record: Table, keys: Keys) -> str:
        """Return the last day; a waiver without one has to say that it is meant to be permanent."""
        permanent = record.get("permanent", False)
        if not isinstance(permanent, bool):
            self._complain((*keys, "permanent"), f"'permanent' is {permanent!r}", "write true or false")
            return ""
        if "expires" not in record:
            if not permanent:
                remedy = "write expires = 2027-01-31, or permanent = true"
                self._complain(keys, "it does not say when it ends", remedy)
            return ""
        if permanent:
            self._complain((*keys, "permanent"), "the waiver is permanent and has a last day", "keep one of them")
        value = record["expires"]
        day = parse_day(value)
        if not day:
            self._complain((*keys, "expires"), f"{str(value)!r} is no date", "use ISO 8601, such as 2027-01-31")
        return day

    def _fingerprint(self, record: Table, keys: Keys) -> str:
        value = self._text(record, keys)
        if value and not _FINGERPRINT.match(value):
            remedy = "copy it from a report, such as that of --format json"
            self._complain(keys, f"{value!r} is no fingerprint: these are 20 hexadecimal digits", remedy)
        return value

    def _text(self, record: Table, keys: Keys) -> str:
        value = record.get(str(keys[-1]), "")
        if isinstance(value, str) and (value.strip() or keys[-1] not in record):
            return " ".join(value.split())
        remedy = "say it in a few words" if isinstance(value, str) else 'write it in "quotes"'
        self._complain(keys, f"{keys[-1]!r} must be a text", remedy)
        return ""

    def _texts(self, record: Table, keys: Keys) -> tuple[str, ...]:
        value = record.get(str(keys[-1]), [])
        items = [value] if isinstance(value, str) else value
        is_given = bool(items) or keys[-1] not in record
        if is_given and isinstance(items, list) and all(isinstance(item, str) and item.strip() for item in items):
            return tuple(item.strip() for item in items)
        self._complain(keys, f"{keys[-1]!r} must be a text or a list of texts")
        return ()

    def _patterns(self, record: Table, keys: Keys) -> tuple[str, ...]:
        from compliance.path_patterns import find_pattern_mistake  # noqa: PLC0415 - only where there are waivers

        patterns = self._texts(record, keys)
        for mistake in filter(None, map(find_pattern_mistake, patterns)):
            self._complain(keys, *mistake)
        return patterns

    def _complain(self, keys: Keys, message: str, remedy: str = "") -> None:
        line, column = find_key(self.text, keys)
        self.problems.append(Problem(self.path, line, column, message, remedy))
