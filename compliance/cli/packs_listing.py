"""``compliance packs list``: which packs a run loads."""

from __future__ import annotations

import argparse

from compliance import api
from compliance.checking import TOOL
from compliance.cli.arguments import find_width, make_settings, open_output, parse_outputs
from compliance.packs.files import show_folder
from compliance.reporters.pack_list import FORMATS


def run_list(options: argparse.Namespace) -> int:
    """Print the packs with what they hold and where they come from."""
    outputs = parse_outputs(options.format, list(FORMATS))
    session = api.Session(make_settings(options))
    core = show_folder(session.registry.packs[0])
    sources = {core: f"{TOOL['name']} {TOOL['version']}"}
    sources |= {show_folder(pack.folder): pack.distribution for pack in session.registry.installed_packs}
    for output in outputs:
        with open_output(output.file) as stream:
            stream.write(FORMATS[output.format](session.library, sources, find_width(output.file)))
    return 0
