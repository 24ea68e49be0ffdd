"""What other Python programs call: `check`, `inspect`, `explain` and `render`, which take what Python programs have.

No configuration is read unless one is handed in, nothing is printed or kept for later runs, and no process is started
unless ``jobs`` asks for it. Everything here can be had from the package itself, as in ``compliance.check(…)``, and
stays as it is: it grows by options with defaults only.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

from msgspec.structs import replace

from compliance import api, config
from compliance.errors import Problem, UsageError
from compliance.hookspecs import Check, Layout
from compliance.model.policy import Policy
from compliance.model.result import Report
from compliance.model.rule import Rule
from compliance.model.settings import FAIL_ON, Settings
from compliance.spelling import suggest_or_list

StrPath = str | os.PathLike[str]
Paths = StrPath | Iterable[StrPath]
ContextValues = str | Mapping[str, str | bool | date]


class Options(TypedDict, total=False):
    """What `check`, `inspect` and `explain` can be told, each as the command's option of this name has it."""

    context: ContextValues
    """How the articles will be used: ``"use=community,ads=no"``, or ``{"use": "community", "ads": False}``."""
    config: StrPath | None
    """Configuration file, such as `find_config` returns; without it, there is none."""
    fail_on: str
    """The least severity that fails an article, ``error``, ``warning`` or ``note``; or ``review``, or ``never``."""
    fail_on_rules: Mapping[str, str]
    """The same by a rule's id, or a pattern such as ``images/*``."""
    only: str | Iterable[str]
    """Ids or patterns of the rules to judge by."""
    publisher: str | Iterable[str]
    """The outlet that publishes: its names and hosts."""
    packs: Paths
    """Folders of further rules and policies."""
    plugins: str | Iterable[str]
    """Modules that implement hooks."""
    without_plugins: str | Iterable[str]
    """Names of plugins and installed packs to leave out."""
    permissions: StrPath
    """File of recorded permissions."""
    waivers: StrPath
    """File of waivers."""
    waivers_from: str
    """State of the git repository that exceptions are taken from, such as ``origin/main``."""
    baseline: StrPath
    """File of known findings."""
    allow_empty: bool
    """Whether a run without any article is no error."""
    original: StrPath
    """The original of the one article that is checked."""
    jobs: int
    """Processes that share the articles out; 0: as many as pay. One, which starts none, unless it is said."""


def check(paths: Paths, **options: Unpack[Options]) -> Report:
    """Judge every article below one path or many, and return the report; see `Options`.

    What could not be checked is in the report's ``errors``: an article that cannot be read stops nothing. Raises,
    before any article is read, `UsageError` for what is asked for and does not exist, `ConfigError` for a wrong
    configuration, context or permission file, and `PackError` for wrong rule and policy files, each with all mistakes
    in its ``problems``; all are `ComplianceError`.
    """
    return api.check(_list_paths(paths), _make_settings(options))


def inspect(paths: Paths, *, url: str | None = None, **options: Unpack[Options]) -> Iterator[api.Inspection | Problem]:
    """Yield what is seen in each article below one path or many, and problems; judges nothing.

    ``url`` is where the article came from. Raises as `check` does.
    """
    return api.inspect(_list_paths(paths), _make_settings(options), url=url)


def explain(name: str, **options: Unpack[Options]) -> Rule | Policy | Check:
    """Return the rule or policy of an id, or else the kind of check of that name. Raises `UsageError` for another."""
    return api.explain(name, _make_settings(options))


def render(
    report: Report, format_name: str = "table", *, layout: Layout | None = None, plugins: str | Iterable[str] = ()
) -> str:
    """Return a report in one of the output formats, which the modules of ``plugins`` may add to.

    Raises `UsageError` for an unknown format, and `PluginError` where a plugin fails.
    """
    session = api.Session(Settings(plugins=_list_texts(plugins)))
    known = session.registry.reporters
    if format_name not in known:
        raise UsageError(f"no format is called {format_name!r}; {suggest_or_list(format_name, known)}")
    return session.render(report, format_name, layout or Layout())


def find_config(start: StrPath = ".") -> Path | None:
    """Return the nearest configuration file in a folder or above it, as the command line finds it."""
    return config.find_config(Path(start).absolute())


def _make_settings(options: Options) -> Settings:
    """Return the settings of a run. Raises `TypeError` for an option that there is not, as Python itself does."""
    for name in options:
        if name not in Options.__annotations__:
            raise TypeError(f"{name!r} is no option; {suggest_or_list(name, Options.__annotations__)}")
    file = options.get("config")
    settings = config.read_config(Path(file)) if file is not None else Settings()
    stated, problems = config.read_context(_list_context(options.get("context", "")))
    publisher = _list_texts(options.get("publisher", ()))
    return replace(
        _change_failing(settings, options),
        context=settings.context.including(stated),
        stated=stated,
        only=_list_texts(options.get("only", ())),
        publisher=(*settings.publisher, *publisher),
        stated_publisher=publisher,
        packs=(*settings.packs, *_list_texts(options.get("packs", ()))),
        plugins=(*settings.plugins, *_list_texts(options.get("plugins", ()))),
        disabled_plugins=(*settings.disabled_plugins, *_list_texts(options.get("without_plugins", ()))),
        permissions=os.fspath(options.get("permissions", settings.permissions)),
        waivers=os.fspath(options.get("waivers", settings.waivers)),
        waivers_from=options.get("waivers_from", settings.waivers_from),
        baseline=os.fspath(options.get("baseline", settings.baseline)),
        original=os.fspath(options.get("original", "")),
        jobs=options.get("jobs", 1),
        problems=(*settings.problems, *problems),
        cache="",
    )


def _change_failing(settings: Settings, options: Options) -> Settings:
    """Return settings with what may fail: a level for all rules wins over the configuration's for single ones."""
    rules = {} if "fail_on" in options else settings.fail_on_rules
    further = options.get("fail_on_rules", {})
    return replace(
        settings,
        fail_on=_check_threshold(options.get("fail_on", settings.fail_on)),
        fail_on_rules={**rules, **{rule: _check_threshold(level) for rule, level in further.items()}},
        allow_empty=options.get("allow_empty", settings.allow_empty),
    )


def _check_threshold(text: str) -> str:
    if text not in FAIL_ON:
        raise UsageError(f"fail_on cannot be {text!r}; {suggest_or_list(text, FAIL_ON)}")
    return text


def _list_paths(paths: Paths) -> tuple[str, ...]:
    """Return paths as texts. Raises `UsageError` where there is none: a check of nothing passes nothing."""
    listed = _list_texts(paths)
    if not listed:
        raise UsageError("no path is given; name an article or a folder")
    return listed


def _list_texts(values: Paths) -> tuple[str, ...]:
    """Return one text or path, or many, as texts.

    >>> _list_texts("story.md"), _list_texts([Path("a"), "b"])
    (('story.md',), ('a', 'b'))
    """
    if isinstance(values, str | os.PathLike):
        return (os.fspath(values),)
    return tuple(os.fspath(value) for value in values)


def _list_context(context: ContextValues) -> list[str]:
    """Return a context as the command line has it.

    >>> _list_context({"ads": False, "date": date(2026, 1, 31)})
    ['ads=no', 'date=2026-01-31']
    """
    if isinstance(context, str):
        return [context]
    return [f"{key}={_name_value(value)}" for key, value in context.items()]


def _name_value(value: str | bool | date) -> str:  # noqa: FBT001 - a value, no switch
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else value
