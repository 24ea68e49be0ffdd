"""Articles for the benchmarks, made from the seeds: multiplied and varied, sizes and languages mixed, always the same.

Between a seed's first and last paragraph come paragraphs of other seeds in its language, so that wording about origins
and rights is as rare as in articles that people write: some 5 kB of Markdown with a handful of such places. Pages get
what sites put around an article (menus, scripts, styles, teasers, comments), some 150 kB of it.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"
SEED = 20_240_501

_LANGUAGE = re.compile(r"\blang\W{1,4}([a-z]{2})\b")
_MARKUP = re.compile(r"[\[\]<>©_*#:|]|^\W|^(?:By|Von|Por|Par) ", re.MULTILINE)
_RIGHTS = re.compile(r"publi|permi|licen|copyright|derech|lizenz|rechte|droit|view|respons", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<=[a-zà-ÿ,] )[A-Z][a-zà-ÿ]{3,}")
_SYLLABLES = ("bar", "den", "fol", "ger", "hol", "kin", "lam", "mor", "nes", "rud", "sal", "tor", "vin", "wes")
_SCRIPT = "<script>window.pond=window.pond||[];pond.push({{id:{0},kind:'slot',sizes:[[300,{0}],[728,90]]}});</script>\n"
_TEASER = '<li><article><a href="/{0}/{1}"><img src="/i/{0}.jpg" alt=""><h3>{2}</h3></a></article></li>\n'
_COMMENT = '<li id="comment-{0}"><cite>{1}</cite><time>{0} May</time><p>{2}</p></li>\n'
_STYLE = ".slot-{0}>.row{{display:flex;margin:{0}px 0;color:#4a4a4a}}\n"


def write_markdown(folder: Path, count: int) -> None:
    """Write so many Markdown articles."""
    _write(folder, count, ".md")


def write_pages(folder: Path, count: int) -> None:
    """Write so many HTML pages."""
    _write(folder, count, ".html")


def make_articles(count: int, suffix: str) -> Iterator[str]:
    """Yield articles of a format (``.md`` or ``.html``); the first ones are the same whatever the number."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob(f"*{suffix}"))]
    prose = _collect_prose()
    for number in range(count):
        dice = random.Random(SEED + number)
        seed = seeds[number % len(seeds)]
        own = prose[_find_language(seed)]
        filling = [_vary(dice.choice(own), dice) for _ in range(_draw_length(dice))]
        yield _fill_page(seed, filling, own, dice) if suffix == ".html" else _fill_markdown(seed, filling)


def _write(folder: Path, count: int, suffix: str) -> None:
    folder.mkdir(parents=True)
    for number, text in enumerate(make_articles(count, suffix)):
        (folder / f"{number:06}{suffix}").write_text(text, encoding="utf-8", newline="\n")


def _collect_prose() -> Mapping[str, Sequence[str]]:
    """Return by language the paragraphs that are prose, and speak of nobody's rights."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted([*SEEDS.glob("*.md"), *SEEDS.glob("*.txt")]):
        text = path.read_text(encoding="utf-8")
        for paragraph in text.split("\n\n"):
            if len(paragraph) >= 120 and not (_MARKUP.search(paragraph) or _RIGHTS.search(paragraph)):
                found[_find_language(text)].append(paragraph.strip())
    every = [paragraph for paragraphs in found.values() for paragraph in paragraphs]
    return defaultdict(lambda: every, found)


def _find_language(text: str) -> str:
    found = _LANGUAGE.search(text)
    return found[1] if found else "en"


def _draw_length(dice: random.Random) -> int:
    """Return a number of paragraphs: most articles are short, some are long."""
    return max(1, min(90, round(dice.lognormvariate(2.4, 0.8))))


def _vary(paragraph: str, dice: random.Random) -> str:
    """Return a paragraph with other names and the sentences in another order."""
    sentences = paragraph.replace("\n", " ").split(". ")
    dice.shuffle(sentences)
    text = ". ".join(sentence.rstrip(".") for sentence in sentences) + "."
    return _CAPITAL.sub(lambda _: "".join(dice.choices(_SYLLABLES, k=2)).title(), text)


def _fill_markdown(seed: str, filling: Sequence[str]) -> str:
    blocks = seed.split("\n\n")
    middle = len(blocks) // 2
    linked = [
        f"{text} [More](https://pond.example/{len(text)})." if n % 4 == 0 else text for n, text in enumerate(filling)
    ]
    return "\n\n".join((*blocks[:middle], *linked, *blocks[middle:]))


def _fill_page(seed: str, filling: Sequence[str], own: Sequence[str], dice: random.Random) -> str:
    """Return a seed's page with longer text, and with a site around it."""
    numbers = [dice.randrange(10_000) for _ in range(dice.randint(100, 700))]
    head, article, rest = seed.partition("</p>")
    body = article + "".join(f"\n<p>{text}</p>" for text in filling)
    menu = "".join(
        f'<li><a href="/section/{n}" class="menu-item menu-item-{n}">Section {n}</a></li>\n' for n in numbers[:80]
    )
    styles = "".join(_STYLE.format(n) for n in numbers)
    teasers = "".join(_TEASER.format(n, n % 7, dice.choice(own)[:60]) for n in numbers[:40])
    comments = "".join(_COMMENT.format(n % 30 + 1, "Reader", _vary(dice.choice(own), dice)) for n in numbers[:20])
    around = (
        f"<nav><ul>{menu}</ul></nav>\n<aside><ul>{teasers}</ul></aside>\n"
        f'<section class="comments"><ol>{comments}</ol></section>\n{"".join(_SCRIPT.format(n) for n in numbers)}'
    )
    page = head.replace("</head>", f"<style>{styles}</style></head>", 1) + body + rest
    before, end, after = page.rpartition("</body>")
    return before + around + end + after
