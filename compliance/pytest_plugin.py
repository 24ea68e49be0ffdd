"""The fixtures that pytest finds where the program is installed; `compliance.testing` is imported when one is used.

Every pytest run of an environment with the program imports this module, so that it imports nothing else of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from compliance.api import Session
    from compliance.model.result import Report


@pytest.fixture(scope="session")
def compliance_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for the program's cache, so that tests neither read nor fill the user's own."""
    folder = tmp_path_factory.mktemp("compliance-cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMPLIANCE_CACHE_DIR", str(folder))
        yield folder


@pytest.fixture
def compliance_session(compliance_cache: Path) -> Callable[..., Session]:
    """`compliance.testing.open_session`: a session with plugins and packs."""
    from compliance.testing import open_session  # noqa: PLC0415

    return open_session


@pytest.fixture
def compliance_report() -> Report:
    """`compliance.testing.sample_report`: a report that holds every outcome."""
    from compliance.testing import sample_report  # noqa: PLC0415

    return sample_report()


@pytest.fixture
def compliance_kit(compliance_cache: Path) -> ModuleType:
    """The module `compliance.testing`, with all its assertions."""
    from compliance import testing  # noqa: PLC0415

    return testing
