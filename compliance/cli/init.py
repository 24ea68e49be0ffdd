"""``compliance init``: looks at a site's folder, asks little, and writes a configuration to start from."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from msgspec.structs import replace

from compliance.errors import UsageError
from compliance.model.context import VOCABULARY
from compliance.scaffolding import render_template, write_new_files
from compliance.sites import Site, look_at_site
from compliance.spelling import suggest_or_list

NAME = "compliance.toml"
_LANGUAGE_AND_COUNTRY = 5
"""Characters of a language with its country, such as ``de-AT``."""


def run(options: argparse.Namespace) -> int:
    """Write the file, or print it, and tell on standard error what was found and what to do next."""
    folder = Path(options.folder)
    if not folder.is_dir():
        raise UsageError(f"{options.folder}: no such folder; name the site's folder")
    _refuse_second(folder, force=options.force or options.dry_run)
    site = look_at_site(folder)
    site = replace(
        site,
        names=tuple(options.publisher) or site.names,
        content=tuple(_find_content(folder, name) for name in options.content) or site.content,
    )
    use = options.use or ""
    if not options.yes and sys.stdin.isatty() and sys.stderr.isatty():
        site, use = _ask(site, use, options)
    text = render_template(f"init/{NAME}", _fill_in(site, use))
    if options.dry_run:
        sys.stdout.write(text)
        return 0
    (path,) = write_new_files(folder, {NAME: text}, force=options.force)
    _tell(path, folder, site, use)
    return 0


def _refuse_second(folder: Path, *, force: bool) -> None:
    """Raise where the folder has a configuration."""
    from compliance.config import find_config  # noqa: PLC0415

    there = find_config(folder.resolve())
    if there is not None and there.parent == folder.resolve() and not force:
        raise UsageError(f"{(folder / there.name).as_posix()}: is a configuration already; --force writes over it")


def _find_content(folder: Path, name: str) -> str:
    """Return a folder of articles as seen from the site's."""
    inner = (folder / name).resolve()
    if not inner.is_dir() or not inner.is_relative_to(folder.resolve()):
        raise UsageError(f"--content {name}: no such folder below {folder.as_posix()}; name it as seen from there")
    return inner.relative_to(folder.resolve()).as_posix()


def _ask(site: Site, use: str, options: argparse.Namespace) -> tuple[Site, str]:
    """Return what the person at the terminal says where no option does."""
    if not options.publisher:
        given = _put(f"whose site is it? (name and host, with a comma between) [{', '.join(site.names)}] ")
        site = replace(site, names=tuple(part.strip() for part in given.split(",") if part.strip()) or site.names)
    known = VOCABULARY["use"]
    while use not in known:
        use = _put(f"how are articles used? ({', '.join(known)}; empty: the report asks) ")
        if not use:
            break
        if use not in known:
            sys.stderr.write(f"{use!r} is none of these; {suggest_or_list(use, known)}\n")
    return site, use


def _put(question: str) -> str:
    """Return the answer to a question; empty at the end of the input."""
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _fill_in(site: Site, use: str) -> dict[str, str]:
    """Return the template's names with what stands there; what is not known is a comment."""
    country = site.language.replace("_", "-")[3:].upper() if len(site.language) == _LANGUAGE_AND_COUNTRY else ""
    unknown = "" if use else "# "
    mark = "" if site.names else "# "
    names = site.names or ("Our Community Site", "our-site.example")
    include = [pattern for name in site.content if name != "." for pattern in (f"/{_escape(name)}/",)]
    return {
        "found": _describe(site),
        "publisher": f"{mark}publisher = {_spell(names)}",
        "include": f"include = {_spell(include)}" if include else '# include = ["/articles/"]',
        "exclude": _spell(site.exclude or ("node_modules/",)),
        "gitignore": str(site.has_gitignore).lower(),
        "use": f'{unknown}use = "{use or "community"}"         # {", ".join(VOCABULARY["use"])}',
        "jurisdiction": f'# jurisdiction = "{country or "US"}"     # whose law holds',
    }


def _describe(site: Site) -> str:
    maker = f"Made for a site of {site.generator}" if site.generator else "Made for a folder of articles"
    return f"{maker}, language {site.language}." if site.language else f"{maker}."


def _escape(name: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\*?[]!#" else sign for sign in name)


def _spell(texts: tuple[str, ...] | list[str]) -> str:
    """Return texts as TOML, which spells them as JSON does."""
    return json.dumps(list(texts), ensure_ascii=False).replace("\x7f", "\\u007F")


def _tell(path: Path, folder: Path, site: Site, use: str) -> None:
    """Say what was found, what was written, and what comes next."""
    places = ", ".join(site.content) or "the whole folder"
    found = f"{site.generator or 'no generator that is known'}; articles in {places}"
    lines = [f"found: {found}", f"written: {path.as_posix()}"]
    if not site.names:
        lines.append("to do: say there whose site it is (publisher)")
    if not use:
        lines.append("to do: say there how articles are used (use), or answer in each run with --context use=community")
    below = "" if folder.resolve() == Path.cwd() else f"cd {folder.as_posix()} && "
    lines.append(f"next: {below}compliance check .")
    sys.stderr.write("".join(f"{line}\n" for line in lines))
