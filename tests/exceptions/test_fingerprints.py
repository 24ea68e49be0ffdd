"""Fingerprints are the same wherever a finding moves to, and others where the finding is another."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.api import Session
from compliance.model.result import Outcome
from compliance.testing.sample import SAMPLE

SEEDS = sorted(path for path in (Path(__file__).parents[2] / "seeds").iterdir() if path.suffix != ".report")
SESSION = Session()
OPEN = {Outcome.FAIL, Outcome.REVIEW}
BLANK = st.integers(1, 4).map(lambda count: "\n" * count)
QUIET = st.lists(
    st.sampled_from(["The heron waited.", "Reeds grew by the quay.", "Rain fell."]), min_size=1, max_size=3
)


def judge(name: str, text: str, encoding: str = "utf-8"):
    article = SESSION.examiner.read_bytes(name, text.encode(encoding))
    report, _ = SESSION.check_article(article)
    return [result for result in report.results if result.outcome in OPEN]


def prints(name: str, text: str, encoding: str = "utf-8") -> Counter:
    """Return the fingerprints of all findings, with the rules they are of."""
    results = judge(name, text, encoding)
    return Counter(
        (result.obligation.rule, item.fingerprint) for result in results for item in (result, *result.findings)
    )


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def split(text: str) -> list[str]:
    """Return the paragraphs of an article behind its front matter, which is the first part."""
    head = re.match(r"(---|\+\+\+)\n.*?\n\1\n", text, re.DOTALL)
    start = head.end() if head else 0
    return [text[:start], *re.split(r"\n{2,}", text[start:])]


def is_prose(paragraph: str) -> bool:
    return len(paragraph) > 100 and not re.search(r"[\[©]", paragraph)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_open_result_and_finding_has_a_fingerprint_of_its_own(path):
    results = judge(path.name, read(path))
    found = [item.fingerprint for result in results for item in result.findings or (result,)]

    assert all(re.fullmatch("[0-9a-f]{20}", fingerprint) for fingerprint in found)
    assert len(set(found)) == len(found)
    assert all(result.fingerprint for result in results)


def test_there_are_findings_to_speak_of():
    assert sum(len(prints(path.name, read(path))) for path in SEEDS) > 60


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_what_passes_has_none(path):
    report, _ = SESSION.check_article(SESSION.examiner.read_bytes(path.name, path.read_bytes()))

    assert {r.fingerprint for r in report.results if r.outcome not in OPEN} <= {""}


@given(path=st.sampled_from(SEEDS), data=st.data())
@settings(max_examples=80, deadline=None)
def test_blank_lines_move_lines_and_change_no_fingerprint(path, data):
    head, *paragraphs = split(read(path))
    if path.suffix == ".html":
        moved = re.sub(
            r"(</(?:p|div|h1|article|header|footer)>)\n", lambda found: found[1] + data.draw(BLANK), read(path)
        )
    else:
        moved = head + "".join(paragraph + "\n" + data.draw(BLANK) for paragraph in paragraphs)

    assert prints(path.name, moved) == prints(path.name, read(path))


@given(path=st.sampled_from([path for path in SEEDS if path.suffix == ".md"]), quiet=QUIET, data=st.data())
@settings(max_examples=80, deadline=None)
def test_paragraphs_put_in_between_change_no_fingerprint(path, quiet, data):
    head, *paragraphs = split(read(path))
    prose = [at for at in range(1, len(paragraphs)) if is_prose(paragraphs[at - 1])]
    at = data.draw(st.sampled_from(prose))
    moved = head + "\n\n".join([*paragraphs[:at], *quiet, *paragraphs[at:]])

    assert prints(path.name, moved) == prints(path.name, read(path))


@given(path=st.sampled_from([path for path in SEEDS if path.suffix == ".md"]), width=st.integers(30, 120))
@settings(max_examples=60, deadline=None)
def test_wrapping_prose_anew_changes_no_fingerprint(path, width):
    head, *paragraphs = split(read(path))
    wrapped = [re.sub(rf"(.{{{width},}}?) (?=\w)", r"\1\n", part) if is_prose(part) else part for part in paragraphs]

    assert prints(path.name, head + "\n\n".join(wrapped)) == prints(path.name, read(path))


@pytest.mark.parametrize("path", [path for path in SEEDS if path.suffix != ".html"], ids=lambda path: path.name)
def test_line_ends_encoding_and_name_change_no_fingerprint(path):
    plain = prints(path.name, read(path))

    assert prints(path.name, read(path).replace("\n", "\r\n")) == plain
    assert prints(path.name, read(path), "utf-16") == plain
    assert prints(f"elsewhere/renamed{path.suffix}", read(path)) == plain


WORD = st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True)


@given(st.lists(WORD, min_size=2, max_size=6, unique=True))
@settings(max_examples=60, deadline=None)
def test_findings_on_other_texts_have_other_fingerprints(names):
    found = [
        prints(
            "a.md", f"# Tide\n\nBy Ann Author\n\nText.\n\nThis article was first published by [The {name} Post](#).\n"
        )
        for name in names
    ]
    links = [{fp for rule, fp in some if rule == "source/links-to-original"} for some in found]

    assert all(links)
    assert all(not one & other for number, one in enumerate(links) for other in links[:number])


@given(st.integers(1, 5), st.booleans(), st.sampled_from(["md", "html"]))
@settings(max_examples=30, deadline=None)
def test_equal_findings_are_told_apart_and_keep_their_fingerprints_when_one_joins_them(count, blank, form):
    picture = '<p><img src="/heron.jpg" alt="a heron"></p>' if form == "html" else "![a heron](/heron.jpg)"
    between = "\n\n\n" if blank else "\n\n"

    def look(number: int) -> set[str]:
        text = between.join(["<h1>Tide</h1>" if form == "html" else "# Tide", *[picture] * number])
        results = judge(f"a.{form}", text)
        return {f.fingerprint for r in results if r.obligation.rule == "images/credited" for f in r.findings}

    assert len(look(count)) == count
    assert look(count) < look(count + 1)


def test_a_review_that_turns_into_a_failure_is_another_finding():
    from msgspec.structs import replace

    from compliance.fingerprints import fingerprint
    from compliance.model.article import Article
    from compliance.model.source import SourceText

    article = Article(SourceText("a.md", b"One.\n", "One.\n"), "markdown", b"One.")
    obligation = SAMPLE.articles[0].results[0].obligation

    def make(outcome=Outcome.FAIL, **values):
        return fingerprint(article, replace(obligation, **values), outcome, "no link (line 3 of the original)", None)

    assert make() == fingerprint(article, obligation, Outcome.FAIL, "no link (line 14 of the original)", None)
    assert len({make(), make(Outcome.REVIEW), make(rule="a/b"), make(policy="other")}) == 4
