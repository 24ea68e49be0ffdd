"""From what hooks return to names: of each there is one, and everything that a plugin brings is put under guard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from compliance.errors import Fault, Problem, name_class
from compliance.hookspecs import (
    Check,
    Collection,
    Command,
    EvidenceKind,
    Extractor,
    LastLook,
    OriginResolver,
    Reader,
    Reporter,
)
from compliance.plugins.registry import BUILTIN, Plugin, Registry

if TYPE_CHECKING:
    from compliance.plugins.guarding import Guard

Ask = Callable[[str], Iterable[tuple[str, object]]]
"""From a hook's name to what plugins return there, each with its plugin's name, in the order of precedence."""
Place = tuple[str, int, int]
"""A file with line and column; nowhere: an empty path, and 0."""
Item = TypeVar("Item", bound=Struct)
Returned = TypeVar("Returned")

LABELS: Mapping[type, str] = {
    Reader: "reader",
    Collection: "collection",
    Extractor: "extractor",
    EvidenceKind: "evidence kind",
    Check: "check",
    OriginResolver: "origin resolver",
    Reporter: "reporter",
    Command: "command",
    LastLook: "last look",
}
"""What the parts of plugins are called in messages, and in `Registry.owners`."""
PACK = "pack"


def name_part(part: object) -> str:
    """Return what a part is called."""
    return str(getattr(part, "kind" if isinstance(part, Check) else "name"))


class Collector(Struct):
    """Asks for what plugins bring, and notes what is wrong with it; ``guard`` watches over all that is not built in."""

    plugins: Mapping[str, Plugin]
    ask: Ask
    locate: Callable[[str, str], Place]
    """Tells where a plugin, by its name, defines a hook."""
    guard: Guard | None = None
    owners: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def collect(self) -> Registry:
        """Return everything by name, sorted; what cannot be used is left out."""
        kinds = self._gather("register_evidence_kinds", EvidenceKind, {})
        return Registry(
            readers=self._gather("register_readers", Reader, kinds),
            extractors=self._gather("register_extractors", Extractor, kinds),
            checks=self._gather("register_checks", Check, kinds),
            reporters=self._gather("register_reporters", Reporter, kinds),
            packs=tuple(self._gather_packs()),
            owners=self.owners,
            collections=self._gather("register_collections", Collection, kinds),
            evidence_kinds=kinds,
            origin_resolvers=self._gather("register_origin_resolvers", OriginResolver, kinds),
            commands=self._gather("register_commands", Command, kinds),
            last_looks=self._gather("register_last_looks", LastLook, kinds),
            plugins=self.plugins,
            guard=self.guard,
        )

    def _gather(self, hook: str, kind: type[Item], kinds: Mapping[str, EvidenceKind]) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for plugin, item in self._ask_for(hook, kind):
            if plugin != BUILTIN and not self._has_shape(hook, item, plugin):
                continue
            claims = [f"{LABELS[kind]}:{name_part(item)}"]
            claims += [f"suffix:{suffix}" for suffix in item.suffixes] if isinstance(item, Reader) else []
            if self._claim(claims, plugin, hook):
                found[name_part(item)] = self._put_under_guard(item, plugin, kinds)
        return dict(sorted(found.items()))

    def _gather_packs(self) -> Iterator[Path]:
        for plugin, path in self._ask_for("register_packs", Path):
            self.owners[f"{PACK}:{path.as_posix()}"] = plugin
            yield path

    def _ask_for(self, hook: str, kind: type[Returned]) -> Iterator[tuple[str, Returned]]:
        for plugin, item in self.ask(hook):
            if isinstance(item, kind):
                yield plugin, item
            else:
                message = f"{hook} returned {name_class(type(item))}, not {name_class(kind)}"
                self._complain(plugin, message, self.locate(plugin, hook))

    def _claim(self, claims: list[str], plugin: str, hook: str) -> bool:
        """Note that a plugin brings something, unless somebody brings it already."""
        taken = [claim for claim in claims if claim in self.owners]
        for claim in taken:
            label, _, name = claim.partition(":")
            if self.owners[claim] == plugin:
                self._complain(plugin, f"brings the {label} {name!r} twice", self.locate(plugin, hook))
                continue
            both = f"plugins {self._show(self.owners[claim])} and {self._show(plugin)}"
            remedy = f"leave one out with --no-plugin {plugin}"
            place = self.locate(plugin, hook)
            self.problems.append(Problem(*place, f"{both} both bring the {label} {name!r}", remedy))
        if not taken:
            self.owners.update(dict.fromkeys(claims, plugin))
        return not taken

    def _has_shape(self, hook: str, item: Struct, plugin: str) -> bool:
        from compliance.plugins.shapes import check_part  # noqa: PLC0415 - only where there is a plugin

        try:
            check_part(item)
        except Fault as fault:
            self._complain(plugin, f"{hook} {fault}", self.locate(plugin, hook))
            return False
        return True

    def _put_under_guard(self, item: Item, plugin: str, kinds: Mapping[str, EvidenceKind]) -> Item:
        if plugin == BUILTIN or self.guard is None:
            return item
        from compliance.plugins.wrapping import Wrapper  # noqa: PLC0415 - only where there is a plugin

        return Wrapper(self.guard, plugin, kinds).wrap(item)

    def _show(self, plugin: str) -> str:
        return str(self.plugins[plugin]).removeprefix("plugin ")

    def _complain(self, plugin: str, message: str, place: Place = ("", 0, 0)) -> None:
        remedy = "report it" if plugin == BUILTIN else f"leave it out with --no-plugin {plugin}"
        self.problems.append(Problem(*place, f"{self.plugins[plugin]}: {message}", remedy))
