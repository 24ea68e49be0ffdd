"""Which articles a run is to check, where it is not all below some paths: those that changed, or are staged, or listed.

Nothing is left out in silence: what cannot be compared is a problem, and what is checked beyond that is remarked on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from compliance.changes import Changes, find_changes, find_ignored, find_staged
from compliance.checking import list_sources
from compliance.discovery import STDIN
from compliance.errors import Problem, UsageError
from compliance.git import find_folder, find_merge_base, find_place, find_toplevel
from compliance.governing import find_cause, find_governing
from compliance.libraries import find_folders
from compliance.model.result import Remark
from compliance.model.worklist import Worklist
from compliance.overrides import Overrides
from compliance.running import Office

_ADDRESS = re.compile(r"https?://")


class _Compared(Struct, frozen=True):
    """A repository, and what changed in it since a commit."""

    base: str
    changes: Changes


def find_repositories(paths: Sequence[str]) -> tuple[str, ...]:
    """Return the folders of the repositories that some paths are in. Raises `GitError`, and `UsageError` for ``-``."""
    if STDIN in paths:
        raise UsageError("standard input is in no repository; name files or folders")
    folders = sorted({str(find_folder(path)) for path in paths})
    return tuple(sorted({str(find_toplevel(folder)) for folder in folders}))


def pick_listed(office: Office, paths: Sequence[str], listed: Sequence[str]) -> tuple[str, ...]:
    """Return paths with those of a list that are folders, articles by their names, or not there, which is a problem."""
    files = {path for path in listed if os.path.lexists(path) and not Path(path).is_dir()}
    taken = set(office.examiner.select(sorted(files)))
    return (*paths, *(path for path in listed if path not in files or path in taken))


def pick_named(office: Office, paths: Sequence[str]) -> Worklist:
    """Return all articles below some paths, of which there may be none."""
    found = list_sources(office.examiner.find_sources(paths) if paths else ())
    return replace(found, none="no article is listed")


def pick_changed(office: Office, paths: Sequence[str], ref: str) -> Worklist:
    """Return the articles below some paths that are not what they were where the work parted from a branch.

    Those too that are judged by something that changed. Raises `GitError` where nothing can be compared.
    """
    compared = [
        _Compared(base, find_changes(root, base))
        for root in find_repositories(paths)
        for base in [find_merge_base(ref, root)]
    ]
    deleted = set().union(*(one.changes.deleted for one in compared))
    there = [path for path in paths if os.path.lexists(path) or find_place(path) not in deleted]
    found = list_sources(office.examiner.find_sources(there) if there else ())
    unmerged = list(_find_unmerged((one.changes for one in compared), found.sources))
    work = _pick(office, found, compared, ref)
    sources = tuple(source for source in work.sources if source not in unmerged)
    complaints = (*map(_complain_of_conflict, unmerged), *_find_absent(compared, paths))
    return Worklist(sources, (*found.problems, *complaints), work.remarks, f"no article changed since {ref!r}")


def _pick(office: Office, found: Worklist, compared: Sequence[_Compared], ref: str) -> Worklist:
    governing = list(
        find_governing(office.settings, find_folders(office.registry, office.settings), list(_list_proofs(office)))
    )
    for one in compared:
        if cause := find_cause(iter(governing), one.changes, one.base):
            message = f"all articles are checked: {_show(cause)} is not what it was at {ref!r}"
            return Worklist(found.sources, remarks=(Remark(message),))
    sifter = _Sifter([one.changes for one in compared])
    overrides = Overrides(office.settings)
    sources, others = list[str](), list[str]()
    for source in found.sources:
        original = office.settings.original or overrides.find_original(source)
        is_changed = sifter.has(source) or bool(original and sifter.has(original))
        (sources if is_changed else others).append(source)
    ignored = [source for one in compared for source in _find_ignored(one.changes, others)]
    remarks = (*_remark_on_ignored(sorted(set(ignored))), *_remark_on_others(office, compared))
    return Worklist(tuple(sources), remarks=remarks)


class _Sifter:
    """Tells whether a file changed, however its name is spelt: by what the file system says it is."""

    def __init__(self, changes: Sequence[Changes]) -> None:
        self._changes = changes
        places = (place for one in changes for place in one.changed)
        self._identities = {identity for identity in map(_identify, places) if identity}
        self._folders = [f"{folder}{os.sep}" for one in changes for folder in one.folders]

    def has(self, path: str) -> bool:
        """Whether a file changed, was deleted, or is in a folder that is new as a whole."""
        identity = _identify(path)
        if identity and identity in self._identities:
            return True
        place = find_place(path)
        if any(place in one.deleted or place in one.changed or place in one.unmerged for one in self._changes):
            return True
        return any(place.startswith(folder) for folder in self._folders)


def _identify(path: str) -> tuple[int, int] | None:
    """Return what a file is to the file system, whatever it is called; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - for speed
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _find_unmerged(changes: Iterable[Changes], sources: Iterable[str]) -> Iterator[str]:
    unmerged = set().union(*(one.unmerged for one in changes))
    if unmerged:
        yield from (source for source in sources if find_place(source) in unmerged)


