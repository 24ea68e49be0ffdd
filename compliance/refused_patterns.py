r"""What the linear-time engine refuses in a pattern: which construct, where, and what to do instead.

RE2 (https://github.com/google/re2/wiki/Syntax) says what it refuses, but not where. What it cannot do is what cannot be
searched in time linear to the text: looking around, and repeating what a group has matched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

SLOT = re.compile(r"\{[a-z]+\}")
"""A slot such as ``{author}``, which stands for a text."""

MOST = 1_000
"""Times that RE2 repeats something, also by repetitions inside of each other."""

_TOKEN = re.compile(
    r"""
    (?P<slot> \{[a-z]+\} )
    | (?P<escape> \\ (?: [pP]\{[^}]*\} | [pP]. | x\{[^}]*\} | Q.*?(?:\\E|\Z) | [gk](?:<\w*>?|\{\w*\}?|\d+)? | . | \Z ) )
    | (?P<class> \[ \^? \]? (?: \\. | \[:\w*:\] | [^\]\\] )* (?P<end> \]? ) )
    | (?P<open> \( (?: \? (?: P?<[A-Za-z_]\w*> | P=\w*\)? | P>\w*\)? | <[=!] | \(\w*\) | [a-zA-Z-]+[:)]? | .? ) )? )
    | (?P<close> \) )
    | (?P<repeat> (?: [*+?] | \{\d+(?:,\d*)?\} ) [?+]? )
    """,
    re.VERBOSE | re.DOTALL,
)


_SOUND_GROUP = re.compile(r"\((?:\?(?:P?<[A-Za-z_]\w*>|[imsU]*(?:-[imsU]+)?[:)]))?")


class Refusal(Struct, frozen=True):
    """What is refused, from which character of the pattern on (from 0), and what to do instead."""

    index: int
    message: str
    remedy: str


class _Token(Struct, frozen=True):
    """A part of a pattern that is more than its own character."""

    kind: str
    index: int
    text: str


def find_refusal(pattern: str) -> Refusal | None:
    r"""Return why RE2 refuses a pattern with slots, None for one that it reads.

    >>> find_refusal(r"\bAP\b (?!Photo)").index
    7
    >>> print(find_refusal(r"(\w+) \1").message)
    the back-reference '\1' cannot be searched for in linear time
    >>> find_refusal("by {author}") is None
    True
    """
    import re2  # noqa: PLC0415 - not needed where the packs are cached

    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(SLOT.sub("x", pattern), options)
    except re2.error as error:
        told = error.args[0] if error.args else ""
        reason = told.decode(errors="replace") if isinstance(told, bytes) else str(told)
        tokens = list(_split(pattern))
        return next(_find_refusals(pattern, tokens, reason), None) or Refusal(
            0, f"RE2 says: {reason}", "mend the pattern"
        )
    return None


def blame_size(pattern: str) -> Refusal:
    r"""Return why a pattern that RE2 would read is too large for the memory that a run gives it.

    >>> blame_size(r"a\w{900}").index
    3
    """
    tokens = _split(pattern)
    return _blame_size([token for token in tokens if token.kind == "repeat" and token.text.startswith("{")])


def _split(pattern: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(pattern):
        kind = match.lastgroup or ""
        yield _Token("class" if kind == "end" else kind, match.start(), match[0])


def _find_refusals(pattern: str, tokens: Sequence[_Token], reason: str) -> Iterator[Refusal]:
    """Yield what fits RE2's reason, what is most telling first."""
    operator, _, part = reason.partition(": ")
    match operator:
        case "invalid perl operator":
            yield from (
                _describe_group(token)
                for token in tokens
                if token.kind == "open" and token.text.startswith(part) and not _SOUND_GROUP.fullmatch(token.text)
            )
        case "invalid escape sequence":
            yield from _find_escapes(tokens, part)
        case "invalid repetition size" | "pattern too large - compile failed" | "bad repetition operator":
            yield from _find_repetitions(tokens, reason)
        case "no argument for repetition operator":
            yield from (
                Refusal(token.index, f"there is nothing before '{token.text}' to repeat", f"write \\{token.text}")
                for token in tokens
                if token.kind == "repeat" and token.text.startswith(part)
            )
        case "invalid character class range":
            yield from _find_ranges(tokens, part)
        case "missing )" | "unexpected )":
            yield from _find_unpaired(tokens)
        case "invalid named capture group":
            message = f"'{part}' gives a group no name that RE2 reads"
            yield Refusal(max(pattern.find(part), 0), message, "use letters, digits and _, as in (?P<year> … )")
        case "missing ]":
            yield from (
                Refusal(token.index, "the class that '[' opens is never closed", "add ], or write \\[")
                for token in tokens
                if token.kind == "class" and not token.text.endswith("]")
            )
        case _ if reason.startswith("trailing"):
            yield Refusal(len(pattern) - 1, "a backslash stands at the end", "write \\\\")


