"""Plugins that are known to bring a kind of check or of evidence, and how to get them: for whoever lacks one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from compliance.spelling import find_nearest


class Plugin(Struct, frozen=True):
    """A plugin: the name by which it is left out, and how it is had."""

    name: str
    way: str


_AI_DISCLOSURE = Plugin("plugins.ai_disclosure", "add --plugin plugins.ai_disclosure")
_NEWSDESK = Plugin("plugins.newsdesk", "add --plugin plugins.newsdesk")
_LINKS_ALIVE = Plugin("links-alive", "install compliance-links-alive")

CHECKS: Mapping[str, Plugin] = {"ai-review-stated": _AI_DISCLOSURE, "links-alive": _LINKS_ALIVE}
"""By kind of check."""
EVIDENCE: Mapping[str, Plugin] = {"ai-disclosure": _AI_DISCLOSURE, "desk-slug": _NEWSDESK}
"""By kind of evidence."""


class KnownPlugins(Struct, frozen=True):
    """Advises whoever names a kind that no loaded plugin brings."""

    disabled: Collection[str] = ()
    """Plugins that this run leaves out."""

    def advise_check(self, kind: str, known: Collection[str]) -> str:
        """Return what a kind of check may have meant, of the ``known`` kinds and those of plugins; else all kinds."""
        return self._advise(kind, known, CHECKS)

    def advise_evidence(self, kind: str, known: Collection[str]) -> str:
        """Return the same of a kind of evidence."""
        return self._advise(kind, known, EVIDENCE)

    def _advise(self, kind: str, known: Collection[str], of_plugins: Mapping[str, Plugin]) -> str:
        meant = kind if kind in of_plugins else find_nearest(kind, [*known, *of_plugins])
        if meant is None:
            return f"known kinds: {', '.join(sorted(known))}" if known else ""
        question = "" if meant == kind else f"did you mean {meant!r}?"
        plugin = of_plugins.get(meant) if meant not in known else None
        if plugin is None:
            return question
        way = f": {plugin.way}"
        if plugin.name in self.disabled:
            way = ", and this run leaves it out: take it out of --no-plugin and of 'no-plugins'"
        return f"{question} the plugin {plugin.name!r} brings it{way}".strip()
