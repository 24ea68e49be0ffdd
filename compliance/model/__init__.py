"""Frozen values that the whole program speaks in; no files, terminal, YAML or plugins here."""
