"""Reads front matter in YAML, TOML and JSON as fields that know their place; it ends where the article begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from msgspec import Struct

from compliance.errors import SourceError
from compliance.model.article import Carrier, Field
from compliance.model.source import SourceText
from compliance.patterns import compile_late
from compliance.readers.drafting import find_problem
from compliance.readers.offsets import Offsets

if TYPE_CHECKING:
    import yaml

_KEY = compile_late(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:[\"']?[\w@$][^\n:=\"']{0,80}[\"']?[ \t]*[:=]|[\[{\"])")
_PLAIN_KEY = compile_late(r"[\w-]+[ \t]*[:=][ \t]")
_ONLY_COMMENTS = compile_late(r"(?:[ \t]*(?:#[^\n]*)?(?:\n|\Z))*\Z")

_MAX_FIELDS = 5000
_MAX_DEPTH = 50

_HUGO = "params."
"""Hugo takes a site's own keys at the root or in this table (https://gohugo.io/content-management/front-matter/)."""

_REMEDY = "correct the front matter, or remove it"


class FrontMatter(Struct, frozen=True):
    """The fields of a front matter and where the article begins, in characters and in UTF-8 bytes."""

    fields: Sequence[Field] = ()
    end: int = 0
    end_utf8: int = 0


_NONE = FrontMatter()

Located = tuple[str, str, int, int]
"""Name, value, and range of characters in the front matter's own text."""


def read_front_matter(source: SourceText) -> FrontMatter:
    """Return the front matter at the top of a source, if there is one; raises `SourceError` where it is broken."""
    start = source.text[:200].lstrip()[:3]
    if start == "---":
        return _read_fenced(source, _find_yaml)
    if start == "+++":
        return _read_fenced(source, _find_toml)
    if start.startswith("{"):
        return _read_json(source)
    return _NONE


def _read_fenced(source: SourceText, find: Callable[[SourceText, str, Offsets], Iterator[Located]]) -> FrontMatter:
    start, stop, end = _find_fences(source.text)
    if end == 0:
        _refuse_unclosed(source)
        return _NONE
    body = source.text[start:stop]
    if not _KEY.match(body):
        return _end(source, (), end) if _ONLY_COMMENTS.match(body) else _NONE
    offsets = Offsets(body, len(source.text[:start].encode()))
    return _end(source, _make_fields(source, find(source, body, offsets), offsets), end)


def _refuse_unclosed(source: SourceText) -> None:
    """Raise where a file begins with a fence and a key, but never closes the fence: it was cut off or half written."""
    first, _, rest = source.text.partition("\n")
    if first.rstrip() in {"---", "+++"} and _PLAIN_KEY.match(rest):
        remedy = f"end it with a line of {first.rstrip()}"
        raise SourceError(find_problem(source, 0, "the front matter is not closed", remedy))


def _find_fences(text: str) -> tuple[int, int, int]:
    """Return start and end of what stands between two lines of ``---`` or ``+++``, and where the next line begins."""
    fence = text.lstrip()[:3]
    start = text.find("\n", text.index(fence)) + 1
    if start == 0 or text[:start].strip() != fence:
        return 0, 0, 0
    stop = start if text.startswith(fence, start) else text.find(f"\n{fence}", start) + 1
    while stop:
        end = text.find("\n", stop) + 1 or len(text)
        if text[stop:end].strip() == fence:
            return start, stop, end
        stop = text.find(f"\n{fence}", end - 1) + 1
    return 0, 0, 0


def _end(source: SourceText, fields: Sequence[Field], end: int) -> FrontMatter:
    return FrontMatter(fields, end, len(source.text[:end].encode()))


def _make_fields(source: SourceText, found: Iterator[Located], offsets: Offsets) -> list[Field]:
    fields = []
    for name, value, start, end in found:
        span = source.span(offsets.of_character(start), offsets.of_character(end))
        fields.append(Field(name.lower().removeprefix(_HUGO), value.strip(), Carrier.FRONT_MATTER, span))
    return fields


# YAML


