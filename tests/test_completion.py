"""Completion in the real shells: what TAB makes of the beginning of a command."""

import os
import select
import shutil
import subprocess
import sys
import time

import pytest

from compliance.cli import main

SECONDS = 20
ANSWER = 'compliance() { printf "GOT"; printf "<%s>" "$@"; printf "\\n"; }'
"""What stands for the program in the shell: it prints its arguments, also those that the shell completed."""

needs_terminals = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")


def need(shell):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")


@pytest.fixture
def write_script(tmp_path, capsys):
    """Return what writes a shell's script into a folder with an article and a pack."""

    def write(shell):
        need(shell)
        assert main(["completion", shell]) == 0
        path = tmp_path / f"completion.{shell}"
        path.write_text(capsys.readouterr().out)
        (tmp_path / "work" / "pack").mkdir(parents=True)
        (tmp_path / "work" / "story.md").touch()
        return path

    return write


class Terminal:
    """A shell that believes in somebody who types."""

    def __init__(self, command, folder):
        import pty

        self.master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "dumb", "HOME": str(folder), "PS1": "$ ", "HISTFILE": os.devnull}
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
        )
        os.close(slave)

    def type(self, text):
        os.write(self.master, text.encode())

    def read_until(self, mark):
        seen, end = "", time.monotonic() + SECONDS
        while mark not in seen and time.monotonic() < end:
            if select.select([self.master], [], [], 0.2)[0]:
                seen += os.read(self.master, 4096).decode(errors="replace").replace("\r", "")
        assert mark in seen, seen
        return seen

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.master)


SETUPS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source {script}"),
    "zsh": (
        ["zsh", "-f", "-i"],
        'autoload -Uz compinit; compinit -u -D; eval "$(<{script})"',
    ),
}


def complete_in_terminal(shell, script, lines):
    """Return what the shell gave to the program, after TAB and RETURN behind each of the lines."""
    command, setup = SETUPS[shell]
    terminal = Terminal(command, script.parent / "work")
    try:
        terminal.type(f"{setup.format(script=script)}; {ANSWER}; echo REA''DY\n")
        terminal.read_until("READY\n")
        return {typed: complete_line(terminal, typed) for typed in lines}
    finally:
        terminal.close()


def complete_line(terminal, typed):
    terminal.type(f"{typed}\t\n")
    seen = terminal.read_until(">\n")
    return seen[seen.rindex("GOT") :].partition("\n")[0]


def complete_in_fish(script, typed):
    """Return what fish offers for the last word, alone, in place of it."""
    command = ["fish", "--no-config", "-c", f'source {script}; complete -C "{typed}"']
    ended = subprocess.run(
        command, cwd=script.parent / "work", capture_output=True, encoding="utf-8", check=True, timeout=SECONDS
    )
    offered = [line.partition("\t")[0] for line in ended.stdout.splitlines()]
    words = [*typed.split()[1:-1], *offered]
    return "GOT" + "".join(f"<{word}>" for word in words)


CASES = [
    ("compliance che", "GOT<check>"),
    ("compliance check --stdin-n", "GOT<check><--stdin-name>"),
    ("compliance check --fail-on rev", "GOT<check><--fail-on><review>"),
    ("compliance check --format tab", "GOT<check><--format><table>"),
    ("compliance check st", "GOT<check><story.md>"),
    ("compliance explain source/links-to-o", "GOT<explain><source/links-to-original>"),
    ("compliance rules show copyright/notice-p", "GOT<rules><show><copyright/notice-present>"),
    ("compliance completion f", "GOT<completion><fish>"),
]


@needs_terminals
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_tab_completes_commands_options_formats_files_and_rules(shell, write_script):
    script = write_script(shell)
    assert complete_in_terminal(shell, script, dict(CASES)) == dict(CASES)


def test_fish_offers_commands_options_formats_files_and_rules(write_script):
    script = write_script("fish")
    given = {typed: complete_in_fish(script, typed) for typed, _ in CASES}
    assert given == dict(CASES)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_the_same_each_time_and_names_every_command(shell, capsys):
    assert main(["completion", shell]) == 0
    first = capsys.readouterr().out
    assert main(["completion", shell]) == 0
    assert capsys.readouterr().out == first
    assert all(command in first for command in ("inspect", "terms", "packs", "plugins"))


def test_another_shell_is_refused(capsys):
    assert main(["completion", "csh"]) == 2
    assert "invalid choice: 'csh'" in capsys.readouterr().err
