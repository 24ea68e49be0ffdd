"""Versions of packs, and bounds such as ``>=0.1.0, <1.0.0`` that they keep or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Number = tuple[int, ...]

_COMPARE: Mapping[str, Callable[[Number, Number], bool]] = {
    ">=": Number.__ge__,
    "<=": Number.__le__,
    "==": Number.__eq__,
    "!=": Number.__ne__,
    "<": Number.__lt__,
    ">": Number.__gt__,
}
_BOUND = re.compile(r"\s*(>=|<=|==|!=|<|>)\s*([0-9.]+)\s*")


def is_within(version: str, bounds: str) -> bool:
    """Whether a version keeps all bounds; both are as `compliance.packs.schema` has them.

    >>> is_within("0.10.2", ">=0.9.0, <1.0.0"), is_within("1.0.0", ">=0.9.0, <1.0.0")
    (True, False)
    """
    number = _read(version)
    found = (_BOUND.fullmatch(bound) for bound in bounds.split(","))
    return all(match is not None and _COMPARE[match[1]](number, _read(match[2])) for match in found)


def _read(version: str) -> Number:
    return tuple(map(int, version.split(".")))
