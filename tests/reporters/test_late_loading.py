"""Formats cost nothing until they are asked for."""

import subprocess
import sys

import pytest

from compliance.hookspecs import Layout
from compliance.reporters import REPORTERS
from compliance.testing.sample import SAMPLE

LATE = ("sarif", "sarif-alerts", "junit", "gitlab", "checkstyle", "rdjsonl", "json")


def test_the_modules_of_formats_are_not_imported_before_they_render():
    code = (
        "import sys, compliance.builtin\n"
        "late = {'compliance.reporters.' + name for name in sys.argv[1:]} | {'xml.sax.saxutils', 'hashlib'}\n"
        "print(sorted(late & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, *LATE], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", LATE)
def test_a_format_that_is_loaded_late_renders(name):
    (reporter,) = (reporter for reporter in REPORTERS if reporter.name == name)

    assert "source/links-to-original" in "".join(reporter.render(SAMPLE, Layout()))
