"""The pages for authors: whoever does what they say, with the wheel and an empty folder, sees what they show."""

import pytest

from tests.walkthrough import PAGES, ROOT, build_wheel, follow, make_environment


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def environment(wheel, tmp_path_factory):
    return make_environment(tmp_path_factory.mktemp("reader"), wheel)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_what_its_reader_will_see(page, environment, tmp_path):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert "```console\n$ " in text
    assert follow(text, tmp_path, environment) == text
