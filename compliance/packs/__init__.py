"""Packs: folders of rule and policy files with a ``pack.yaml``, from files on disk to one `Library`."""

from __future__ import annotations

from compliance.packs.loading import load_packs

__all__ = ["load_packs"]