def _find_yaml(source: SourceText, body: str, offsets: Offsets) -> Iterator[Located]:
    import yaml  # noqa: PLC0415  (slow to import, and not every article has front matter)

    if _is_deep(body):
        raise _broken(source, offsets.of_character(0), "front matter is nested too deeply")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        tree = yaml.compose(body, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = offsets.of_character(min(mark.index, len(body)) if mark else 0)
        raise _broken(source, place, f"front matter is not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        message = str(error).partition("\n")[0]
        raise _broken(source, offsets.of_character(0), f"front matter is not valid YAML: {message}") from error
    if tree is None:
        return
    if not isinstance(tree, yaml.MappingNode):
        raise _broken(source, offsets.of_character(0), "front matter holds no keys")
    yield from _walk_yaml(source, tree, offsets)


def _is_deep(body: str) -> bool:
    """Whether brackets or list signs nest so deeply that a parser in C might not come back."""
    if body.count("[") + body.count("{") > _MAX_DEPTH:
        depth = 0
        for sign in re.findall(r"[\[\]{}]", body):
            depth += 1 if sign in "[{" else -1
            if depth > _MAX_DEPTH:
                return True
    return "- " * _MAX_DEPTH in body


def _walk_yaml(source: SourceText, tree: yaml.Node, offsets: Offsets) -> Iterator[Located]:
    """Yield the scalars with dotted names. An alias may repeat values, but only up to a number of them."""
    import yaml  # noqa: PLC0415

    waiting: list[tuple[str, yaml.Node, int]] = [("", tree, 0)]
    count = 0
    while waiting:
        name, node, depth = waiting.pop()
        count += 1
        if count > _MAX_FIELDS or depth > _MAX_DEPTH:
            raise _broken(source, offsets.of_character(node.start_mark.index), "front matter holds too many values")
        if isinstance(node, yaml.ScalarNode):
            quote = 1 if node.style in ("'", '"') else 0
            yield name, _mend(str(node.value)), node.start_mark.index + quote, node.end_mark.index - quote
        elif isinstance(node, yaml.MappingNode):
            children = [(_join(name, key), value, depth + 1) for key, value in node.value]
            waiting.extend(reversed(children))
        elif isinstance(node, yaml.SequenceNode):
            items = [(f"{name}.{index}", value, depth + 1) for index, value in enumerate(node.value)]
            waiting.extend(reversed(items))


def _join(name: str, key: yaml.Node) -> str:
    own = str(key.value) if isinstance(key.value, str) else "?"
    return f"{name}.{own}" if name else own


def _mend(value: str) -> str:
    """Join surrogate pairs and replace lone ones: double-quoted YAML may escape half a character."""
    if value.isascii():
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _broken(source: SourceText, offset: int, message: str) -> SourceError:
    return SourceError(find_problem(source, offset, message, _REMEDY))


# TOML and JSON: neither library tells places, so each value is looked for behind its key.


def _find_toml(source: SourceText, body: str, offsets: Offsets) -> Iterator[Located]:
    import tomllib  # noqa: PLC0415

    try:
        tree = tomllib.loads(body)
    except tomllib.TOMLDecodeError as error:
        message, line, column = _read_toml_error(str(error))
        place = offsets.of_place(line, column) if line else offsets.of_character(len(body))
        raise _broken(source, place, f"front matter is not valid TOML: {message}") from error
    except RecursionError as error:
        raise _broken(source, offsets.of_character(0), "front matter is nested too deeply") from error
    yield from _walk_values(tree, body)


def _read_toml_error(text: str) -> tuple[str, int, int]:
    """Return message, line and 0-based column of tomllib's message; line 0 at the end of the document."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", text)
    message = text.partition(" (at ")[0].lower()
    return (message, int(found[1]), int(found[2]) - 1) if found else (message, 0, 0)


def _read_json(source: SourceText) -> FrontMatter:
    import json  # noqa: PLC0415

    start = len(source.text) - len(source.text.lstrip())
    if not re.match(r"\{\s*\"", source.text[start : start + 200]):
        return _NONE
    base = len(source.text[:start].encode())
    offsets = Offsets(source.text[start:], base)
    try:
        tree, end = json.JSONDecoder(strict=False).raw_decode(source.text, start)
    except json.JSONDecodeError as error:
        place = offsets.of_character(error.pos - start)
        raise _broken(source, place, f"front matter is not valid JSON: {error.msg.lower()}") from error
    except (RecursionError, ValueError) as error:
        raise _broken(source, base, "front matter is nested too deeply") from error
    found = _walk_values(tree, source.text[start:end])
    return _end(source, _make_fields(source, found, offsets), end)


def _walk_values(tree: object, text: str) -> Iterator[Located]:
    """Yield the scalars of plain values in the order of the source, each where it first stands behind the last one."""
    waiting: list[tuple[str, object]] = [("", tree)]
    position = 0
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            prefix = f"{name}." if name else ""
            waiting.extend(reversed([(f"{prefix}{key}", child) for key, child in value.items()]))
        elif isinstance(value, list):
            waiting.extend(reversed([(f"{name}.{index}", child) for index, child in enumerate(value)]))
        elif value is not None:
            shown = _mend(_show(value))
            start, end = _find_value(text, name, shown, position)
            position = start
            yield name, shown, start, end


def _show(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def _find_value(text: str, name: str, value: str, position: int) -> tuple[int, int]:
    """Return the range of a value behind its key; that of the key where the value is spelt in another way."""
    key = name.rpartition(".")[2]
    at = position
    if not key.isdigit():
        found = re.compile(rf"[\"']?{re.escape(key)}[\"']?\s*[=:]").search(text, position)
        at = found.end() if found else text.find(key, position)
        if at < 0:
            at = position
    line = value.partition("\n")[0]
    start = text.find(line, at) if line else at
    if start < 0:
        return at, at
    return start, start + (len(value) if text.startswith(value, start) else len(line))
