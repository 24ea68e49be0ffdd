"""``compliance packs build``: a wheel of a pack's folder."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from msgspec.structs import replace

from compliance import api
from compliance.cli.arguments import make_settings
from compliance.distribution import build_wheel
from compliance.errors import UsageError
from compliance.packs.files import find_pack_files

_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
"""What names of distributions may be made of (https://packaging.python.org/specifications/name-normalization/)."""


def run_build(options: argparse.Namespace) -> int:
    """Write the wheel, once the pack is known to load, and print where it is."""
    folder = Path(options.folder)
    files = find_pack_files(folder)
    settings = make_settings(options)
    library = api.Session(replace(settings, packs=(*settings.packs, str(folder)))).library
    pack = next(pack for pack in library.packs.values() if Path(pack.folder).resolve() == folder.resolve())
    if not _NAME.fullmatch(pack.name):
        raise UsageError(
            f"{files.folder}: no distribution can be called {pack.name!r}; use letters, digits and hyphens"
        )
    path = build_wheel(pack, folder, files.paths, Path(options.out))
    sys.stdout.write(f"{path.as_posix()}\n")
    if not pack.license:
        sys.stdout.write("The pack states no license: others cannot know whether they may use it.\n")
    return 0
