"""How an article will be used, and conditions over that: three-valued, because a context may not say everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

YES_NO = ("yes", "no")

VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "use": ("community", "nonprofit", "commercial", "personal", "education"),
    "medium": ("web", "print", "broadcast", "newsletter", "social", "app", "dataset"),
    "ads": YES_NO,
    "paywall": YES_NO,
    "edited": YES_NO,
    "translated": YES_NO,
    "excerpt": YES_NO,
    "jurisdiction": (),
    "date": (),
}
"""Keys of a context and their values; an empty tuple means a format: ISO 3166-1 alpha-2, ISO 8601."""

QUESTIONS: Mapping[str, str] = {
    "use": "who uses the article (use=community, nonprofit, commercial, personal or education)?",
    "medium": "where does it appear (medium=web, print, broadcast, newsletter, social, app or dataset)?",
    "ads": "is advertising sold around it (ads=yes or no)?",
    "paywall": "must readers pay or register to see it (paywall=yes or no)?",
    "edited": "was the text changed (edited=yes or no)?",
    "translated": "is it a translation (translated=yes or no)?",
    "excerpt": "is it only a part of the original (excerpt=yes or no)?",
    "jurisdiction": "which country's law applies (jurisdiction=US, DE …)?",
    "date": "when does it appear (date=2026-01-31)?",
}

DEFAULTS: Mapping[str, str] = {"medium": "web"}
"""What the built-in context says; everything else is unknown."""


class Context(Struct, frozen=True):
    """Known values by key; ``assumed`` names the keys that nobody gave."""

    values: Mapping[str, str] = field(default_factory=dict)
    assumed: tuple[str, ...] = ()

    def get(self, key: str) -> str | None:
        """Return the value of a key, or None where it is unknown."""
        return self.values.get(key)

    def including(self, values: Mapping[str, str]) -> Context:
        """Return a context in which the given values win."""
        return Context({**self.values, **values}, tuple(k for k in self.assumed if k not in values))


BUILT_IN_CONTEXT = Context(DEFAULTS, tuple(DEFAULTS))


class Facts(Struct, frozen=True):
    """What conditions may ask about the article itself: kinds of evidence seen, and whether it has another origin."""

    seen: frozenset[str] = frozenset()
    reused: bool = False


class Answer(Struct, frozen=True):
    """Truth of a condition (None: unknown) and the context keys that would settle it."""

    truth: bool | None
    unknown: tuple[str, ...] = ()


TRUE, FALSE = Answer(True), Answer(False)


class Is(Struct, frozen=True, array_like=True, tag=True):
    """A context key has one of these values."""

    key: str
    values: tuple[str, ...]

    def ask(self, context: Context, facts: Facts) -> Answer:
        """Evaluate against a context and an article's facts."""
        value = context.get(self.key)
        if value is None:
            return Answer(None, (self.key,))
        return TRUE if value in self.values else FALSE


class Seen(Struct, frozen=True, array_like=True, tag=True):
    """Evidence of a kind was found."""

    kind: str

    def ask(self, context: Context, facts: Facts) -> Answer:
        """Evaluate against a context and an article's facts."""
        return TRUE if self.kind in facts.seen else FALSE


class Reused(Struct, frozen=True, array_like=True, tag=True):
    """The article has an origin other than this outlet (or, with ``expected`` false, has none)."""

    expected: bool = True

    def ask(self, context: Context, facts: Facts) -> Answer:
        """Evaluate against a context and an article's facts."""
        return TRUE if facts.reused is self.expected else FALSE


class Not(Struct, frozen=True, array_like=True, tag=True):
    """The part does not hold."""

    part: Condition

    def ask(self, context: Context, facts: Facts) -> Answer:
        """Evaluate against a context and an article's facts."""
        answer = self.part.ask(context, facts)
        return answer if answer.truth is None else Answer(not answer.truth)


class All(Struct, frozen=True, array_like=True, tag=True):
    """Every part holds; no part at all is true."""

    parts: tuple[Condition, ...] = ()

    def ask(self, context: Context, facts: Facts) -> Answer:
        """Evaluate against a context and an article's facts."""
        return _combine((part.ask(context, facts) for part in self.parts), settled_by=False)


class Any(Struct, frozen=True, array_like=True, tag=True):
    """At least one part holds; no part at all is false."""

    parts: tuple[Condition, ...] = ()

    def ask(self, context: Context, facts: Facts) -> Answer:
        """Evaluate against a context and an article's facts."""
        return _combine((part.ask(context, facts) for part in self.parts), settled_by=True)


Condition = Is | Seen | Reused | Not | All | Any
ALWAYS = All()


def _combine(answers: Iterable[Answer], *, settled_by: bool) -> Answer:
    """Kleene's strong logic: one settling answer decides, else one unknown leaves the whole unknown."""
    unknown: dict[str, None] = {}
    for answer in answers:
        if answer.truth is settled_by:
            return Answer(settled_by)
        if answer.truth is None:
            unknown.update(dict.fromkeys(answer.unknown))
    return Answer(None, tuple(unknown)) if unknown else Answer(not settled_by)