def _complain_of_conflict(source: str) -> Problem:
    return Problem(source, 0, 0, "is not merged yet", "resolve the conflict, and add it with `git add`")


def _find_absent(compared: Sequence[_Compared], paths: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each submodule that changed but is not checked out, where it may hold articles."""
    places = [os.path.realpath(path) for path in paths]
    for folder in sorted(set().union(*(one.changes.submodules for one in compared))):
        if any(_is_below(folder, place) or _is_below(place, folder) for place in places):
            message = "this submodule changed, and it is not checked out"
            yield Problem(_show(folder), 0, 0, message, "run `git submodule update --init`, or name other folders")


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder.rstrip(os.sep)}{os.sep}")


def _find_ignored(changes: Changes, sources: Sequence[str]) -> Iterator[str]:
    """Yield which of the articles that did not change git knows nothing of, since it is told to ignore them."""
    places = {find_place(source): source for source in sources}
    unknown = [
        place
        for place in places
        if place not in changes.tracked and _is_below(place, changes.root) and not _is_inside_other(place, changes)
    ]
    yield from (places[place] for place in find_ignored(changes.root, unknown))


def _is_inside_other(place: str, changes: Changes) -> bool:
    """Whether a folder between a file and the repository is a repository of its own, such as a submodule."""
    folder = Path(place).parent
    while str(folder) != changes.root and folder != folder.parent:
        if (folder / ".git").exists():
            return True
        folder = folder.parent
    return False


def _remark_on_ignored(ignored: Sequence[str]) -> Iterator[Remark]:
    if ignored:
        several = f"{len(ignored)} articles, such as this one, are" if len(ignored) > 1 else "is"
        yield Remark(f"{several} ignored by git, so that nobody knows what changed: not checked", ignored[0])


def _remark_on_others(office: Office, compared: Sequence[_Compared]) -> Iterator[Remark]:
    """Yield a remark for what governs articles, and is kept elsewhere."""
    settings = office.settings
    for path in filter(None, (settings.file, settings.permissions, *settings.packs)):
        if not any(_is_below(os.path.realpath(path), one.changes.root) for one in compared):
            yield Remark("nobody knows whether it changed: it is in no repository of the articles", path)


def _list_proofs(office: Office) -> Iterator[str]:
    """Yield the files that permissions rest on."""
    folder = Path(office.settings.permissions).parent
    for permission in office.records.permissions:
        if permission.proof and not _ADDRESS.match(permission.proof):
            yield str(folder / permission.proof)


def pick_staged(office: Office, paths: Sequence[str]) -> Worklist:
    """Return the articles below some paths that are staged, also those that are on disk no more."""
    found = list_sources(office.examiner.find_sources([path for path in paths if os.path.lexists(path)]))
    changes = [find_staged(root) for root in office.settings.staged]
    staged = set().union(*(one.changed for one in changes))
    places = {find_place(source): source for source in found.sources}
    sources = [source for place, source in places.items() if place in staged]
    gone = [place for place in staged - set(places) if not Path(place).is_file()]
    sources += office.examiner.select([name for place in gone for name in _name_below(place, paths)])
    unmerged = list(_find_unmerged(changes, found.sources))
    known = {find_place(source) for source in sources} | set().union(*(one.unmerged for one in changes))
    missing = [path for path in paths if not os.path.lexists(path) and find_place(path) not in known]
    return Worklist(
        tuple(sources),
        (
            *(problem for problem in found.problems if problem.path),
            *(Problem(path, 0, 0, "no such file or folder", "check the spelling of the path") for path in missing),
            *map(_complain_of_conflict, unmerged),
        ),
        tuple(_remark_on_submodules(changes)),
        "no article is staged",
    )


def _name_below(place: str, paths: Sequence[str]) -> Iterator[str]:
    """Yield what to call a file that is on disk no more: as the first path says that it is at or below."""
    for path in paths:
        top = os.path.realpath(path)
        if _is_below(place, top):
            yield path if place == top else os.path.join(path, os.path.relpath(place, top))  # noqa: PTH118 - keeps "./"
            return


def _remark_on_submodules(changes: Sequence[Changes]) -> Iterator[Remark]:
    for folder in sorted(set().union(*(one.submodules for one in changes))):
        yield Remark("a commit of this submodule is staged: its articles are not checked from here", _show(folder))


def _show(path: str) -> str:
    """Return a path as seen from the working folder if it lies below that."""
    here = os.path.realpath(os.curdir)
    return os.path.relpath(path, here) if _is_below(path, here) else path
