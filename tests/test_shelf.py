"""Reports on many articles are packed, and come out as they went in."""

import pytest

from compliance import shelf as module
from compliance.model.context import BUILT_IN_CONTEXT
from compliance.model.result import ArticleReport, Verdict
from compliance.shelf import Shelf, pack

REPORTS = [ArticleReport(f"{number}.md", Verdict.PASS, (), (), BUILT_IN_CONTEXT) for number in range(5)]


@pytest.fixture
def shelf():
    shelf = Shelf()
    shelf.put(pack(REPORTS[:2]), 2)
    shelf.put(pack([]), 0)
    shelf.put(REPORTS[2:], 3)
    return shelf


def test_reports_come_out_in_the_order_in_which_they_went_in(shelf):
    assert list(shelf) == REPORTS
    assert len(shelf) == 5


def test_a_report_is_found_by_its_number(shelf):
    assert (shelf[0], shelf[2], shelf[-1]) == (REPORTS[0], REPORTS[2], REPORTS[4])
    assert shelf[1:4] == tuple(REPORTS[1:4])


def test_what_there_is_no_room_for_goes_to_a_file(monkeypatch):
    monkeypatch.setattr(module, "HELD", len(pack(REPORTS[:2])))
    shelf = Shelf()
    for _ in range(50):
        shelf.put(pack(REPORTS[:2]), 2)

    assert list(shelf) == REPORTS[:2] * 50
    assert (shelf[0], shelf[99]) == (REPORTS[0], REPORTS[1])
    assert sum(isinstance(chunk, bytes) for chunk in shelf._chunks) == 1


def test_without_a_file_everything_is_held(monkeypatch):
    monkeypatch.setattr(module, "HELD", 0)
    monkeypatch.setattr("tempfile.TemporaryFile", lambda **_: (_ for _ in ()).throw(OSError("read-only")))
    shelf = Shelf()
    shelf.put(pack(REPORTS), 5)

    assert list(shelf) == REPORTS


@pytest.mark.parametrize("number", [5, -6])
def test_there_is_nothing_beyond_the_ends(shelf, number):
    with pytest.raises(IndexError):
        shelf[number]


def test_an_empty_shelf_holds_nothing():
    assert list(Shelf()) == []
