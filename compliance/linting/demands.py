"""Whether two checks can ever pass together, as far as their parameters tell for certain."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.checks.params import Params, read_count, read_texts
from compliance.checks.selecting import Selection, read_selection
from compliance.model.rule import CheckSpec

_COUNTED = frozenset({"text-marker", "link-marker", "head-metadata"})
"""Kinds that count the same things by ``at_least`` and ``at_most``."""
_WORDS = frozenset({"at_least", "at_most", "because"})
_LIMITS = (("min_age_days", "max_age_days"), ("published_after", "published_before"))


def is_limit(check: CheckSpec) -> bool:
    """Whether a check forbids or limits something: of two that exclude each other, one does."""
    return check.kind in {"forbids", "time-window"} or (check.kind in _COUNTED and "at_most" in check.params)


def contradict(one: CheckSpec, other: CheckSpec) -> str:
    """Return why two checks can never both pass; empty where they can, or where that cannot be told.

    >>> contradict(CheckSpec("requires", {"evidence": "byline"}), CheckSpec("forbids", {"evidence": "byline"}))
    'one requires what the other forbids'
    >>> contradict(CheckSpec("text-marker", {"any_of": "a"}), CheckSpec("text-marker", {"any_of": "b", "at_most": 0}))
    ''
    """
    if {one.kind, other.kind} == {"requires", "forbids"}:
        wanted, banned = (one, other) if one.kind == "requires" else (other, one)
        is_banned = not banned.params.get("unless_permitted") and _covers(
            read_selection(banned.params), read_selection(wanted.params)
        )
        return "one requires what the other forbids" if is_banned else ""
    if one.kind != other.kind:
        return ""
    if one.kind in _COUNTED:
        return _compare_counts(one, other) or _compare_counts(other, one)
    if one.kind == "time-window":
        return _compare_limits(one.params, other.params) or _compare_limits(other.params, one.params)
    return ""


def _covers(banned: Selection, wanted: Selection) -> bool:
    """Whether all that the second selects is selected by the first."""
    return (
        set(wanted.kinds) <= set(banned.kinds)
        and set(wanted.scopes) <= set(banned.scopes)
        and (not banned.carriers or (bool(wanted.carriers) and set(wanted.carriers) <= set(banned.carriers)))
        and banned.placement in {type(banned.placement)(), wanted.placement}
        and _is_narrower(wanted.where, banned.where)
    )


def _is_narrower(where: Mapping[str, tuple[str, ...]], than: Mapping[str, tuple[str, ...]]) -> bool:
    return all(name in where and _fold(where[name]) <= _fold(words) for name, words in than.items())


def _fold(words: tuple[str, ...]) -> set[str]:
    return {word.casefold() for word in words}


def _compare_counts(many: CheckSpec, few: CheckSpec) -> str:
    """Return that the first asks for more of the same than the second allows."""
    if "at_most" not in few.params or many.params.get("if_any") or few.params.get("if_any"):
        return ""
    most = read_count(few.params, "at_most", 0)
    least = read_count(many.params, "at_least", 0 if "at_most" in many.params else 1)
    if least <= most or not (_strip(many.params) == _strip(few.params) or _names_all(many, few, most)):
        return ""
    allowed = f"{most} at most" if most else "none"
    return f"one asks for at least {least} of the same, the other allows {allowed}"


def _strip(params: Params) -> dict[str, object]:
    """Return what is counted: texts alone and in a list mean the same."""
    return {
        key: [value] if isinstance(value, str) else list(value) if isinstance(value, tuple) else value
        for key, value in params.items()
        if key not in _WORDS
    }


def _names_all(many: CheckSpec, few: CheckSpec, most: int) -> bool:
    """Whether every wording that the first asks for is one that the second forbids anywhere in the article."""
    wanted, banned = read_texts(many.params, "any_of"), read_texts(few.params, "any_of")
    is_anywhere = many.kind == "text-marker" and not {"any_of"} ^ _strip(few.params).keys()
    is_in_article = "scopes" not in many.params and not any("{" in pattern for pattern in (*wanted, *banned))
    return most == 0 and is_anywhere and is_in_article and set(wanted) <= set(banned)


def _compare_limits(early: Params, late: Params) -> str:
    """Return that the first asks to wait for longer than the second allows."""
    is_same_start = early.get("since", "original") == late.get("since", "original")
    for least, most in _LIMITS:
        after, before = early.get(least), late.get(most)
        if isinstance(after, int) and isinstance(before, int) and after > before and is_same_start:
            return f"one asks for {after} days at least, the other for {before} at most"
        if isinstance(after, str) and isinstance(before, str) and after > before and is_same_start:
            return f"one asks for an article from {after} or later, the other from {before} or earlier"
    return ""
