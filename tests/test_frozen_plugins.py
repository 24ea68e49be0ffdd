"""Plugins that were written for earlier releases still run; see `tests/frozen_plugins/README.md`."""

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pluggy
import pytest

from compliance.api import Session
from compliance.hookspecs import Layout
from compliance.model.settings import Settings
from compliance.testing import (
    assert_bounded,
    assert_example,
    assert_process_safe,
    assert_reader,
    assert_reporter,
    assert_spans,
    assert_thread_safe,
    rule_examples,
)

FOLDER = Path(__file__).parent / "frozen_plugins" / "v0_1"
MODULES = ("frozen_by_name", "frozen_by_position")
LOG = "LOG\nWe left Port Ann.\nThen came the MV Nemo.\n"


@pytest.fixture(scope="module", autouse=True)
def _folder_on_the_path():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        patch.setattr(sys, "dont_write_bytecode", True)
        yield


@pytest.fixture(scope="module")
def session(_folder_on_the_path):
    return Session(Settings(plugins=MODULES))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.frozenlog").write_text(LOG)
    (tmp_path / "b.md").write_text("By Ann Author\n\nThe lighthouse of Port Ben.\n")
    (tmp_path / "c.frozennote").write_text("Port Cor. It rained.\n")
    (tmp_path / "d.frozenlog").write_text("no log\n")
    return tmp_path


def test_every_hook_of_the_release_brings_what_it_brought(session):
    registry = session.registry

    assert {name for name, owner in registry.owners.items() if owner in MODULES} >= {
        "reader:frozen-log",
        "reader:frozen-note",
        "suffix:.fn",
        "extractor:frozen-ship",
        "extractor:frozen-harbour",
        "check:frozen-ships-real",
        "check:frozen-signed",
        "reporter:frozen-names",
        "reporter:frozen-list",
    }
    assert {"harbour/ships-real", "harbour/signed"} <= session.library.rules.keys()


def test_articles_are_checked_with_them(session, folder):
    report = session.check(["."])

    failed = [
        (article.source, result.obligation.rule, result.message, [finding.place.line for finding in result.findings])
        for article in report.articles
        for result in article.results
        if result.obligation.rule == "harbour/ships-real" and result.outcome == "fail"
    ]
    assert failed == [("./a.frozenlog", "harbour/ships-real", "a ghost ship is named", [3])]
    assert [article.source for article in report.articles] == ["./a.frozenlog", "./b.md", "./c.frozennote"]
    assert [str(problem) for problem in report.errors] == ["./d.frozenlog:1:1: is no log; begin with LOG"]


def test_their_reporters_print_the_report(session, folder):
    report = session.check(["."])

    assert session.render(report, "frozen-list", Layout()) == "./a.frozenlog\n./b.md\n./c.frozennote\n"
    assert session.render(report, "frozen-names", Layout()).endswith(
        "./d.frozenlog:1:1: is no log; begin with LOG\n3 in all, article-compliance\n"
    )


def test_a_plugin_may_be_an_object(folder, tmp_path, monkeypatch):
    info = tmp_path / "site" / "frozen-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: frozen\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[compliance]\nfrozen = frozen_object:plugin\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))

    session = Session()
    article = session.examiner.read("b.md")

    assert session.registry.owners["extractor:frozen-lighthouse"] == "frozen"
    assert "frozen-lighthouse" in {item.kind for item in session.examiner.extract(article)[0]}


def test_what_they_bring_passes_the_kit():
    import frozen_by_name
    import frozen_by_position

    (log,), (note,) = frozen_by_name.register_readers(), frozen_by_position.register_readers()
    (ship,), (harbour,) = frozen_by_name.register_extractors(), frozen_by_position.register_extractors()
    (names,) = frozen_by_name.register_reporters()
    assert_reader(log, LOG)
    assert_reader(note, "Port Ann.")
    assert_spans(ship, "Then came the ⟦frozen-ship|MV Nemo⟧.")
    assert_spans(harbour, "We left ⟦frozen-harbour|Port Ann⟧.")
    for extractor in (ship, harbour):
        assert_bounded(extractor)
        assert_thread_safe(extractor)
    assert_reporter(names)


def test_they_may_run_in_several_processes():
    assert_process_safe("frozen_by_position", [LOG, "By Ann Author\n\nWe left Port Ann.\n"])


def test_the_examples_of_their_pack_hold(session):
    import frozen_by_name
    import frozen_by_position

    for parameters in rule_examples(frozen_by_name, frozen_by_position):
        assert_example(*parameters.values)


@pytest.mark.skipif("COMPLIANCE_PLUGGY" not in os.environ, reason="any pluggy will do; `.ci/run` asks for the lowest")
def test_the_pluggy_that_is_asked_for_is_the_one_that_runs():
    code = "import pluggy, importlib.metadata as m; print(m.version('pluggy'), pluggy.__file__)"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout

    wanted = os.environ["COMPLIANCE_PLUGGY"]
    assert f"{said.split()[0]}.".startswith(f"{wanted}.")
    assert metadata.version("pluggy") == said.split()[0]
    assert said.split()[1] == pluggy.__file__
