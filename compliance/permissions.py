"""Permission files (``permissions.toml``) → recorded permissions, with the state of each proof, or all mistakes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct, field

from compliance.errors import ConfigError, Problem
from compliance.model.context import VOCABULARY, YES_NO
from compliance.model.permission import Permission, ProofState
from compliance.spelling import suggest_or_list
from compliance.toml_marks import Keys, Table, find_key, load_toml

_TABLES = "permissions"
_LISTS = ("works", "titles", "uses", "media")
_SCOPE = {"uses": "use", "media": "medium"}
_FLAGS = tuple(key for key, values in VOCABULARY.items() if values == YES_NO)
_TEXTS = ("grantor", "grantee", "proof", "sha256", "note")
_DATES = ("from", "to")
_KEYS = (*_TEXTS, *_LISTS, *_FLAGS, *_DATES)
_ADDRESS = re.compile(r"https?://[^\s/]+\S*\Z")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


def load_permissions(path: Path, folder: Path | None = None) -> tuple[Permission, ...]:
    """Return the records of a file in their order.

    Paths of proofs are relative to the file; they must stay in ``folder`` (the project's; else the file's own). Raises
    `ConfigError` with all mistakes, each at its line.
    """
    text, tables = load_toml(path, "--permissions")
    own = path.parent.resolve()
    project = folder.resolve() if folder and own.is_relative_to(folder.resolve()) else own
    reader = _Reader(path, text, project)
    found = tuple(reader.read(tables))
    if reader.problems:
        raise ConfigError(sorted(reader.problems))
    return found


def find_today(environment: Mapping[str, str] = os.environ) -> str:
    """Return today's date (UTC) in ISO 8601, or that of ``SOURCE_DATE_EPOCH`` (reproducible-builds.org: seconds).

    Raises `ConfigError` where that is no number of seconds.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        problem = Problem("", 0, 0, f"SOURCE_DATE_EPOCH {epoch!r} is no number of seconds", "give seconds since 1970")
        raise ConfigError(problem) from error
    return moment.date().isoformat()


class _Reader(Struct):
    """Reads one file's tables and collects what is wrong with them."""

    path: Path
    text: str
    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def read(self, tables: Table) -> Iterator[Permission]:
        """Yield the records; what is wrong with them is kept in ``problems``."""
        for key in tables:
            if key != _TABLES:
                self._complain((key,), f"{key!r} is no key of a permission file", "write [[permissions]]")
        records = tables.get(_TABLES, [])
        if not isinstance(records, list) or not all(isinstance(item, Mapping) for item in records):
            self._complain((_TABLES,), f"{_TABLES!r} must be an array of tables", "write [[permissions]]")
            return
        for index, record in enumerate(records):
            yield self._read_record(record, (_TABLES, index))

    def _read_record(self, record: Table, keys: Keys) -> Permission:
        for key in record:
            if key not in _KEYS:
                self._complain((*keys, key), f"{key!r} is no key of a permission", suggest_or_list(key, _KEYS))
        texts = {key: self._text(record, (*keys, key)) for key in _TEXTS}
        lists = {key: self._list(record, (*keys, key)) for key in _LISTS}
        for key in ("grantor", "grantee", "proof"):
            if key not in record:
                self._complain(keys, f"{key!r} is missing", f'write {key} = "…"')
        if not lists["works"] and not lists["titles"]:
            remedy = 'write works = ["https://…/*"] or titles = ["…"]'
            self._complain(keys, "it does not say for which works", remedy)
        starts, ends = (self._date(record.get(key, ""), (*keys, key)) for key in _DATES)
        if starts and ends and ends < starts:
            message = f"the permission ends on {ends}, before it starts on {starts}"
            self._complain((*keys, "to"), message, "mend one of the dates")
        return Permission(
            grantor=texts["grantor"],
            grantee=texts["grantee"],
            works=lists["works"],
            titles=lists["titles"],
            scope=dict(self._scope(record, lists, keys)),
            starts=starts,
            ends=ends,
            proof=texts["proof"],
            sha256=texts["sha256"].lower(),
            proof_state=self._check_proof(texts["proof"], texts["sha256"].lower(), keys),
            note=texts["note"],
            place=f"{self.path}:{find_key(self.text, keys)[0]}",
        )

    def _scope(
        self, record: Table, lists: Mapping[str, tuple[str, ...]], keys: Keys
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield keys of the context with the values that the permission holds for."""
        for name, key in _SCOPE.items():
            for value in lists[name]:
                if value not in VOCABULARY[key]:
                    remedy = suggest_or_list(value, VOCABULARY[key])
                    self._complain((*keys, name), f"{value!r} is no value of context {key!r}", remedy)
            if lists[name]:
                yield key, lists[name]
        for key in _FLAGS:
            match record.get(key):
                case None:
                    continue
                case True | "yes":
                    yield key, YES_NO
                case False | "no":
                    yield key, ("no",)
                case other:
                    self._complain((*keys, key), f"{key!r} is {other!r}", "write yes or no")

    def _check_proof(self, proof: str, sha256: str, keys: Keys) -> ProofState:
        """Return what became of the proof. An address is looked up by nobody; a file must be what it was."""
        if sha256 and not _SHA256.match(sha256):
            self._complain((*keys, "sha256"), "'sha256' must be 64 hexadecimal digits", "write what sha256sum prints")
        if not proof or _ADDRESS.match(proof):
            return ProofState.ELSEWHERE
        file = (self.path.parent / proof).resolve()
        if Path(proof).is_absolute() or not file.is_relative_to(self.folder):
            message = f"the proof {proof!r} leaves the project folder"
            self._complain((*keys, "proof"), message, "keep a copy in the project, and name it relative to this file")
            return ProofState.GONE
        actual = _digest(file)
        if not sha256:
            remedy = f'write sha256 = "{actual}"' if actual else "write what sha256sum prints"
            self._complain((*keys, "proof"), "'sha256' is missing: a proof can be changed", remedy)
        if not actual:
            return ProofState.GONE
        return ProofState.KEPT if actual == sha256 else ProofState.CHANGED

    def _text(self, record: Table, keys: Keys) -> str:
        value = record.get(str(keys[-1]), "")
        if isinstance(value, str) and (value.strip() or keys[-1] not in record):
            return value.strip()
        self._complain(keys, f"{keys[-1]!r} must be a text", "" if isinstance(value, str) else 'write it in "quotes"')
        return ""

    def _list(self, record: Table, keys: Keys) -> tuple[str, ...]:
        value = record.get(str(keys[-1]), [])
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) and item.strip() for item in items):
            return tuple(items)
        self._complain(keys, f"{keys[-1]!r} must be a list of texts")
        return ()

    def _date(self, value: object, keys: Keys) -> str:
        match value:
            case datetime():
                return value.date().isoformat()
            case date():
                return value.isoformat()
            case "":
                return ""
            case str():
                try:
                    return date.fromisoformat(value).isoformat()
                except ValueError:
                    pass
        self._complain(keys, f"{value!r} is no date", "use ISO 8601, such as 2026-01-31")
        return ""

    def _complain(self, keys: Keys, message: str, remedy: str = "") -> None:
        line, column = find_key(self.text, keys)
        self.problems.append(Problem(str(self.path), line, column, message, remedy))


def _digest(file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits; empty where there is none to read."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL

    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
