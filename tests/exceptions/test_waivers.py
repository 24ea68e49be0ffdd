"""The waiver file: what it says, its mistakes with places, and what a waiver does to a report."""

from pathlib import Path

import pytest

from compliance.errors import ConfigError
from compliance.exceptions.waiver_file import load_waivers
from tests.exceptions.articles import FAULT, STORY, check, read_report, write

pytestmark = pytest.mark.usefixtures("folder")
WAIVER = f"""\
[[waiver]]
rule = "{FAULT}"
articles = "*.md"
reason = "the agency forbids links"
owner = "Åsa Öberg"
expires = 2026-03-31
ticket = "DESK-12"
"""


def mistakes(text: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        load_waivers(write("waivers.toml", text))
    return [str(problem) for problem in raised.value.problems]


def find_fault(report, number=0):
    (result,) = [r for r in report["articles"][number]["results"] if r["rule"] == FAULT]
    return result


def list_rules(report):
    return [finding.rule for finding in report.record_findings]


def run(*paths: str, only=None, **settings):
    """Return the report of a run with the exceptions of the working folder."""
    from compliance.api import Session
    from compliance.cli.arguments import make_settings, parse_arguments

    options = parse_arguments(["check", *(paths or ["."]), *settings.pop("options", [])])
    return Session(make_settings(options), lenient=True).check(options.paths, only=only)


def fault_of(report, number=0):
    (result,) = [r for r in report.articles[number].results if r.obligation.rule == FAULT]
    return result


def test_without_a_waiver_the_article_fails(capsys):
    assert check(capsys, "story.md", "--format", "line")[0] == 1


def test_a_waiver_lets_the_article_pass_and_the_result_stays_with_its_reason(capsys):
    write("waivers.toml", WAIVER)

    report = run()
    result = fault_of(report)

    assert check(capsys, ".")[0] == 0
    assert result.outcome == "fail"
    assert result.is_suppressed
    assert result.suppression.reason == "the agency forbids links"
    assert (result.suppression.owner, result.suppression.ticket) == ("Åsa Öberg", "DESK-12")
    assert (result.suppression.expires, result.suppression.recorded_at) == ("2026-03-31", "waivers.toml:1")
    assert report.articles[0].verdict != "fail"
    assert (report.summary.suppressed, report.record_findings) == (1, ())


@pytest.mark.parametrize(
    ("day", "code"), [("1774828800", 0), ("1774915200", 0), ("1775001600", 1)], ids=["before", "last day", "after"]
)
def test_a_waiver_holds_until_its_last_day_is_over(capsys, monkeypatch, day, code):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
    write("waivers.toml", WAIVER)

    assert check(capsys, ".")[0] == code


def test_the_last_day_is_weighed_in_utc(capsys, monkeypatch):
    write("waivers.toml", WAIVER)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775001599")  # 2026-03-31T23:59:59Z
    assert check(capsys, ".")[0] == 0


def test_a_waiver_that_ended_names_owner_and_day(capsys, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775001600")  # 2026-04-01
    write("waivers.toml", WAIVER)

    report = run()
    (told,) = report.record_findings

    assert "(the waiver of Åsa Öberg ended on 2026-03-31)" in fault_of(report).message
    assert not fault_of(report).is_suppressed
    assert (told.path, told.line, told.rule, told.severity) == (
        "waivers.toml",
        1,
        "exceptions/waiver-in-force",
        "error",
    )
    assert told.message == "the waiver of Åsa Öberg ended on 2026-03-31"


def test_a_waiver_that_ended_and_would_cover_nothing_is_a_warning(capsys, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775001600")
    write("waivers.toml", WAIVER.replace(FAULT, "license/compatible"))

    (told,) = run().record_findings
    assert (told.rule, told.severity) == ("exceptions/waiver-in-force", "warning")


def test_a_waiver_that_ended_fails_the_run_even_where_the_article_alone_would_not(capsys, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775001600")
    write("waivers.toml", WAIVER.replace(FAULT, "license/compatible"))
    write("story.md", STORY.replace("(#)", "(https://lighthouse.example/2024/tide)"))

    assert check(capsys, ".")[0] == 0
    assert check(capsys, ".", "--fail-on", "warning")[0] == 1


def test_a_waiver_that_covers_nothing_is_told(capsys):
    write("waivers.toml", WAIVER)
    write("story.md", STORY.replace("(#)", "(https://lighthouse.example/2024/tide)"))

    (told,) = run().record_findings

    assert (told.rule, told.severity, told.line) == ("exceptions/waiver-used", "warning", 1)
    assert told.message == f"the waiver of {FAULT} by Åsa Öberg covers nothing"


def test_a_waiver_for_no_article_is_told():
    write("waivers.toml", WAIVER.replace("*.md", "guest/*.md"))

    (told,) = run().record_findings
    assert told.message == f"the waiver of {FAULT} by Åsa Öberg speaks of no article that there is"


@pytest.mark.parametrize("paths", [("story.md",), ("guest",), ("guest/a.md",)], ids=" ".join)
def test_a_waiver_is_not_called_unused_by_a_run_that_did_not_look_everywhere(paths):
    write("guest/a.md", STORY.replace("(#)", "(https://lighthouse.example/2024/tide)"))
    write("story.md", STORY.replace("(#)", "(https://lighthouse.example/2024/tide)"))
    write("waivers.toml", WAIVER)

    assert list_rules(run(*paths)) == []
    assert list_rules(run(".", only={"./story.md"})) == []
    assert list_rules(run(".")) == ["exceptions/waiver-used"]


@pytest.mark.parametrize("pattern", ["guest/*", "/guest/", "guest/a.md", "guest/*.md"])
def test_a_run_over_the_folder_that_a_waiver_speaks_of_tells_that_it_is_unused(pattern):
    write("guest/a.md", STORY.replace("(#)", "(https://lighthouse.example/2024/tide)"))
    write("waivers.toml", WAIVER.replace("*.md", pattern))

    assert list_rules(run("guest")) == ["exceptions/waiver-used"]
    assert list_rules(run("story.md")) == []


def test_a_waiver_for_folders_of_any_depth_is_called_unused_by_a_run_over_all_of_them_only():
    write("guest/a.md", STORY.replace("(#)", "(https://lighthouse.example/2024/tide)"))
    write("waivers.toml", WAIVER.replace("*.md", "guest/"))

    assert list_rules(run("guest")) == []
    assert list_rules(run(".")) == ["exceptions/waiver-used"]


def test_a_pattern_can_take_articles_back():
    write("guest/a.md", STORY)
    write("guest/own/a.md", STORY)
    write("waivers.toml", WAIVER.replace('"*.md"', '["guest/", "!guest/own/"]'))

    assert [article.verdict for article in run("guest").articles] == ["review", "fail"]


def test_a_pattern_that_cannot_be_meant_is_refused_at_its_place():
    write("waivers.toml", WAIVER.replace('"*.md"', "'guest\\old'"))

    with pytest.raises(
        ConfigError, match=r"^waivers.toml:\d+:1: pattern .* has backslashes; write '/' between folders$"
    ):
        load_waivers(Path("waivers.toml"))


def test_a_waiver_is_not_called_unused_where_an_article_could_not_be_checked():
    write("broken.md", "---\na: [\n---\n")
    write("story.md", STORY.replace("(#)", "(https://lighthouse.example/2024/tide)"))
    write("waivers.toml", WAIVER)

    assert list_rules(run()) == []


def test_nothing_is_called_unused_or_gone_by_a_run_that_judges_by_other_rules(capsys):
    from compliance.cli import main

    assert main(["baseline", "write"]) == 0
    write("waivers.toml", WAIVER + WAIVER.replace(FAULT, "images/credited"))
    write("story.md", f"{STORY}\n<!-- compliance: waive source/* because of it -->\n")

    by_images = run(options=["--only", "images/credited"])
    by_source = run(options=["--only", FAULT])
    assert not any("gone" in remark.message for remark in (*by_images.remarks, *by_source.remarks))
    assert list_rules(by_images) == ["exceptions/waiver-used"]  # that of images/credited
    assert list_rules(by_source) == []
    assert list_rules(run()) == ["exceptions/waiver-used"]


def test_nothing_is_called_unused_or_gone_by_a_run_that_ended_early():
    for name in ("story.md", "tale.md"):
        write(name, STORY.replace("(#)", "(https://lighthouse.example/2024/tide)"))
    write("waivers.toml", WAIVER)
    assert list_rules(run()) == ["exceptions/waiver-used"]

    report = run(options=["--time-limit", "0.000001"])
    assert "the run's time of 1e-06 seconds was over" in str(report.errors[0])
    assert list_rules(report) == []


def test_a_waiver_never_covers_what_could_not_be_checked(capsys):
    write("broken.md", "---\na: [\n---\n")
    write("waivers.toml", WAIVER.replace(f'"{FAULT}"', '"*"'))

    code, told = check(capsys, ".")
    assert code == 2
    assert "broken.md" in told
    assert "could not be checked" in told


@pytest.mark.parametrize("rule", ["source/*", "*", "*/links-to-original"])
def test_a_pattern_waives_the_rules_that_it_matches(capsys, rule):
    write("waivers.toml", WAIVER.replace(FAULT, rule))
    assert check(capsys, ".")[0] == 0


@pytest.mark.parametrize(
    ("pattern", "code"), [("story.md", 0), ("*", 0), ("guest/", 1), ("tale.md", 1), ("STORY.md", 1)]
)
def test_a_waiver_speaks_of_the_articles_that_its_pattern_matches(capsys, pattern, code):
    write("waivers.toml", WAIVER.replace("*.md", pattern))
    assert check(capsys, "story.md")[0] == code


def test_patterns_are_seen_from_the_configurations_folder(capsys, monkeypatch):
    write("compliance.toml", "")
    write("guest/a.md", STORY)
    write("waivers.toml", WAIVER.replace("*.md", "guest/a.md"))
    monkeypatch.chdir("guest")

    assert check(capsys, "a.md")[0] == 0
    assert check(capsys, str(Path("a.md").absolute()))[0] == 0


def test_a_waiver_for_a_fingerprint_covers_that_finding_alone(capsys):
    fingerprint = fault_of(run()).findings[0].fingerprint
    write("waivers.toml", f'{WAIVER}fingerprint = "{fingerprint}"\n')
    assert check(capsys, ".")[0] == 0

    write("story.md", STORY.replace("The Lighthouse", "The Beacon"))
    assert check(capsys, ".")[0] == 1


def test_a_waiver_for_the_fingerprint_of_a_result_covers_it_as_a_whole():
    write("waivers.toml", f'{WAIVER}fingerprint = "{fault_of(run()).fingerprint}"\n')
    assert fault_of(run()).suppression.reason == "the agency forbids links"


def test_a_review_that_is_waived_asks_nothing():
    grant = "[CC BY-NC 4.0](https://creativecommons.org/licenses/by-nc/4.0/)"
    linked = STORY.replace("(#)", "(https://lighthouse.example/2024/tide)")
    write("story.md", f"{linked}\nThis article is licensed under {grant}.\n")
    before = run().articles[0]
    write("waivers.toml", WAIVER.replace(FAULT, "*"))
    after = run().articles[0]

    assert (before.verdict, after.verdict) == ("review", "pass")
    assert before.questions
    assert after.questions == ()


def test_waivers_of_another_file_are_taken_where_it_is_named(capsys):
    write("desk/exceptions.toml", WAIVER)
    assert check(capsys, "story.md", "--waivers", "desk/exceptions.toml")[0] == 0

    write("compliance.toml", 'waivers = "desk/exceptions.toml"\n')
    assert check(capsys, "story.md")[0] == 0


def test_a_file_that_is_named_and_not_there_ends_with_2(capsys):
    code, told = check(capsys, "story.md", "--waivers", "nowhere.toml")
    assert (code, told) == (2, "compliance: nowhere.toml: cannot be read: No such file or directory; check --waivers\n")


@pytest.mark.parametrize(
    "value", ['"next week"', "2026-02-30", '"2026-13-01"', "20260331", '"31.3.2026"', '""', "true"]
)
def test_a_malformed_last_day_suppresses_nothing_and_ends_with_2(capsys, value):
    write("waivers.toml", WAIVER.replace("2026-03-31", value))
    code, told = check(capsys, ".", "--format", "line")

    assert code == 2
    assert told.startswith("compliance: waivers.toml:6:")


def test_all_mistakes_of_a_file_are_told_at_once():
    text = WAIVER.replace("reason", "reson").replace('owner = "Åsa Öberg"', 'owner = " "').replace("2026-03-31", '"x"')
    assert mistakes(text) == [
        """waivers.toml:1:1: 'reason' is missing; write reason = "…\"""",
        "waivers.toml:4:1: 'reson' is no key of a waiver; did you mean 'reason'?",
        "waivers.toml:5:1: 'owner' must be a text; say it in a few words",
        "waivers.toml:6:1: 'x' is no date; use ISO 8601, such as 2027-01-31",
    ]


def test_a_waiver_says_when_it_ends_or_that_it_is_permanent():
    endless = WAIVER.replace("expires = 2026-03-31\n", "")
    assert mistakes(endless) == [
        "waivers.toml:1:1: it does not say when it ends; write expires = 2027-01-31, or permanent = true"
    ]
    assert mistakes(f"{WAIVER}permanent = true\n") == [
        "waivers.toml:8:1: the waiver is permanent and has a last day; keep one of them"
    ]
    assert load_waivers(write("waivers.toml", f"{endless}permanent = true\n"))[0].expires == ""


def test_a_rule_that_nobody_knows_is_told_with_the_nearest(capsys):
    write("waivers.toml", WAIVER.replace(FAULT, "source/links-to-orginal"))
    code, told = check(capsys, ".")
    assert code == 2
    assert told.startswith(
        "compliance: waivers.toml:2:1: no rule is called 'source/links-to-orginal'; "
        "did you mean 'source/links-to-original'?\n"
    )

    write("waivers.toml", WAIVER.replace(FAULT, "sorce/*"))
    assert "no rule matches 'sorce/*'" in check(capsys, ".")[1]


def test_a_file_in_another_encoding_or_with_crlf_is_read_or_refused(capsys):
    Path("waivers.toml").write_bytes(b"\xef\xbb\xbf" + WAIVER.replace("\n", "\r\n").encode())
    assert check(capsys, ".")[0] == 0

    Path("waivers.toml").write_bytes(WAIVER.encode("latin-1"))
    code, told = check(capsys, ".")
    assert (code, told) == (
        2,
        "compliance: waivers.toml: cannot be read: it is not UTF-8 at byte 108; save it as UTF-8\n",
    )


def test_an_empty_file_waives_nothing(capsys):
    write("waivers.toml", "# none yet\n")
    assert check(capsys, ".")[0] == 1


def test_two_processes_say_the_same_as_one(capsys):
    for number in range(80):
        text = STORY.replace("The Lighthouse", f"The Lighthouse {number}")
        write(f"posts/{number:02}.md", text if number % 3 else text.replace("(#)", "(https://l.example/2024/tide)"))
    write("posts/07.md", STORY.replace("# The", f"<!-- compliance: waive {FAULT} because of it -->\n\n# The"))
    ended = WAIVER.replace("*.md", "posts/1*").replace("2026-03-31", "2026-02-01")
    write("waivers.toml", WAIVER.replace("*.md", "posts/0*") + ended + WAIVER.replace("*.md", "gone/*"))

    one = read_report(capsys, ".", "--jobs", "1")
    two = read_report(capsys, ".", "--jobs", "2")

    assert one == two
    reports = [run(options=["--jobs", jobs]) for jobs in "12"]
    assert reports[0].record_findings == reports[1].record_findings
    assert list_rules(reports[0]) == ["exceptions/waiver-in-force", "exceptions/waiver-used"]
    assert reports[0].summary == reports[1].summary
    assert reports[0].summary.suppressed == 6


def test_what_is_kept_from_an_earlier_run_is_covered_as_things_are_now(capsys, monkeypatch):
    for number in range(40):
        mark = f"<!-- compliance: waive {FAULT} until 2026-03-31 because of it -->\n\n" if number % 2 else ""
        write(f"posts/{number:02}.md", mark + STORY)
    fresh = run("posts", options=["--no-cache"])
    run("posts")
    kept = run("posts")

    assert list(kept.articles) == list(fresh.articles)
    assert (fresh.summary.failed, fresh.summary.suppressed, fresh.record_findings) == (20, 20, ())

    write("waivers.toml", WAIVER)
    assert run("posts").summary.failed == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775001600")  # 2026-04-01
    assert run("posts").summary == run("posts", options=["--no-cache"]).summary
    assert run("posts").summary.failed == 40
    assert len(run("posts").record_findings) == 21
