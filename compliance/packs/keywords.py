"""What schemas of parameters can ask beyond JSON Schema: patterns that RE2 can read, dates, and limits in order.

A format ``re2`` is a pattern of RE2 with slots such as ``{author}``; ``date`` is a day of ISO 8601. The keyword
``ordered`` holds pairs of keys: the value of the first is not to be greater than that of the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from compliance.errors import PackError
from compliance.model.scan import Phrase
from compliance.refused_patterns import SLOT, Refusal, blame_size, find_refusal
from compliance.scanning import compile_phrase

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

FORMATS = {
    "re2": "a pattern that RE2 can read (no look-around or back-references)",
    "date": "a date such as 2026-01-31",
}
"""Formats by name, as mistakes are told."""


def make_validator(schema: Mapping[str, object]) -> Any:  # noqa: ANN401 - its errors hold whatever the file holds
    """Return a validator of JSON Schema 2020-12 that knows these formats and this keyword too."""
    return _extend()(schema, format_checker=_make_checker())


@cache
def _extend() -> Any:  # noqa: ANN401 - jsonschema makes its validators' classes as it runs
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - not needed where the packs are cached
    from jsonschema.validators import extend  # noqa: PLC0415

    return cast("Any", extend)(Draft202012Validator, {"ordered": _find_disorder})


@cache
def _make_checker() -> Any:  # noqa: ANN401
    from jsonschema import FormatChecker  # noqa: PLC0415

    checker = FormatChecker(formats=())
    checker.checks("re2")(_is_pattern)
    checker.checks("date", raises=ValueError)(_is_date)
    return checker


def find_pattern_refusal(pattern: str) -> Refusal | None:
    """Return why a pattern with slots cannot be searched for, None for one that can."""
    if refusal := find_refusal(pattern):
        return refusal
    try:
        compile_phrase(Phrase("", "", SLOT.sub("x", pattern)))
    except PackError:  # what the scanner makes of it is larger
        return blame_size(pattern)
    return None


def _is_pattern(value: object) -> bool:
    return find_pattern_refusal(str(value)) is None


def _is_date(value: object) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", str(value))) and bool(date.fromisoformat(str(value)))


def _find_disorder(
    _: object, pairs: list[tuple[str, str]], instance: Mapping[str, Any], __: object
) -> Iterator[ValidationError]:
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415

    for first, second in pairs if isinstance(instance, dict) else ():
        low, high = instance.get(first), instance.get(second)
        if isinstance(low, int | str) and type(low) is type(high) and low > cast("Any", high):
            message = f"{low} is more than the {high} of {second!r}, so that nothing can fit"
            yield ValidationError(message, path=[first])
