"""The JSON Schema of configuration files, made from the table of settings. `compliance.editors` writes it to a file."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.config_settings import SETTINGS
from compliance.model.context import Context
from compliance.model.settings import Settings
from compliance.setting_kinds import Schema
from compliance.setting_tables import make_table_schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_BUILT_IN = Settings()


def make_config_schema() -> Schema:
    """Return the schema of ``compliance.toml``, and of the table ``[tool.compliance]`` of ``pyproject.toml``."""
    schema = make_table_schema(SETTINGS)
    properties = schema["properties"]
    if isinstance(properties, dict):
        for setting in SETTINGS:
            properties[setting.key] |= {"default": find_default(setting.target)}
    title = "The configuration of compliance: compliance.toml, or [tool.compliance] in pyproject.toml"
    return {"$schema": DRAFT, "title": title, **schema}


def find_default(target: str) -> object:
    """Return what a field of the settings is where nothing is said, as a configuration file holds it."""
    return show_value(getattr(_BUILT_IN, target))


def show_value(value: object) -> object:
    """Return a value of the settings as plain texts, numbers, lists and dictionaries."""
    if isinstance(value, Context):
        return dict(value.values)
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
