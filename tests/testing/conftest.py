"""Plugins that are written for one test."""

import sys
from importlib import invalidate_caches

import pytest


@pytest.fixture
def write_plugin(tmp_path, monkeypatch):
    """Yield a function that writes a plugin's module where other processes find it, too, and returns its name."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    written = []

    def write(name, code):
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
        invalidate_caches()
        written.append(name)
        return name

    yield write
    for name in written:
        sys.modules.pop(name, None)
