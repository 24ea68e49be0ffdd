"""Memory does not grow with the number of posts; `wordpress_memory.py` measures it for more of them."""

import gc
import runpy
import tracemalloc
from itertools import islice
from pathlib import Path

import pytest
from compliance_wordpress.reading import read_posts
from compliance_wordpress.settings import Choice

open_generated = runpy.run_path(str(Path(__file__).with_name("wordpress_memory.py")))["open_generated"]


@pytest.fixture
def traced():
    """Traces what is allocated; what was there before is no garbage collector's business meanwhile."""
    gc.freeze()
    tracemalloc.start()
    yield
    tracemalloc.stop()
    gc.unfreeze()


def test_the_memory_in_use_does_not_grow_with_the_posts(traced):
    posts = read_posts("export.xml", open_generated(2_000), Choice())
    used = []
    for _ in range(20):
        assert sum(1 for _ in islice(posts, 100)) == 100
        gc.collect()
        used.append(tracemalloc.get_traced_memory())
        tracemalloc.reset_peak()

    assert abs(used[-1][0] - used[1][0]) < 400_000
    assert max(peak for _, peak in used[1:]) < used[1][0] + 3_000_000


def test_the_last_post_is_read_as_the_first():
    articles = [*read_posts("export.xml", open_generated(250), Choice())]

    assert [article.name for article in articles] == [f"export.xml#{number}" for number in range(1, 251)]
    assert articles[-1].place(articles[-1].links[0].span).line == 9 + 14 * 249 + 6
