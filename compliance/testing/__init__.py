"""What authors of plugins test theirs with: assertions, each of which says what is wrong and where.

With pytest, each is a fixture too; see `compliance.pytest_plugin`.
"""

from __future__ import annotations

from compliance.testing.examples import RuleExample, assert_example, find_examples, rule_examples, run_pack_examples
from compliance.testing.hostile import assert_bounded
from compliance.testing.processes import assert_deterministic, assert_process_safe
from compliance.testing.reading import assert_reader
from compliance.testing.rendering import assert_reporter, sample_report
from compliance.testing.sessions import open_session, read_article
from compliance.testing.spans import assert_spans, find_evidence
from compliance.testing.threads import assert_thread_safe

__all__ = [
    "RuleExample",
    "assert_bounded",
    "assert_deterministic",
    "assert_example",
    "assert_process_safe",
    "assert_reader",
    "assert_reporter",
    "assert_spans",
    "assert_thread_safe",
    "find_evidence",
    "find_examples",
    "open_session",
    "read_article",
    "rule_examples",
    "run_pack_examples",
    "sample_report",
]
