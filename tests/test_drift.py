"""Whether terms changed: by date, by saved pages, and the fingerprints that find them again."""

import json
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.config import load_config
from compliance.drift import has_fingerprint, make_fingerprint, verify
from compliance.errors import ConfigError, Problem, UsageError
from compliance.model.drift import Page
from compliance.model.policy import Authority, Confidence, Policy

SENTENCE = "Anybody may print our stories, online and on paper – for free."
PAGE = f"<html><body><nav>Home</nav><main><h1>Reuse</h1><p>Welcome. {SENTENCE} Ask us first.</p></main></body></html>"
POLICY = """\
id: {name}
name: {title}
kind: publisher
hosts: [{name}.example]
terms_url: https://{name}.example/terms
{more}
confidence: read
permissions:
  - clause: articles may be republished
"""
PACK = "name: ours\nversion: 0.1.0\ntitle: Ours\npolicies: [policies]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: a pack of two invented outlets on 1 March 2026, and a folder for pages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")
    Path("pack/policies").mkdir(parents=True)
    Path("saved").mkdir()
    Path("pack/pack.yaml").write_text(PACK, encoding="utf-8")
    marked = f'verified_on: 2026-02-01\nfingerprints: ["{make_fingerprint(SENTENCE)}"]'
    write("quayside-echo", "Quayside Echo", marked)
    write("attic-times", "Attic Times", "verified_on: 2025-01-01")
    return tmp_path


def write(name: str, title: str, more: str) -> None:
    Path(f"pack/policies/{name}.yaml").write_text(POLICY.format(name=name, title=title, more=more), encoding="utf-8")


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(["packs", *arguments, "--pack", "pack"])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def notes(out: str, name: str) -> str:
    return next((line.partition("  ")[2].strip() for line in out.splitlines() if line.startswith(f"{name} ")), "")


def policy(*fingerprints: str, verified_on: str = "2026-02-01", confidence: Confidence = Confidence.READ) -> Policy:
    return Policy(
        "echo",
        "Echo",
        Authority.PUBLISHER,
        verified_on=verified_on,
        confidence=confidence,
        fingerprints=fingerprints,
    )


def test_a_sentence_is_found_whatever_its_punctuation_and_case():
    words = [
        "welcome",
        "anybody",
        "may",
        "print",
        "our",
        "stories",
        "online",
        "and",
        "on",
        "paper",
        "for",
        "free",
        "ask",
        "us",
    ]
    assert has_fingerprint(words, make_fingerprint(SENTENCE))
    assert make_fingerprint(SENTENCE.upper().replace("–", "--")) == make_fingerprint(SENTENCE)


def test_a_sentence_with_another_word_is_not_found():
    words = ["anybody", "may", "print", "our", "stories", "online", "but", "not", "on", "paper", "for", "free"]
    assert not has_fingerprint(words, make_fingerprint(SENTENCE))
    assert not has_fingerprint([], make_fingerprint(SENTENCE))


def test_sentences_in_any_script_have_fingerprints():
    assert make_fingerprint("記事は自由に転載できます").startswith("12:")
    assert make_fingerprint("Материалы можно перепечатывать только со ссылкой").startswith("6:")


def test_a_short_sentence_tells_nothing():
    with pytest.raises(UsageError, match="has 2 words; take one of 6 or more"):
        make_fingerprint("All rights!")


@pytest.mark.parametrize(
    ("verified_on", "age", "is_old"),
    [("2026-03-01", 0, False), ("2025-03-01", 365, False), ("2025-02-28", 366, True), ("", None, True)],
)
def test_what_was_compared_too_long_ago_is_old(verified_on: str, age: int | None, is_old: bool):
    [drift] = verify([policy(verified_on=verified_on)], "2026-03-01", 365)
    assert (drift.age, drift.is_old, drift.page) == (age, is_old, None)


def test_what_is_known_from_memory_was_never_compared():
    [drift] = verify([policy(confidence=Confidence.RECALLED)], "2026-03-01", 365)
    assert (drift.verified_on, drift.age, drift.is_old) == ("", None, True)


def test_what_a_house_asks_of_itself_does_not_drift():
    assert list(verify([Policy("ours", "Ours", Authority.HOUSE)], "2026-03-01", 365)) == []


def test_every_sentence_must_be_on_the_page():
    other = make_fingerprint("Whoever prints a story sends us two copies of it.")
    words = ["anybody", "may", "print", "our", "stories", "online", "and", "on", "paper", "for", "free"]
    pages = [
        drift.page for drift in verify([policy(make_fingerprint(SENTENCE), other)], "2026-03-01", 9, {"echo": words})
    ]
    assert pages == [Page.CHANGED]


def test_age_is_a_note_and_no_failure(capsys):
    code, out, _ = run(capsys, "verify")

    assert code == 0
    assert notes(out, "attic-times") == "2025-01-01  compared 424 days ago"
    assert notes(out, "quayside-echo") == ""


