"""The baseline: what it holds, what it covers, how it is kept up to date; it is written whole or not at all."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.errors import ConfigError, UsageError
from compliance.exceptions.baseline_file import Entry, load_baseline, parse_baseline, render_baseline, write_baseline
from tests.exceptions.articles import FAULT, STORY, check, write
from tests.exceptions.test_waivers import WAIVER, fault_of, list_rules, run

pytestmark = pytest.mark.usefixtures("folder")
FILE = Path("compliance-baseline.json")
SOUND = STORY.replace("(#)", "(https://lighthouse.example/2024/tide)")


def baseline(capsys, *arguments: str) -> tuple[int, str]:
    code = main(["baseline", *arguments])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def sources() -> set[str]:
    return {entry.source for entry in load_baseline(FILE)}


def rules(source: str) -> set[str]:
    return {entry.rule for entry in load_baseline(FILE) if entry.source == source}


def test_old_findings_do_not_decide_and_stay_with_the_day_they_are_known_since(capsys):
    code, told = baseline(capsys, "write")
    report = run()
    result = fault_of(report)

    assert (code, told.startswith("compliance-baseline.json: ")) == (0, True)
    assert check(capsys, ".")[0] == 0
    assert (result.outcome, result.is_suppressed) == ("fail", True)
    assert [finding.suppression.kind for finding in result.findings] == ["baseline"]
    assert result.findings[0].suppression.reason == "known since 2026-03-01"
    assert result.findings[0].suppression.recorded_at == "compliance-baseline.json"
    assert report.articles[0].verdict == "pass"
    assert report.articles[0].questions == ()
    assert report.summary.suppressed == len([r for r in report.articles[0].results if r.is_suppressed])


def test_new_findings_decide(capsys):
    baseline(capsys, "write")
    write("new.md", STORY)
    assert check(capsys, ".")[0] == 1

    Path("new.md").unlink()
    write("story.md", STORY.replace("The Lighthouse", "The Beacon"))
    assert check(capsys, ".")[0] == 1


def test_a_further_finding_beside_a_known_one_decides():
    write("story.md", "# Tide\n\n![a heron](/one.jpg)\n")
    assert main(["baseline", "write"]) == 0
    write("story.md", "# Tide\n\n![a heron](/one.jpg)\n\n![a heron](/two.jpg)\n")

    (result,) = [r for r in run().articles[0].results if r.obligation.rule == "images/credited"]
    assert [bool(finding.suppression) for finding in result.findings] == [True, False]
    assert not result.is_suppressed


def test_findings_that_move_stay_known(capsys):
    baseline(capsys, "write")
    write("story.md", STORY.replace("The water", "Rain fell.\n\n\n\nThe water").replace("\n", "\r\n"))

    assert check(capsys, ".")[0] == 0


def test_without_the_baseline_everything_decides(capsys):
    baseline(capsys, "write")
    assert check(capsys, ".", "--no-baseline")[0] == 1


def test_what_could_not_be_checked_is_never_known(capsys):
    baseline(capsys, "write")
    write("broken.md", "---\na: [\n---\n")

    assert check(capsys, ".")[0] == 2
    before = FILE.read_bytes()
    for action in ("update", "prune", "write --force"):
        code, told = baseline(capsys, *action.split())
        assert code == 2
        assert "nothing is written, because not everything could be checked" in told
    assert FILE.read_bytes() == before


def test_with_errors_no_first_baseline_is_written(capsys):
    write("broken.md", "---\na: [\n---\n")
    code, told = baseline(capsys, "write")

    assert code == 2
    assert "compliance: ./broken.md:2:4: " in told or "compliance: ./broken.md:" in told
    assert not FILE.exists()


def test_what_got_better_is_told_and_pruned(capsys):
    write("other.md", STORY)
    baseline(capsys, "write")
    write("story.md", SOUND)

    (remark,) = run().remarks
    gone = f"story.md: source/links-are-real, story.md: {FAULT}"
    assert remark.message == f"2 findings of the baseline are gone ({gone}): run `compliance baseline prune`"
    code, told = baseline(capsys, "prune")
    assert (code, told.rstrip().endswith(": 0 added, 2 gone")) == (0, True)
    assert FAULT not in rules("story.md")
    assert FAULT in rules("other.md")
    assert run().remarks == ()


def test_many_that_are_gone_are_counted():
    for number in range(5):
        write(f"posts/{number}.md", STORY)
    assert main(["baseline", "write"]) == 0
    for number in range(5):
        write(f"posts/{number}.md", SOUND)

    (remark,) = run().remarks
    assert remark.message.startswith("10 findings of the baseline are gone (posts/0.md: ")
    assert ", 7 more): run `compliance baseline prune`" in remark.message


def test_prune_adds_nothing_and_update_does(capsys):
    baseline(capsys, "write")
    write("new.md", STORY)

    baseline(capsys, "prune")
    assert sources() == {"story.md"}
    code, told = baseline(capsys, "update")
    assert sources() == {"new.md", "story.md"}
    assert (code, " added, 0 gone" in told) == (0, True)


def test_update_keeps_the_days_of_what_is_known(capsys, monkeypatch):
    baseline(capsys, "write")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775001600")  # 2026-04-01
    write("new.md", STORY)
    baseline(capsys, "update")

    days = {entry.source: entry.since for entry in load_baseline(FILE)}
    assert days == {"story.md": "2026-03-01", "new.md": "2026-04-01"}


def test_a_run_over_a_part_leaves_the_rest_alone(capsys):
    write("guest/a.md", STORY)
    baseline(capsys, "write")
    write("guest/a.md", SOUND)
    write("story.md", SOUND)

    baseline(capsys, "update", "guest")
    assert FAULT not in rules("guest/a.md")
    assert FAULT in rules("story.md")
    assert run("guest").remarks == ()


def test_write_does_not_overwrite_unless_told(capsys):
    baseline(capsys, "write")
    before = FILE.read_bytes()
    write("new.md", STORY)

    code, told = baseline(capsys, "write")
    assert (code, FILE.read_bytes()) == (2, before)
    assert "there is a baseline already; run `compliance baseline update`" in told
    assert baseline(capsys, "write", "--force")[0] == 0
    assert sources() == {"new.md", "story.md"}


@pytest.mark.parametrize("action", ["update", "prune"])
def test_without_a_baseline_there_is_nothing_to_bring_up_to_date(capsys, action):
    code, told = baseline(capsys, action)
    assert (code, told) == (
        2,
        "compliance: compliance-baseline.json: there is no baseline; write one with `compliance baseline write`\n",
    )


def test_a_baseline_that_is_named_must_be_there(capsys):
    code, told = check(capsys, ".", "--baseline", "known.json")
    assert (code, told) == (2, "compliance: known.json: cannot be read: No such file or directory; check --baseline\n")


def test_the_baseline_lies_beside_the_configuration_wherever_the_run_starts(capsys, monkeypatch):
    write("compliance.toml", "")
    write("guest/a.md", STORY)
    monkeypatch.chdir("guest")

    assert baseline(capsys, "write")[0] == 0
    assert {entry["source"] for entry in json.loads(Path("../compliance-baseline.json").read_text())["findings"]} == {
        "guest/a.md",
        "story.md",
    }
    assert check(capsys, "a.md")[0] == 0
    assert check(capsys, str(Path("a.md").absolute()))[0] == 0


def test_a_setting_names_another_file(capsys):
    write("compliance.toml", 'baseline = "desk/known.json"\n')
    Path("desk").mkdir()

    assert baseline(capsys, "write")[0] == 0
    assert {entry.source for entry in load_baseline(Path("desk/known.json"))} == {"../story.md"}
    assert check(capsys, ".")[0] == 0


# Renamed articles


def test_a_renamed_article_is_known_by_its_findings_and_that_is_said(capsys):
    baseline(capsys, "write")
    Path("guest").mkdir()
    Path("story.md").rename("guest/tide.md")

    report = run()
    assert check(capsys, ".")[0] == 0
    assert fault_of(report).findings[0].suppression.reason == (
        "known since 2026-03-01, as a finding of story.md, which is gone"
    )
    assert [remark.message for remark in report.remarks] == [
        "guest/tide.md is taken for story.md of the baseline, which is gone; run `compliance baseline update`"
    ]
    assert baseline(capsys, "prune")[1].rstrip().endswith(": 0 added, 0 gone")
    assert sources() == {"guest/tide.md"}
    assert run().remarks == ()


def test_an_article_with_other_findings_is_not_the_one_that_is_gone(capsys):
    baseline(capsys, "write")
    Path("story.md").unlink()
    write("tale.md", STORY.replace("The Lighthouse", "The Beacon"))

    assert check(capsys, ".")[0] == 1
    assert not fault_of(run()).is_suppressed


def test_a_copy_of_an_article_that_is_still_there_is_not_known(capsys):
    baseline(capsys, "write")
    write("copy.md", STORY)

    assert check(capsys, ".")[0] == 1


def test_two_articles_cannot_both_be_the_one_that_is_gone(capsys):
    baseline(capsys, "write")
    Path("story.md").unlink()
    write("a.md", STORY)
    write("b.md", STORY)

    (told,) = run().record_findings
    assert (told.rule, told.severity) == ("exceptions/baseline-sound", "error")
    assert told.message == "story.md is gone, and all of its known findings are in a.md and in b.md"
    assert check(capsys, ".")[0] == 1
    baseline(capsys, "prune")
    assert sources() == {"a.md"}


def test_an_article_that_is_gone_for_good_is_told_and_pruned(capsys):
    write("other.md", SOUND)
    baseline(capsys, "write")
    Path("story.md").unlink()

    (remark,) = run().remarks
    assert "(story.md: " in remark.message
    assert run("other.md").remarks == ()
    baseline(capsys, "prune")
    assert "story.md" not in sources()


# With other exceptions


def test_what_a_waiver_covers_is_not_recorded_and_decides_when_it_ends(capsys, monkeypatch):
    write("waivers.toml", WAIVER)
    baseline(capsys, "write")

    assert FAULT not in rules("story.md")
    assert check(capsys, ".")[0] == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775001600")  # 2026-04-01
    assert check(capsys, ".")[0] == 1


def test_what_is_known_and_waived_is_neither_unused_nor_gone(capsys):
    baseline(capsys, "write")
    write("waivers.toml", WAIVER)

    report = run()
    assert (report.remarks, report.record_findings) == ((), ())
    assert fault_of(report).suppression.kind == "waiver"
    baseline(capsys, "prune")
    assert FAULT in rules("story.md")


PERMISSION = """\
[[permissions]]
grantor = "The Lighthouse"
grantee = "Our Site"
titles = ["The tide that stayed"]
proof = "https://desk.example/letter"
"""


@pytest.mark.parametrize("permission", [True, False])
@pytest.mark.parametrize("waiver", [True, False])
@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("directive", [True, False])
def test_every_mixture_of_exceptions_passes_if_one_speaks_of_the_fault(capsys, permission, waiver, known, directive):
    mark = f"<!-- compliance: waive {FAULT} because of the agency -->\n\n"
    write("story.md", STORY)
    if permission:
        write("permissions.toml", PERMISSION)
    if known:
        baseline(capsys, "write")
    if waiver:
        write("waivers.toml", WAIVER)
    if directive:
        write("story.md", mark + STORY)

    report = run()
    (use,) = [r for r in report.articles[0].results if r.obligation.rule == "permission/use-granted"]
    covered = waiver or known or directive
    assert (use.outcome == "pass") is permission
    assert check(capsys, ".")[0] == (0 if covered else 1)
    assert fault_of(report).outcome == "fail"
    assert fault_of(report).is_suppressed is covered
    assert list_rules(report) == []


# The file


def test_it_is_sorted_with_one_finding_on_each_line(capsys):
    write("été.md", STORY)
    baseline(capsys, "write")
    text = FILE.read_text(encoding="utf-8")
    lines = text.splitlines()[3:-2]

    assert text.startswith('{\n"schema_version": 1,\n"findings": [\n{"source": "story.md", ')
    assert all(json.loads(line.rstrip(",")) for line in lines)
    assert lines[-1].startswith('{"source": "été.md"')
    assert list(load_baseline(FILE)) == sorted(load_baseline(FILE))
    assert baseline(capsys, "update")[0] == 0
    assert FILE.read_text(encoding="utf-8") == text


def test_an_empty_one_is_a_baseline_too():
    assert parse_baseline("b.json", render_baseline([]).encode()) == ()


@pytest.mark.parametrize("cut", [1, 20, 60, 200, -3, -2])
def test_a_cut_off_baseline_covers_nothing_and_ends_with_2(capsys, cut):
    baseline(capsys, "write")
    FILE.write_bytes(FILE.read_bytes()[:cut])

    code, told = check(capsys, ".")
    assert code == 2
    assert told.startswith("compliance: compliance-baseline.json:")
    assert "is no baseline: " in told


ENTRY = '{"source": "a.md", "fingerprint": "0a", "rule": "a/b", "message": "", "since": ""}'
FILLED = f'{{"schema_version": 1,\n"findings": [\n{ENTRY},\n %s\n]}}\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "b.json:1:1: is no baseline: expecting value"),
        ("[]", "b.json:1:1: is no baseline: it has no 'schema_version' and 'findings'"),
        ('{"findings": []}', "b.json:1:1: is no baseline: it has no 'schema_version' and 'findings'"),
        ('{"a": 1,\n "schema_version": 1, "findings": []}', "b.json:1:1: is no baseline: it has no"),
        ('{"findings": [],\n "schema_version": 7}', "b.json:2:2: has schema_version 7, and this program reads 1"),
        (FILLED % "7", "b.json:4:2: finding 2 of the baseline is no table"),
        (FILLED % ENTRY.replace("since", "sinc"), "b.json:4:2: finding 2 of the baseline has another set of keys"),
        (FILLED % ENTRY.replace('"0a"', "7"), "b.json:4:2: finding 2 of the baseline holds what is no text"),
        (FILLED % ENTRY.replace('"0a"', '""'), "b.json:4:2: finding 2 of the baseline has an empty source"),
        (f"{{\n<<<<<<< ours\n{ENTRY}", "b.json:2:1: is no baseline: expecting property name"),
        ("[" * 100_000, "b.json:1:1: is no baseline: it is nested too deeply"),
    ],
    ids=range(11),
)
def test_a_foreign_file_is_refused_at_its_place(text, told):
    with pytest.raises(ConfigError) as raised:
        parse_baseline("b.json", text.encode())
    assert str(raised.value).startswith(told)


def test_a_file_that_is_no_utf8_is_refused():
    with pytest.raises(ConfigError) as raised:
        parse_baseline("b.json", b"{\xff")
    assert "b.json: is no baseline: it is not UTF-8 at byte 1" in str(raised.value)


def test_a_full_disk_leaves_the_old_file(monkeypatch):
    write_baseline(FILE, [Entry("a.md", "a/b", "0a")])
    before = FILE.read_bytes()

    def refuse(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UsageError, match="cannot be written: No space left on device"):
        write_baseline(FILE, [Entry("b.md", "a/b", "0b")])
    assert FILE.read_bytes() == before
    assert [path.name for path in Path().iterdir() if path.suffix == ".tmp"] == []


WRITER = """
import sys
from pathlib import Path
from compliance.exceptions.baseline_file import Entry, write_baseline
print("ready", flush=True)
number = 0
while True:
    number += 1
    write_baseline(Path("known.json"), [Entry(f"{i}.md", "a/b", f"{number:020x}", "é" * 200) for i in range(2000)])
"""


def test_a_kill_while_it_is_written_leaves_the_old_or_the_new_file():
    path = Path("known.json")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    chance = random.Random(7)
    written = set()
    for _ in range(12):
        writer = subprocess.Popen([sys.executable, "-c", WRITER], stdout=subprocess.PIPE, env=environment)
        writer.stdout.readline()
        time.sleep(chance.uniform(0.02, 0.2))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        if path.exists():
            entries = load_baseline(path)
            assert len(entries) == 2000
            assert len({entry.fingerprint for entry in entries}) == 1
            written.add(entries[0].fingerprint)
    assert written
