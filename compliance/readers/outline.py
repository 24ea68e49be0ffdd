"""The elements of a page that matter for where a text stands: a tree in arrays, and the stack of what is open."""

from __future__ import annotations

from compliance.readers.hints import NO_TRAITS, Traits

_KINDS = {
    "li": "item",
    "dt": "item",
    "dd": "item",
    "td": "cell",
    "th": "cell",
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
}

IMPLIED_END = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("td", "th", "tr"),
    "tbody": ("td", "th", "tr", "tbody", "thead", "tfoot"),
    "tfoot": ("td", "th", "tr", "tbody", "thead"),
    "option": ("option",),
    "body": ("head",),
}
"""Start tags that end what is open on top (HTML standard, 13.1.2.4 Optional tags), as far as it matters here."""


DEEPEST = 512
"""Elements inside each other that are kept apart; browsers built on Blink flatten what is deeper, too."""


class Outline:
    """Elements by number; 0 is the root. ``current`` is the element that text stands in now.

    Paragraphs and headings are *leaves*: they end with the next block, closed or not, and never stand on the stack.
    """

    def __init__(self) -> None:
        self.tags = [""]
        self.parents = [0]
        self.traits = [NO_TRAITS]
        self.kinds = ["paragraph"]
        self.hidden = [False]
        self.current = 0
        self.is_hidden = False
        """Whether the current element, or one that it stands in, is hidden."""
        self._stack: list[tuple[str, int, int]] = []
        self._open: dict[str, int] = {}

    def add(self, tag: str, traits: Traits, *, hidden: bool = False) -> int:
        """Add an element inside the current one and return its number."""
        return self.add_aside(tag, traits, self.current, hidden=hidden)

    def add_aside(self, tag: str, traits: Traits, parent: int, *, hidden: bool = False) -> int:
        """Add an element inside a given one and return its number."""
        node = len(self.tags)
        self.tags.append(tag)
        self.parents.append(parent)
        self.traits.append(traits)
        kind = _KINDS.get(tag) or self.kinds[parent]
        self.kinds.append("paragraph" if kind == "cell" and tag == "p" else kind)
        self.hidden.append(hidden or self.hidden[parent])
        return node

    def leave_leaf(self) -> int:
        """End the open leaf: what follows stands in the element on top of the stack, which is returned."""
        self.current = self._stack[-1][1] if self._stack else 0
        self.is_hidden = self.hidden[self.current]
        return self.current

    def enter_leaf(self, tag: str, traits: Traits, *, hidden: bool = False) -> int:
        """Open a paragraph or heading; `leave_leaf` must have been called."""
        self.current = self.add(tag, traits, hidden=hidden)
        self.is_hidden = self.hidden[self.current]
        return self.current

    def push(self, tag: str, traits: Traits, *, hidden: bool = False) -> int:
        """Open an element that ends with its end tag; very deep ones are taken for the one that they stand in."""
        before = self.current
        too_deep = len(self._stack) >= DEEPEST and not hidden
        node = before if too_deep else self.add(tag, traits, hidden=hidden)
        self._stack.append((tag, node, before))
        self._open[tag] = self._open.get(tag, 0) + 1
        self.current = node
        self.is_hidden = self.hidden[node]
        return node

    def end_implied(self, tag: str) -> list[int]:
        """End the elements that a start tag ends by standing there; return them, innermost first."""
        ended: list[int] = []
        ending = IMPLIED_END.get(tag, ())
        for closing in reversed(self._stack):
            if closing[0] not in ending:
                break
            ended.append(closing[1])
        for _ in ended:
            self._drop()
        return ended

    def is_open(self, tag: str) -> bool:
        """Whether an element of this name is open."""
        return bool(self._open.get(tag))

    def pop(self, tag: str) -> list[int]:
        """End the innermost element of this name and all inside it; return them, innermost first."""
        ended: list[int] = []
        if not self._open.get(tag):
            return ended
        name = ""
        while name != tag:
            name, node, before = self._stack.pop()
            self._open[name] -= 1
            ended.append(node)
        self.current = before
        self.is_hidden = self.hidden[before]
        return ended

    def _drop(self) -> None:
        tag, _node, before = self._stack.pop()
        self._open[tag] -= 1
        self.current = before
        self.is_hidden = self.hidden[before]