def test_the_age_comes_from_the_command_line_or_the_configuration(capsys):
    Path("compliance.toml").write_text("terms-max-age = 10\n", encoding="utf-8")

    assert notes(run(capsys, "verify")[1], "quayside-echo") == "2026-02-01  compared 28 days ago"
    assert notes(run(capsys, "verify", "--max-age", "28")[1], "quayside-echo") == ""


@pytest.mark.parametrize("suffix", ["html", "md", "txt"])
def test_a_page_that_still_has_the_sentence_is_unchanged(capsys, suffix: str):
    text = {"html": PAGE, "md": f"# Reuse\n\nWelcome. *{SENTENCE}*\n", "txt": f"Reuse\n\n{SENTENCE}\n"}
    Path(f"saved/quayside-echo.{suffix}").write_text(text[suffix], encoding="utf-8")
    code, out, _ = run(capsys, "verify", "--terms-dir", "saved")

    assert code == 0
    assert notes(out, "quayside-echo") == ""
    assert notes(out, "attic-times") == "2025-01-01  no page; compared 424 days ago"
    assert " 0 changed, " in out.splitlines()[-1]


def test_a_page_that_lost_the_sentence_ends_with_1(capsys):
    Path("saved/quayside-echo.html").write_text(PAGE.replace("for free", "for a fee"), encoding="utf-8")
    Path("saved/attic-times.html").write_text(PAGE, encoding="utf-8")
    code, out, _ = run(capsys, "verify", "--terms-dir", "saved")

    assert code == 1
    assert notes(out, "quayside-echo") == "2026-02-01  CHANGED: a key sentence is not on the page any more"
    assert notes(out, "attic-times").startswith("2025-01-01  no fingerprint")


def test_as_json_every_policy_is_told(capsys):
    Path("saved/quayside-echo.html").write_text(PAGE, encoding="utf-8")
    code, out, _ = run(capsys, "verify", "--terms-dir", "saved", "--format", "json")
    found = {entry["policy"]: entry for entry in json.loads(out)["policies"]}

    assert code == 0
    assert found["quayside-echo"] == {
        "policy": "quayside-echo",
        "terms_url": "https://quayside-echo.example/terms",
        "verified_on": "2026-02-01",
        "age": 28,
        "is_old": False,
        "page": "unchanged",
    }
    assert found["the-conversation"]["page"] == "no page"


def test_wrong_pages_are_named_all_at_once(capsys):
    for name in ("quayside-eco.html", "attic-times.html", "attic-times.md", "notes.pdf"):
        Path("saved", name).write_text(PAGE, encoding="utf-8")
    code, out, err = run(capsys, "verify", "--terms-dir", "saved")

    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "compliance: saved/attic-times.md: is a second page of 'attic-times'; keep one of them",
        "compliance: saved/quayside-eco.html: no policy is called 'quayside-eco'; call it after a policy's id",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["verify", "--terms-dir", "gone"], "gone: is not a folder; name one that holds saved pages"),
        (["verify", "--max-age", "-1"], "argument --max-age: '-1' is no number of days"),
        (["verify", "--max-age", "soon"], "argument --max-age: 'soon' is no number of days"),
        (["fingerprint", "gone.html", "--sentence", SENTENCE], "gone.html: cannot be read: No such file or directory"),
        (["verify", "--format", "xml"], "no format is called 'xml'"),
    ],
)
def test_what_cannot_be_compared_ends_with_2(capsys, arguments: list[str], message: str):
    code, _, err = run(capsys, *arguments)

    assert code == 2
    assert err.startswith(f"compliance: {message}")


def test_a_fingerprint_is_made_of_a_sentence_that_the_page_has(capsys):
    Path("saved/page.html").write_text(PAGE, encoding="utf-8")

    assert run(capsys, "fingerprint", "saved/page.html", "--sentence", SENTENCE)[:2] == (
        0,
        f"{make_fingerprint(SENTENCE)}\n",
    )
    code, _, err = run(capsys, "fingerprint", "saved/page.html", "--sentence", f"{SENTENCE} Never.")
    assert code == 2
    assert "the sentence does not stand there" in err


def test_a_wrong_fingerprint_in_a_policy_is_an_error(capsys):
    write("quayside-echo", "Quayside Echo", 'verified_on: 2026-02-01\nfingerprints: ["abc"]')
    code, _, err = run(capsys, "verify")

    assert code == 2
    assert err.startswith("compliance: pack/policies/quayside-echo.yaml:7:16: fingerprints: ")


@pytest.mark.parametrize("value", ['"soon"', "-1", "true", "1.5"])
def test_an_age_that_is_no_number_of_days_is_an_error(value: str):
    Path("compliance.toml").write_text(f"terms-max-age = {value}\n", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_config(Path("compliance.toml"))
    message = "'terms-max-age' must be a number of days"
    assert caught.value.problems == (Problem("compliance.toml", 1, 1, message, "write for example 365"),)
