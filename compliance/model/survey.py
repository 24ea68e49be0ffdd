"""What a reuse would owe: duties in one context, and an answer for every use and medium."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from compliance.model.context import ALWAYS, Condition, Context
from compliance.model.origin import Origin
from compliance.model.result import Obligation


class Answer(StrEnum):
    """Whether terms allow a use."""

    YES = "yes"
    YES_IF = "yes, if …"
    """As long as the duties are done."""
    ASK = "ask"
    """The terms want to be asked, or nobody knows what they say."""
    NO = "no"


class Owed(Struct, frozen=True):
    """An obligation, and what is left of its condition in the context: it is due (`ALWAYS`), or hangs on something."""

    obligation: Obligation
    condition: Condition = ALWAYS


class Cell(Struct, frozen=True):
    """The answer for one context: its reason, on whose word, whom to ask, and the duties that come with a yes."""

    context: Context
    answer: Answer
    reason: str
    obligation: Obligation | None = None
    """That of the permission: it knows authority, clause and terms; None where no terms have to be asked."""
    contact: str = ""
    """Whom to ask, for *ask* and *no*."""
    duties: tuple[Owed, ...] = ()


class Survey(Struct, frozen=True):
    """What one article, or whatever is under some terms, would owe.

    ``cells`` hold every use and medium as the context has it (what it does not say of changes, advertising and the like
    is taken as no), and again with each of these as yes, one at a time.
    """

    subject: str
    origins: tuple[Origin, ...]
    context: Context
    use: Cell
    """The answer for the context itself."""
    owed: tuple[Owed, ...]
    cells: tuple[Cell, ...] = ()
    telling: frozenset[str] = frozenset()
    """Keys of the context that some of the terms ask about."""
    farther: tuple[tuple[Origin, str], ...] = ()
    """What is to be said of the hops behind the nearest one."""
