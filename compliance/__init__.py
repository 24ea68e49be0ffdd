"""A provenance and licensing compliance checker for articles: the public names, imported when they are asked for.

`check`, `inspect` and `explain` are what the commands of these names do; `render` writes a report in one of the
formats, and `exit_code` says what the command would end with. What they raise is a `ComplianceError`.

>>> import compliance
>>> compliance.Verdict.FAIL.value
'fail'
"""

from __future__ import annotations

from compliance._version import __version__

TYPE_CHECKING = False  # as type checkers know it; the module `typing` costs more than all else that is imported here
if TYPE_CHECKING:
    from compliance.api import Inspection
    from compliance.errors import (
        ComplianceError,
        ConfigError,
        PackError,
        PluginError,
        Problem,
        SourceError,
        UsageError,
    )
    from compliance.hookspecs import Check, Layout
    from compliance.interface import Options, check, explain, find_config, inspect, render
    from compliance.model.article import Article
    from compliance.model.context import Context
    from compliance.model.evidence import Evidence
    from compliance.model.origin import Origin
    from compliance.model.policy import Authority, Policy
    from compliance.model.profile import Profile
    from compliance.model.result import (
        ArticleReport,
        Obligation,
        Outcome,
        PlacedFinding,
        Question,
        RecordFinding,
        Remark,
        Report,
        Result,
        Summary,
        Suppression,
        SuppressionKind,
        Verdict,
    )
    from compliance.model.rule import Rule, Severity
    from compliance.model.source import Place
    from compliance.verdict import exit_code

__all__ = [
    "Article",
    "ArticleReport",
    "Authority",
    "Check",
    "ComplianceError",
    "ConfigError",
    "Context",
    "Evidence",
    "Inspection",
    "Layout",
    "Obligation",
    "Options",
    "Origin",
    "Outcome",
    "PackError",
    "Place",
    "PlacedFinding",
    "PluginError",
    "Policy",
    "Problem",
    "Profile",
    "Question",
    "RecordFinding",
    "Remark",
    "Report",
    "Result",
    "Rule",
    "Severity",
    "SourceError",
    "Summary",
    "Suppression",
    "SuppressionKind",
    "UsageError",
    "Verdict",
    "__version__",
    "check",
    "exit_code",
    "explain",
    "find_config",
    "inspect",
    "render",
]

_MODULES = {
    "api": ("Inspection",),
    "errors": (
        *("ComplianceError", "ConfigError", "PackError", "PluginError", "Problem", "SourceError", "UsageError"),
    ),
    "hookspecs": ("Check", "Layout"),
    "interface": ("Options", "check", "explain", "find_config", "inspect", "render"),
    "model.article": ("Article",),
    "model.context": ("Context",),
    "model.evidence": ("Evidence",),
    "model.origin": ("Origin",),
    "model.policy": ("Authority", "Policy"),
    "model.profile": ("Profile",),
    "model.result": (
        *("ArticleReport", "Obligation", "Outcome", "PlacedFinding", "Question", "RecordFinding", "Remark", "Report"),
        *("Result", "Summary", "Suppression", "SuppressionKind", "Verdict"),
    ),
    "model.rule": ("Rule", "Severity"),
    "model.source": ("Place",),
    "verdict": ("exit_code",),
}
"""Where the public names come from (PEP 562)."""


def __getattr__(name: str) -> object:
    from importlib import import_module  # noqa: PLC0415 - only where a public name is asked for

    for module, names in _MODULES.items():
        if name in names:
            value: object = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
