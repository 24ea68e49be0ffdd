"""Runs the extractors over the real articles that are kept outside the project, and both scorers over the result.

``python -m tests.benchmarks.score_gold [--errors ELEMENT] [--only pages|markdown] [--out FOLDER]``
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from compliance.api import Session
from compliance.errors import SourceError
from compliance.profile import build_profile
from compliance.reporters.inspection import render_jsonl

GOLD = Path(__file__).parents[3] / "shared" / "gold"


def predict(session: Session, path: Path, url: str | None) -> dict[str, object]:
    """Return the profile of one article."""
    article = session.examiner.read_bytes(str(path), path.read_bytes(), url=url)
    evidence, problems = session.examiner.extract(article)
    for problem in problems:
        print(problem, file=sys.stderr)
    profile: dict[str, object] = json.loads(render_jsonl(article, (), build_profile(article, evidence)))["profile"]
    return profile


def predictions(folder: Path, key: str) -> Iterator[str]:
    """Yield one line of JSON per gold label."""
    session = Session()
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        try:
            profile = predict(session, folder / gold[key], gold.get("url"))
        except SourceError as error:
            print(error, file=sys.stderr)
            profile = {}
        yield json.dumps({"id": gold["id"], **profile}, ensure_ascii=False)


def main() -> None:
    """Print the tables of both scorers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors")
    parser.add_argument("--only", choices=("pages", "markdown"))
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    if not GOLD.is_dir():
        sys.exit("the real articles are not there")
    for name, scorer, key in (("pages", "score.py", "page"), ("markdown", "score_markdown.py", "file")):
        if options.only not in {None, name}:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            out = (options.out or Path(scratch)) / f"{name}.jsonl"
            out.write_text("\n".join(predictions(GOLD / name, key)) + "\n", encoding="utf-8")
            command = [sys.executable, "-B", str(GOLD / scorer), str(GOLD / name / "gold.jsonl"), str(out)]
            if options.errors and options.only:
                command += ["--errors", options.errors]
            subprocess.run(command, check=False)


if __name__ == "__main__":
    main()
