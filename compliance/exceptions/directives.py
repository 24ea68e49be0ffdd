"""Waivers that stand in an article itself, in comments and in the front matter: what they say, and what they cover.

``<!-- compliance: waive RULE[, RULE…] [until YYYY-MM-DD] because REASON [(owner NAME, ticket ID)] -->``; ``waive-next``
speaks of the next block alone. In the front matter, ``compliance.waive`` is a list of tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from compliance.exceptions.days import parse_day
from compliance.fingerprints import digest
from compliance.model.article import Article, Carrier, Field, Text
from compliance.model.directive import Directive
from compliance.spelling import suggest_or_list

WAIVE, WAIVE_NEXT = "waive", "waive-next"
_VERBS = (WAIVE, WAIVE_NEXT)
_FORM = (
    "write for example: compliance: waive source/links-to-original until 2027-01-31 because the agency forbids links"
)
_TABLE = "write compliance: {waive: [{rule: …, reason: …}]}"
_BECAUSE = re.compile(r"(?:^|\s)because(?:\s|$)", re.IGNORECASE)
_UNTIL = re.compile(r"(?:^|[\s,])until(?:\s+(?P<day>[^\s,]+))?(?=[\s,]|$)", re.IGNORECASE)
_NOTES = re.compile(r"\s*\((?P<notes>\s*(?:owner|ticket)\s[^()]*)\)\s*\Z", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?P<key>\w+)\s+(?P<value>.*\S)\s*\Z", re.DOTALL)
_RULE = re.compile(r"[\w*?\[\]!.-]+/[\w*?\[\]!./-]+\Z|\*\Z")
_KEYS = ("rule", "rules", "reason", "owner", "expires", "ticket")
_BLOCK = ("compliance.", "params.compliance.")


class _MistakeError(Exception):
    """What keeps a directive from being read."""

    def __init__(self, message: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(message)


class _Said(Struct, frozen=True):
    """What a directive says, wherever it stands."""

    rules: tuple[str, ...]
    reason: str
    owner: str = ""
    expires: str = ""
    ticket: str = ""
    is_next: bool = False


def find_directives(article: Article) -> Iterator[Directive]:
    """Yield the directives of an article in the order of the source, also those that are wrong: these say why."""
    yield from sorted((*_read_front_matter(article), *_read_comments(article)), key=lambda d: (d.line, d.column))


def _read_comments(article: Article) -> Iterator[Directive]:
    for comment in article.comments:
        place = article.place(comment.span)
        try:
            said = parse_comment(comment.value)
        except _MistakeError as mistake:
            yield Directive(place.line, place.column, mistake=str(mistake), remedy=mistake.remedy)
            continue
        found = _make(said, place.line, place.column)
        yield _cover_next(article, comment, found) if said.is_next else found


def _make(said: _Said, line: int, column: int) -> Directive:
    return Directive(line, column, said.rules, said.reason, said.owner, said.expires, said.ticket)


def parse_comment(comment: str) -> _Said:
    """Return what a comment says that begins with ``compliance:``. Raises `_MistakeError`."""
    words = " ".join(comment.split())[len("compliance:") :].strip()
    verb, _, rest = words.partition(" ")
    if verb not in _VERBS:
        raise _MistakeError(f"{verb!r} is nothing that a directive can do", suggest_or_list(verb, _VERBS))
    because = _BECAUSE.search(rest)
    head = rest[: because.start()] if because else rest
    rules, expires = _read_head(head)
    if because is None:
        raise _MistakeError("the directive gives no reason", "end it with: because …")
    reason, owner, ticket = _read_reason(rest[because.end() :])
    return _Said(rules, reason, owner, expires, ticket, verb == WAIVE_NEXT)


def _read_head(head: str) -> tuple[tuple[str, ...], str]:
    """Return the rules, and the last day."""
    found = list(_UNTIL.finditer(head))
    if len(found) > 1:
        raise _MistakeError("the directive has two last days", "keep one of them")
    expires = ""
    if found:
        written = found[0]["day"] or ""
        expires = parse_day(written)
        if not expires:
            raise _MistakeError(f"{written!r} is no date", "use ISO 8601, such as until 2027-01-31")
        head = f"{head[: found[0].start()]} {head[found[0].end() :]}"
    rules = tuple(head.replace(",", " ").split())
    for rule in rules:
        if not _RULE.match(rule):
            raise _MistakeError(f"{rule!r} is neither a rule's id nor a word of directives", _suggest_word(rule))
    if not rules:
        raise _MistakeError("the directive names no rule", _FORM)
    return rules, expires


def _suggest_word(word: str) -> str:
    hint = suggest_or_list(word, ("until", "because"))
    return hint if hint.startswith("did you mean") else _FORM


def _read_reason(text: str) -> tuple[str, str, str]:
    """Return reason, owner and ticket; the latter stand in brackets at the end."""
    notes = _NOTES.search(text)
    reason = (text[: notes.start()] if notes else text).strip()
    if not reason:
        raise _MistakeError("the directive gives no reason", "end it with: because …")
    values: dict[str, str] = {}
    for part in notes["notes"].split(",") if notes else ():
        note = _NOTE.match(part)
        key = note["key"].lower() if note else part.strip()
        if note is None or key not in {"owner", "ticket"}:
            raise _MistakeError(f"{key!r} is no word of directives", suggest_or_list(key, ("owner", "ticket")))
        values[key] = note["value"]
    return reason, values.get("owner", ""), values.get("ticket", "")


def _cover_next(article: Article, comment: Text, directive: Directive) -> Directive:
    """Return a directive with the lines that it covers: to the end of the next block or picture behind it."""
    end = comment.span.end
    spans = [article.span(block.start, block.end) for block in article.blocks]
    nearest = min(
        (span for span in (*spans, *(image.span for image in article.images)) if span.end > end),
        key=lambda span: (max(span.start, end), -span.end),
        default=None,
    )
    if nearest is None:
        remedy = "put it before the block that it speaks of, or write waive"
        return replace(directive, mistake="nothing comes behind the directive", remedy=remedy)
    first = article.place(comment.span).end_line
    last = article.place(nearest).end_line
    text = article.source.data[nearest.start : nearest.end]
    return replace(directive, first_line=first, last_line=last, covered=digest(b" ".join(text.split())))


# Front matter


def _read_front_matter(article: Article) -> Iterator[Directive]:
    """Yield the directives of ``compliance.waive``: a table of them, or a list of such tables."""
    groups: dict[str, list[tuple[str, Field]]] = {}
    for item in article.fields:
        if item.carrier is not Carrier.FRONT_MATTER:
            continue
        if item.name in {"compliance", "compliance.waive"} and item.value.lower().startswith(("waive", "compliance:")):
            yield _complain(article, item, "a directive in the front matter is a table", _TABLE)
            continue
        name = next((item.name.removeprefix(start) for start in _BLOCK if item.name.startswith(start)), "")
        if not name:
            continue
        block, _, rest = name.partition(".")
        if block != WAIVE:
            yield _complain(
                article, item, f"{block!r} is no key of the block 'compliance'", suggest_or_list(block, [WAIVE])
            )
            continue
        number, _, key = rest.partition(".") if rest[:1].isdigit() else ("", "", rest)
        groups.setdefault(number, []).append((key, item))
    for fields in groups.values():
        yield _read_table(article, fields)


def _read_table(article: Article, fields: Sequence[tuple[str, Field]]) -> Directive:
    first = fields[0][1]
    values: dict[str, list[str]] = {}
    for key, item in fields:
        name, _, number = key.partition(".")
        if name not in _KEYS or (number and name not in {"rule", "rules"}):
            return _complain(article, item, f"{key!r} is no key of a directive", suggest_or_list(name, _KEYS))
        values.setdefault(name, []).append(item.value)
    try:
        said = _read_values(values)
    except _MistakeError as mistake:
        return _complain(article, first, str(mistake), mistake.remedy)
    place = article.place(first.span)
    return _make(said, place.line, place.column)


def _read_values(values: Mapping[str, Sequence[str]]) -> _Said:
    rules = tuple(
        rule for key in ("rule", "rules") for text in values.get(key, ()) for rule in text.replace(",", " ").split()
    )
    one = {key: " ".join(given[-1].split()) for key, given in values.items()}
    if not rules:
        raise _MistakeError("the directive names no rule", "write rule: …")
    if odd := next((rule for rule in rules if not _RULE.match(rule)), None):
        raise _MistakeError(f"{odd!r} is no rule's id", "write for example source/links-to-original")
    if not one.get("reason"):
        raise _MistakeError("the directive gives no reason", "write reason: …")
    expires = parse_day(one.get("expires", ""))
    if "expires" in one and not expires:
        raise _MistakeError(f"{one['expires']!r} is no date", "use ISO 8601, such as 2027-01-31")
    return _Said(rules, one["reason"], one.get("owner", ""), expires, one.get("ticket", ""))


def _complain(article: Article, item: Field, message: str, remedy: str) -> Directive:
    place = article.place(item.span)
    return Directive(place.line, place.column, mistake=message, remedy=remedy)
