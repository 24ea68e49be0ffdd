"""The settings of a configuration file, all of them: a new one is one entry here, and a field of `Settings`.

From this table are made the reader (`compliance.config`), the JSON Schema (`compliance.config_schema`) and what
``compliance config show`` tells.
"""

from __future__ import annotations

from compliance.model.settings import (
    BASELINE_FILE,
    CACHE_FOLDER,
    CACHE_SIZE,
    FAIL_ON,
    MAX_SECONDS,
    MEGABYTE,
    PERMISSION_FILE,
    PLUGIN_SECONDS,
    WAIVER_FILE,
)
from compliance.setting_kinds import (
    Choices,
    File,
    Flag,
    KeptBeside,
    Number,
    Patterns,
    Setting,
    Tables,
    Text,
    Texts,
)
from compliance.setting_tables import ContextTable, FrontMatterTable, Levels

SEVERITIES = ("error", "warning", "note", "off")

_PATHS = Setting(
    "paths",
    Texts(),
    "Patterns, as of a shell, of the articles that this is about, seen from the configuration's folder.",
    is_required=True,
    example='["guest/*.md"]',
)
_CONTEXT = Setting("context", ContextTable(), "How these articles are used; wins over what is said for all.")
_ORIGINAL = Setting(
    "original", Text(), "File that holds the original, to compare with; * is the copy's name without its suffix."
)

ORIGIN_SETTINGS = (
    _PATHS,
    Setting("publisher", Text(), "Where they come from: a policy's id, a name, or an address.", "origin"),
    _ORIGINAL,
    _CONTEXT,
)
"""The keys of ``[[origins]]``."""

OVERRIDE_SETTINGS = (
    Setting(
        _PATHS.key,
        Patterns(),
        "Patterns, as in .gitignore files, of the articles that this is about, seen from the configuration's folder.",
        is_required=True,
        example=_PATHS.example,
    ),
    _CONTEXT,
    Setting("origin", Text(), "Where these articles come from: a policy's id, a name, or an address."),
    _ORIGINAL,
    Setting("publisher", Texts(), "Names and hosts of the outlet that runs these articles, instead of those for all."),
    Setting("severity", Choices(SEVERITIES, "error, warning, note or off"), "Severity per rule.", "severities"),
    Setting(
        "packs",
        Texts(),
        "Folders of packs, and names of packs and policies, that count for these articles only.",
    ),
)
"""The keys of ``[[overrides]]``."""

SETTINGS = (
    Setting("context", ContextTable(), "How the articles are used.", option="--context"),
    Setting("packs", Texts(paths=True), "Folders of further rules and policies.", option="--pack"),
    Setting(
        "publisher",
        Texts(),
        "Names and hosts of your own outlet: it is never taken for an origin.",
        option="--publisher",
    ),
    Setting("origins", Tables(ORIGIN_SETTINGS), "Where articles come from, by their paths.", "path_rules"),
    Setting(
        "overrides",
        Tables(OVERRIDE_SETTINGS),
        "What is otherwise for some articles, by their paths; later ones win over earlier ones.",
        "path_rules",
    ),
    Setting(
        "severity",
        Choices(SEVERITIES, "error, warning, note or off"),
        "Severity per rule; off asks it of no article.",
        "severities",
    ),
    Setting(
        "fail-on",
        Levels(FAIL_ON),
        "The least severity that fails an article; review fails on open questions too, never on nothing. Or a table: "
        "default is for all rules, and every other key the id of a rule, or a pattern such as images/*.",
        option="--fail-on",
    ),
    Setting("plugins", Texts(), "Modules that implement hooks.", option="--plugin"),
    Setting(
        "no-plugins", Texts(), "Plugins and installed packs to leave out.", "disabled_plugins", option="--no-plugin"
    ),
    Setting(
        "exclude",
        Patterns(),
        "Patterns, as in .gitignore files, of files and folders that are no articles.",
        option="--exclude",
    ),
    Setting(
        "include",
        Patterns(),
        "Patterns, as in .gitignore files, of the files below folders that are articles; none: all in a known format.",
        option="--include",
    ),
    Setting(
        "respect-gitignore",
        Flag(),
        "Whether what .gitignore files leave out is left out here, too.",
        option="--respect-gitignore",
    ),
    Setting(
        "front-matter",
        FrontMatterTable(),
        "What your own keys of front matter hold: each with a word such as author, date, origin.url or ignore.",
    ),
    Setting(
        "permissions",
        File(PERMISSION_FILE),
        "File of recorded permissions; by default permissions.toml beside the configuration, if there is one.",
        option="--permissions",
    ),
    Setting("terms-max-age", Number("days", "365"), "Days after which terms are to be read again."),
    Setting(
        "plugin-seconds",
        Number("seconds", f"{PLUGIN_SECONDS:g}; 0 sets no limit", MAX_SECONDS, whole=False),
        "Seconds that a plugin has for an article; 0: as many as it takes.",
    ),
    Setting(
        "waivers",
        File(WAIVER_FILE),
        "File of recorded exceptions; by default waivers.toml beside the configuration, if there is one.",
        option="--waivers",
    ),
    Setting(
        "waivers-from",
        Text("origin/main"),
        "State of the git repository that must hold an exception, too, for it to count.",
        option="--waivers-from",
    ),
    Setting(
        "baseline",
        File(BASELINE_FILE),
        "File of known findings; by default compliance-baseline.json beside the configuration, if there is one.",
        option="--baseline",
    ),
    Setting(
        "cache",
        KeptBeside(CACHE_FOLDER),
        "Whether results are kept for later runs, in .compliance_cache beside the configuration.",
        option="--cache-dir",
    ),
    Setting(
        "cache-size",
        Number("megabytes", f"{CACHE_SIZE // MEGABYTE}", least=1, times=MEGABYTE),
        "Megabytes that kept results may take.",
    ),
    Setting(
        "time-limit",
        Number("seconds", "600; 0 sets no limit", MAX_SECONDS, whole=False),
        "Seconds that a whole run has; articles that are not begun by then are errors.",
        option="--time-limit",
    ),
)
"""In the order in which they are listed where somebody misspells one."""
