"""What ``inspect`` prints: evidence and profile of one article, for people or as one JSON object per line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from compliance.model.article import Article
from compliance.model.evidence import Evidence
from compliance.model.profile import Profile

NOTHING = "–"
Render = Callable[[Article, Sequence[Evidence], Profile], str]


def render_jsonl(article: Article, evidence: Sequence[Evidence], profile: Profile) -> str:
    """Return one line: ``source``, ``evidence`` in the order of the source, and ``profile``."""
    import json  # noqa: PLC0415 - a run that judges needs none

    document = {
        "source": article.name,
        "evidence": [_evidence(article, item) for item in evidence],
        "profile": _plain(profile),
    }
    return json.dumps(document, ensure_ascii=False) + "\n"


def render_listing(article: Article, evidence: Sequence[Evidence], profile: Profile) -> str:
    """Return a table of the evidence with line and column, and the profile below it."""
    from tabulate import tabulate  # noqa: PLC0415

    rows = []
    for item in evidence:
        place = article.place(item.span)
        words = _shorten(item.text, 60)
        rows.append((f"{place.line}:{place.column}", str(item.kind), str(item.scope), str(item.carrier), words))
    table = tabulate(rows, headers=("where", "kind", "scope", "carrier", "text"), disable_numparse=True)
    lines = [f"{article.name} ({article.format})", "", table, "", "profile", *_profile_lines(profile), ""]
    return "\n".join(lines) + "\n"


FORMATS: Mapping[str, Render] = {"table": render_listing, "jsonl": render_jsonl}


def _evidence(article: Article, item: Evidence) -> Mapping[str, object]:
    place = article.place(item.span)
    return {
        "kind": str(item.kind),
        "value": _plain(item.value),
        "text": item.text,
        "scope": str(item.scope),
        "carrier": str(item.carrier),
        "line": place.line,
        "column": place.column,
        "start": item.span.start,
        "end": item.span.end,
    }


def _plain(value: object) -> object:
    """Return a frozen value in JSON's types."""
    return msgspec.to_builtins(value)


def _profile_lines(profile: Profile) -> Iterator[str]:
    for name, value in _plain(profile).items():  # type: ignore[attr-defined]
        match value:
            case dict():
                shown = ", ".join(f"{key}={_word(part)}" for key, part in value.items() if part is not None)
            case [{}, *_]:
                shown = "; ".join(_shorten(str(part.get("text", part)), 60) for part in value)
            case list() | tuple():
                shown = ", ".join(map(str, value))
            case _:
                shown = _word(value)
        yield f"  {name + ':':24}{shown or NOTHING}"


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return NOTHING if value is None else str(value)


def _shorten(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1]}…"
