"""Reports are written whole or not at all, and what was there before stays until then."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from compliance.cli.whole_files import open_output
from compliance.errors import UsageError

ROOT = Path(__file__).parents[1]


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.json"
    path.write_text("old", encoding="utf-8")
    return path


def with_text(file):
    with open_output(file) as stream:
        stream.write("new")


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def run_cli(*arguments, cwd, **options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "compliance", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def test_a_file_has_its_name_only_when_it_is_whole(report):
    with open_output(str(report)) as stream:
        stream.write("new")
        assert report.read_text(encoding="utf-8") == "old"

    assert report.read_text(encoding="utf-8") == "new"
    assert names_in(report.parent) == ["report.json"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_what_breaks_off_leaves_the_file_as_it_was(report, error):
    def make():
        yield "new"
        raise error

    with pytest.raises(error), open_output(str(report)) as stream:
        stream.writelines(make())

    assert report.read_text(encoding="utf-8") == "old"
    assert names_in(report.parent) == ["report.json"]


def test_a_stream_may_be_closed_by_hand(report):
    stream = open_output(str(report))
    stream.write("new")
    stream.close()

    assert report.read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_a_file_keeps_its_permissions(report):
    report.chmod(0o640)
    with open_output(str(report)) as stream:
        stream.write("new")

    assert stat.S_IMODE(report.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_a_new_file_has_the_permissions_of_any_other(tmp_path):
    (tmp_path / "other").touch()
    with open_output(str(tmp_path / "report.json")) as stream:
        stream.write("new")

    assert (tmp_path / "report.json").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_a_link(report):
    link = report.with_name("latest.json")
    link.symlink_to(report.name)
    with open_output(str(link)) as stream:
        stream.write("new")

    assert link.is_symlink()
    assert report.read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write anything")
def test_a_file_that_may_not_be_written_is_not_replaced(report):
    report.chmod(0o444)

    with pytest.raises(UsageError, match=r"report\.json: cannot be written: Permission denied"):
        open_output(str(report))


def test_what_a_killed_run_left_behind_is_in_nobodys_way(report):
    left = report.with_name(f".report.json.{os.getpid()}-0.part")
    left.write_text("half", encoding="utf-8")
    with open_output(str(report)) as stream:
        stream.write("new")

    assert report.read_text(encoding="utf-8") == "new"
    assert left.read_text(encoding="utf-8") == "half"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UsageError, match="cannot be written: No such file or directory"):
        open_output(str(tmp_path / "none" / "report.json"))


def test_names_that_are_no_utf8_are_written_all_the_same(report):
    with open_output(str(report)) as stream:
        stream.write("caf\udce9.md")

    assert report.read_bytes() == b"caf\\udce9.md"


def test_what_is_in_a_file_may_stay_in_front(report):
    with open_output(str(report), adds=True) as stream:
        stream.write(" and new")

    assert report.read_text(encoding="utf-8") == "old and new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_is_written_as_it_comes(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    with open_output(str(pipe)) as stream:
        stream.write("new")
    reader.join()

    assert heard == ["new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_full_device_is_told():
    with pytest.raises(UsageError, match=r"^/dev/full: cannot be written: No space left on device$"):
        with_text("/dev/full")


def test_a_device_stays_a_device():
    with open_output(os.devnull) as stream:
        stream.write("new")

    assert not stat.S_ISREG(Path(os.devnull).stat().st_mode)


@pytest.fixture
def article(tmp_path):
    (tmp_path / "own.md").write_text("# A\n\nText.\n\n© 2024 Ann Author\n", encoding="utf-8")
    return tmp_path


def limit_files():
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_report_that_finds_no_room_leaves_the_old_one_and_the_others_are_written(article):
    (article / "big.json").write_text("old", encoding="utf-8")
    ended = run_cli(
        *("check", "own.md", "--format", "json=big.json", "--format", "line=small.txt"),
        cwd=article,
        preexec_fn=limit_files,
        env={"COMPLIANCE_CACHE_DIR": str(article / "cache"), "PYTHONDONTWRITEBYTECODE": "1"},
    )

    assert (ended.returncode, ended.stderr) == (2, "compliance: big.json: cannot be written: File too large\n")
    assert (article / "big.json").read_text(encoding="utf-8") == "old"
    assert "own.md:1:1: " in (article / "small.txt").read_text(encoding="utf-8")
    assert [name for name in names_in(article) if name.endswith(".part")] == []


@pytest.fixture
def small_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_fills_keeps_the_old_report_and_its_room(article, small_disk):
    (small_disk / "report.json").write_text("old", encoding="utf-8")
    for number in range(20):
        shutil.copy(article / "own.md", article / f"{number}.md")
    ended = run_cli("check", ".", "--format", f"json={small_disk}/report.json", "--format", "line", cwd=article)

    assert (ended.returncode, ended.stderr) == (
        2,
        "compliance: disk/report.json: cannot be written: No space left on device\n",
    )
    assert "19.md:1:1: " in ended.stdout
    assert (small_disk / "report.json").read_text(encoding="utf-8") == "old"
    assert names_in(small_disk) == ["report.json"]


def test_a_report_that_cannot_be_written_does_not_keep_the_others_from_it(article):
    ended = run_cli(*("check", "own.md", "--format", "json=none/a.json", "--format", "csv=b.csv"), cwd=article)

    assert (ended.returncode, ended.stderr) == (
        2,
        "compliance: none/a.json: cannot be written: No such file or directory\n",
    )
    assert (article / "b.csv").read_bytes().startswith(b"type,article,")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_standard_output_without_room_ends_in_2(article):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "compliance", "check", "own.md"],
            cwd=article,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (ended.returncode, ended.stderr) == (
        2,
        "compliance: standard output: cannot be written: No space left on device\n",
    )


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no such name")
def test_the_name_of_standard_output_adds_to_what_it_leads_to(article):
    with (article / "log").open("w", encoding="utf-8") as log:
        log.write("before\n")
        log.flush()
        subprocess.run(
            [sys.executable, "-m", "compliance", "check", "own.md", "--format", "line=/dev/stdout"],
            cwd=article,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=log,
            check=True,
        )

    assert (article / "log").read_text(encoding="utf-8").startswith("before\nown.md:1:1: ")


WRITES = """
import sys, time
from compliance.cli.ending import find_exit_code, termination_raised
from compliance.cli.whole_files import open_output

try:
    with termination_raised(), open_output("report.json") as stream:
        stream.write("new")
        print("writing", flush=True)
        time.sleep(60)
except KeyboardInterrupt as interrupt:
    sys.exit(find_exit_code(interrupt))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_process_that_is_told_to_end_leaves_the_old_report(report, number, code):
    process = subprocess.Popen(
        [sys.executable, "-c", WRITES],
        cwd=report.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"writing\n"
    process.send_signal(number)
    process.communicate()

    assert process.returncode == code
    assert report.read_text(encoding="utf-8") == "old"
    assert number == signal.SIGKILL or names_in(report.parent) == ["report.json"]
