"""Every exception of the program, under one root."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Problem(Struct, frozen=True, order=True):
    """Something that could not be checked: what, where, and what to do about it.

    ``path`` is as the user wrote it; ``line`` and ``column`` are 1-based, 0 where unknown.
    """

    path: str
    line: int
    column: int
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        place = self.path
        if self.line:
            place += f":{self.line}:{self.column}"
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}; {self.remedy}" if self.remedy else text


class ComplianceError(Exception):
    """Root of all errors that end in exit code 2, with one problem or many."""

    def __init__(self, problems: Problem | Sequence[Problem] | str) -> None:
        if isinstance(problems, str):
            problems = Problem("", 0, 0, problems)
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class UsageError(ComplianceError):
    """The command line asks for something that does not exist."""


class ConfigError(ComplianceError):
    """A configuration file is wrong."""


class PackError(ComplianceError):
    """A rule, policy or lexicon file is wrong; holds all mistakes of all files."""


class PluginError(ComplianceError):
    """A plugin cannot be loaded, or clashes with another."""


class SourceError(ComplianceError):
    """An article cannot be read; the run goes on with the others."""


class Fault(Exception):  # noqa: N818 - no mistake of whoever runs the program
    """A part of a plugin did what it must not; the message goes on where its name ends ("yielded a span …")."""

    def __init__(self, message: str, remedy: str = "") -> None:
        self.remedy = remedy
        super().__init__(message)


_SHOWN = 300
"""Characters of an exception's message."""


def describe_failure(error: BaseException) -> str:
    r"""Return what a part of a plugin did, on one line.

    >>> describe_failure(ZeroDivisionError("by zero,\nagain"))
    'raised ZeroDivisionError: by zero, again'
    """
    try:
        text = " ".join(str(error).split())
    except Exception:
        text = "its message cannot be shown"
    if isinstance(error, Fault):
        return text
    text = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return f"raised {type(error).__name__}: {text}" if text else f"raised {type(error).__name__}"


def name_class(kind: type) -> str:
    """Return the name of a class with its article.

    >>> name_class(int), name_class(str)
    ('an int', 'a str')
    """
    return f"{'an' if kind.__name__[:1] in 'AEIOUaeiou' else 'a'} {kind.__name__}"
