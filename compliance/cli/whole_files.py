"""Files that are written whole or not at all, and standard output, which is written as it comes.

A file gets its content under another name in its own folder, and its own name only when all of it is on the disk: when
the disk fills, the process ends or its reader is gone, what was there before is there still. What is no regular file (a
device, a pipe) has no such state, and is written as it comes.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TextIO

from compliance.errors import UsageError

STDOUT = ""
_MODE = 0o666
"""Of a new file, less what the umask takes away."""
_ATTEMPTS = 100
"""Names tried for a file that is being written; each may have been left behind by a run that was killed."""
_STREAMS = {"/dev/stdout": "stdout", "/dev/fd/1": "stdout", "/dev/stderr": "stderr", "/dev/fd/2": "stderr"}
"""Names of streams that are open already; opened anew, they would be cut off where they lead to a file."""


class OutputFile:
    """A stream to write text to: ``close`` puts it where it belongs, ``discard`` leaves all as it was.

    As a context it is closed at the end, or discarded where something is raised. Its methods raise `UsageError` where
    it cannot be written; standard output raises `BrokenPipeError` where nobody reads it.
    """

    def __init__(self, stream: TextIO, name: str, *, target: Path | None = None, draft: Path | None = None) -> None:
        self._stream = stream
        self._name = name
        self._target = target
        self._draft = draft
        """What is being written, under a name of its own; None where it is written as it comes."""

    def write(self, text: str) -> None:
        """Write text."""
        self.writelines((text,))

    def writelines(self, texts: Iterable[str]) -> None:
        """Write texts one after the other; what their maker raises is raised."""
        for text in texts:
            try:
                self._stream.write(text)
            except OSError as error:
                raise self._fail(error) from error

    def close(self) -> None:
        """Put what was written where it belongs."""
        try:
            self._stream.flush()
            if self._draft is not None and self._target is not None:
                os.fsync(self._stream.fileno())
                self._stream.close()
                _take_mode(self._target, self._draft)
                self._draft.replace(self._target)
                self._draft = None
            elif not self._is_standard:
                self._stream.close()
        except OSError as error:
            raise self._fail(error) from error
        except BaseException:
            self.discard()
            raise

    def discard(self) -> None:
        """Leave all as it was, as far as that can be."""
        if self._is_standard:
            return
        with suppress(OSError):  # what is buffered still may not fit on the disk either
            self._stream.close()
        if self._draft is not None:
            with suppress(OSError):
                self._draft.unlink(missing_ok=True)
            self._draft = None

    def __enter__(self) -> OutputFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self.close()
        else:
            self.discard()

    @property
    def _is_standard(self) -> bool:
        return self._stream in {sys.stdout, sys.stderr}

    def _fail(self, error: OSError) -> Exception:
        """Return what to raise, with nothing left behind."""
        self.discard()
        if self._stream is sys.stdout:
            if isinstance(error, BrokenPipeError):
                return error
            silence_stdout()
        return UsageError(f"{self._name or 'standard output'}: cannot be written: {error.strerror or error}")


def open_output(file: str, *, adds: bool = False) -> OutputFile:
    """Return a stream to write to: a file, or standard output. Raises `UsageError` where it cannot be written.

    With ``adds``, what is in the file stays, in front of what is written.
    """
    if file == STDOUT:
        return OutputFile(sys.stdout, file)
    if standard := _STREAMS.get(file):
        return OutputFile(getattr(sys, standard), file)
    target = Path(os.path.realpath(file))  # a link stays a link
    try:
        if not _is_replaceable(target):
            return OutputFile(target.open("w", encoding="utf-8", errors="backslashreplace", newline="\n"), file)
        return _open_draft(target, file, adds=adds)
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror or error}") from error


def silence_stdout() -> None:
    """Lead standard output nowhere: otherwise the interpreter would try again at its end, and complain."""
    with suppress(OSError, ValueError):  # `ValueError`: it is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_replaceable(target: Path) -> bool:
    """Say whether something is a regular file, or nothing yet. Raises `OSError` where it may not be written."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return True
    if not stat.S_ISREG(mode):
        return False
    if not os.access(target, os.W_OK):
        raise PermissionError(None, "Permission denied")
    return True


def _open_draft(target: Path, name: str, *, adds: bool) -> OutputFile:
    """Open a file beside the one that is to be replaced; it is no one's that is there."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    for attempt in range(_ATTEMPTS):
        draft = target.with_name(f".{target.name[:100]}.{os.getpid()}-{attempt}.part")
        try:
            descriptor = os.open(draft, flags, _MODE)
        except FileExistsError:
            continue
        stream = os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n")
        output = OutputFile(stream, name, target=target, draft=draft)
        if adds and target.exists():
            output.writelines([target.read_text(encoding="utf-8", errors="replace")])
        return output
    raise FileExistsError(None, f"{_ATTEMPTS} drafts of it are left behind")


def _take_mode(target: Path, draft: Path) -> None:
    """Give a draft the permissions of the file that it replaces, if there is one."""
    with suppress(FileNotFoundError):
        draft.chmod(stat.S_IMODE(target.stat().st_mode))
