"""Which sources a run is to check, where somebody picked them before it starts, and what is to be said of that."""

from __future__ import annotations

from msgspec import Struct

from compliance.errors import Problem
from compliance.model.result import Remark

NO_ARTICLE = "no article found"


class Worklist(Struct, frozen=True):
    """Sources as discovery names them, each once."""

    sources: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    """What could not be picked, and must not be left out in silence."""
    remarks: tuple[Remark, ...] = ()
    """Why more, or less, is checked than one may think."""
    none: str = NO_ARTICLE
    """What is to be said where there is no source."""
