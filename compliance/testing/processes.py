"""Assertions that a plugin says the same in one process as in several, forked or started anew, and in every run.

Only names of sources go to another process, and only settings, from which it loads its plugins again, where it is
started anew. Reports come back: outcomes, messages, places. Evidence, its values, articles, extractors and checks stay
where they are made, so that none of them need be fit to be pickled; parameters and messages of results must be.
"""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from compliance.api import Session
from compliance.errors import Problem
from compliance.hookspecs import Layout
from compliance.testing.sample_articles import ARTICLES
from compliance.testing.sessions import Plugin, find_uninstalled, open_session

PROCESSES = 2
HASH_SEEDS = ("0", "1", "2")
"""Of `PYTHONHASHSEED`: each lets sets of texts come in another order."""

_LEAST = 8
"""Articles, so that each process has several."""


def assert_process_safe(
    plugin: Plugin, articles: Sequence[str] = ARTICLES, *, packs: Sequence[str | PurePath] = (), suffix: str = ".md"
) -> None:
    """Assert that a plugin sees and judges the same in one process, in two, and in two that are started anew."""
    with _written(articles, suffix) as folder:
        alone = _examine(open_session(plugin, packs=packs), folder)
        several = open_session(plugin, packs=packs, jobs=PROCESSES)
        _compare(alone, _examine(several, folder), "in one process", f"in {PROCESSES} processes")
        with _thread_about():
            anew = _examine(several, folder)
        _compare(alone, anew, "in one process", f"in {PROCESSES} processes that are started anew")


def assert_deterministic(
    plugin: Plugin, articles: Sequence[str] = ARTICLES, *, packs: Sequence[str | PurePath] = (), suffix: str = ".md"
) -> None:
    """Assert that runs of the program see and judge the same, whatever order the texts of a set come in."""
    open_session(plugin, packs=packs).library  # noqa: B018 - the program goes on without a plugin that is broken
    with _written(articles, suffix) as folder:
        runs = [_run(plugin, packs, folder, seed) for seed in HASH_SEEDS]
    for seed, run in zip(HASH_SEEDS, runs, strict=True):
        _compare(runs[0], run, f"with PYTHONHASHSEED={HASH_SEEDS[0]}", f"with PYTHONHASHSEED={seed}")


@contextmanager
def _written(articles: Sequence[str], suffix: str) -> Iterator[Path]:
    """Write articles to a folder, again and again until there are enough."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(max(_LEAST, len(articles))):
            path = folder / f"{number:03}{suffix}"
            path.write_text(articles[number % len(articles)], encoding="utf-8", newline="\n")
        yield folder


def _examine(session: Session, folder: Path) -> str:
    """Return what is seen in the articles of a folder, and the report on them."""
    shown = session.show([str(folder)], ["jsonl"])
    seen = "".join(f"{part}\n" if isinstance(part, Problem) else "".join(part) for part in shown)
    return seen + session.render(session.check([str(folder)]), "json", Layout())


def _run(plugin: Plugin, packs: Sequence[str | PurePath], folder: Path, seed: str) -> str:
    """Return the same as the program prints it, in a run of its own."""
    options = [f"--plugin={name}" for name in find_uninstalled([plugin])]
    options += [f"--pack={Path(pack).resolve()}" for pack in packs]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": _module_path()}
    said = []
    for command, form in (("inspect", "jsonl"), ("check", "json")):
        ended = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "compliance", command, ".", "--format", form, *options],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if not ended.stdout:
            raise AssertionError(f"compliance {command} ended with {ended.returncode}: {ended.stderr}")
        said += [ended.stdout, ended.stderr]
    return "".join(said)


def _module_path() -> str:
    """Return where this process finds its modules, for another one."""
    return os.pathsep.join(folder or str(Path.cwd()) for folder in sys.path)


@contextmanager
def _thread_about() -> Iterator[None]:
    """Let the program see a second thread: it does not fork then, but starts processes anew."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _compare(one: str, other: str, here: str, there: str) -> None:
    if one == other:
        return
    lines: Mapping[str, None] = dict.fromkeys(
        line for line in difflib.unified_diff(one.splitlines(), other.splitlines(), here, there, lineterm="", n=0)
    )
    raise AssertionError("\n".join([f"the plugin says one thing {here}, another {there}:", *list(lines)[:12]]))
