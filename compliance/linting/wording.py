"""Rules that say too little, or say it in another way than others do, so that reports read badly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.errors import Problem
from compliance.model.rule import Example, Rule
from compliance.packs.places import number_examples
from compliance.yaml_marks import Keys, MarkedFile

_SHORTEST_REASON = 30
"""Signs that a reason has at least; a sentence that says why has more."""
_STOPS = (".", "!", "。", "！", "…", "।")
_ENDS = (*_STOPS, "?", "？")
_CLOSING = "\"'”’»«)]）」』`"
_CAPITALISED = re.compile(r"[^\W\d_]\w*")


def find_weak_wording(rule: Rule, file: MarkedFile) -> Iterator[Problem]:
    """Yield what is weak in a rule's words, and examples that say the same."""
    yield from _find_weak_reason(rule, file)
    if rule.title.endswith(_STOPS):
        yield file.problem(("title",), "title: ends with a stop", "leave it out: tables show the title as a heading")
    if not _is_sentence(rule.remedy):
        yield file.problem(("remedy",), "remedy: is no sentence", 'tell what to do, as in "Add a copyright line."')
    if _starts_upper(rule):
        remedy = "start it in lower case: reports put it behind the rule's name"
        yield file.problem(("message",), "message: starts with a capital", remedy)
    if rule.message.endswith(_STOPS):
        remedy = "leave it out: reports put the message into sentences of their own"
        yield file.problem(("message",), "message: ends with a stop", remedy)
    yield from _find_repetitions(rule, file)


def _find_weak_reason(rule: Rule, file: MarkedFile) -> Iterator[Problem]:
    for key in ("title", "message", "remedy"):
        if _fold(rule.rationale) == _fold(getattr(rule, key)):
            message = f"rationale: says the same as the {key}"
            yield file.problem(("rationale",), message, "say why it is asked, and what goes wrong without it")
            return
    if len(rule.rationale) < _SHORTEST_REASON:
        message = f"rationale: {rule.rationale!r} is too short to be a reason"
        yield file.problem(("rationale",), message, "say why it is asked, and what goes wrong without it")


def _find_repetitions(rule: Rule, file: MarkedFile) -> Iterator[Problem]:
    """Yield examples that have another's title but for case, or that are another but for the title."""
    titles: set[str] = set()
    contents: dict[object, int] = {}
    for keys, example in number_examples(rule):
        title = _fold(example.title)
        if title in titles:
            message = f"{_label(keys)}.title: another example has this title"
            yield file.problem((*keys, "title"), message, "say what sets them apart")
        titles.add(title)
        line = file.marks.get(keys, (0, 0))[0]
        first = contents.setdefault(_identify(example), line)
        if first != line:
            message = f"{_label(keys)}.article: is the same as in the example on line {first}"
            yield file.problem((*keys, "article"), message, "try another article, or drop one of them")


def _identify(example: Example) -> object:
    """Return all that makes the example's outcome."""
    words = tuple(example.article.split())
    given = (sorted(example.context.items()), sorted(example.params.items(), key=lambda pair: pair[0]))
    return words, example.format, repr(given), example.original


def _is_sentence(text: str) -> bool:
    """Whether it starts with no lower-case letter, and ends as sentences do, maybe within quotation marks.

    >>> [_is_sentence(text) for text in ("Add a line.", 'Write "© 2024 Ann".', "add a line.", "Add a line")]
    [True, True, False, False]
    """
    start, end = text.lstrip(_CLOSING + "“„‘(["), text.rstrip(_CLOSING)
    return not start[:1].islower() and (text != end or text.endswith(_ENDS)) and bool(start)


def _starts_upper(rule: Rule) -> bool:
    """Whether the message starts with a capital that the word has only there.

    Abbreviations have more of them, and names also have it elsewhere in the rule's sentences.
    """
    found = _CAPITALISED.match(rule.message)
    if not found or not found[0][0].isupper() or found[0] != found[0].capitalize() or len(found[0]) == 1:
        return False
    inside = re.compile(rf"[\w,;] {re.escape(found[0])}\b")
    return not any(inside.search(text) for text in (rule.title, rule.rationale, rule.remedy, rule.message))


def _fold(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def _label(keys: Keys) -> str:
    return ".".join(key for key in keys if isinstance(key, str))
