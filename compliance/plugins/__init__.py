"""Finding, loading and asking plugins: from hooks to one registry of everything that they bring.

Where no plugin is installed or named, what watches over plugins is not even imported.
"""

from compliance.plugins.loading import load_registry
from compliance.plugins.registry import BUILTIN, Plugin, Registry

__all__ = ["BUILTIN", "Plugin", "Registry", "load_registry"]
