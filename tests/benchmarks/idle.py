"""Installed plugins with nothing to do, for measuring what the being there of a plugin costs."""

from __future__ import annotations

from pathlib import Path

_MODULE = '''"""Idle plugin no. {0}."""

from compliance.hookspecs import Extractor, hookimpl


def extract(article, scan):
    """See nothing."""
    return ()


@hookimpl
def register_extractors():
    """Bring an extractor that sees nothing."""
    return [Extractor("idle-{0}", extract)]
'''
_METADATA = "Metadata-Version: 2.1\nName: idle-{0}\nVersion: 1.0\n"
_ENTRY_POINTS = "[compliance]\nidle-{0} = idle_{0}\n"


def write_plugins(folder: Path, count: int) -> None:
    """Write so many plugins and what an installer would write down of them; the folder is to be on the path."""
    for number in range(count):
        metadata = folder / f"idle_{number}-1.0.dist-info"
        metadata.mkdir(parents=True)
        (metadata / "METADATA").write_text(_METADATA.format(number), encoding="utf-8")
        (metadata / "entry_points.txt").write_text(_ENTRY_POINTS.format(number), encoding="utf-8")
        (metadata / "RECORD").write_text(f"idle_{number}.py,,\n", encoding="utf-8")
        (folder / f"idle_{number}.py").write_text(_MODULE.format(number), encoding="utf-8")
