"""Plugins that are known to bring a kind of check or of evidence, and how to get them: for whoever lacks one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from compliance.spelling import suggest


class Plugin(Struct, frozen=True):
    """A plugin: the name by which it is left out, and how it is had."""

    name: str
    way: str


_AI_DISCLOSURE = Plugin("plugins.ai_disclosure", "add --plugin plugins.ai_disclosure")
_LINKS_ALIVE = Plugin("links-alive", "install article-compliance-links-alive")

CHECKS: Mapping[str, Plugin] = {"ai-review-stated": _AI_DISCLOSURE, "links-alive": _LINKS_ALIVE}
"""By kind of check."""
EVIDENCE: Mapping[str, Plugin] = {"ai-disclosure": _AI_DISCLOSURE}
"""By kind of evidence."""


class KnownPlugins(Struct, frozen=True):
    """Advises whoever names a kind that no loaded plugin brings."""

    disabled: Collection[str] = ()
    """Plugins that this run leaves out."""

    def advise_check(self, kind: str) -> str:
        """Return how to get a kind of check, or one that is nearly called so; empty where nobody knows."""
        return self._advise(kind, CHECKS)

    def advise_evidence(self, kind: str) -> str:
        """Return how to get a kind of evidence, or one that is nearly called so; empty where nobody knows."""
        return self._advise(kind, EVIDENCE)

    def _advise(self, kind: str, known: Mapping[str, Plugin]) -> str:
        question = "" if kind in known else suggest(kind, known)
        meant = next((name for name in known if name == kind or repr(name) in question), None)
        if meant is None:
            return ""
        plugin = known[meant]
        is_left_out = plugin.name in self.disabled
        way = "which this run leaves out: let it in again" if is_left_out else plugin.way
        told = f"the plugin {plugin.name!r} brings it{', ' if is_left_out else ': '}{way}"
        return f"{question} {told}".strip()