def _describe_group(token: _Token) -> Refusal:
    shown = token.text
    if shown.startswith(("(?=", "(?!")):
        what, remedy = f"the look-ahead '{shown}'", "match what follows too, or ask for the two in rules of their own"
    elif shown.startswith(("(?<=", "(?<!")):
        what, remedy = f"the look-behind '{shown}'", "match what stands before too, or use \\b for a word's edge"
    elif shown.startswith(("(?P=", "(?R", "(?P>", "(?&", "(?0", "(?1")):
        what, remedy = f"the back-reference '{shown}'", "write out what may come again"
    elif shown.startswith("(?>"):
        what, remedy = f"the atomic group '{shown}'", "write (?: … )"
    elif shown.startswith("(?("):
        what, remedy = f"the condition '{shown}'", "write both cases, with | between them"
    elif shown.startswith("(?#"):
        return Refusal(token.index, "a remark '(?#' is not read here", "write it behind # in the YAML")
    else:
        return Refusal(
            token.index, f"'{shown}' opens no group that RE2 reads", "write (?: … ), or (?i) for either case"
        )
    return Refusal(token.index, f"{what} cannot be searched for in linear time", remedy)


def _find_escapes(tokens: Sequence[_Token], part: str) -> Iterator[Refusal]:
    for token in tokens:
        at = token.text.find(part) if token.kind in {"escape", "class"} else -1
        if at < 0:
            continue
        if re.match(r"\\[1-9gk]", part):
            shown = token.text if token.kind == "escape" else part
            message = f"the back-reference '{shown}' cannot be searched for in linear time"
            yield Refusal(token.index + at, message, "write out what may come again")
        else:
            known = {
                "\\Z": "write \\z",
                "\\u": "write \\x{2019}",
                "\\x": "write for example \\x{2019}",
                "\\N": "write [^\\n]",
                "\\h": "write [ \\t]",
            }
            remedy = known.get(part[:2], f"write '{part[1:2]}' for the letter itself")
            yield Refusal(token.index + at, f"'{part}' stands for nothing that RE2 knows", remedy)


def _find_repetitions(tokens: Sequence[_Token], reason: str) -> Iterator[Refusal]:
    """Yield repetitions of repetitions, those of more than RE2 takes, and the largest where a pattern is too large."""
    repeats = [token for token in tokens if token.kind == "repeat"]
    for before, token in pairwise(tokens):
        doubled = before.kind == token.kind == "repeat" and before.index + len(before.text) == token.index
        if doubled and reason.startswith("bad"):
            yield Refusal(token.index, f"'{token.text}' repeats a repetition", "leave one out")
    if reason.startswith("bad"):
        yield from (
            Refusal(
                token.index, f"the possessive '{token.text}' cannot be searched for in linear time", "leave the + out"
            )
            for token in repeats
            if token.text.endswith("+") and len(token.text) > 1
        )
        return
    counted = [token for token in repeats if token.text.startswith("{")]
    reversed_limits = [token for token in counted if len(limits := _read_limits(token)) == 2 and limits[0] > limits[1]]
    yield from (
        Refusal(token.index, f"'{token.text}' holds the greater number first", "exchange the two")
        for token in reversed_limits
    )
    for token in counted:
        if max(_read_limits(token)) > MOST:
            yield Refusal(
                token.index, f"'{token.text}' repeats more than {MOST:,} times", f"repeat at most {MOST:,} times"
            )
    yield from _find_nested(tokens)
    yield _blame_size(counted)


def _blame_size(counted: Sequence[_Token]) -> Refusal:
    largest = max(counted, key=lambda token: max(_read_limits(token)), default=None)
    if not largest:
        return Refusal(0, "the pattern is too large", "make several of it")
    message = f"the pattern is too large, above all by '{largest.text}'"
    return Refusal(largest.index, message, "repeat less often, or write * or +")


def _find_nested(tokens: Sequence[_Token]) -> Iterator[Refusal]:
    """Yield repetitions that come to more than RE2 takes with those inside of them."""
    inside = [1]
    closed = 1
    """By how much is repeated what stands directly before."""
    for token in tokens:
        match token.kind:
            case "open":
                inside.append(1)
            case "close" if len(inside) > 1:
                closed = inside.pop()
                inside[-1] = max(inside[-1], closed)
                continue
            case "repeat" if token.text.startswith("{"):
                times = closed * max(_read_limits(token))
                inside[-1] = max(inside[-1], times)
                if times > MOST:
                    message = f"'{token.text}' repeats what is repeated inside: {times:,} times in all"
                    yield Refusal(token.index, message, f"repeat at most {MOST:,} times in all")
        closed = 1


def _read_limits(token: _Token) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", token.text)] or [0]


def _find_ranges(tokens: Sequence[_Token], part: str) -> Iterator[Refusal]:
    for token in tokens:
        at = token.text.find(part)
        if token.kind not in {"class", "escape"} or at < 0:
            continue
        if part.startswith("\\"):
            message, remedy = f"'{part}' is no class of Unicode", "write for example \\pL or \\p{Greek}"
        elif part.startswith("[:"):
            message, remedy = f"'{part}' is no class of characters", "write for example [:alpha:] or [:digit:]"
        else:
            message, remedy = f"the range '{part}' goes backwards", "exchange its ends, or put - first"
        yield Refusal(token.index + at, message, remedy)


def _find_unpaired(tokens: Sequence[_Token]) -> Iterator[Refusal]:
    opened: list[_Token] = []
    for token in tokens:
        if token.kind == "open" and not token.text.endswith(")"):
            opened.append(token)
        elif token.kind == "close" and opened:
            opened.pop()
        elif token.kind == "close":
            yield Refusal(token.index, "')' closes a group that was never opened", "write \\), or take it out")
    for token in reversed(opened):
        yield Refusal(token.index, f"the group that '{token.text}' opens is never closed", "add ), or write \\(")
