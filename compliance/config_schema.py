"""The JSON Schema of configuration files, made from the table of settings. `compliance.editors` writes it to a file."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.config_settings import SETTINGS
from compliance.model.context import Context
from compliance.model.settings import Settings
from compliance.setting_kinds import KeptBeside, Number, Schema, Setting, make_table_schema
from compliance.setting_tables import DEFAULT, Levels

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_BUILT_IN = Settings()


def make_config_schema() -> Schema:
    """Return the schema of ``compliance.toml``, and of the table ``[tool.compliance]`` of ``pyproject.toml``."""
    schema = make_table_schema(SETTINGS)
    properties = schema["properties"]
    if isinstance(properties, dict):
        for setting in SETTINGS:
            properties[setting.key] |= {"default": find_default(setting)}
    title = "The configuration of compliance: compliance.toml, or [tool.compliance] in pyproject.toml"
    return {"$schema": DRAFT, "title": title, **schema}


def find_default(setting: Setting) -> object:
    """Return what holds where a file does not have a setting, as a file would say it."""
    return True if isinstance(setting.kind, KeptBeside) else show_value(setting, _BUILT_IN)


def show_value(setting: Setting, settings: Settings) -> object:
    """Return the value of a setting as a file would say it: texts, numbers, truths, lists and dictionaries of these."""
    value = getattr(settings, setting.target)
    match setting.kind:
        case KeptBeside():
            return bool(value)
        case Number(times=times) if times != 1:
            return value // times
        case Levels() if settings.fail_on_rules:
            return {DEFAULT: value, **settings.fail_on_rules}
    if isinstance(value, Context):
        return dict(value.values)
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
