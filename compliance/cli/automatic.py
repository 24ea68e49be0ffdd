"""What is chosen where no format is asked for: inside GitHub Actions, annotations and the table.

Any ``--format`` wins. The summary of the job is written only when it is asked for, with
``--format markdown=$GITHUB_STEP_SUMMARY``: it is shown to whoever may see the run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from compliance.cli.outputs import STDOUT, Output, parse_outputs


def choose_outputs(texts: Sequence[str], known: Sequence[str], environment: Mapping[str, str]) -> list[Output]:
    """Return the outputs that are asked for, or those that suit the place where the program runs.

    ``GITHUB_ACTIONS`` is ``true`` wherever GitHub runs a workflow
    (https://docs.github.com/actions/reference/variables-reference, "Default environment variables").

    >>> choose_outputs([], ["github", "table"], {"GITHUB_ACTIONS": "true"})
    [Output(format='github', file=''), Output(format='table', file='')]
    >>> choose_outputs(["table"], ["github", "table"], {"GITHUB_ACTIONS": "true"})
    [Output(format='table', file='')]
    """
    if texts or not is_github(environment):
        return parse_outputs(texts, known)
    return [Output("github", STDOUT), Output("table", STDOUT)]


def is_github(environment: Mapping[str, str]) -> bool:
    """Say whether the program runs in a workflow of GitHub Actions."""
    return environment.get("GITHUB_ACTIONS") == "true"


def fence(texts: Iterable[str]) -> Iterator[str]:
    """Yield what is for people with a fence around it, within which the runner takes no line for a command.

    It is ``::stop-commands::TOKEN`` up to ``::TOKEN::`` (https://docs.github.com/actions/reference/
    workflow-commands-for-github-actions, "Stopping and starting workflow commands"). The token must be in no article:
    it is the digest of the whole text, which nobody can put into that text.
    """
    text = "".join(texts)
    token = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
    yield from (f"::stop-commands::{token}\n", text, f"::{token}::\n")
