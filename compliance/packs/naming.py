"""Whether parameters name what there is: kinds of evidence, and keys and values of the context.

A schema says with the keyword ``names`` what the words of a parameter are names of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from compliance.context_values import find_context_mistake
from compliance.errors import Problem
from compliance.model.context import VOCABULARY
from compliance.packs.known_plugins import KnownPlugins
from compliance.packs.validation import label
from compliance.yaml_marks import Keys, MarkedFile


class Naming:
    """Knows the kinds of evidence that there are."""

    def __init__(self, kinds: Collection[str], plugins: KnownPlugins) -> None:
        self._kinds, self._plugins = kinds, plugins

    def find_unknown(
        self, file: MarkedFile, at: Keys, schema: Mapping[str, object], params: Mapping[str, object]
    ) -> Iterator[Problem]:
        """Yield parameters of the mapping ``at`` some keys of a file that name what there is not."""
        properties = schema.get("properties")
        for name, node in properties.items() if isinstance(properties, dict) else ():
            keys = (*at, name)
            if name not in params or keys not in file.marks or not isinstance(node, dict):
                continue
            if node.get("names") == "evidence":
                for here, kind in _list_words(keys, params[name]):
                    yield from self._find_unknown_kind(file, here, kind)
            elif node.get("names") == "context":
                yield from _find_wrong_context(file, keys, params[name])

    def _find_unknown_kind(self, file: MarkedFile, keys: Keys, kind: str) -> Iterator[Problem]:
        if kind not in self._kinds:
            remedy = self._plugins.advise_evidence(kind, self._kinds)
            message = f"{label(keys)}no evidence is of the kind {kind!r}"
            yield file.problem(keys, message, remedy, at_key=keys in file.key_marks and keys[-1] == kind)


def _list_words(keys: Keys, value: object) -> Iterator[tuple[Keys, str]]:
    """Yield words with the keys that lead to them: a text, those of a list, or the keys of a mapping."""
    match value:
        case str():
            yield keys, value
        case list():
            yield from (((*keys, index), item) for index, item in enumerate(value) if isinstance(item, str))
        case dict():
            yield from (((*keys, key), key) for key in value)


def _find_wrong_context(file: MarkedFile, keys: Keys, value: object) -> Iterator[Problem]:
    for key, given in value.items() if isinstance(value, dict) else ():
        is_key = key in VOCABULARY
        for here, word in _list_words((*keys, key), given) if is_key else [((*keys, key), "")]:
            if mistake := find_context_mistake(str(key), word):
                yield file.problem(here, f"{label(keys)}{mistake[0]}", mistake[1], at_key=not is_key)
