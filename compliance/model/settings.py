"""What a run is to do: the command line over the configuration over what is built in."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from compliance.errors import Problem
from compliance.model.context import BUILT_IN_CONTEXT, Context

PERMISSION_FILE = "permissions.toml"
"""Name of the file of recorded permissions that is looked for beside the configuration."""

WAIVER_FILE = "waivers.toml"
BASELINE_FILE = "compliance-baseline.json"
"""Names of the files of exceptions that are looked for there, too."""

NEVER = "never"
FAIL_ON = ("error", "warning", "note", "review", NEVER)
"""What a run, or a rule, can fail on."""

MAX_SECONDS = 86_400
"""That anything may be given: a day."""

PLUGIN_SECONDS = 20.0
"""Seconds that a plugin has for an article, unless the configuration says otherwise."""


CACHE_FOLDER = ".compliance_cache"
"""Name of the folder of kept results beside the configuration, or in the working folder."""

MEGABYTE = 1_000_000

CACHE_SIZE = 200 * MEGABYTE
"""Bytes that kept results may take, unless the configuration says otherwise."""


class PathRule(Struct, frozen=True):
    """What the configuration says of the articles whose path matches one of the patterns; later rules win.

    ``origin`` is a policy's id, an outlet's name or address of the original; ``context`` values win over the
    configuration's, those of an article's own front matter over these, and the command line over all.
    """

    paths: tuple[str, ...]
    origin: str = ""
    context: Mapping[str, str] = field(default_factory=dict)
    original: str = ""
    """File that holds the original, as seen from the configuration's folder; ``*`` stands for the copy's name without
    its suffix."""
    publisher: tuple[str, ...] = ()
    """Names and hosts of the outlet that runs these articles; none: as for all."""
    severities: Mapping[str, str] = field(default_factory=dict)
    packs: tuple[str, ...] = ()
    """Folders of packs, and names of packs and policies, that count for these articles only."""
    table: str = "origins"
    """In which array of tables it stands: ``origins``, whose patterns are of the shell, or ``overrides``, whose
    patterns are those of .gitignore."""
    index: int = 0
    """Its number there, from 0."""


class Settings(Struct, frozen=True):
    """Frozen choices of one run."""

    context: Context = BUILT_IN_CONTEXT
    packs: tuple[str, ...] = ()
    """Folders of further packs."""
    publisher: tuple[str, ...] = ()
    """Names and hosts of the outlet that runs the check: never an origin."""
    path_rules: tuple[PathRule, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    """``error``, ``warning``, ``note`` or ``off`` per rule id."""
    fail_on: str = "error"
    """``error``, ``warning``, ``note``, ``review`` or ``never``."""
    fail_on_rules: Mapping[str, str] = field(default_factory=dict)
    """The same per rule id, or shell pattern of such; the last one that matches a rule holds."""
    allow_empty: bool = False
    """Whether a run without any article is no error."""
    time_limit: float = 0.0
    """Seconds after which no further article is begun; 0: as many as it takes."""
    staged: tuple[str, ...] = ()
    """Folders of git repositories whose files are read as they stand in the index; none: as they stand on disk."""
    plugins: tuple[str, ...] = ()
    disabled_plugins: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    """Patterns, as in .gitignore files, of files and folders that are no articles."""
    include: tuple[str, ...] = ()
    """Patterns of the files below folders that are articles; none: all with a suffix of articles."""
    front_matter: Mapping[str, str] = field(default_factory=dict)
    """Words of `compliance.front_matter_words` by a site's own keys, in lower case."""
    respect_gitignore: bool = False
    """Whether what .gitignore files leave out is left out here, too."""
    force_exclude: bool = False
    """Whether what is excluded is left out, too, where it is named on the command line."""
    stated: Mapping[str, str] = field(default_factory=dict)
    """What the command line says of the context: it wins over everything, also over what an article says itself."""
    stated_publisher: tuple[str, ...] = ()
    """What the command line says of ``publisher``: it stays where the configuration has another for some articles."""
    file: str = ""
    """The configuration's path."""
    folder: str = ""
    """Where the configuration stands: its path patterns are relative to it. Empty: to the working directory."""
    permissions: str = ""
    """File of recorded permissions; empty: there is none."""
    original: str = ""
    """File that holds the original of the one article that is checked; wins over the path rules'."""
    jobs: int = 1
    """Processes that share the articles out; 0: as many as pay. One, and never another, while debugging."""
    only: tuple[str, ...] = ()
    """Ids or shell patterns of the rules to judge by; empty: all."""
    terms_max_age: int = 365
    """Days after which a policy is to be compared with its terms again."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the configuration and the context: told with what is wrong elsewhere, and nothing is run."""
    plugin_seconds: float = PLUGIN_SECONDS
    """Seconds that a plugin has for an article; 0: as many as it takes."""
    waivers: str = ""
    """File of waivers; empty: there is none."""
    waivers_from: str = ""
    """State of the git repository (a branch, a commit) from which exceptions are taken; empty: as they stand now."""
    baseline: str = ""
    """File of known findings; empty: there is none."""
    debug: bool = False
    """Let exceptions of plugins through."""
    cache: str = ""
    """Folder in which results are kept for later runs; empty: they are not."""
    cache_size: int = CACHE_SIZE
    """Bytes that they may take there."""

    @property
    def has_exceptions(self) -> bool:
        """Whether waivers or known findings are to be looked up; those in articles themselves count in any case."""
        return bool(self.waivers or self.waivers_from or self.baseline)
